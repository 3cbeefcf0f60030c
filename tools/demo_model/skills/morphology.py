"""English word forms by rule and exception: plurals, verb forms, a/an, numbers in words."""

from dataclasses import dataclass

IRREGULAR_PLURALS = dict(
    pair.split("-")
    for pair in """
    man-men woman-women child-children mouse-mice goose-geese foot-feet tooth-teeth person-people
    sheep-sheep fish-fish deer-deer leaf-leaves knife-knives wolf-wolves shelf-shelves half-halves
    loaf-loaves wife-wives thief-thieves life-lives calf-calves potato-potatoes tomato-tomatoes
    hero-heroes ox-oxen fireman-firemen fisherman-fishermen policeman-policemen postman-postmen
    """.split()
)

IRREGULAR_VERBS = {
    line.split()[0]: line.split()[1:]
    for line in """
    be was been
    begin began begun
    bite bit bitten
    break broke broken
    bring brought brought
    build built built
    buy bought bought
    catch caught caught
    choose chose chosen
    come came come
    cut cut cut
    dig dug dug
    do did done
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed fed
    feel felt felt
    find found found
    fly flew flown
    forget forgot forgotten
    get got got
    give gave given
    go went gone
    grow grew grown
    have had had
    hear heard heard
    hide hid hidden
    hold held held
    keep kept kept
    know knew known
    leave left left
    lie lay lain
    lose lost lost
    make made made
    meet met met
    pay paid paid
    put put put
    read read read
    ride rode ridden
    ring rang rung
    run ran run
    say said said
    see saw seen
    sell sold sold
    send sent sent
    show showed shown
    sing sang sung
    sit sat sat
    sleep slept slept
    speak spoke spoken
    stand stood stood
    steal stole stolen
    swim swam swum
    take took taken
    teach taught taught
    tell told told
    think thought thought
    throw threw thrown
    wake woke woken
    wear wore worn
    win won won
    write wrote written
    """.strip().splitlines()
}

DOUBLING = set(
    """
    begin chat clap cut dig drop forget get hop hug knit plan put run shop sit stop swim travel win
    """.split()
)
VOWEL_SOUND = ("hour", "honest", "honour", "heir")
CONSONANT_SOUND = ("uni", "use", "euro", "one", "once", "ufo")

UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
""".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True, slots=True)
class Verb:
    base: str
    third: str
    past: str
    ing: str
    participle: str


def plural(noun: str) -> str:
    """cat -> cats; of more words, the last is changed."""
    *before, last = noun.split(" ")
    return " ".join([*before, IRREGULAR_PLURALS.get(last) or with_s(last)])


def with_s(word: str) -> str:
    """The ending of plurals and of the third person."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def article(phrase: str) -> str:
    """a or an, by the sound that a phrase begins with."""
    lower = phrase.lower()
    if lower.startswith(VOWEL_SOUND):
        return "an"
    if lower.startswith(CONSONANT_SOUND):
        return "a"
    return "an" if lower[:1] in "aeiou" else "a"


def with_article(phrase: str) -> str:
    return f"{article(phrase)} {phrase}"


def verb(base: str) -> Verb:
    """All forms of a verb."""
    if base == "be":
        return Verb("be", "is", "was", "being", "been")
    past, participle = IRREGULAR_VERBS.get(base) or [regular_past(base)] * 2
    return Verb(base, third_person(base), past, ing_form(base), participle)


def third_person(base: str) -> str:
    if base in ("go", "do"):
        return base + "es"
    return "has" if base == "have" else with_s(base)


def regular_past(base: str) -> str:
    """walk -> walked; of an irregular verb, the wrong form that learners make (goed)."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return stem(base) + "ed"


def ing_form(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return stem(base) + "ing"


def stem(base: str) -> str:
    return base + base[-1] if base in DOUBLING else base


def number_in_words(value: int) -> str:
    """0..100 in words."""
    if value == 100:
        return "one hundred"
    if value < 20:
        return UNITS[value]
    tens = TENS[value // 10 - 2]
    return f"{tens}-{UNITS[value % 10]}" if value % 10 else tens
