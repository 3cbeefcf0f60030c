"""A call as a name and its arguments one by one, each between markers: XML, more or less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from deployments.chat.argument_schemas import (
    ANY,
    ANYTHING_NAMED,
    Member,
    Shape,
    UnsupportedKeyword,
    Way,
    arguments_of,
    readable_arguments,
    refusals_of,
)
from deployments.chat.formats.named_call import LONGEST_NAME
from deployments.chat.formats.written_value import (
    Value,
    Words,
    WrittenObject,
    value_of,
    written,
)
from deployments.chat.markers import Closing, Markers
from deployments.chat.parser import NoCall, Tools
from deployments.chat.rules import Rules, either, json_rule
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

FREE_KEY = "/[A-Za-z_][A-Za-z0-9_.\\-]{0,60}/"


@dataclass(frozen=True, slots=True)
class TaggedShape:
    """`opening`, `before` the name, the name, `named`; then for each argument `key`, its name,
    `key_end`, its value, `value_end`; then `closing`.

    A value is words as they are, or JSON. A line break at the end of `key_end` or at the beginning
    of `value_end` does not belong to it. Where the schema does not say which of the two it is, it
    is JSON if it can be.

    number: the name has a number, from 1 on, behind this.
    says_type: behind this the argument's type follows its name.
    quoted: words may stand between these.
    types: how the types are called; "true" and "false" for words and for JSON, or JSON's own.
    """

    opening: str
    named: str
    key: str
    key_end: str
    value_end: str
    closing: str
    before: str = ""
    number: str = ""
    says_type: str = ""
    types: Literal["string or not", "json"] = "json"
    quoted: tuple[str, str] = ("", "")

    @property
    def opens(self) -> tuple[str, ...]:
        """The markers with which a call may begin: models forget what stands around it."""
        return tuple(filter(None, (self.opening.strip(), self.before.strip())))

    @property
    def markup(self) -> tuple[str, ...]:
        """All texts of it in which there may be special tokens."""
        texts = (self.named, self.key, self.key_end, self.value_end, self.closing, self.number)
        return tuple(filter(None, map(str.strip, (*texts, self.says_type, *self.quoted))))

    def without_lines(self) -> TaggedShape:
        """The same with all on one line."""
        fields = ("opening", "named", "key", "key_end", "value_end", "closing", "before")
        return replace(self, **{name: getattr(self, name).replace("\n", "") for name in fields})

    def parser(self, marker: str, tools: Tools) -> TaggedCall:
        return TaggedCall(self, marker, tools)

    def rule(self, tools: Tools, rules: Rules, parallel: bool) -> str:
        return either([self.call_rule(tool, rules) for tool in tools.values()])

    def call_rule(self, tool: Tool, rules: Rules) -> str:
        with refusals_of(tool):
            arguments = arguments_of(tool)
            parts = [self._argument(each, rules) for each in arguments.members]
        if arguments.others is not None:
            parts.append(self._other_arguments(arguments.others, rules))
        begin = rules.spell(self.opening + self.before + tool.name)
        if self.number:
            begin += f" {rules.spell(self.number)} /[0-9]+/"
        return " ".join([begin, rules.spell(self.named), *parts, rules.spell(self.closing)])

    def _argument(self, argument: Member, rules: Rules) -> str:
        name = argument.name
        ends = {self.key_end.strip(), self.says_type}
        if name != name.strip() or not name or any(end in name for end in ends if end):
            raise UnsupportedKeyword(f"properties.{name}: such a name cannot be written")
        begin = rules.spell(self.key + name)
        values = [f"{begin} {self._value(way, rules)}" for way in argument.shape.ways]
        if not values:
            raise UnsupportedKeyword(f"properties.{name}: nothing is allowed")
        return either(values) if argument.required else f"({' | '.join(values)})?"

    def _value(self, way: Way, rules: Rules) -> str:
        """A value of one kind, from behind its key to its end."""
        begin = self._said(way.kind) + self.key_end
        if way.is_constant:
            text = written(way.constant)
            if self.value_end.strip() in text or any(
                quote and quote in text for quote in self.quoted
            ):
                raise UnsupportedKeyword("enum: a value with the model's own markup")
            return rules.spell(begin + text + self.value_end)
        if way.kind == "string":
            return f"{rules.spell(begin)} {rules.words(self.value_end, way.pattern)}"
        return f"{rules.spell(begin)} {json_rule(way.schema)} {rules.spell(self.value_end)}"

    def _said(self, type: str) -> str:
        if not self.says_type:
            return ""
        if self.types == "json":
            return self.says_type + ("number" if type == "integer" else type)
        return self.says_type + ("true" if type == "string" else "false")

    def _other_arguments(self, shape: Shape, rules: Rules) -> str:
        values = either([self._value(way, rules) for way in shape.ways]) if shape.ways else ""
        return f"({rules.spell(self.key)} {FREE_KEY} {values})*" if values else ""

    def as_said(self, said: str, shape: Shape) -> Shape:
        """What a value may be, for the type that stands behind its name."""
        if not self.says_type or not said:
            return shape
        words = said == ("true" if self.types == "string or not" else "string")
        ways = tuple(way for way in (*shape.ways, *ANY.ways) if (way.kind == "string") == words)
        return Shape(ways)

    @property
    def breaks_lines(self) -> bool:
        """Whether a value begins on a line of its own."""
        return self.key_end.endswith("\n")


class TaggedCall:
    """Words are told as they come, JSON once it is whole and known to be it."""

    def __init__(self, shape: TaggedShape, marker: str, tools: Tools) -> None:
        self._shape = shape
        self._tools = tools
        self._marker = marker
        self._read = ""  # until the name is known
        self._text = ""  # not looked at yet
        self._segments: list[Segment] = []
        another = shape.before.strip() not in ("", marker)
        self._state: Callable[[], bool] = self._before_name if another else self._in_name
        ends = (shape.number or shape.named, shape.key, shape.closing)
        self._name_ends = Markers(list(filter(None, map(str.strip, ends))))
        self._number_ends = Markers([shape.named.strip()])
        self._key_ends = Markers(_with_and_without_lines(shape.key_end.rstrip("\n")))
        value_ends = _with_and_without_lines(shape.value_end.rstrip("\n"))
        self._plain_ends = self._value_ends = Markers(value_ends)
        self._quoted_ends = Markers([shape.quoted[1] + each for each in value_ends])
        self._closing = Closing(shape.closing.strip())
        self._arguments = ANYTHING_NAMED
        self._object = WrittenObject()
        self._value: Value = Words()

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        self._segments = []
        self._text += text
        try:
            while self._state():
                pass
        except NoCall:
            return [Text(self._marker)], self._read + self._text
        if self._state != self._behind:
            return self._segments, None
        rest = self._closing.rest(self._text)
        self._text = ""
        return self._segments, rest

    def finish(self) -> list[Segment]:
        """The text ended inside; what is between two arguments is taken for the end."""
        self._segments = []
        if self._state in (self._before_name, self._in_name):
            return [Text(self._marker + self._read + self._text)]
        if self._state == self._in_value:
            self._tell(self._value.feed(self._text))
        elif self._state == self._between:
            self._end()
        return self._segments

    def _before_name(self) -> bool:
        """Behind the opening marker, where another one has to stand before the name."""
        self._read += self._text
        self._text = ""
        found, before = self._read.lstrip(), self._shape.before.strip()
        if not found.startswith(before):
            if before.startswith(found):
                return False
            raise NoCall
        self._read, self._text = self._read[: -len(found)] + before, found[len(before) :]
        self._state = self._in_name
        return True

    def _in_name(self) -> bool:
        before, marker, rest = self._name_ends.split(self._text)
        if marker is None:
            if len(self._text) > LONGEST_NAME:
                raise NoCall
            return False
        name = before.strip()
        if name not in self._tools:
            raise NoCall
        self._segments.append(CallBegin(name))
        self._arguments = readable_arguments(self._tools[name])
        self._state, self._text = self._between, rest
        if self._shape.number and marker == self._shape.number.strip():
            self._state = self._in_number
        elif marker != self._shape.named.strip():
            self._text = marker + rest
        return True

    def _in_number(self) -> bool:
        _, marker, rest = self._number_ends.split(self._text)
        if marker is None:
            return False
        self._state, self._text = self._between, rest
        return True

    def _between(self) -> bool:
        """Where an argument may begin."""
        self._text = self._text.lstrip()
        key = self._shape.key.strip()
        if self._text.startswith(key):
            self._state, self._text = self._in_key, self._text[len(key) :]
            return True
        if key.startswith(self._text):
            return False
        self._end()
        return True

    def _in_key(self) -> bool:
        before, marker, rest = self._key_ends.split(self._text)
        if marker is None:
            return False
        shape = self._shape
        key, _, type = before.strip().partition(shape.says_type or "\0")
        self._text, self._state = rest, self._before_value
        allowed = shape.as_said(type, self._arguments.member(key))
        self._value = value_of(allowed, shape.breaks_lines)
        self._tell(self._object.key(key))
        return True

    def _before_value(self) -> bool:
        quote = self._shape.quoted[0]
        if len(self._text) < len(quote) and quote.startswith(self._text):
            return False
        quoted = bool(quote) and self._text.startswith(quote)
        self._value_ends = self._quoted_ends if quoted else self._plain_ends
        self._state, self._text = self._in_value, self._text.removeprefix(quote)
        return True

    def _in_value(self) -> bool:
        before, marker, self._text = self._value_ends.split(self._text)
        self._tell(self._value.feed(before))
        if marker is None:
            return False
        self._tell(self._value.end())
        self._state = self._between
        return True

    def _behind(self) -> bool:
        return False

    def _end(self) -> None:
        self._tell(self._object.end())
        self._state = self._behind

    def _tell(self, arguments: str) -> None:
        if arguments:
            self._segments.append(Arguments(arguments))


def _with_and_without_lines(marker: str) -> list[str]:
    return list({marker, marker.replace("\n", "")})
