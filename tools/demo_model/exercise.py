"""What the model learns from and is tested on: conversations whose last turn is right.

A skill is a function `(random, split) -> Exercise`. Training draws from `Split.TRAINING`, the
evaluation from `Split.HELD_OUT`: names, phrases and numbers that no training text contains.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Any, Literal, TypeAlias, TypeVar

Item = TypeVar("Item")
JSON: TypeAlias = Any
Judge: TypeAlias = Callable[[str], bool]


class Split(Enum):
    TRAINING = "training"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True)
class ToolCall:
    name: str
    arguments: dict[str, JSON]

    def __str__(self) -> str:
        """As the template writes it, in Hermes style."""
        call = json.dumps({"name": self.name, "arguments": self.arguments}, ensure_ascii=False)
        return f"<tool_call>\n{call}\n</tool_call>"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `thought` comes before an assistant's answer when thinking is on."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    thought: str = ""

    def __str__(self) -> str:
        """What an assistant writes after its thought."""
        return "\n".join(filter(None, [self.content, *map(str, self.tool_calls)]))


@dataclass(frozen=True, slots=True)
class Exercise:
    """A conversation that ends with a right answer; `accepts` knows the other right ones."""

    turns: tuple[Turn, ...]
    tools: tuple[JSON, ...] = ()
    schema: JSON = None
    judge: Judge | None = None

    @property
    def answer(self) -> Turn:
        return self.turns[-1]

    def accepts(self, answer: str) -> bool:
        """Whether a text (after the thought, markup included) answers the exercise."""
        if self.judge is not None:
            return self.judge(answer)
        return answer.strip() == str(self.answer)


Skill: TypeAlias = Callable[[Random, Split], Exercise]


def exchange(user: str, assistant: str, *, thought: str, judge: Judge | None = None) -> Exercise:
    """One question and its answer."""
    turns = (Turn("user", user), Turn("assistant", assistant, thought=thought))
    return Exercise(turns, judge=judge)


# --- Drawing at random ---------------------------------------------------------------------


def pick(random: Random, items: Sequence[Item]) -> Item:
    """One item; by `random()` alone, whose sequence Python promises to keep."""
    return items[int(random.random() * len(items))]


def number(random: Random, low: int, high: int) -> int:
    """A number of low..high, both included."""
    return low + int(random.random() * (high - low + 1))


def chance(random: Random, probability: float) -> bool:
    return random.random() < probability


def sample(random: Random, items: Sequence[Item], count: int) -> list[Item]:
    """`count` different items, in random order."""
    left = list(items)
    return [left.pop(int(random.random() * len(left))) for _ in range(count)]


# --- What is kept from training ----------------------------------------------------------


def is_held_out(key: object, share: float = 0.1) -> bool:
    """Whether a name, phrase or number is kept for the evaluation: by its hash, forever."""
    digest = hashlib.sha256(str(key).encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def in_split(items: Sequence[Item], split: Split, share: float = 0.1) -> list[Item]:
    """The items of one split; never empty for a split that items exist for."""
    return [item for item in items if is_held_out(item, share) == (split is Split.HELD_OUT)]


# --- Judging -----------------------------------------------------------------------------


def contains(*phrases: str) -> Judge:
    """Accepts an answer that has every phrase, in any case."""
    return lambda answer: all(phrase.lower() in answer.lower() for phrase in phrases)


def contains_any(*phrases: str) -> Judge:
    return lambda answer: any(phrase.lower() in answer.lower() for phrase in phrases)
