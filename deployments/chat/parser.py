"""From the text of an answer to what it says: thoughts, words, and calls of tools.

Every piece is told as soon as it is certain; only what may be a marker waits. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from deployments.chat.markers import Markers
from deployments.chat.rules import Spell
from deployments.chat.segments import Segment, Text, Thought
from deployments.types import Tool

Thinking: TypeAlias = Literal["never", "perhaps", "begun"]
"""Whether an answer begins with a thought: "begun" where the prompt has opened it."""


class CallParser(Protocol):
    """Reads one call, from behind the marker that opened it."""

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        """What is certain; and, once the call has ended, the text behind it."""

    def finish(self) -> list[Segment]:
        """The answer ended inside the call."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a family of models writes.

    thought: the markup around a thought.
    opens: the markers with which a call may begin.
    call: makes a parser for what follows such a marker.
    rule: writes a grammar's rule for one call of some tools, the marker included.
    around_calls: markers around all of an answer's calls, which say nothing.
    others: further markup, in which there may be special tokens.
    """

    name: str
    thought: tuple[str, str] = ("<think>", "</think>")
    opens: tuple[str, ...] = ()
    call: Callable[[str, Collection[str]], CallParser] | None = None
    rule: Callable[[Sequence[Tool], Spell], str] | None = None
    around_calls: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def markers(self) -> frozenset[str]:
        """All that a parser looks for, and some text around it."""
        return frozenset((*self.thought, *self.opens, *self.around_calls, *self.others))


class AnswerParser:
    """`tools` are the names of those that may be called. `thinking`: the prompt opened a thought.

    Unless they may be `parallel`, the answer has `ended` with the first call. Of a thought, and of
    the text around it and around calls, the white space at the ends is left out, for it belongs to
    the markup.
    """

    def __init__(
        self,
        format: Format,
        tools: Collection[str] = (),
        thinking: bool = False,
        parallel: bool = True,
    ) -> None:
        self._format = format
        self._tools = tools
        opening, closing = format.thought
        opens = (*format.opens, *format.around_calls) if tools else ()
        self._in_text = Markers((opening, *opens))
        self._in_thought = Markers((closing, *opens))
        self._parallel = parallel
        self.thinking = thinking
        self.ended = False
        self._call: CallParser | None = None
        self._held = self._space = self._before_call = ""
        self._fresh = thinking  # at a beginning, where white space says nothing

    def feed(self, text: str) -> list[Segment]:
        """What the next piece of text makes certain."""
        segments: list[Segment] = []
        text, self._held = self._held + text, ""
        while text and not self.ended:
            if self._call is not None:
                told, rest = self._call.feed(text)
                segments += self._not_called(told)
                if rest is None:
                    break
                self._call, text = None, rest
                self.ended = not self._parallel and self._fresh
                continue
            markers = self._in_thought if self.thinking else self._in_text
            before, marker, text = markers.split(text)
            segments += self._plain(before)
            if marker is None:
                self._held = text
                break
            self._switch(marker)
        return segments

    def finish(self) -> list[Segment]:
        """The end of the answer."""
        if self._call is not None:
            return self._not_called(self._call.finish())
        held, self._held = self._held, ""
        segments = self._plain(held)
        if self._space and not self.thinking and not self._fresh:
            segments.append(Text(self._space))
        return segments

    def _plain(self, text: str) -> list[Segment]:
        if self._fresh:
            text = text.lstrip()
        if not text:
            return []
        self._fresh = False
        text = self._space + text
        if not self.thinking and not self._tools:
            self._space = ""
            return [Text(text)]
        kept = text.rstrip()
        self._space = text[len(kept) :]
        if not kept:
            return []
        return [Thought(kept) if self.thinking else Text(kept)]

    def _not_called(self, segments: list[Segment]) -> list[Segment]:
        """What looked like a call and is text has the white space before it back."""
        if segments and isinstance(segments[0], Text):
            self._fresh = False
            return [Text(self._before_call + segments[0].text), *segments[1:]]
        return segments

    def _switch(self, marker: str) -> None:
        self._before_call, self._space, self._fresh = self._space, "", True
        self.thinking = marker == self._format.thought[0]
        if self._tools and marker in self._format.opens:
            assert self._format.call is not None
            self._call = self._format.call(marker, self._tools)
