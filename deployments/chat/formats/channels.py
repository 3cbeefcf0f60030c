"""Answers in parts, each with a header that says to whom it goes: gpt-oss, Functionary 3.2, Muse.

https://cookbook.openai.com/articles/openai-harmony
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from deployments.chat.json_stream import SPACE, JsonValue
from deployments.chat.markers import Markers
from deployments.chat.parser import Format, Reader, Tools
from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought
from deployments.types import Tool

LONGEST_HEADER = 400
Part: TypeAlias = Literal["text", "thought", "call", "calls"]
"""`call`: the JSON of arguments; `calls`: whole calls in a format of their own."""


@dataclass(frozen=True, slots=True)
class Header:
    """What follows it, and which tool is called."""

    part: Part
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Channels:
    """How such answers are written. They begin inside a header, which the prompt has opened.

    begins: the markers with which a header begins.
    ends: the marker with which it ends.
    part_ends: the markers with which what follows it ends.
    read: understands a header; None: it is no header, but text.
    may_be: whether it may be the beginning of one.
    calls: the format of parts that are calls.
    """

    begins: tuple[str, ...]
    ends: str
    part_ends: tuple[str, ...]
    read: Callable[[str, Tools], Header | None]
    may_be: Callable[[str, Tools], bool]
    calls: Format | None = None

    def reader(
        self, format: Format, tools: Iterable[Tool], thinking: bool, parallel: bool
    ) -> ChannelReader:
        return ChannelReader(self, tools, thinking, parallel)


class ChannelReader:
    def __init__(
        self, channels: Channels, tools: Iterable[Tool], thinking: bool, parallel: bool
    ) -> None:
        self._channels = channels
        self._tools = {tool.name: tool for tool in tools}
        self._parallel = parallel
        self._in_part = Markers((*channels.begins, *channels.part_ends))
        self._part: Part | None = "thought" if thinking else None  # None: in a header
        self._held = ""
        self._value = JsonValue()
        self._begun = self._called = False
        self._inner: Reader | None = None  # of calls in their own format
        self.ended = False

    @property
    def thinking(self) -> bool:
        return self._part == "thought"

    def feed(self, text: str) -> list[Segment]:
        segments: list[Segment] = []
        text, self._held = self._held + text, ""
        while text and not self.ended:
            if self._part is None:
                text = self._header(text, segments)
            elif self._part == "call" and not self._called:
                text = self._arguments(text, segments)
            else:
                text = self._words(text, segments)
        return segments

    def finish(self) -> list[Segment]:
        held, self._held = self._held, ""
        if self._inner is not None:
            return [*self._inner.feed(held), *self._inner.finish()]
        if not held or (self._part == "call" and self._called):
            return []
        return [self._said(held)]

    def _header(self, text: str, segments: list[Segment]) -> str:
        """Reads one, as soon as it is whole. What is none is text."""
        header, marker, rest = text.partition(self._channels.ends)
        may_be = self._channels.may_be(header.lstrip(), self._tools)
        read = self._channels.read(header.strip(), self._tools) if marker and may_be else None
        if read is not None:
            self._part = read.part
            if read.part == "calls" and self._channels.calls is not None:
                self._inner = self._channels.calls.parser(
                    self._tools.values(), False, self._parallel
                )
            if read.tool:
                segments.append(CallBegin(read.tool))
                self._value, self._begun, self._called = JsonValue(), False, False
            return rest
        if not marker and may_be:
            self._held = text
            return ""
        self._part = "text"
        begin = next((each for each in self._channels.begins if text.startswith(each)), "")
        if begin:
            segments.append(Text(begin))
        return text[len(begin) :]

    def _words(self, text: str, segments: list[Segment]) -> str:
        said, marker, rest = self._in_part.split(text)
        if self._inner is not None:
            segments += self._inner.feed(said)
            self.ended = self._inner.ended
            if marker is not None:
                segments += self._inner.finish()
                self._inner = None
            said = ""
        if self._part == "call" and (said := said.lstrip()):
            self._part = "text"
        if said and self._part != "call":
            segments.append(self._said(said))
        if marker is None:
            self._held = rest
            return ""
        if marker in self._channels.begins:
            self._part = None
            return marker + rest
        self._part = "text"
        return rest

    def _arguments(self, text: str, segments: list[Segment]) -> str:
        if not self._begun:
            text = text.lstrip(SPACE)
            if not text:
                return ""
            self._begun = True
            if text[0] != "{":
                segments.append(Arguments("{}"))
                self._called, self.ended = True, not self._parallel
                return text
        end, self._called = self._value.end(text)
        segments.append(Arguments(text[:end]))
        self.ended = self._called and not self._parallel
        return text[end:]

    def _said(self, text: str) -> Segment:
        return Thought(text) if self._part == "thought" else Text(text)
