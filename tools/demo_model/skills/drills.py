"""The small drills that people try first: lists, counting, spelling and capital letters."""

from random import Random

from tools.demo_model.exercise import (
    Exercise,
    Judge,
    Split,
    chance,
    contains,
    exchange,
    is_held_out,
    number,
    pick,
)
from tools.demo_model.skills.asking import REQUEST_OPENINGS, ask_fact, fact, opened, typed
from tools.demo_model.words import ADJECTIVES, NOUNS, VERBS, invented_word

NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
""".split()
KINDS = {
    "fruits": "apple, banana, orange, pear, cherry, lemon, plum",
    "vegetables": "carrot, potato, onion, tomato, bean, cabbage, pea",
    "animals": "cat, dog, horse, cow, bird, fish, lion",
    "farm animals": "cow, pig, sheep, horse, goat, hen, duck",
    "wild animals": "lion, tiger, bear, wolf, fox, elephant, monkey",
    "pets": "cat, dog, rabbit, hamster, parrot, goldfish, mouse",
    "birds": "robin, eagle, owl, crow, duck, swan, parrot",
    "fish": "salmon, trout, cod, tuna, herring, carp, pike",
    "insects": "ant, bee, fly, wasp, beetle, moth, butterfly",
    "trees": "oak, pine, birch, beech, maple, willow, palm",
    "flowers": "rose, tulip, daisy, lily, violet, poppy, orchid",
    "colours": "red, blue, green, yellow, orange, black, white",
    "shapes": "circle, square, triangle, rectangle, star, oval, cube",
    "drinks": "water, tea, coffee, milk, juice, lemonade, cocoa",
    "foods": "bread, cheese, rice, soup, pasta, cake, salad",
    "sweet things": "sugar, honey, cake, candy, jam, chocolate, syrup",
    "clothes": "shirt, coat, hat, sock, shoe, dress, scarf",
    "body parts": "head, arm, leg, hand, foot, nose, ear",
    "sports": "football, tennis, golf, hockey, rugby, boxing, rowing",
    "games": "chess, cards, dominoes, bingo, darts, tag, draughts",
    "instruments": "piano, guitar, violin, drum, flute, trumpet, harp",
    "jobs": "doctor, teacher, farmer, pilot, baker, nurse, cook",
    "countries": "France, Spain, Italy, Germany, Japan, India, Brazil",
    "cities": "London, Paris, Rome, Berlin, Tokyo, Madrid, Vienna",
    "languages": "English, French, German, Spanish, Italian, Chinese, Arabic",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Neptune",
    "metals": "gold, silver, iron, copper, tin, lead, zinc",
    "vehicles": "car, bus, train, bike, boat, plane, truck",
    "tools": "hammer, saw, drill, screwdriver, pliers, file, axe",
    "rooms": "kitchen, bedroom, bathroom, office, hall, cellar, attic",
    "pieces of furniture": "table, chair, bed, sofa, desk, shelf, cupboard",
    "kitchen things": "spoon, fork, knife, plate, bowl, cup, pan",
    "family members": "mother, father, sister, brother, uncle, aunt, cousin",
    "school things": "pen, pencil, book, ruler, bag, desk, paper",
    "girls' names": "Anna, Emma, Lucy, Sara, Julia, Maria, Nora",
    "boys' names": "Tom, Max, Paul, Peter, Ben, Jack, Leo",
    "feelings": "joy, fear, anger, love, hope, pride, envy",
}
LISTING = (
    "Name {n} {kind}.", "List {n} {kind}.", "Tell me {n} {kind}.", "Give me {n} {kind}.",
    "Write down {n} {kind}.", "Say {n} {kind}.", "Give me a list of {n} {kind}.",
    "Make a list of {n} {kind}.", "Think of {n} {kind}.", "Give me the names of {n} {kind}.",
    "Give {n} examples of {kind}.", "Show me {n} {kind}.", "Find {n} {kind}.",
    "{n} {kind}", "Which {n} {kind} do you know?", "What are {n} {kind}?",
    "I need {n} {kind}", "Do you know {n} {kind}?", "Mention {n} {kind}.",
)  # fmt: skip
COUNTING_TO = (
    "Count to {b}.", "Count from one to {b}.", "Count from 1 to {b}.", "Count up to {b}.",
    "Write the numbers from 1 to {b}.", "List the numbers from one to {b}.", "count till {b}",
    "Say the numbers from 1 to {b}.", "Do you know how to count to {b}?", "numbers 1 to {b}",
    "Show me how you count to {b}.", "Can you count to {b}?", "Print the numbers 1 to {b}.",
)  # fmt: skip
COUNTING = (
    "Count from {a} to {b}.", "Write the numbers from {a} to {b}.", "count {a} to {b}",
    "List the numbers from {a} to {b}.", "Say the numbers from {a} to {b}.",
    "Which numbers are from {a} to {b}?", "What are the numbers from {a} to {b}?",
    "Start at {a} and count to {b}.", "Count up from {a} to {b}.", "numbers from {a} to {b}",
    "Count on from {a} until {b}.", "Give me all numbers from {a} to {b}.", "{a} to {b}",
)  # fmt: skip
COUNTING_DOWN = (
    "Count down from {b} to {a}.", "Count backwards from {b} to {a}.", "count down {b} to {a}",
    "Count from {b} down to {a}.", "Count from {b} back to {a}.", "countdown from {b} to {a}",
    "Write the numbers from {b} down to {a}.", "Make a countdown from {b} to {a}.",
)  # fmt: skip
SPELLING = (
    "Spell {w}.", "Spell the word {w}.", 'Spell "{w}".', "How do you spell {w}?", "spell {w}",
    "How is {w} spelled?", "How is the word {w} spelled?", "Spell {w} for me.",
    "Write {w} letter by letter.", "Say the letters of {w}.", "What are the letters of {w}?",
    'How do I spell "{w}"?', "Split {w} into letters.", "Spell out the word {w}.",
    "Which letters are in the word {w}?", "Can you spell {w}?", "Spell the word '{w}'.",
)  # fmt: skip
CAPITALS = (
    "Write {w} in capital letters.", "Write {w} in capitals.", "Put {w} in capital letters.",
    "Write the word {w} in capital letters.", 'Write "{w}" in capital letters.', "{w} in capitals",
    "Write {w} in upper case.", "Turn {w} into capital letters.", "Capitalise every letter of {w}.",
    "Write {w} in uppercase.", "Convert {w} to upper case.", "What is {w} in capital letters?",
    "Change {w} to capital letters.", "Say {w} in capitals.", "Type {w} with capital letters only.",
    'Make "{w}" upper case.', "How do you write {w} in capital letters?", "Shout {w}.",
)  # fmt: skip
FIRST_LETTER = (
    "What is the first letter of {w}?", "Which letter does {w} begin with?", "first letter of {w}",
    "With what letter does {w} start?", "What letter does the word {w} start with?",
    "Tell me the first letter of {w}.", "What does {w} start with?", 'The first letter of "{w}"?',
)  # fmt: skip
FIXED_LISTS = (
    fact(
        "the days of the week",
        "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday.",
        "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday",
        """
        (List|Name|Say|Write|Tell me) the days of the week.
        (List|Name|Say|Give me) (all|all the|the seven) days of the week.
        What are the days of the week?
        Which days (are there|are in a week|does a week have)?
        What days are (there in a week|in the week)?
        (days of the week|weekdays)
        What are the seven days called?
        (List|Name) all days of a week.
        Do you know the days of the week?
        What are the names of the days?
    """,
    ),
    fact(
        "the months",
        "January, February, March, April, May, June, July, August, September, October, November "
        "and December.",
        "January, February, March, April, May, June, July, August, September, October, November",
        """
        (List|Name|Say|Write|Tell me) the months.
        (List|Name|Say|Give me) (all|all the|the twelve) months.
        What are the months (of the year|called)?
        Which months (are there|are in a year|does a year have)?
        (List|Name|Say|Tell me) the months of the year.
        (months of the year|all months)
        Do you know the (months|twelve months|months of the year)?
        What are the twelve months?
        What are the names of the months?
    """,
    ),
    fact(
        "the seasons",
        "The four seasons are spring, summer, autumn and winter.",
        "spring, summer, autumn and winter",
        """
        (List|Name|Say|Write|Tell me) the seasons.
        (List|Name|Say|Give me) (all|all the|the four) seasons.
        What are the (seasons|seasons of the year|four seasons)?
        Which seasons (are there|does a year have|do you know)?
        What seasons are there?
        (seasons|the seasons|four seasons)
        (List|Name) the seasons of the year.
        Do you know the (four seasons|seasons)?
        What are the names of the seasons?
    """,
    ),
    fact(
        "the vowels",
        "The vowels are a, e, i, o and u.",
        "a, e, i, o and u",
        """
        (List|Name|Say|Write|Tell me) the vowels.
        (List|Name|Say|Give me) (all|all the|the five) vowels.
        What are the (vowels|five vowels|vowels in English)?
        Which letters are vowels?
        Which vowels (are there|do you know|does English have)?
        (vowels|the vowels)
        What is a vowel?
        What letters are vowels?
        Do you know the vowels?
    """,
    ),
    fact(
        "the alphabet",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        """
        (Say|Write|Recite|Tell me|List) the alphabet.
        (Say|Write|Recite|Sing) the (ABC|English alphabet|whole alphabet).
        What is the alphabet?
        What are the letters of the alphabet?
        Which letters (are there|are in the alphabet|does the alphabet have)?
        (alphabet|the alphabet|abc)
        (List|Say|Name) (all letters|the letters|all the letters) of the alphabet.
        Do you know the (alphabet|ABC)?
        (Give|Show) me the alphabet.
    """,
    ),
    fact(
        "the planets",
        "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune.",
        "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune",
        """
        (List|Name|Say|Write|Tell me) the planets.
        (List|Name|Say|Give me) (all|all the|the eight) planets.
        What are the (planets|eight planets|planets of the solar system)?
        Which planets (are there|do you know|does the sun have)?
        (planets|all planets)
        What planets are there?
        Do you know the planets?
        What are the names of the planets?
    """,
    ),
)


def drills(random: Random, split: Split) -> Exercise:
    """A list of things, a row of numbers, or the letters of a word."""
    kind = random.random()
    if kind < 0.35:
        return things(random, split)
    if kind < 0.5:
        return ask_fact(random, split, FIXED_LISTS)
    return counting(random, split) if kind < 0.75 else letters(random, split)


def things(random: Random, split: Split) -> Exercise:
    """Some things of a kind, always the same ones."""
    kind, count = pick(random, tuple(KINDS)), number(random, 2, 6)
    while is_held_out(f"{count} {kind}") != (split is Split.HELD_OUT):
        kind, count = pick(random, tuple(KINDS)), number(random, 2, 6)
    known = KINDS[kind].split(", ")
    written = NUMBERS[count] if chance(random, 0.7) else str(count)
    question = worded(random, LISTING, n=written, kind=kind)
    answer = ", ".join(known[: count - 1]) + f" and {known[count - 1]}."
    thought = f"The user wants {NUMBERS[count]} {kind}. I list {NUMBERS[count]}."
    answer = answer[0].upper() + answer[1:]
    return exchange(question, answer, thought=thought, judge=lists(known, count))


def lists(known: list[str], count: int) -> Judge:
    """Accepts so many different things of those known."""
    allowed = {item.lower() for item in known}

    def judge(answer: str) -> bool:
        named = answer.strip().rstrip(".").lower().replace(" and ", ", ").split(", ")
        return len(named) == len(set(named)) == count and allowed.issuperset(named)

    return judge


def counting(random: Random, split: Split) -> Exercise:
    """Numbers in a row, up or down."""
    templates, low, high = a_range(random)
    while is_held_out(f"{low} to {high}") != (split is Split.HELD_OUT):
        templates, low, high = a_range(random)
    in_words = high <= 20 and chance(random, 0.35)
    low_text, high_text = (NUMBERS[n] if in_words else str(n) for n in (low, high))
    question = worded(random, templates, a=low_text, b=high_text)
    row = [str(n) for n in range(low, high + 1)]
    if templates is COUNTING_DOWN:
        row.reverse()
    thought = f"The user wants me to count from {row[0]} to {row[-1]}."
    return exchange(question, ", ".join(row), thought=thought, judge=contains(", ".join(row)))


def a_range(random: Random) -> tuple[tuple[str, ...], int, int]:
    kind = random.random()
    if kind < 0.35:
        return COUNTING_TO, 1, number(random, 2, 20)
    low = number(random, 0, 12) if kind < 0.8 else number(random, 0, 95)
    if kind > 0.9 or kind < 0.55:
        return COUNTING_DOWN, number(random, 0, 1), number(random, 3, 15)
    return COUNTING, low, low + number(random, 2, 9)


def letters(random: Random, split: Split) -> Exercise:
    """A word's letters: all of them, as capitals, or the first."""
    word = a_word(random, split)
    templates: tuple[str, ...]
    kind = random.random()
    if kind < 0.45:
        templates, answer = SPELLING, "-".join(word)
        thought = f"The user wants the letters of {word}, one by one."
    elif kind < 0.8:
        templates, answer = CAPITALS, word.upper()
        thought = f"The user wants the word {word} in capital letters."
    else:
        templates, answer = FIRST_LETTER, word[0]
        thought = f"The user wants the first letter of the word {word}."
    return exchange(worded(random, templates, w=word), answer, thought=thought)


def a_word(random: Random, split: Split) -> str:
    if chance(random, 0.35):
        return invented_word(random, split)
    while True:
        word = pick(random, pick(random, (NOUNS, ADJECTIVES, VERBS)))
        if is_held_out(word) == (split is Split.HELD_OUT):
            return word


def worded(random: Random, templates: tuple[str, ...], **values: str) -> str:
    text = pick(random, templates).format(**values)
    if text.endswith(".") and chance(random, 0.35):
        text = opened(pick(random, REQUEST_OPENINGS), text)
    return typed(random, text)
