"""The value of an argument as words or as JSON, and the JSON that is made of it."""

from __future__ import annotations

import ast
import json
from typing import Any, Protocol

from deployments.chat.argument_schemas import Shape


class WrittenObject:
    """The JSON text around the values of an object whose members come one by one."""

    def __init__(self) -> None:
        self.members = 0

    def key(self, name: str) -> str:
        """What stands before the next member's value."""
        self.members += 1
        return f"{'{' if self.members == 1 else ', '}{json.dumps(name, ensure_ascii=False)}: "

    def end(self) -> str:
        return "}" if self.members else "{}"


class Value(Protocol):
    def feed(self, text: str) -> str:
        """The JSON that is certain."""

    def end(self) -> str:
        """The rest of it."""


def value_of(shape: Shape, breaks_lines: bool = False) -> Value:
    """For a value of a shape; `breaks_lines`: a line break before it is none of it."""
    return Words(breaks_lines) if shape.is_words else Anything(shape, breaks_lines)


def written(value: Any) -> str:
    """A value as it stands between markers: words as they are, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class Words:
    """A string, told as it comes."""

    def __init__(self, breaks_lines: bool = False) -> None:
        self._breaks_lines = breaks_lines
        self._begun = False

    def feed(self, text: str) -> str:
        if not text:
            return ""
        opening = ""
        if not self._begun:
            self._begun, opening = True, '"'
            if self._breaks_lines:
                text = text.removeprefix("\n")
        return opening + json.dumps(text, ensure_ascii=False)[1:-1]

    def end(self) -> str:
        return '"' if self._begun else '""'


class Anything:
    """JSON that is allowed, if it is; what Python would write, if it is; else words."""

    def __init__(self, shape: Shape, breaks_lines: bool = False) -> None:
        self._shape = shape
        self._breaks_lines = breaks_lines
        self._pieces: list[str] = []

    def feed(self, text: str) -> str:
        self._pieces.append(text)
        return ""

    def end(self) -> str:
        text = "".join(self._pieces)
        stripped = text.strip()
        for read in (json_of, json_of_python):
            if (said := read(stripped)) is None:
                continue
            value = json.loads(said)
            if not isinstance(value, str) and self._allows(value):
                return said
        return json.dumps(
            text.removeprefix("\n") if self._breaks_lines else text, ensure_ascii=False
        )

    def _allows(self, value: Any) -> bool:
        """Where there is no choice but JSON, it is told even if it is not what it should be."""
        words = any(way.kind == "string" for way in self._shape.ways)
        return not words or self._shape.allows(value)


def json_of(text: str) -> str | None:
    """The text itself, if it is JSON."""
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return text


def json_of_python(text: str) -> str | None:
    """JSON for what is a literal of Python, such as `{'a': None}`."""
    try:
        return json.dumps(ast.literal_eval(text), allow_nan=False)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
