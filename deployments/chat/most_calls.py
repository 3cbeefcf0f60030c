"""An answer that ends before it has more calls than somebody wants."""

from __future__ import annotations

from deployments.chat.parser import Reader
from deployments.chat.segments import CallBegin, Segment


class MostCalls:
    """Tells what another reader finds, up to where one call more would begin."""

    def __init__(self, reader: Reader, most: int) -> None:
        self._reader = reader
        self._left = most
        self._cut = False

    @property
    def thinking(self) -> bool:
        return self._reader.thinking and not self._cut

    @property
    def ended(self) -> bool:
        return self._cut or self._reader.ended

    def feed(self, text: str) -> list[Segment]:
        return self._told(self._reader.feed(text))

    def finish(self) -> list[Segment]:
        return self._told(self._reader.finish())

    def _told(self, segments: list[Segment]) -> list[Segment]:
        told: list[Segment] = []
        for segment in segments:
            if isinstance(segment, CallBegin):
                self._cut |= self._left == 0
                self._left -= 1
            if self._cut:
                break
            told.append(segment)
        return told
