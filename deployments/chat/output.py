"""From generated tokens to events: whole characters, stop strings, what the text says."""

from __future__ import annotations

import codecs
import secrets
from collections.abc import Iterable, Sequence

from deployments.chat.parser import Reader
from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought
from deployments.chat.stop_strings import StopStrings
from deployments.types import ReasoningDelta, TextDelta, TokenLogprob, ToolCallDelta

Delta = TextDelta | ReasoningDelta | ToolCallDelta


class OutputStream:
    """The text of one choice as it is generated.

    A token's bytes may end inside a character, and its text may begin a stop string or the markup
    of a call: these wait for the next token, together with the ids and logprobs that belong to
    them. Without a `parser` all is text.
    """

    def __init__(
        self, index: int = 0, stops: Iterable[str] = (), parser: Reader | None = None
    ) -> None:
        self._index = index
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._stops = StopStrings(stops)
        self._parser = parser
        self._token_ids: list[int] = []
        self._logprobs: list[TokenLogprob] = []
        self.calls = 0
        self.reasoning_tokens = 0

    @property
    def stop(self) -> str | None:
        """The stop string that ended this choice."""
        return self._stops.found

    @property
    def thinking(self) -> bool:
        """Inside a thought."""
        return self._parser is not None and self._parser.thinking

    @property
    def ended(self) -> bool:
        """Nothing that comes would be told any more."""
        return self.stop is not None or (self._parser is not None and self._parser.ended)

    def feed(self, token_id: int, piece: bytes, logprob: TokenLogprob | None = None) -> list[Delta]:
        """Take the next token; `piece` is its text in UTF-8, perhaps only part of a character."""
        self._token_ids.append(token_id)
        if logprob is not None:
            self._logprobs.append(logprob)
        self.reasoning_tokens += self.thinking
        return self._told(self._stops.feed(self._decoder.decode(piece)))

    def resume(self, token_ids: Iterable[int], pieces: Sequence[bytes]) -> None:
        """Take the first tokens, which somebody has told of; `pieces` are the texts of all ids."""
        for token_id in token_ids:
            self.feed(token_id, pieces[token_id])
        self._tokens()

    def flush(self) -> list[Delta]:
        """What is still held back at the end of the choice, an unfinished character as U+FFFD.

        Tokens that had no text are told as well, in a delta whose text is empty, unless a stop
        string ended the choice.
        """
        deltas: list[Delta] = []
        if self.stop is None:
            text = self._stops.feed(self._decoder.decode(b"", final=True))
            deltas = self._told(text + (self._stops.flush() if self.stop is None else ""))
        if self._parser is not None:
            deltas += self._deltas(self._parser.finish())
        if self._token_ids and self.stop is None:
            deltas.append(TextDelta("", self._index, *self._tokens()))
        return deltas

    def _told(self, text: str) -> list[Delta]:
        if not text:
            return []
        if self._parser is None:
            return [TextDelta(text, self._index, *self._tokens())]
        return self._deltas(self._parser.feed(text))

    def _deltas(self, segments: list[Segment]) -> list[Delta]:
        return [self._delta(segment) for segment in segments]

    def _delta(self, segment: Segment) -> Delta:
        index, (token_ids, logprobs) = self._index, self._tokens()
        match segment:
            case Text(text):
                return TextDelta(text, index, token_ids, logprobs)
            case Thought(text):
                return ReasoningDelta(text, index, token_ids, logprobs)
            case CallBegin(name):
                self.calls += 1
                call, id = self.calls - 1, f"call_{secrets.token_hex(12)}"
                return ToolCallDelta(call, "", id, name, index, token_ids, logprobs)
            case Arguments(text):
                return ToolCallDelta(self.calls - 1, text, None, None, index, token_ids, logprobs)

    def _tokens(self) -> tuple[tuple[int, ...], tuple[TokenLogprob, ...]]:
        """Those since the last delta."""
        taken = tuple(self._token_ids), tuple(self._logprobs)
        self._token_ids.clear()
        self._logprobs.clear()
        return taken
