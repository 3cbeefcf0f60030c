"""Find stop strings in a stream of text, also where one spans several pieces."""

from __future__ import annotations

from collections.abc import Iterable


class _Automaton:
    """Knuth-Morris-Pratt: how much of the stop string the text read so far ends with."""

    def __init__(self, stop: str) -> None:
        self.stop = stop
        self.matched = 0
        self._fallback = self._fallbacks(stop)

    @staticmethod
    def _fallbacks(stop: str) -> list[int]:
        table = [0] * len(stop)
        length = 0
        for i in range(1, len(stop)):
            while length and stop[i] != stop[length]:
                length = table[length - 1]
            if stop[i] == stop[length]:
                length += 1
            table[i] = length
        return table

    def feed(self, character: str) -> bool:
        while self.matched and self.stop[self.matched] != character:
            self.matched = self._fallback[self.matched - 1]
        if self.stop[self.matched] == character:
            self.matched += 1
        return self.matched == len(self.stop)


class StopStrings:
    """Lets text through, holding back only what may be the beginning of a stop string.

    Linear in the text, whatever the stop strings are. `found` is the one that ended the stream.
    """

    def __init__(self, stops: Iterable[str]) -> None:
        self._automata = [_Automaton(stop) for stop in stops if stop]
        self._held = ""
        self.found: str | None = None

    def feed(self, piece: str) -> str:
        """The text that is certain not to belong to a stop string."""
        if not self._automata or not piece:
            return piece
        text = self._held + piece
        for i, character in enumerate(piece, start=len(self._held) + 1):
            for automaton in self._automata:
                if automaton.feed(character):
                    self.found = automaton.stop
                    self._held = ""
                    return text[: i - len(automaton.stop)]
        keep = max(automaton.matched for automaton in self._automata)
        cut = len(text) - keep
        self._held = text[cut:]
        return text[:cut]

    def flush(self) -> str:
        """What was held back; the stream has ended and it was no stop string."""
        held, self._held = self._held, ""
        return held
