"""From the text of an answer to what it says: thoughts, words, and calls of tools.

Every piece is told as soon as it is certain; only what may be a marker waits. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from deployments.chat.markers import Markers
from deployments.chat.rules import Rules
from deployments.chat.segments import CallBegin, Segment, Text, Thought
from deployments.types import Tool

Tools: TypeAlias = Mapping[str, Tool]
"""Those that may be called, by their names."""
Thinking: TypeAlias = Literal["never", "perhaps", "begun"]
"""Whether an answer begins with a thought: "begun" where the prompt has opened it."""


MOST_FAILURES = 100
"""After so many texts that looked like calls and were none, nothing looks like one any more."""


class NoCall(ValueError):
    """What looked like a call is none."""


class CallParser(Protocol):
    """Reads calls, from behind the marker that opened them."""

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        """What is certain; and, once the calls have ended, the text behind them."""

    def finish(self) -> list[Segment]:
        """The answer ended inside."""


class Reader(Protocol):
    """Reads an answer. It has `ended` where nothing that may follow would be told."""

    @property
    def thinking(self) -> bool: ...

    @property
    def ended(self) -> bool: ...

    def feed(self, text: str) -> list[Segment]:
        """What the next piece of text makes certain."""

    def finish(self) -> list[Segment]:
        """The end of the answer."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a family of models writes.

    thought: the markup around a thought.
    turn: what follows a thought before anything else may.
    words: what stands before words.
    opens: the markers with which a call, or a list of calls, may begin.
    begins: the character that begins an answer, or what follows a call, where a call has no marker.
    call: makes a parser for what follows such a marker.
    rule: writes a grammar's rule for what `call` parses, the marker included; for a single call
        unless they may be parallel.
    between: what stands between two calls; None: nothing may follow what the rule says.
    around_calls: markers around all of an answer's calls, which say nothing.
    silent: further markers that say nothing.
    others: further markup, in which there may be special tokens.
    triggers: texts from which on the rule holds, where they are not `opens`.
    before: a trigger must follow one of these texts, or a thought; "" is the beginning, and with
        nothing a trigger may stand anywhere.
    reader: makes what reads a whole answer, where markers are not enough to do so.
    ends_thought: further markers that end a thought.
    calls_end_thoughts: a call may stand inside a thought, which it ends; else what looks like one
        there is thought.
    """

    name: str
    thought: tuple[str, str] = ("<think>", "</think>")
    turn: str = ""
    words: str = ""
    opens: tuple[str, ...] = ()
    begins: str = ""
    call: Callable[[str, Tools], CallParser] | None = None
    rule: Callable[[Tools, Rules, bool], str] | None = None
    between: str | None = ""
    around_calls: tuple[str, str] | None = None
    silent: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    triggers: Callable[[Tools], tuple[str, ...]] | None = None
    before: tuple[str, ...] = ()
    reader: Callable[[Format, Iterable[Tool], bool, bool], Reader] | None = None
    ends_thought: tuple[str, ...] = ()
    calls_end_thoughts: bool = False

    @property
    def marks_words(self) -> bool:
        """Words, too, have markup."""
        return bool(self.words or self.silent)

    @property
    def calls_tools(self) -> bool:
        return self.rule is not None

    @property
    def markers(self) -> frozenset[str]:
        """All that a parser looks for, and some text around it."""
        around = self.around_calls or ()
        return frozenset((*self.thought, *self.opens, *around, *self.silent, *self.others))

    def triggers_of(self, tools: Tools) -> tuple[str, ...]:
        return self.opens if self.triggers is None else self.triggers(tools)

    def parser(
        self,
        tools: Iterable[Tool] = (),
        thinking: bool = False,
        parallel: bool = True,
    ) -> Reader:
        """For an answer that may call these tools, several unless not `parallel`; `thinking`: the
        prompt opened a thought."""
        return (self.reader or AnswerParser)(self, tools, thinking, parallel)


class AnswerParser:
    """Unless calls may be parallel, the answer has `ended` with the first one.

    Of a thought, and of the text around it and around calls, the white space at the ends is left
    out, for it belongs to the markup.
    """

    def __init__(
        self, format: Format, tools: Iterable[Tool], thinking: bool, parallel: bool
    ) -> None:
        self._format = format
        self._tools = {tool.name: tool for tool in tools}
        opening, closing = format.thought
        calls = (*format.opens, *(format.around_calls or ())) if self._tools else ()
        opens = tuple(filter(None, calls))
        self._in_text = Markers((opening, *opens, *format.silent))
        ends = (closing, *format.ends_thought, *(opens if format.calls_end_thoughts else ()))
        self._in_thought = Markers(ends)
        self._in_text_of_thought = Markers((opening, closing, *opens, *format.silent))
        self._interrupted = False  # something else ended the thought than its marker
        self._parallel = parallel
        self.thinking = thinking
        self.ended = False
        self._call: CallParser | None = None
        self._begins = format.begins if self._tools else ""
        self._may_begin = bool(self._begins)  # a call without a marker
        self._held = self._space = self._before_call = ""
        self._calls = self._failures = 0
        self._fresh = thinking  # at a beginning, where white space says nothing

    def feed(self, text: str) -> list[Segment]:
        segments: list[Segment] = []
        text, self._held = self._held + text, ""
        while text and not self.ended:
            if self._call is not None:
                told, rest = self._call.feed(text)
                segments += self._called(told)
                if rest is None:
                    break
                self._call, text = None, rest
                self.ended |= self._calls > 0 and not self._parallel
                continue
            if self._may_begin and not self.thinking and text.lstrip()[:1] in self._begins:
                if not text.lstrip():
                    self._held = text
                    break
                self._begin_call(text[: len(text) - len(text.lstrip())], "")
                text = text.lstrip()
                continue
            before, marker, text = self._markers.split(text)
            segments += self._plain(before)
            if marker is None:
                self._held = text
                break
            self._switch(marker)
        return segments

    def finish(self) -> list[Segment]:
        if self._call is not None:
            return self._called(self._call.finish())
        held, self._held = self._held, ""
        segments = self._plain(held)
        if self._space and not self.thinking and not self._fresh:
            segments.append(Text(self._space))
        return segments

    @property
    def _markers(self) -> Markers:
        if self.thinking:
            return self._in_thought
        return self._in_text_of_thought if self._interrupted else self._in_text

    def _plain(self, text: str) -> list[Segment]:
        if self._fresh:
            text = text.lstrip()
        if not text:
            return []
        self._fresh = False
        self._may_begin = self._may_begin and self.thinking
        text = self._space + text
        if not self.thinking and not self._tools:
            self._space = ""
            return [Text(text)]
        kept = text.rstrip()
        self._space = text[len(kept) :]
        if not kept:
            return []
        return [Thought(kept) if self.thinking else Text(kept)]

    def _called(self, segments: list[Segment]) -> list[Segment]:
        """What looked like a call and is text has the white space before it back.

        A second call is not told unless they may be parallel.
        """
        if segments and isinstance(segments[0], Text):
            self._fail()
            self._fresh = self._may_begin = False
            text = self._before_call + segments[0].text
            segments = [*([Text(text)] if text else ()), *segments[1:]]
        told: list[Segment] = []
        for segment in segments:
            if isinstance(segment, CallBegin):
                if self._calls and not self._parallel:
                    self.ended = True
                    break
                self._calls += 1
                self._before_call = ""
            told.append(segment)
        return told

    def _fail(self) -> None:
        """What looked like a call is none. Its text is read again: not without end."""
        self._failures += 1
        if self._failures == MOST_FAILURES:
            opening, closing = self._format.thought
            self._in_text = Markers((opening, *self._format.silent))
            self._in_thought = Markers((closing, *self._format.ends_thought))
            self._in_text_of_thought = Markers((opening, closing, *self._format.silent))

    def _switch(self, marker: str) -> None:
        if marker in self._format.silent and not self.thinking:
            return
        if self._tools and marker in self._format.opens:
            self._begin_call(self._space, marker)
        self._interrupted = self.thinking and marker != self._format.thought[1]
        self._space, self._fresh = "", True
        self.thinking = marker == self._format.thought[0]

    def _begin_call(self, before: str, marker: str) -> None:
        assert self._format.call is not None
        self._before_call, self._fresh = before, True
        self._call = self._format.call(marker, self._tools)
