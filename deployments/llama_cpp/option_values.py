"""How the values of a model's `options:` are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """A field of `EngineOptions`, its names, how its value is read, and what it does."""

    field: str
    names: tuple[str, ...]
    convert: Callable[[str], Any]
    default: str
    help: str


def boolean(value: str) -> bool:
    if value.lower() in ("true", "1", "yes", "on", "enabled"):
        return True
    if value.lower() in ("false", "0", "no", "off", "disabled"):
        return False
    raise ValueError("expected true or false")


def only_true(value: str) -> bool:
    """For what this engine always does: saying so is fine, wanting otherwise is not."""
    if not boolean(value):
        raise ValueError("this cannot be turned off here")
    return True


def share(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError("expected a number between 0 and 1")
    return number


def at_least(low: int) -> Callable[[str], int]:
    def convert(value: str) -> int:
        number = int(value)
        if number < low:
            raise ValueError(f"expected at least {low}")
        return number

    return convert


def between(low: int, high: int) -> Callable[[str], int]:
    def convert(value: str) -> int:
        number = int(value)
        if not low <= number <= high:
            raise ValueError(f"expected a number between {low} and {high}")
        return number

    return convert


def one_word_of(choices: Sequence[str]) -> Callable[[str], str]:
    def convert(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return value.lower()

    return convert


def one_of(choices: Mapping[str, int]) -> Callable[[str], int]:
    def convert(value: str) -> int:
        if value.lower() not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return choices[value.lower()]

    return convert


def names(value: str) -> tuple[str, ...]:
    listed = tuple(part.strip() for part in value.split(","))
    if not all(listed):
        raise ValueError("expected names, separated by commas")
    return listed


def numbers(value: str) -> tuple[int, ...]:
    return tuple(map(at_least(0), value.split(",")))


def placements(value: str) -> tuple[tuple[str, str], ...]:
    """`pattern=buffer` pairs, separated by commas."""
    pairs = tuple(part.rpartition("=") for part in value.split(","))
    if not all(pattern and buffer for pattern, _, buffer in pairs):
        raise ValueError("expected pattern=buffer")
    return tuple((pattern.strip(), buffer.strip()) for pattern, _, buffer in pairs)
