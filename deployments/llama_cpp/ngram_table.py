"""Guesses from a table of all sequences of a model: `ngram-mod`, llama.cpp's common/ngram-mod.h."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from deployments.llama_cpp.drafting import READ_AT_ONCE, Attempt, Wish

# As in common/speculative.cpp.
PLACES = 2**22
FULL = 1 / 4  # of the places: n-grams begin to take those of others
BAD = 1 / 4  # of the guesses right, or fewer
TOO_OFTEN = 5  # bad attempts in succession, after which the table is taken for worthless

EMPTY = -1


class NGramTable:
    """The token that came last behind an n-gram: 4 bytes for each of `places`.

    Which place is an n-gram's, its hash tells; the table does not know whether it is another's.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._tokens = array("i", [EMPTY]) * places
        self.used = 0

    @property
    def full(self) -> bool:
        return self.used > FULL * len(self._tokens)

    def put(self, ngram: tuple[int, ...], token: int) -> None:
        place = hash(ngram) % len(self._tokens)
        self.used += self._tokens[place] == EMPTY
        self._tokens[place] = token

    def get(self, ngram: tuple[int, ...]) -> int:
        return self._tokens[hash(ngram) % len(self._tokens)]

    def clear(self) -> None:
        self._tokens = array("i", [EMPTY]) * len(self._tokens)
        self.used = 0


@dataclass(slots=True)
class _Reader:
    """How far a sequence is in the table, and how it does with what it got from there."""

    read: int
    bad: int = 0
    last: Attempt | None = None


class NGramTableDrafter:
    """Token by token, what came last behind the last `n` in any sequence, up to `longest`.

    Fewer than `least` are no guess; all have to be there where `least` is more than `longest`. The
    table is emptied when it is full, and when a sequence's guesses were wrong too often.
    """

    def __init__(self, n: int, longest: int, least: int = 0, table: NGramTable | None = None):
        self._n = n
        self._longest = longest
        self._least = min(least, longest)
        self._table = table or NGramTable()
        self._readers: dict[int, _Reader] = defaultdict(lambda: _Reader(n))

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        for wish in wishes:
            self._read(self._readers[wish.id], wish.tokens)
        return [self._guesses(self._readers[wish.id], wish) for wish in wishes]

    def forget(self, id: int) -> None:
        self._readers.pop(id, None)

    def close(self) -> None:
        pass

    def _read(self, reader: _Reader, tokens: Sequence[int]) -> None:
        self._judge(reader, tokens)
        if self._table.full:
            self._table.clear()
        begin = min(reader.read, max(len(tokens), self._n))  # fewer: some were taken out
        reader.read = max(begin, min(len(tokens), begin + READ_AT_ONCE))
        for place in range(begin, reader.read):
            self._table.put(tuple(tokens[place - self._n : place]), tokens[place])

    def _judge(self, reader: _Reader, tokens: Sequence[int]) -> None:
        attempt, reader.last = reader.last, None
        right = None if attempt is None else attempt.right(tokens)
        if attempt is None or right is None:
            return
        reader.bad = reader.bad + 1 if right < BAD * len(attempt.guesses) else 0
        if reader.bad == TOO_OFTEN:
            self._table.clear()
            reader.bad = 0

    def _guesses(self, reader: _Reader, wish: Wish) -> list[int]:
        tokens = wish.tokens[-self._n :]
        while self._n <= len(tokens) < self._n + self._longest:
            token = self._table.get(tuple(tokens[-self._n :]))
            if token == EMPTY:
                break
            tokens.append(token)
        guesses = tokens[self._n :]
        if not guesses or len(guesses) < self._least:
            return []
        reader.last = Attempt(len(wish.tokens), guesses[: wish.most])
        return reader.last.guesses
