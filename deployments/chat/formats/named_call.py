"""A call as a name and, behind a marker, the JSON of its arguments."""

from __future__ import annotations

from dataclasses import dataclass

from deployments.chat.json_stream import SPACE, JsonValue
from deployments.chat.markers import Closing, Markers
from deployments.chat.parser import Tools
from deployments.chat.rules import Rules, arguments_rule, either
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

LONGEST_NAME = 300
ANY_ID = "/[a-zA-Z0-9_\\-]{1,40}/"


@dataclass(frozen=True, slots=True)
class NamedShape:
    """`opening`, what stands `before` the name, the name, `separator`, JSON, `closing`.

    numbered: the name has a number behind a colon (`functions.add:0`).
    id_marker: it may have an id behind this marker.
    id_end: an id stands before the name, and before this.
    """

    opening: str
    separator: str
    closing: str = ""
    before: str = ""
    numbered: bool = False
    id_marker: str = ""
    id_end: str = ""

    def parser(self, marker: str, tools: Tools) -> NamedCall:
        return NamedCall(self, tools)

    def rule(self, tools: Tools, rules: Rules, parallel: bool) -> str:
        return either([self._call(tool, rules) for tool in tools.values()])

    def _call(self, tool: Tool, rules: Rules) -> str:
        opening, named = self.opening, self.before + tool.name + (":" if self.numbered else "")
        begin = rules.spell(opening + named)
        if self.id_end:
            begin = f"{rules.spell(opening)} {ANY_ID} {rules.spell(self.id_end + named)}"
        number = "/[0-9]+/" if self.numbered else ""
        separator, closing = rules.spell(self.separator), rules.spell(self.closing)
        return f"{begin} {number} {separator} {arguments_rule(tool)} {closing}"

    def name_in(self, text: str) -> str:
        text = text.strip().removeprefix(self.before.strip()).strip()
        if self.id_end:
            text = text.partition(self.id_end)[2]
        if self.id_marker:
            text = text.partition(self.id_marker)[0]
        return text.rpartition(":")[0] if self.numbered else text


class NamedCall:
    def __init__(self, shape: NamedShape, tools: Tools) -> None:
        self._shape = shape
        self._tools = tools
        self._separators = Markers([shape.separator])
        self._raw = ""  # until the name is known
        self._named = self._begun = self._ended = False
        self._value = JsonValue()
        self._closing = Closing(shape.closing.strip())

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        if self._ended:
            return [], self._closing.rest(text)
        if self._named:
            return self._arguments(text)
        self._raw += text
        name, separator, rest = self._separators.split(self._raw)
        if separator is None:
            return ([], None) if len(self._raw) <= LONGEST_NAME else self._no_call()
        tool = self._shape.name_in(name)
        if tool not in self._tools:
            return self._no_call()
        self._named = True
        segments, behind = self._arguments(rest)
        return [CallBegin(tool), *segments], behind

    def finish(self) -> list[Segment]:
        return [] if self._named else [Text(self._shape.opening + self._raw)]

    def _no_call(self) -> tuple[list[Segment], str]:
        return [Text(self._shape.opening)], self._raw

    def _arguments(self, text: str) -> tuple[list[Segment], str | None]:
        if not self._begun:
            text = text.lstrip(SPACE)
            if not text:
                return [], None
            if text[0] != "{":
                return [Arguments("{}")], text
            self._begun = True
        end, self._ended = self._value.end(text)
        segments: list[Segment] = [Arguments(text[:end])]
        return segments, self._closing.rest(text[end:]) if self._ended else None
