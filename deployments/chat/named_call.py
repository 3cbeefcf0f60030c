"""A call as a name and, behind a marker, the JSON of its arguments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deployments.chat.json_stream import SPACE, JsonValue
from deployments.chat.markers import Closing, Markers
from deployments.chat.rules import Spell, arguments_rule
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class NamedShape:
    """`opening`, what stands `before` the name, the name, `separator`, JSON, `closing`.

    numbered: the name has a number behind a colon (`functions.add:0`).
    id_marker: it may have an id behind this marker.
    """

    opening: str
    separator: str
    closing: str = ""
    before: str = ""
    numbered: bool = False
    id_marker: str = ""

    def parser(self, marker: str, tools: Collection[str]) -> NamedCall:
        return NamedCall(self, tools)

    def rule(self, tools: Sequence[Tool], spell: Spell) -> str:
        return " | ".join(self._call(tool, spell) for tool in tools)

    def _call(self, tool: Tool, spell: Spell) -> str:
        begin = spell(self.opening + self.before + tool.name + (":" if self.numbered else ""))
        number = "/[0-9]+/" if self.numbered else ""
        separator, closing = spell(self.separator), spell(self.closing)
        return f"{begin} {number} {separator} {arguments_rule(tool)} {closing}"

    def name_in(self, text: str) -> str:
        text = text.strip().removeprefix(self.before.strip()).strip()
        if self.id_marker:
            text = text.partition(self.id_marker)[0]
        return text.rpartition(":")[0] if self.numbered else text


class NamedCall:
    def __init__(self, shape: NamedShape, tools: Collection[str]) -> None:
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
