"""The value of an argument as words or as JSON, and the JSON that is made of it."""

from __future__ import annotations

import ast
import json
from typing import Any, Protocol

from deployments.chat.argument_schemas import kind_of


class Value(Protocol):
    def feed(self, text: str) -> str:
        """The JSON that is certain."""

    def end(self) -> str:
        """The rest of it."""


def value_of(kinds: frozenset[str], breaks_lines: bool = False) -> Value:
    """For a value of one of some types of JSON; `breaks_lines`: a line break before it is none of
    it."""
    return Words(breaks_lines) if kinds == {"string"} else Anything(kinds, breaks_lines)


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
    """JSON of an allowed type, if it is; what Python would write, if it is; else words."""

    def __init__(self, kinds: frozenset[str], breaks_lines: bool = False) -> None:
        self._kinds = kinds
        self._breaks_lines = breaks_lines
        self._pieces: list[str] = []

    def feed(self, text: str) -> str:
        self._pieces.append(text)
        return ""

    def end(self) -> str:
        text = "".join(self._pieces)
        stripped = text.strip()
        for said in filter(None, (json_of(stripped), json_of_python(stripped))):
            kind = kind_of(json.loads(said))
            if kind in self._kinds or (kind == "integer" and "number" in self._kinds):
                return said
        return json.dumps(
            text.removeprefix("\n") if self._breaks_lines else text, ensure_ascii=False
        )


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
        return json.dumps(ast.literal_eval(text), ensure_ascii=False, allow_nan=False)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
