"""A JSON object whose text arrives in pieces: its members, their values before they are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

SPACE = " \t\n\r"
FOLLOWING = {
    ("{", "{"): "key or }",
    (":", ":"): "value",
    (",", ","): "key",
}
"""What is expected, and the character that comes: what is expected then."""
_STRUCTURE = re.compile(r'["{}\[\],]')
_IN_STRING = re.compile(r'["\\]')


@dataclass(frozen=True, slots=True)
class Key:
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the JSON text of the last key's value."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The object has ended; the text behind it."""

    rest: str


Part: TypeAlias = Key | Piece | End


class NoObject(ValueError):
    """The text is not that of a JSON object; `rest` is the last piece from there on."""

    def __init__(self, message: str, rest: str = "") -> None:
        super().__init__(message)
        self.rest = rest


class JsonValue:
    """Finds where a value ends, by its quotes and brackets; it is not checked otherwise."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = self._escaped = self._begun = False

    def end(self, text: str, place: int = 0) -> tuple[int, bool]:
        """Where the value ends as far as it is here, and whether it is whole."""
        if not self._begun:
            if not text[place:].lstrip(SPACE):
                return len(text), False
            self._begun = True
        if self._in_string:
            place = self._string_end(text, place)
            if self._in_string or not self._depth:
                return place, not self._in_string
        while found := _STRUCTURE.search(text, place):
            place = found.end()
            if found[0] == '"':
                place = self._string_end(text, place)
                if self._in_string or not self._depth:
                    return place, not self._in_string
            elif found[0] in "{[":
                self._depth += 1
            elif self._depth == 0:
                return found.start(), True  # a comma or bracket behind a number or a word
            elif found[0] in "}]":
                self._depth -= 1
                if not self._depth:
                    return place, True
        return len(text), False

    def _string_end(self, text: str, place: int) -> int:
        """Where the string that is open ends, behind its quote; else the end of the text."""
        self._in_string = True
        if self._escaped:
            place, self._escaped = place + 1, False
        while found := _IN_STRING.search(text, place):
            place = found.end()
            if found[0] == '"':
                self._in_string = False
                return place
            self._escaped = place == len(text)
            place += 1
        return len(text)


class JsonObjectStream:
    """The members of an object, their values before they are whole."""

    def __init__(self) -> None:
        self._expects = "{"  # or a key, a colon, a value, what follows a value
        self._key = ""
        self._value = JsonValue()

    def feed(self, text: str) -> Iterator[Part]:
        """Raises `NoObject`. Behind an `End` nothing may come."""
        place = 0
        while place < len(text):
            if self._expects == "value":
                end, whole = self._value.end(text, place)
                if end > place:
                    yield Piece(text[place:end])
                place = end
                if whole:
                    self._expects, self._value = ",", JsonValue()
                continue
            character = text[place]
            place += 1
            if self._expects == "key or }" and character == '"':
                self._expects = "key"
            if self._expects == "key" and (self._key or character == '"'):
                key = self._key_with(text, place - 1)
                if key is None:
                    return
                place, name = key
                yield Key(name)
                self._expects, self._value = ":", JsonValue()
                continue
            if character in SPACE:
                continue
            if character == "}" and self._expects in ("key or }", ","):
                yield End(text[place:])
                return
            following = FOLLOWING.get((self._expects, character))
            if following is None:
                message = f"{character!r} where {self._expects} was expected"
                raise NoObject(message, text[place - 1 :])
            self._expects = following

    def _key_with(self, text: str, place: int) -> tuple[int, str] | None:
        """The key, and where it ends; None while it has not ended."""
        end, whole = self._value.end(text, place)
        self._key += text[place:end]
        if not whole:
            return None
        key, self._key = self._key, ""
        try:
            return end, str(json.loads(key))
        except ValueError:
            raise NoObject("a key is no JSON string", text[end:]) from None
