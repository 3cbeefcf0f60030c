"""How people ask: phrasings, polite words before them, and careless typing.

A fact has lines of phrasings, of which `(a|b)` stands for two. The last line of each fact is
kept from training, and so are some pairs of opening and phrasing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from re import split as split_at
from re import sub

from tools.demo_model.exercise import (
    Exercise,
    Split,
    chance,
    contains,
    exchange,
    is_held_out,
    pick,
)

QUESTION_OPENINGS = (
    "Hey, ", "Hi, ", "Hello! ", "Please tell me: ", "Can you tell me: ", "Could you tell me: ",
    "I would like to know: ", "I want to know: ", "Quick question: ", "One question: ",
    "I have a question: ", "My question is: ", "Tell me, ", "So, ", "Demo, ", "Hey Demo, ",
    "Excuse me, ", "OK, ", "Well, ", "Sorry, ", "Good morning! ", "And ", "Thanks! ", "Please, ",
    "Just wondering, ", "Now tell me: ", "Hello Demo, ", "Hi there! ", "Another question: ",
)  # fmt: skip
REQUEST_OPENINGS = (
    "Please ", "Can you ", "Could you ", "Would you ", "Can you please ", "Could you please ",
    "Hey, ", "Hi, please ", "Demo, ", "OK, ", "Now ", "I want you to ", "I would like you to ",
    "Will you ", "Hello! Please ", "Hey, can you ", "So, ", "Demo, please ", "You should ",
    "I need you to ", "Hi! Can you ", "Now please ",
)  # fmt: skip
ASKING = ("can you ", "could you ", "would you ", "will you ", "please can you ", "you please ")
PROPER = {
    "I", "I'm", "I'd", "Shoal", "Shoal's", "Ray", "Demo", "GGUF", "YAML", "LocalAI", "OpenAI",
    "Anthropic", "English", "JSON", "Python", "ChatGPT", "Napoleon",
}  # fmt: skip
PLAIN = 0.45  # how often nothing is put before a phrasing


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer, the words that make an answer right, and the ways to ask for it."""

    topic: str
    answer: str
    keys: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def thought(self) -> str:
        return f"The question is about {self.topic}. I know the answer."


def fact(topic: str, answer: str, keys: str, questions: str) -> Fact:
    """Keys are separated by `;`, questions by line ends."""
    lines = [line.strip() for line in questions.strip().splitlines()]
    parts = tuple(key.strip() for key in keys.split(";"))
    return Fact(topic, answer, parts, tuple(variants(line) for line in lines))


def variants(line: str) -> tuple[str, ...]:
    """What a line with `(a|b)` in it stands for."""
    parts = split_at(r"\(([^()]*\|[^()]*)\)", line)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    return tuple("".join(chosen) for chosen in product(*choices))


def ask_fact(random: Random, split: Split, facts: Sequence[Fact]) -> Exercise:
    chosen = pick(random, facts)
    question = typed(random, phrasing(random, split, chosen.lines))
    return exchange(question, chosen.answer, thought=chosen.thought, judge=contains(*chosen.keys))


def phrasing(random: Random, split: Split, lines: Sequence[Sequence[str]]) -> str:
    """A way to ask that belongs to the split."""
    held_out = split is Split.HELD_OUT
    if held_out and chance(random, 0.5):
        return polite(random, pick(random, lines[-1]))
    for _ in range(100):
        text = pick(random, pick(random, lines[:-1]))
        opening = "" if chance(random, PLAIN) else pick(random, openings(text))
        question = opened(opening, text)
        if (opening != "" and is_held_out(bare(question))) == held_out:
            return question
    return pick(random, lines[-1] if held_out else lines[0])


def polite(random: Random, text: str) -> str:
    """A phrasing with any opening, or none."""
    return opened("" if chance(random, PLAIN) else pick(random, openings(text)), text)


def openings(text: str) -> tuple[str, ...]:
    """A full stop ends a request; what ends in neither mark is typed as it is."""
    if text.endswith("?"):
        return QUESTION_OPENINGS
    return REQUEST_OPENINGS if text.endswith(".") else ("",)


def opened(opening: str, text: str) -> str:
    if not opening:
        return text
    if not opening.endswith((": ", "! ")):
        text = lower_first(text)
    if opening.lower().endswith(ASKING):
        text = text.removesuffix(".") + "?"
    return opening + text


def lower_first(text: str) -> str:
    first = text.split(" ", 1)[0].rstrip(".,:;?!")
    return (
        text if first in PROPER or first[1:].lower() != first[1:] else text[:1].lower() + text[1:]
    )


def bare(text: str) -> str:
    """What is left of a text, however it was typed."""
    return sub(r"[^a-z0-9+*^:)(/ -]", "", text.lower().replace(": ", " ")).strip()


def typed(random: Random, text: str, *, keep_case: bool = False) -> str:
    """The text as a hurried person may type it."""
    if chance(random, 0.22):
        text = text.rstrip(".?")
    elif chance(random, 0.03):
        text = text.rstrip(".?") + pick(random, ("??", "!", " ?", "...", "?!"))
    if keep_case or chance(random, 0.7):
        return text
    if chance(random, 0.5):
        return lower_first(text)
    return text.lower() if chance(random, 0.6) else text.lower().replace("'", "")
