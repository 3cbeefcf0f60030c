"""Files of counts, in the format of llama.cpp's lookup tools (common/ngram-cache.cpp).

Numbers of four bytes, the lowest first. For each n-gram: its tokens, -1 for each that it has fewer
than four; how many different tokens came behind it; and these, each with how often it came.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from deployments.llama_cpp.follower_counts import (
    FOLLOWERS,
    NONE,
    SIZE,
    FollowerCounts,
    Followers,
    NGram,
)

NOTHING = -1  # where an n-gram is shorter
HEAD = SIZE + 1  # numbers before an n-gram's followers
MOST_BYTES = 2**30  # of a corpus
MOST_BYTES_LEARNT = 2**27
LEARNT = 2**18  # n-grams
LARGEST = 2**31 - 1

Numbers: TypeAlias = npt.NDArray[np.int32]
Places: TypeAlias = npt.NDArray[np.int64]


class LookupFileError(Exception):
    """The file cannot be used; the message says why."""


class PairCounts:
    """Which tokens came behind two others in a corpus: the numbers of the file, and where to look.

    Of each pair the most frequent `FOLLOWERS` are told.
    """

    def __init__(self, numbers: Numbers, places: Places) -> None:
        heads = numbers[places[:, None] + np.arange(SIZE)]
        pairs = (heads[:, 1] != NOTHING) & (heads[:, 2] == NOTHING)
        keys = _key(heads[pairs, 0].astype(np.int64), heads[pairs, 1].astype(np.int64))
        order = np.argsort(keys, kind="stable")
        self._numbers = numbers
        self._keys = keys[order]
        self._places = places[pairs][order]

    def after(self, pair: NGram) -> Followers:
        if len(pair) != 2:
            return NONE
        key = _key(*map(np.int64, pair))
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or self._keys[at] != key:
            return NONE
        return _followers(self._numbers, int(self._places[at]))


def read_pairs(path: Path, n_vocab: int) -> PairCounts:
    """Raises `LookupFileError`."""
    return PairCounts(*_read(path, MOST_BYTES, n_vocab))


def read_counts(path: Path, n_vocab: int) -> FollowerCounts:
    """Counts to go on with; none where there is no file. Raises `LookupFileError`."""
    counts = FollowerCounts(LEARNT)
    if not os.path.lexists(path):
        return counts
    numbers, places = _read(path, MOST_BYTES_LEARNT, n_vocab)
    if len(places) > LEARNT:
        raise LookupFileError(f"it has more than {LEARNT} n-grams")
    for place in map(int, places):
        ngram = tuple(int(token) for token in numbers[place : place + SIZE] if token != NOTHING)
        counts.put(ngram, _followers(numbers, place))
    return counts


def write_counts(path: Path, counts: Iterable[tuple[NGram, Followers]]) -> None:
    """Whole, or not at all. Raises `OSError`."""
    numbers = array("i")
    for ngram, followers in counts:
        if followers:
            numbers.extend((*ngram, *[NOTHING] * (SIZE - len(ngram)), len(followers)))
            for token, count in followers.items():
                numbers.extend((token, min(count, LARGEST)))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    np.array(numbers, dtype="<i4").tofile(partial)
    partial.replace(path)


def _read(path: Path, most: int, n_vocab: int) -> tuple[Numbers, Places]:
    """The file's numbers, and where n-grams begin among them."""
    try:
        if not path.is_file():
            raise LookupFileError("no such file")
        size = path.stat().st_size
        if size > most:
            raise LookupFileError(f"it has more than {most} bytes")
        if size % 4:
            raise LookupFileError("it is no lookup cache, or a part of one")
        numbers = np.fromfile(path, dtype="<i4").astype(np.int32, copy=False)
    except OSError as error:
        raise LookupFileError(error.strerror or str(error)) from None
    places = np.array(_places(numbers.data), dtype=np.int64)
    _check(numbers, places, n_vocab)
    return numbers, places


def _places(numbers: memoryview) -> array[int]:
    places, place = array("q"), 0
    while place < len(numbers):
        count = numbers[place + SIZE] if place + SIZE < len(numbers) else 0
        behind = place + HEAD + 2 * count
        if count <= 0 or behind > len(numbers):
            raise LookupFileError("it is no lookup cache, or a part of one")
        places.append(place)
        place = behind
    return places


def _check(numbers: Numbers, places: Places, n_vocab: int) -> None:
    is_head = np.zeros(len(numbers), dtype=bool)
    is_head[(places[:, None] + np.arange(HEAD)).ravel()] = True
    ngrams = numbers[places[:, None] + np.arange(SIZE)]
    followers = numbers[~is_head].reshape(-1, 2)
    shorter = ngrams == NOTHING
    if (
        shorter[:, 0].any()
        or (shorter[:, :-1] & ~shorter[:, 1:]).any()
        or (followers[:, 1] < 1).any()
    ):
        raise LookupFileError("it is no lookup cache")
    for tokens in (ngrams[~shorter], followers[:, 0]):
        if ((tokens < 0) | (tokens >= n_vocab)).any():
            raise LookupFileError(f"it has tokens other than the model's {n_vocab}")


def _followers(numbers: Numbers, place: int) -> dict[int, int]:
    begin = place + HEAD
    pairs = numbers[begin : begin + 2 * int(numbers[place + SIZE])].reshape(-1, 2)
    if len(pairs) > FOLLOWERS:
        pairs = pairs[np.argsort(-pairs[:, 1].astype(np.int64), kind="stable")[:FOLLOWERS]]
    tokens, counts = pairs.T.tolist()
    return dict(zip(tokens, counts, strict=True))


def _key(first: Places | np.int64, second: Places | np.int64) -> Places:
    return np.asarray(first << 32 | second)
