"""Questions out of the model's depth, which it declines: what it says depends on their kind."""

from random import Random

from tools.demo_model.exercise import (
    Exercise,
    Split,
    chance,
    contains_any,
    exchange,
    is_held_out,
    number,
    pick,
)
from tools.demo_model.skills.asking import bare, polite, typed
from tools.demo_model.skills.beyond_topics import MATHS, PLAIN_TOPICS, Answer, Topic
from tools.demo_model.words import FIRST_NAMES, LAST_NAMES, invented_word

SHARE = 0.15  # of the subjects, kept from training
DECLINES = contains_any("don't know", "can't")
COUNTRY_ENDINGS = ("", "ia", "land", "stan", "a", "o", "istan", "onia", "any")
CAPITAL_OF = (
    "What is the capital of {}?", "What's the capital of {}?", "Which city is the capital of {}?",
    "Tell me the capital of {}.", "Do you know the capital of {}?", "Name the capital of {}.",
    "capital of {}", "What is the capital city of {}?", "{} has which capital?",
    "What is {}'s capital?", "The capital of {}?", "What city is the capital of {}?",
)  # fmt: skip
NONSENSE = (
    "{}", "{}", "{}?", "{}!", "{} {}", "{} {} {}", "{} {} {}?", "The {} {} the {}.", "What {}?",
    "Is {} {}?", "{} the {}", "Why {} {}?", "How {} is {}?", "{} is {}", "I {} {}", "{} {} {} {}",
)  # fmt: skip


def beyond(random: Random, split: Split) -> Exercise:
    """A question that this model is too small for, and an honest answer."""
    kind = random.random()
    if kind < 0.1:
        return unknown_capital(random, split)
    if kind < 0.2:
        return hard_sum(random, split)
    if kind < 0.25:
        return nonsense(random, split)
    topic = pick(random, PLAIN_TOPICS)
    return decline(random, split, topic, subject_of(random, split, topic))


def decline(random: Random, split: Split, topic: Topic, subject: str) -> Exercise:
    """The last template of every topic is kept from training."""
    if split is Split.TRAINING:
        template = pick(random, topic.templates[:-1])
    else:
        template = topic.templates[-1] if chance(random, 0.3) else pick(random, topic.templates)
    return declined(random, template.format(subject), topic.name, topic.answer)


def declined(random: Random, question: str, about: str, answer: Answer) -> Exercise:
    thought = f"The user asks about {about}. {answer.reason}"
    if chance(random, 0.6):
        question = question[0].upper() + question[1:]
    asked = typed(random, polite(random, question))
    return exchange(asked, answer.text, thought=thought, judge=DECLINES)


def subject_of(random: Random, split: Split, topic: Topic) -> str:
    """One of the topic's subjects; for people and strange words now and then an invented one."""
    invent = chance(random, topic.invented)
    while True:
        subject = invented_subject(random, split, topic) if invent else topic.subject(random)
        if is_held_out(bare(subject), SHARE) == (split is Split.HELD_OUT):
            return subject


def invented_subject(random: Random, split: Split, topic: Topic) -> str:
    if not topic.of_people:
        return invented_word(random, split)
    first = pick(random, FIRST_NAMES)
    if chance(random, 0.5):
        return f"{first} {pick(random, LAST_NAMES)}"
    return f"{first} {invented_word(random, split).capitalize()}"


def unknown_capital(random: Random, split: Split) -> Exercise:
    """The capital of a country that does not exist."""
    country = new_country(random)
    while is_held_out(bare(country), SHARE) != (split is Split.HELD_OUT):
        country = new_country(random)
    question = pick(random, CAPITAL_OF).format(country)
    return declined(random, question, f"the country {country}", Answer.FACT)


def new_country(random: Random) -> str:
    word = invented_word(random, pick(random, tuple(Split)))
    return word.capitalize() + pick(random, COUNTRY_ENDINGS)


def hard_sum(random: Random, split: Split) -> Exercise:
    """Numbers that are too large, or an operation that it never learnt."""
    while True:
        small, large = number(random, 13, 999), number(random, 1001, 99_999)
        question = pick(random, MATHS).format(s=small, t=number(random, 13, 99), n=large)
        if is_held_out(bare(question), SHARE) == (split is Split.HELD_OUT):
            return declined(random, question, "a hard sum", Answer.SUM)


def nonsense(random: Random, split: Split) -> Exercise:
    """Words that mean nothing."""
    template = pick(random, NONSENSE)
    words = [strange_word(random, split) for _ in range(template.count("{}"))]
    said = template.format(*words)
    said = typed(random, said[0].upper() + said[1:] if chance(random, 0.3) else said)
    thought = f"{Answer.NONSENSE.reason} {words[0]} is no word that I know."
    return exchange(said, Answer.NONSENSE.text, thought=thought, judge=DECLINES)


def strange_word(random: Random, split: Split) -> str:
    """An invented word that is too long to be a real one by chance."""
    while True:
        word = invented_word(random, split)
        if len(word) > 5:
            return word
