"""How many tokens of prompts a step may compute while others generate."""

from __future__ import annotations

STEP = 0.1  # seconds that a step may take, so that running streams do not stumble
LEAST = 16
MULTIPLE = 16
MEMORY = 0.8
MOST_AT_ONCE = 4


class Pace:
    """Learns from the steps what a token costs here, and how many of them fit into `STEP` seconds.

    Where generating alone takes most of that, prompts may double it: they must go on as well.
    """

    def __init__(self, first: int, most: int) -> None:
        self._least = min(LEAST, most)
        self._most = most
        self._chunk = max(self._least, min(first, most))
        self._generating = 0.0
        self._per_token = 0.0

    @property
    def chunk(self) -> int:
        return self._chunk

    def observe(self, prompt_tokens: int, seconds: float) -> None:
        """A step took so long, with so many tokens of prompts beside those that generate."""
        if not prompt_tokens:
            self._generating = _moved(self._generating, seconds)
        elif prompt_tokens >= self._least:  # fewer say little of what many cost
            cost = max(seconds - self._generating, 0.0) / prompt_tokens
            self._per_token = _moved(self._per_token, cost)
            self._adapt()

    def _adapt(self) -> None:
        if self._per_token:
            room = max(STEP - self._generating, self._generating)
            wanted = int(room / self._per_token) // MULTIPLE * MULTIPLE
            self._chunk = max(self._least, min(self._most, 2 * self._chunk, wanted))


def _moved(average: float, value: float) -> float:
    """Towards the value; one step that was interrupted does not say much."""
    if not average:
        return value
    return MEMORY * average + (1 - MEMORY) * min(value, MOST_AT_ONCE * average)
