"""From generated tokens to events: whole characters, stop strings, logprobs that stay with them."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from deployments.chat.stop_strings import StopStrings
from deployments.types import TextDelta, TokenLogprob


class OutputStream:
    """The text of one choice as it is generated.

    A token's bytes may end inside a character, and its text may begin a stop string: both wait for
    the next token, together with the ids and logprobs that belong to them.
    """

    def __init__(self, index: int = 0, stops: Iterable[str] = ()) -> None:
        self._index = index
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._stops = StopStrings(stops)
        self._token_ids: list[int] = []
        self._logprobs: list[TokenLogprob] = []

    @property
    def stop(self) -> str | None:
        """The stop string that ended this choice."""
        return self._stops.found

    def feed(
        self, token_id: int, piece: bytes, logprob: TokenLogprob | None = None
    ) -> TextDelta | None:
        """Take the next token; `piece` is its text in UTF-8, perhaps only part of a character."""
        self._token_ids.append(token_id)
        if logprob is not None:
            self._logprobs.append(logprob)
        text = self._stops.feed(self._decoder.decode(piece))
        return self._delta(text) if text else None

    def flush(self) -> TextDelta | None:
        """What is still held back at the end of the choice, an unfinished character as U+FFFD.

        Tokens that had no text are told as well, in a delta whose text is empty.
        """
        if self.stop is not None:
            return None
        text = self._stops.feed(self._decoder.decode(b"", final=True))
        if self._stops.found is None:
            text += self._stops.flush()
        return self._delta(text) if text or self._token_ids else None

    def _delta(self, text: str) -> TextDelta:
        delta = TextDelta(text, self._index, tuple(self._token_ids), tuple(self._logprobs))
        self._token_ids.clear()
        self._logprobs.clear()
        return delta
