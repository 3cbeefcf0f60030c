"""How many tokens of prompts a step may compute, so that running streams do not stumble."""

from __future__ import annotations

GAP = 0.12  # seconds between two tokens of a stream, while a prompt is computed
PATIENCE = 4.0  # times that, at most, where many prompts wait beside few streams
FIRST_TOKEN = 2.0  # how many streams' next tokens the first one of a prompt is worth
LEAST = 16
MULTIPLE = 16
MEMORY = 0.8
MOST_AT_ONCE = 4


class Pace:
    """Learns from the steps what a token costs here, and how many of them fit into `GAP` seconds.

    Many prompts beside few streams may take longer. Where generating alone takes most of the time,
    prompts may double it: they must go on as well.
    """

    def __init__(self, first: int, most: int) -> None:
        """`first` is the chunk beside streams before anything is known of the costs."""
        self._least = min(LEAST, most)
        self._most = most
        self._first = min(first, most)
        self._generating = 0.0
        self._per_token = 0.0

    def chunk(self, prompts: int, streams: int, established: int) -> int:
        """Tokens of prompts in the next step, where so many prompts and streams wait for it.

        Of the streams, the `established` ones have a pace to keep.
        """
        if not self._per_token:
            return self._first if streams else self._most
        patience = PATIENCE
        if established:
            patience = min(max(FIRST_TOKEN * prompts / (established + 1), 1.0), PATIENCE)
        generating = self._generating if streams else 0.0
        room = max(GAP * patience - generating, generating)
        wanted = int(room / self._per_token) // MULTIPLE * MULTIPLE
        return max(self._least, min(self._most, wanted))

    def observe(self, prompt_tokens: int, streams: int, seconds: float) -> None:
        """A step took so long, with so many tokens of prompts beside so many streams."""
        if not prompt_tokens:
            self._generating = _moved(self._generating, seconds)
        elif prompt_tokens >= self._least:  # fewer say little of what many cost
            beside = self._generating if streams else 0.0
            self._per_token = _moved(self._per_token, max(seconds - beside, 0.0) / prompt_tokens)


def _moved(average: float, value: float) -> float:
    """Towards the value; one step that was interrupted does not say much."""
    if not average:
        return value
    return MEMORY * average + (1 - MEMORY) * min(value, MOST_AT_ONCE * average)
