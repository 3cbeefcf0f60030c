"""Thoughts as clients want them that look for `<think>` in the text themselves."""

from __future__ import annotations

from deployments.chat.parser import Reader
from deployments.chat.segments import Segment, Text, Thought


class ThoughtsAmongWords:
    """Tells the thoughts that another reader finds as text between their markers; `apart`: also as
    thoughts."""

    def __init__(self, reader: Reader, markers: tuple[str, str], *, apart: bool) -> None:
        self._reader = reader
        self._opening, self._closing = (marker.strip() for marker in markers)
        self._apart = apart
        self._inside = False

    @property
    def thinking(self) -> bool:
        return self._reader.thinking

    @property
    def ended(self) -> bool:
        return self._reader.ended

    def feed(self, text: str) -> list[Segment]:
        return self._told(self._reader.feed(text))

    def finish(self) -> list[Segment]:
        return self._told(self._reader.finish())

    def _told(self, segments: list[Segment]) -> list[Segment]:
        told: list[Segment] = []
        for segment in segments:
            thought = isinstance(segment, Thought)
            if thought and not self._inside:
                told.append(Text(f"{self._opening}\n"))
            elif self._inside and not thought:
                told.append(self._end())
            self._inside = thought
            if isinstance(segment, Thought):
                told += [segment] * self._apart
                told.append(Text(segment.text))
            else:
                told.append(segment)
        if self._inside and not self.thinking:
            self._inside = False
            told.append(self._end())
        return told

    def _end(self) -> Text:
        return Text(f"\n{self._closing}\n\n")
