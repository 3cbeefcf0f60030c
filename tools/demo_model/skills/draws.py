"""Values of arguments and fields: a text to put in a sentence, the JSON it means, its schema."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from tools.demo_model import words
from tools.demo_model.exercise import JSON, Split, chance, in_split, is_held_out, number, pick


@dataclass(frozen=True, slots=True)
class Value:
    """What a sentence says (`text`) and what it means (`json`)."""

    text: str
    json: JSON

    def lower(self) -> "Value":
        """As somebody types who does not use capital letters."""
        return Value(self.text.lower(), self.json.lower()) if isinstance(self.json, str) else self

    @property
    def facts(self) -> list[str]:
        """What an answer that mentions the value must contain."""
        return [str(item) for item in self.json] if isinstance(self.json, list) else [self.text]


SURPRISING = 0.25
Text: TypeAlias = Callable[[Random, Split], str]


@dataclass(frozen=True, slots=True, eq=False)
class ValueType:
    """A kind of value: how to draw one, and its JSON schema."""

    draw: Callable[[Random, Split], Value]
    schema: dict[str, JSON]


def string(text: Text) -> ValueType:
    def draw(random: Random, split: Split) -> Value:
        drawn = text(random, split)
        return Value(drawn, drawn)

    return ValueType(draw, {"type": "string"})


def unseen(text: Text) -> ValueType:
    """Strings of so many kinds that a share of them can be held out by hash."""

    def draw(random: Random, split: Split) -> str:
        while True:
            drawn = text(random, split)
            if is_held_out(drawn) == (split is Split.HELD_OUT):
                return drawn

    return string(draw)


def by_split(items: Sequence[JSON]) -> dict[Split, list[JSON]]:
    """The items of each split; all of them where a short list has none of a split."""
    return {split: in_split(items, split) or list(items) for split in Split}


def listed(items: str, invented: float = 0.35) -> ValueType:
    """One of the items (separated by commas), in training sometimes a word that does not exist."""
    choices = by_split([item.strip() for item in items.split(",")])

    def draw(random: Random, split: Split) -> str:
        if split is Split.TRAINING and chance(random, invented):
            return words.invented_word(random, split)
        return str(pick(random, choices[split]))

    return string(draw)


def shared(items: str) -> ValueType:
    """One of a few strings (separated by commas), the same in both splits."""
    choices = [item.strip() for item in items.split(",")]
    return string(lambda random, split: pick(random, choices))


def enum(items: str) -> ValueType:
    """One of a few words (separated by spaces) that the schema lists."""
    return ValueType(
        shared(items.replace(" ", ",")).draw, {"type": "string", "enum": items.split()}
    )


def meaning(**texts: str) -> ValueType:
    """One of a few values that the schema lists, each said in several ways (separated by |)."""
    choices = [Value(text, json) for json, said in texts.items() for text in said.split("|")]
    schema = {"type": "string", "enum": list(texts)}
    return ValueType(lambda random, split: pick(random, choices), schema)


def boolean(true: str, false: str) -> ValueType:
    """True or false, each said in several ways (separated by |)."""
    choices = (
        [Value(text, True) for text in true.split("|")],
        [Value(text, False) for text in false.split("|")],
    )
    return ValueType(lambda random, split: pick(random, pick(random, choices)), {"type": "boolean"})


def integer(low: int, high: int, step: int = 1) -> ValueType:
    choices = by_split(range(low, high + 1, step))

    def draw(random: Random, split: Split) -> Value:
        drawn = pick(random, choices[split])
        if split is Split.TRAINING and chance(random, SURPRISING):
            drawn = surprising(random, drawn)
        return Value(str(drawn), drawn)

    return ValueType(draw, {"type": "integer"})


def surprising(random: Random, usual: int) -> int:
    """Another number of a digit more, so that numbers are copied and not guessed."""
    while True:
        drawn = number(random, min(usual, 1), 10 * max(usual, 1) + 9)
        if not is_held_out(drawn):
            return drawn


def decimal(low: int, high: int, parts: int = 10, whole: float = 0.5) -> ValueType:
    """Numbers with `parts` steps between integers, a share of them `whole`."""

    def draw(random: Random, split: Split) -> Value:
        while True:
            step = number(random, low * parts, high * parts)
            drawn = step // parts if chance(random, whole) else step / parts
            if is_held_out(drawn) == (split is Split.HELD_OUT):
                return Value(str(drawn), drawn)

    return ValueType(draw, {"type": "number"})


def list_of(item: ValueType, low: int = 2, high: int = 4) -> ValueType:
    """Different strings, said as "one, two and three"."""

    def draw(random: Random, split: Split) -> Value:
        items: list[str] = []
        for _ in range(number(random, low, high)):
            drawn = item.draw(random, split).text
            if drawn not in items:
                items.append(drawn)
        return Value(enumerated(items), items)

    return ValueType(draw, {"type": "array", "items": item.schema})


def enumerated(items: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
