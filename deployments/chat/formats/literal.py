"""Values written almost as JSON, such as Python's, turned into JSON as they arrive."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

LONGEST_WORD = 400
DEEPEST = 200
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "\n": ""}
HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
CLOSERS = {"[": "]", "(": ")", "{": "}"}
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[\w.+$-]+")
_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS = {"True": "true", "False": "false", "None": "null"}
_WORDS |= {each: each for each in ("true", "false", "null")}


class _NoLiteral(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Notation:
    """How values are written.

    quotes: what stands around strings.
    escapes: a backslash in a string means something.
    true, false, null: the words for these.
    colon, comma: what stands between names and values, and between values.
    bare_keys: the names of an object's members have no quotes.
    """

    quotes: tuple[str, ...]
    escapes: bool
    true: str
    false: str
    null: str
    colon: str
    comma: str
    bare_keys: bool = False

    def written(self, value: Any) -> str:
        match value:
            case None:
                return self.null
            case bool():
                return self.true if value else self.false
            case str():
                quote = self.quotes[0]
                escaped = json.dumps(value, ensure_ascii=False)
                return escaped if self.escapes else f"{quote}{value}{quote}"
            case list():
                return f"[{self.comma.join(map(self.written, value))}]"
            case dict():
                return f"{{{self.comma.join(map(self._member, value.items()))}}}"
        return json.dumps(value)

    def _member(self, member: tuple[str, Any]) -> str:
        name, value = member
        return f"{name if self.bare_keys else self.written(name)}{self.colon}{self.written(value)}"


PYTHON = Notation(('"', "'"), True, "True", "False", "None", ": ", ", ")
GEMMA = Notation(('<|"|>',), False, "true", "false", "null", ":", ",", bare_keys=True)


class Literal:
    """One value. All of its text goes through `feed` until it has `ended` or is `broken`: none."""

    def __init__(self, notation: Notation) -> None:
        self._notation = notation
        self._text = ""
        self._place = 0  # up to here it is understood
        self._quote = ""  # of the string that is open
        self._surrogates = ""  # halves of a character
        self._open: list[str] = []  # what closes the containers
        self._expects = "value"  # or: value or end, key, key or end, colon, comma or end
        self._comma = False  # read and not yet written
        self._out: list[str] = []
        self.ended = self.broken = False

    def feed(self, text: str) -> str:
        """The JSON that is certain."""
        self._text, self._place = self.rest + text, 0
        self._out = []
        try:
            while not self.ended and (self._in_string() if self._quote else self._structure()):
                pass
        except _NoLiteral:
            self.broken = True
        return "".join(self._out)

    @property
    def rest(self) -> str:
        """The text behind the value, or what is not yet understood."""
        return self._text[self._place :]

    def _structure(self) -> bool:
        place = self._place = _behind_space(self._text, self._place)
        if place == len(self._text):
            return False
        for quote in self._notation.quotes:
            if self._text.startswith(quote, place):
                self._begin()
                self._quote, self._place = quote, place + len(quote)
                self._out.append('"')
                return True
            if len(self._text) - place < len(quote) and quote.startswith(self._text[place:]):
                return False
        character = self._text[place]
        if character in CLOSERS:
            self._begin_container(character)
        elif self._open and character == self._open[-1] and "end" in self._expects:
            self._open.pop()
            self._comma = False
            self._out.append("}" if character == "}" else "]")
            self._expects = "value"
            self._value_ended()
        elif character == "," and self._expects == "comma or end":
            self._comma = True
            self._expects = "key or end" if self._open[-1] == "}" else "value or end"
        elif character == ":" and self._expects == "colon":
            self._out.append(": ")
            self._expects = "value"
        else:
            return self._word()
        self._place += 1
        return True

    def _begin(self) -> None:
        """A value, or a member's name, begins here."""
        if not self._expects.startswith(("value", "key")):
            raise _NoLiteral(f"a value where {self._expects} was expected")
        if self._comma:
            self._out.append(", ")
            self._comma = False

    def _begin_container(self, character: str) -> None:
        if self._expects.startswith("key") or len(self._open) >= DEEPEST:
            raise _NoLiteral("a container inside too many, or as a key")
        self._begin()
        self._open.append(CLOSERS[character])
        self._out.append("{" if character == "{" else "[")
        self._expects = "key or end" if character == "{" else "value or end"

    def _value_ended(self) -> None:
        if self._expects.startswith("key"):
            self._expects = "colon"
        elif self._open:
            self._expects = "comma or end"
        else:
            self.ended = True

    def _word(self) -> bool:
        found = _WORD.match(self._text, self._place)
        if found is None or len(found[0]) > LONGEST_WORD:
            raise _NoLiteral(f"no value, and no {self._expects}")
        if found.end() == len(self._text):
            return False
        self._begin()
        key = self._expects.startswith("key")
        self._out.append(json.dumps(found[0]) if key else _json_of(found[0]))
        self._place = found.end()
        self._value_ended()
        return True

    def _in_string(self) -> bool:
        """Up to its end, or to an escape."""
        quote = self._quote
        found = _ENDS[quote].search(self._text, self._place)
        if found is None:
            end = len(self._text) - _begun(quote, self._text, self._place)
            self._say(self._text[self._place : end])
            self._place = end
            return False
        self._say(self._text[self._place : found.start()])
        self._place = found.start()
        if found[0] != quote:
            return self._escape()
        self._say_surrogates()
        self._out.append('"')
        self._place, self._quote = found.end(), ""
        self._value_ended()
        return True

    def _escape(self) -> bool:
        """At a backslash."""
        letter = self._text[self._place + 1 : self._place + 2]
        digits = HEX_ESCAPES.get(letter, 0)
        end = self._place + 2 + digits
        if not letter or end > len(self._text):
            return False
        code, self._place = self._text[end - digits : end], end
        if not digits:
            self._say(ESCAPES.get(letter, letter if letter in "\\'\"/" else f"\\{letter}"))
            return True
        try:
            number = int(code, 16)
            character = chr(number)
        except (ValueError, OverflowError):
            raise _NoLiteral(f"\\{letter}{code} is no character") from None
        if 0xD800 <= number < 0xE000:
            self._surrogates += f"\\u{number:04x}"
        else:
            self._say(character)
        return True

    def _say(self, text: str) -> None:
        """Words of a string."""
        if text:
            self._say_surrogates()
            self._out.append(json.dumps(text, ensure_ascii=False)[1:-1])

    def _say_surrogates(self) -> None:
        """As JSON writes them."""
        self._out.append(self._surrogates)
        self._surrogates = ""


_ENDS = {
    quote: re.compile(re.escape(quote) + (r"|\\" if notation.escapes else ""))
    for notation in (PYTHON, GEMMA)
    for quote in notation.quotes
}
"""Of strings: their quote, or an escape in them."""


def _begun(quote: str, text: str, start: int) -> int:
    """How much of the quote the text ends with."""
    return next((n for n in range(len(quote) - 1, 0, -1) if text.endswith(quote[:n], start)), 0)


def _behind_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    assert found is not None
    return found.end()


def _json_of(word: str) -> str:
    """A number, or one of the words that stand for themselves. Raises `_NoLiteral`."""
    if word in _WORDS:
        return _WORDS[word]
    if _JSON_NUMBER.fullmatch(word):
        return word
    for read in (partial(int, base=0), float):
        try:
            return json.dumps(read(word), allow_nan=False)
        except ValueError:
            continue
    raise _NoLiteral(f"{word!r} is no value")
