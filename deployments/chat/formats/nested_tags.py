"""A call whose arguments are tags in tags, as MiniMax M3 writes them.

Each tag stands behind a marker of its own; a list is made of tags called `item`, and what is not
there is null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
from deployments.chat.formats.written_value import Words, WrittenObject, value_of, written
from deployments.chat.markers import Markers
from deployments.chat.parser import NoCall, Tools
from deployments.chat.rules import Rules, either, json_rule
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

MARK = "]<]minimax[>["
OPENING, NAMED, CLOSING = f'{MARK}<invoke name="', '">', f"{MARK}</invoke>\n"
ITEM = "item"
DEEPEST = 100
_TAG = re.compile(r"<(/?)([^<>]{1,200})>")


@dataclass(slots=True)
class Element:
    """A tag and what is in it: words, or other elements."""

    name: str
    shape: Shape
    words: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element:
        """A new one."""
        listed = self.shape.way("array") if name == ITEM else None
        if listed is not None:
            shape = listed.items or ANY
        else:
            around = self.shape.way("object")
            shape = ANY if around is None else around.member(name)
        self.children.append(Element(name, shape))
        return self.children[-1]

    def json(self) -> str:
        """As its shape wants it."""
        members = [(child.name, child.json()) for child in self.children]
        if members and self.shape.way("array") and all(name == ITEM for name, _ in members):
            return f"[{', '.join(each for _, each in members)}]"
        if members:
            whole = WrittenObject()
            return "".join(whole.key(name) + each for name, each in members) + whole.end()
        text = "".join(self.words)
        if not text.strip() and not self.shape.way("string"):
            for kind, empty in (("array", "[]"), ("object", "{}")):
                if self.shape.way(kind):
                    return empty
        value = value_of(self.shape)
        return value.feed(text) + value.end()


class NestedCall:
    """Words are told as they come, an argument that is none when it is whole."""

    def __init__(self, marker: str, tools: Tools) -> None:
        self._marker, self._tools = marker, tools
        self._text = ""  # not looked at yet
        self._arguments = ANYTHING_NAMED
        self._open: list[Element] = []
        self._named = self._ended = False
        self._object = WrittenObject()
        self._words: Words | None = None  # the argument that is open
        self._segments: list[Segment] = []
        self._marks = Markers([MARK])

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        self._segments = []
        self._text += text
        try:
            while self._step():
                pass
        except NoCall:
            return [Text(self._marker)], self._text
        if not self._ended:
            return self._segments, None
        return self._segments, self._text

    def finish(self) -> list[Segment]:
        return [] if self._named else [Text(self._marker + self._text)]

    def _step(self) -> bool:
        """One tag, or the name; False where more text is needed, or none."""
        if self._ended:
            return False
        if not self._named:
            return self._name()
        words, marker, rest = self._marks.split(self._text)
        if self._words is not None:
            self._tell(self._words.feed(words))
        elif self._open:
            self._open[-1].words.append(words)
        if marker is None:
            self._text = rest
            return False
        tag = _TAG.match(rest)
        if tag is None and ">" not in rest and len(rest) < LONGEST_NAME:
            self._text = marker + rest
            return False
        self._text = rest if tag is None else rest[tag.end() :]
        if tag is not None and tag[1]:
            self._close(tag[2])
        elif tag is not None:
            self._begin(tag[2])
        return True

    def _name(self) -> bool:
        name, found, rest = self._text.partition(NAMED)
        if not found and len(name) <= LONGEST_NAME:
            return False
        if not found or name not in self._tools:
            raise NoCall
        self._named, self._text = True, rest
        self._arguments = readable_arguments(self._tools[name])
        self._segments.append(CallBegin(name))
        return True

    def _begin(self, name: str) -> None:
        if not self._open:
            shape = self._arguments.member(name)
            self._open.append(Element(name, shape))
            self._words = Words() if shape.is_words else None
            self._tell(self._object.key(name))
        elif len(self._open) < DEEPEST:
            self._open.append(self._open[-1].child(name))

    def _close(self, name: str) -> None:
        if name == "invoke":
            self._tell(self._object.end())
            self._ended = True
        elif self._open and self._open[-1].name == name:
            element = self._open.pop()
            if not self._open:
                self._tell(element.json() if self._words is None else self._words.end())
                self._words = None

    def _tell(self, arguments: str) -> None:
        if arguments:
            self._segments.append(Arguments(arguments))


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    return either([_call(tool, rules) for tool in tools.values()])


def _call(tool: Tool, rules: Rules) -> str:
    with refusals_of(tool):
        members = _Tags(rules).members(arguments_of(tool))
    begin = rules.spell(f"{OPENING}{tool.name}{NAMED}")
    return f"{begin} {members} {rules.spell(CLOSING)}"


class _Tags:
    """Rules for values between tags."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._named: dict[tuple[Shape, str], str] = {}

    def members(self, way: Way) -> str:
        return " ".join(map(self._member, way.members))

    def _member(self, member: Member) -> str:
        name = member.name
        if not _TAG.fullmatch(f"<{name}>") or name.startswith("/") or not member.shape.ways:
            raise UnsupportedKeyword(f"properties.{name}: it cannot be written")
        value = self._value(member.shape, f"{MARK}</{name}>")
        said = f"{self._rules.spell(f'{MARK}<{name}>')} {value}"
        return said if member.required else f"({said})?"

    def _value(self, shape: Shape, end: str) -> str:
        """A value, and what ends it. A shape may contain itself."""
        key = shape, end
        if key not in self._named:
            self._named[key] = self._rules.declare()
            ways = [self._way(way, end) for way in shape.ways]
            self._rules.body(self._named[key], either(ways))
        return self._named[key]

    def _way(self, way: Way, end: str) -> str:
        rules = self._rules
        if way.is_constant:
            text = written(way.constant)
            if MARK in text:
                raise UnsupportedKeyword("enum: a value with the model's own markup")
            return rules.spell(text + end)
        if way.kind == "string":
            return rules.words(end, way.pattern)
        if way.kind == "array" and way.items is not None:
            value = self._value(way.items, f"{MARK}</{ITEM}>") if way.items.ways else ""
            item = f"{rules.spell(f'{MARK}<{ITEM}>')} {value}"
            most = "" if way.most is None else way.most
            items = f"({item}){{{way.least},{most}}}" if value and most != 0 else ""
            return f"{items} {rules.spell(end)}"
        if way.kind == "object" and way.others is None:
            return f"{self.members(way)} {rules.spell(end)}"
        return f"{json_rule(way.schema or {'type': way.kind})} {rules.spell(end)}"
