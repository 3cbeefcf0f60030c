"""A grammar that holds from where certain words appear, as those of tool calls do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from deployments.llama_cpp.context import Logits

if TYPE_CHECKING:
    from deployments.llama_cpp.constraint import GrammarConstraint


class LazyConstraint:
    """Text is free until a trigger; what follows is kept to the grammar, whose text begins with the
    trigger; when nothing more may follow, text is free again.

    A token may bring a trigger and more behind it. If that is not what the grammar wants, the
    trigger is no trigger.
    """

    def __init__(
        self,
        grammar: GrammarConstraint,
        triggers: Sequence[bytes],
        pieces: Sequence[bytes],
        tokenize: Callable[[bytes], Iterable[list[int]]],
        before: Sequence[bytes] = (),
        outside: tuple[bytes, bytes] | None = None,
        inside: bool = False,
    ) -> None:
        """`grammar` has seen no token; `pieces` are the texts of all tokens.

        `tokenize`: the ways in which a text may be tokens of the grammar. With `before`
        only white space may stand between a trigger and one of these; the empty one is the
        beginning. Between the two texts of `outside` there is no trigger; `inside`: so it is at
        the beginning.
        """
        self._grammar = grammar
        self._triggers = triggers
        self._longest = max(map(len, (*triggers, *before, *(outside or ()))))
        self._pieces = pieces
        self._tokenize = tokenize
        self._active: GrammarConstraint | None = None
        self._before = before
        self._outside = outside
        self._inside = inside
        self._clear = b"" in before  # before `_seen`, only white space behind one of these
        self._seen = b""

    @property
    def complete(self) -> bool:
        return False

    def allows(self, token: int) -> bool:
        return self._active is None or self._active.allows(token)

    def forbid(self, logits: Logits) -> None:
        if self._active is not None:
            self._active.forbid(logits)

    def accept(self, token: int) -> None:
        if self._active is None:
            self._look_for_trigger(self._pieces[token])
        else:
            self._active.accept(token)
            if self._active.complete:
                self._active = None

    def forced(self) -> list[int]:
        return [] if self._active is None else self._active.forced()

    def copy(self) -> LazyConstraint:
        other = LazyConstraint(
            self._grammar,
            self._triggers,
            self._pieces,
            self._tokenize,
            self._before,
            self._outside,
            self._inside,
        )
        other._active = self._active and self._active.copy()
        other._seen, other._clear = self._seen, self._clear
        return other

    def _look_for_trigger(self, piece: bytes) -> None:
        text = self._seen + piece
        while self._outside is not None:
            opening, closing = self._outside
            if self._inside:
                _, closed, behind = text.partition(closing)
                if not closed:
                    self._seen = text[max(0, len(text) - len(closing) + 1) :]
                    return
                self._inside, self._clear, text = False, bool(self._before), behind
            words, opened, behind = text.partition(opening)
            if not opened:
                break
            if self._finds_trigger(text, len(words)):
                return
            self._inside, text = True, behind
        if not self._finds_trigger(text, len(text)):
            gone = max(0, len(text) - self._longest + 1, self._behind_mark(text))
            self._clear, self._seen = self._may_follow(text[:gone]), text[gone:]

    def _finds_trigger(self, text: bytes, end: int) -> bool:
        """At the first place before the end where the text is what the grammar wants, as far as it
        goes."""
        place = 0
        while 0 <= (place := self._first_trigger(text, place)) < end:
            if self._may_follow(text[:place]) and self._begins(text[place:]):
                return True
            place += 1
        return False

    def _may_follow(self, text: bytes) -> bool:
        """Whether a trigger may stand behind this, which follows what has gone."""
        if not self._before:
            return True
        behind = self._behind_mark(text)
        return (behind > 0 or self._clear) and not text[behind:].strip()

    def _behind_mark(self, text: bytes) -> int:
        """Where the last of the texts that a trigger may follow ends; 0: there is none."""
        ends = (text.rfind(mark) + len(mark) for mark in self._before if mark and mark in text)
        return max(ends, default=0)

    def _begins(self, text: bytes) -> bool:
        """Whether the grammar allows the text; then it holds from here on."""
        for tokens in self._tokenize(text):
            grammar = self._grammar.copy()
            if grammar.begin(tokens) and not grammar.complete:
                self._active, self._seen, self._clear = grammar, b"", b"" in self._before
                return True
        return False

    def _first_trigger(self, text: bytes, start: int) -> int:
        found = [at for each in self._triggers if (at := text.find(each, start)) >= 0]
        return min(found, default=-1)
