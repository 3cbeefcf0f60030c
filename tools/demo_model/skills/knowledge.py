"""`knowledge`: simple questions about the world, words and numbers, in one sentence each.

Facts cannot be kept from training; held out are combinations of a polite beginning with a wording,
and pairs of numbers.
"""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tools.demo_model.exercise import (
    Exercise,
    Split,
    chance,
    contains,
    exchange,
    is_held_out,
    number,
    pick,
)
from tools.demo_model.skills.knowledge_asking import NUMBERS, ask, first_number, says
from tools.demo_model.skills.knowledge_facts import (
    CAPITALS,
    COLOUR_NAMES,
    COLOURS,
    COUNTRY_OF,
    DAYS,
    FACTS,
    LEGS,
    MONTH_DAYS,
    MONTHS,
    OPPOSITES,
    ORDINALS,
    PAST_VERBS,
    PLURAL_NOUNS,
    SEASONS,
    SOUNDS,
    YOUNG,
)
from tools.demo_model.skills.knowledge_questions import WORDINGS
from tools.demo_model.skills.morphology import number_in_words, plural, verb, with_article
from tools.demo_model.skills.sentences import capitalised
from tools.demo_model.words import NOUNS, invented_word

Topic: TypeAlias = Callable[[Random, Split], Exercise]


def knowledge(random: Random, split: Split) -> Exercise:
    """A question with one true answer."""
    while True:
        topic = pick(random, TOPICS)
        try:
            return topic(random, split)
        except LookupError:  # a fact of which the split has no wording
            continue


# --- The world -----------------------------------------------------------------------------


def capital(random: Random, split: Split) -> Exercise:
    country = pick(random, tuple(CAPITALS))
    city = CAPITALS[country]
    user = ask(random, split, WORDINGS["capital"], country=country)
    thought = f"The user asks for the capital of {country}."
    answer = f"The capital of {country} is {city}."
    return exchange(user, answer, thought=thought, judge=contains(city))


def country_of(random: Random, split: Split) -> Exercise:
    city = pick(random, tuple(COUNTRY_OF))
    country = COUNTRY_OF[city]
    user = ask(random, split, WORDINGS["country"], city=city)
    thought = f"The user asks for the country whose capital is {city}."
    judge = contains(country.removeprefix("the "))
    return exchange(user, f"{city} is the capital of {country}.", thought=thought, judge=judge)


def is_capital(random: Random, split: Split) -> Exercise:
    country = pick(random, tuple(CAPITALS))
    right = CAPITALS[country]
    city = right if chance(random, 0.5) else pick(random, tuple(COUNTRY_OF))
    user = ask(random, split, WORDINGS["is capital"], country=country, city=city)
    answer = f"Yes, {city} is the capital of {country}."
    if city != right:
        answer = f"No, the capital of {country} is {right}."
    return yes_or_no(user, answer, f"The capital of {country} is {right}")


def yes_or_no(user: str, answer: str, reason: str) -> Exercise:
    word = answer.split(",")[0].lower()
    thought = f"{reason}, so the answer is {word}."
    return exchange(user, answer, thought=thought, judge=says(word))


def colour(random: Random, split: Split) -> Exercise:
    thing = pick(random, tuple(COLOURS))
    right = COLOURS[thing]
    user = ask(random, split, WORDINGS["colour"], thing=with_the(random, thing))
    if thing.startswith(("a ", "an ")) and chance(random, 0.15):
        many = plural(thing.split(" ", 1)[1])
        user = ask(random, split, WORDINGS["colours"], many=many)
    thought = f"The user asks for the colour of {thing}."
    answer = f"{capitalised(thing)} is {right}."
    return exchange(user, answer, thought=thought, judge=contains(right))


def with_the(random: Random, thing: str) -> str:
    """The snow, now and then, for snow."""
    bare = not thing.startswith(("a ", "an ", "the "))
    return f"the {thing}" if bare and chance(random, 0.3) else thing


def is_colour(random: Random, split: Split) -> Exercise:
    thing = pick(random, tuple(COLOURS))
    right = COLOURS[thing]
    named = right if chance(random, 0.5) else pick(random, COLOUR_NAMES)
    asked = with_the(random, thing)
    user = ask(random, split, WORDINGS["is colour"], thing=asked, colour=named)
    answer = f"{'Yes' if named == right else 'No'}, {thing} is {right}."
    return yes_or_no(user, answer, f"{capitalised(thing)} is {right}")


def legs(random: Random, split: Split) -> Exercise:
    animal = pick(random, tuple(LEGS))
    count = LEGS[animal]
    user = ask(random, split, WORDINGS["legs"], animal=animal)
    thought = f"The user asks how many legs {animal} has."
    answer = f"{capitalised(animal)} has {count} legs."
    return exchange(user, answer, thought=thought, judge=says(count, NUMBERS.get(count, count)))


def sound(random: Random, split: Split) -> Exercise:
    animal = pick(random, tuple(SOUNDS))
    user = ask(random, split, WORDINGS["sound"], animal=with_article(animal))
    thought = f"The user asks for the sound of {with_article(animal)}."
    answer = f"{capitalised(with_article(animal))} says {SOUNDS[animal]}."
    return exchange(user, answer, thought=thought, judge=contains(SOUNDS[animal]))


def young(random: Random, split: Split) -> Exercise:
    animal = pick(random, tuple(YOUNG))
    child = YOUNG[animal]
    user = ask(random, split, WORDINGS["young"], animal=animal, a_animal=with_article(animal))
    thought = f"The user asks for the name of a young {animal}."
    answer = f"A young {animal} is called {with_article(child)}."
    return exchange(user, answer, thought=thought, judge=contains(child))


def fact(random: Random, split: Split) -> Exercise:
    questions, answer, keys, topic = pick(random, FACTS)
    user = ask(random, split, tuple(questions))
    thought = f"This is a question about {topic}, and I know the answer."
    if keys[0] in ("yes", "no"):
        return exchange(user, answer, thought=thought, judge=says(keys[0]))
    judge = contains(*keys)
    if keys[0].isdigit() or keys[0] in NUMBERS:
        judge = says(keys[0], NUMBERS.get(keys[0], keys[0]))
    return exchange(user, answer, thought=thought, judge=judge)


# --- Days and months -----------------------------------------------------------------------

STEPS = (("after", 1), ("before", -1))


def next_day(random: Random, split: Split) -> Exercise:
    return neighbour(random, split, DAYS, "day")


def next_month(random: Random, split: Split) -> Exercise:
    return neighbour(random, split, MONTHS, "month")


def neighbour(random: Random, split: Split, names: list[str], unit: str) -> Exercise:
    """What comes directly before or after."""
    place = number(random, 0, len(names) - 1)
    side, step = pick(random, STEPS)
    given, found = names[place], names[(place + step) % len(names)]
    user = ask(random, split, WORDINGS["next"], unit=unit, side=side, given=given)
    thought = f"The user asks for the {unit} {side} {given}."
    judge = contains(found)
    return exchange(user, f"{found} comes {side} {given}.", thought=thought, judge=judge)


def second_day(random: Random, split: Split) -> Exercise:
    place = number(random, 0, 6)
    side, step = pick(random, STEPS)
    given, between, found = (DAYS[(place + step * count) % 7] for count in range(3))
    user = ask(random, split, WORDINGS["second"], side=side, given=given)
    thought = f"One day {side} {given} is {between}, and then comes {found}."
    answer = f"Two days {side} {given} is {found}."
    return exchange(user, answer, thought=thought, judge=contains(found))


def tomorrow(random: Random, split: Split) -> Exercise:
    place = number(random, 0, 6)
    when, step = pick(random, (("tomorrow", 1), ("yesterday", -1)))
    today, found = DAYS[place], DAYS[(place + step) % 7]
    verb_form = "is" if step == 1 else "was"
    user = ask(random, split, WORDINGS[when], today=today)
    thought = f"The user asks for the day {'after' if step == 1 else 'before'} {today}."
    answer = f"If today is {today}, {when} {verb_form} {found}."
    return exchange(user, answer, thought=thought, judge=contains(found))


def days_of_month(random: Random, split: Split) -> Exercise:
    month = pick(random, MONTHS)
    count = MONTH_DAYS[month]
    user = ask(random, split, WORDINGS["month days"], month=month)
    leap = ", or 29 in a leap year" if month == "February" else ""
    thought = f"The user asks how many days {month} has."
    answer = f"{month} has {count} days{leap}."
    return exchange(user, answer, thought=thought, judge=contains(str(count)))


def season(random: Random, split: Split) -> Exercise:
    month = pick(random, MONTHS)
    user = ask(random, split, WORDINGS["season"], month=month)
    thought = f"The user asks for the season of {month}."
    answer = f"{month} is in {SEASONS[month]}."
    return exchange(user, answer, thought=thought, judge=contains(SEASONS[month]))


def place_in_row(random: Random, split: Split) -> Exercise:
    """Which is the third month, and which month is March."""
    names, unit, whole = pick(random, ((DAYS, "day", "week"), (MONTHS, "month", "year")))
    place = number(random, 0, len(names) - 1)
    name, ordinal = names[place], ORDINALS[place]
    slots = {"unit": unit, "whole": whole, "name": name, "ordinal": ordinal}
    user = ask(random, split, WORDINGS["ordinal"], **slots)
    thought = f"The user asks for the {ordinal} {unit} of the {whole}."
    answer = f"The {ordinal} {unit} of the {whole} is {name}."
    return exchange(user, answer, thought=thought, judge=contains(name))


# --- Words ---------------------------------------------------------------------------------


def opposite(random: Random, split: Split) -> Exercise:
    word = pick(random, tuple(OPPOSITES))
    user = ask(random, split, WORDINGS["opposite"], word=quoted(random, word))
    answer = f"The opposite of {word} is {OPPOSITES[word]}."
    thought = f"The user asks for the opposite of {word}."
    return exchange(user, answer, thought=thought, judge=says(OPPOSITES[word]))


def plural_of(random: Random, split: Split) -> Exercise:
    kind = random.random()
    noun = pick(random, PLURAL_NOUNS if kind < 0.7 else NOUNS)
    noun = invented_word(random, split) if kind > 0.9 else noun
    user = ask(random, split, WORDINGS["plural"], word=quoted(random, noun))
    answer = f"The plural of {noun} is {plural(noun)}."
    thought = f"The user asks for the plural of {noun}."
    return exchange(user, answer, thought=thought, judge=says(plural(noun)))


def singular_of(random: Random, split: Split) -> Exercise:
    noun = pick(random, PLURAL_NOUNS)
    user = ask(random, split, WORDINGS["singular"], word=quoted(random, plural(noun)))
    answer = f"The singular of {plural(noun)} is {noun}."
    thought = f"The user asks for the singular of {plural(noun)}."
    return exchange(user, answer, thought=thought, judge=says(noun))


def past_of(random: Random, split: Split) -> Exercise:
    base = pick(random, PAST_VERBS)
    past = verb(base).past
    user = ask(random, split, WORDINGS["past"], word=quoted(random, base))
    answer = f"The past tense of {base} is {past}."
    thought = f"The user asks for the past tense of {base}."
    return exchange(user, answer, thought=thought, judge=says(past))


def quoted(random: Random, word: str) -> str:
    return f'"{word}"' if chance(random, 0.3) else word


# --- Numbers -------------------------------------------------------------------------------


def in_words(random: Random, split: Split) -> Exercise:
    value = number(random, 0, 100)
    words = number_in_words(value)
    user = ask(random, split, WORDINGS["in words"], value=value)
    thought = f"The user wants the number {value} in words."
    return exchange(user, f"{value} is {words}.", thought=thought, judge=contains(words))


def in_digits(random: Random, split: Split) -> Exercise:
    value = number(random, 0, 100)
    words = number_in_words(value)
    if chance(random, 0.2):
        words = words.replace("-", " ")
    user = ask(random, split, WORDINGS["in digits"], words=words)
    thought = f"The user wants {words} in digits."
    answer = f"{capitalised(words)} is {value}."
    return exchange(user, answer, thought=thought, judge=contains(str(value)))


def larger(random: Random, split: Split) -> Exercise:
    one, other = two_numbers(random, split)
    kind = pick(random, ("larger", "larger", "smaller"))
    right, wrong = (max(one, other), min(one, other))
    if kind == "smaller":
        right, wrong = wrong, right
    user = ask(random, Split.TRAINING, WORDINGS[kind], one=one, other=other)
    thought = f"I compare {one} and {other}: the {kind} one is {right}."
    answer = f"{right} is {kind} than {wrong}."
    return exchange(user, answer, thought=thought, judge=first_number(right))


def is_larger(random: Random, split: Split) -> Exercise:
    one, other = two_numbers(random, split)
    kind = pick(random, ("larger", "smaller"))
    user = ask(random, Split.TRAINING, WORDINGS[f"is {kind}"], one=one, other=other)
    truth = "larger" if one > other else "smaller"
    answer = f"{'Yes' if truth == kind else 'No'}, {one} is {truth} than {other}."
    return yes_or_no(user, answer, f"{one} is {truth} than {other}")


def two_numbers(random: Random, split: Split) -> tuple[int, int]:
    """Two different numbers whose pair is of the split."""
    while True:
        top = pick(random, (20, 99, 99, 99, 999, 999, 9999))
        one = number(random, 0, top)
        near = chance(random, 0.3)
        other = abs(one + number(random, -10, 10)) if near else number(random, 0, top)
        key = f"{min(one, other)}|{max(one, other)}"
        if one != other and is_held_out(key) == (split is Split.HELD_OUT):
            return one, other


# How often a topic is drawn: as often as it stands here.
TOPICS: tuple[Topic, ...] = (
    *[capital] * 6,
    *[country_of] * 4,
    *[is_capital] * 2,
    *[colour] * 4,
    *[is_colour] * 3,
    *[fact] * 14,
    legs,
    *[sound] * 2,
    *[young] * 2,
    *[next_day] * 2,
    *[next_month] * 2,
    second_day,
    *[tomorrow] * 2,
    days_of_month,
    season,
    *[place_in_row] * 2,
    *[opposite] * 5,
    *[plural_of] * 4,
    singular_of,
    *[past_of] * 4,
    *[in_words] * 3,
    *[in_digits] * 3,
    *[larger] * 3,
    *[is_larger] * 2,
)
