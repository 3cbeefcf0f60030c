"""Find markers such as `<tool_call>` in a stream of text, also where one spans several pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deployments.chat.json_stream import SPACE


class Markers:
    """`split` looks at each character a few times, whatever the markers and the pieces are."""

    def __init__(self, markers: Sequence[str]) -> None:
        longest_first = sorted(markers, key=len, reverse=True)
        self._whole = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._beginning = re.compile(f"(?:{'|'.join(map(_beginnings, markers)) or '(?!)'})\\Z")
        self._longest = max(map(len, markers), default=1)

    def split(self, text: str) -> tuple[str, str | None, str]:
        """What comes before the first marker, the marker, and what comes behind it.

        Without a marker the last part is what may be the beginning of one: it is to come again,
        in front of the next piece.
        """
        found = self._whole.search(text)
        if found:
            return text[: found.start()], found[0], text[found.end() :]
        begun = self._beginning.search(text, max(0, len(text) - self._longest + 1))
        cut = begun.start() if begun else len(text)
        return text[:cut], None, text[cut:]


class Closing:
    """The marker that closes a call, behind white space; it may be missing."""

    def __init__(self, marker: str) -> None:
        self._marker = marker
        self._read = ""

    def rest(self, text: str) -> str | None:
        """The text behind the marker, or all of it where it is another; None: not yet known."""
        if not self._marker:
            return text
        self._read = (self._read + text).lstrip(SPACE)
        if self._read.startswith(self._marker):
            return self._read[len(self._marker) :]
        return None if self._marker.startswith(self._read) else self._read


def _beginnings(marker: str) -> str:
    """A pattern for all proper beginnings of a marker, the longest first."""
    pattern = ""
    for character in reversed(marker[1:-1]):
        pattern = f"(?:{re.escape(character)}{pattern})?"
    return re.escape(marker[0]) + pattern if len(marker) > 1 else "(?!)"
