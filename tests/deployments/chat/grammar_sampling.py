"""Random texts that a grammar allows, byte by byte: what a model that knows nothing would write."""

from random import Random

import numpy as np
from llguidance import LLMatcher, LLTokenizer

TOKENIZER = LLTokenizer("byte")
LONGEST = 4_000
ENDINGS = frozenset(b'"}])>,: ')
"""Drawn more often than others, for random words would not end."""


def matcher(grammar: str) -> LLMatcher:
    made = LLMatcher(TOKENIZER, grammar)
    assert not made.is_error(), made.get_error()
    return made


def sampled(grammar: str, random: Random) -> str | None:
    """None: it did not end in time."""
    state = matcher(grammar)
    written = bytearray()
    while len(written) < LONGEST and not state.is_stopped():
        if state.is_accepting() and random.random() < 0.5:
            break
        mask = np.frombuffer(state.compute_bitmask(), dtype=np.uint8)
        allowed = np.flatnonzero(np.unpackbits(mask, count=256, bitorder="little")).tolist()
        if not allowed:
            break
        ends = [byte for byte in allowed if byte in ENDINGS]
        byte = random.choice(ends if ends and random.random() < 0.3 else allowed)
        state.consume_token(byte)
        assert not state.is_error(), state.get_error()
        written.append(byte)
    return written.decode() if state.is_stopped() or state.is_accepting() else None


def allows(grammar: str, text: str) -> bool:
    state = matcher(grammar)
    tokens = list(text.encode())
    return state.try_consume_tokens(tokens) == len(tokens) and state.is_accepting()
