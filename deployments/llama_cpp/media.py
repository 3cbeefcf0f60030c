"""Images and sounds as the engine sees them: tokens of a prompt that come with their embeddings.

Each such token has a number below zero, made of its content, so that the prefix cache compares
images as it compares text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Embeddings: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The tokens `start` to `stop` of a prompt, computed from `embeddings`: (tokens, n_embd).

    `places` are where the library has them: (1, tokens), or (4, tokens) for models whose positions
    have several dimensions. Where `moves` is 1 they count from where the span begins, where it is 0
    they stay. Together they take so many `positions`, which may be fewer than the tokens. Unless
    `causal` each of them looks at all others, and they must be computed at once.
    """

    start: int
    embeddings: Embeddings
    places: Places
    moves: Places
    positions: int
    causal: bool = True

    @property
    def tokens(self) -> int:
        return len(self.embeddings)

    @property
    def stop(self) -> int:
        return self.start + self.tokens


@dataclass(frozen=True, slots=True, eq=False)
class Prompt:
    """Token ids, and the spans of those below zero."""

    tokens: list[int]
    spans: tuple[Span, ...] = ()


def joined(parts: Iterable[Prompt]) -> Prompt:
    """One prompt, its spans moved to where they begin in it."""
    tokens: list[int] = []
    spans: list[Span] = []
    for part in parts:
        spans += [replace(span, start=span.start + len(tokens)) for span in part.spans]
        tokens += part.tokens
    return Prompt(tokens, tuple(spans))


def tokens_of(content: bytes, count: int) -> list[int]:
    """Numbers below zero for the tokens of something that this hash identifies.

    More or fewer of it are others: an image may be seen with another resolution.
    """
    digest = hashlib.shake_128(content + count.to_bytes(4)).digest(4 * count)
    numbers = np.frombuffer(digest, dtype=np.uint32) >> 1
    return [-1 - int(number) for number in numbers]


def words_of(tokens: Sequence[int]) -> list[int]:
    """Those that stand for text."""
    return [token for token in tokens if token >= 0]
