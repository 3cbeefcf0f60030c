"""Guesses of a smaller model with the same vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context, DecodeError, KVCacheFull, Logits
from deployments.llama_cpp.drafting import Wish
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import EngineOptions
from deployments.llama_cpp.saved_states import common_prefix

PADDING = 128
CATCH_UP = 256  # tokens of a sequence that are read in a step, so that nobody waits long


@dataclass(slots=True)
class _Reading:
    """What the draft model's cache holds of a sequence, in its slot."""

    slot: int
    tokens: list[int] = field(default_factory=list)


class ModelDrafter:
    """The likeliest next tokens, as long as each has a probability of at least `p_min`.

    All sequences are guessed for together: a pass over the draft model's weights for each place.
    """

    def __init__(
        self, context: Context, n_vocab: int, slots: int, longest: int, least: int, p_min: float
    ) -> None:
        """`n_vocab`: how many tokens both models know."""
        self._context = context
        self._n_vocab = n_vocab
        self._longest = longest
        self._least = least
        self._p_min = p_min
        self._free = list(range(slots))
        self._readings: dict[int, _Reading] = {}

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        try:
            return self._draft(wishes)
        except (KVCacheFull, DecodeError):  # no guesses are better than no answer
            for id in list(self._readings):
                self.forget(id)
            return [[] for _ in wishes]

    def forget(self, id: int) -> None:
        reading = self._readings.pop(id, None)
        if reading is not None:
            self._context.forget(reading.slot)
            self._free.append(reading.slot)

    def close(self) -> None:
        self._context.close()
        self._context.model.close()

    def _draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        guesses: list[list[int]] = [[] for _ in wishes]
        going = self._read(wishes)
        while going:
            outputs = self._compute(going)
            further: dict[int, tuple[_Reading, list[int]]] = {}
            for (at, (reading, _)), output in zip(going.items(), outputs, strict=True):
                token = self._likeliest(self._context.logits(output)[: self._n_vocab])
                if token is None:
                    continue
                guesses[at].append(token)
                if len(guesses[at]) < min(wishes[at].most, self._longest):
                    further[at] = reading, [token]
            going = further
        return [each if len(each) >= self._least else [] for each in guesses]

    def _read(self, wishes: Sequence[Wish]) -> dict[int, tuple[_Reading, list[int]]]:
        """By their places, the wishes whose tokens are read but for a few, and these."""
        ready = {}
        room = self._context.n_batch
        behind = []
        for at, wish in enumerate(wishes):
            reading = self._reading(wish)
            if reading is None:
                continue
            left = list(wish.tokens[len(reading.tokens) :])
            if len(left) > CATCH_UP or len(left) > room:
                behind.append((reading, left))
            else:
                ready[at] = reading, left
                room -= len(left)
        if behind:
            reading, left = behind[0]
            self._compute({0: (reading, left[: min(CATCH_UP, self._context.n_batch)])})
        return ready

    def _reading(self, wish: Wish) -> _Reading | None:
        """The sequence's slot, with what it holds of the tokens; the last of them is left over.

        None where there is no place for it, or where it has tokens that the draft model lacks.
        """
        reading = self._readings.get(wish.id)
        if reading is None:
            if not self._free:
                return None
            reading = self._readings[wish.id] = _Reading(self._free.pop())
        known = len(reading.tokens)
        if known == len(wish.tokens) or reading.tokens != wish.tokens[:known]:
            read, wanted = (np.array(each, np.int32) for each in (reading.tokens, wish.tokens[:-1]))
            known = common_prefix(read, wanted)
            kept = self._context.keep(reading.slot, known)
            del reading.tokens[known if kept else 0 :]
        if max(wish.tokens[len(reading.tokens) :]) >= self._n_vocab:
            return None
        return reading if self._has_cells(reading, wish) else None

    def _has_cells(self, reading: _Reading, wish: Wish) -> bool:
        """A pool may be too small for all: a prefix that others share counts for each here."""
        if not self._context.unified:
            return True
        others = (len(each.tokens) for each in self._readings.values() if each is not reading)
        needed = sum(others) + len(wish.tokens) + self._longest * len(self._readings)
        return needed <= self._context.n_cells

    def _compute(self, going: dict[int, tuple[_Reading, list[int]]]) -> list[int]:
        """The numbers of the outputs behind the tokens."""
        rows = [
            Row(reading.slot, len(reading.tokens), tokens, 1) for reading, tokens in going.values()
        ]
        outputs = self._context.decode(rows)
        for reading, tokens in going.values():
            reading.tokens += tokens
        return [output[-1] for output in outputs]

    def _likeliest(self, logits: Logits) -> int | None:
        token = int(logits.argmax())
        if self._p_min > 0 and 1 / np.exp(logits - logits[token]).sum() < self._p_min:
            return None
        return token


def load_draft_model(
    path: Path, options: EngineOptions, model: Model, context_size: int
) -> ModelDrafter:
    """Raises `LoadError`, also where the two models do not speak of the same tokens."""
    own = replace(options.of_draft_model(), context_size=context_size)
    draft = Model(path, own)
    if not _have_same_vocabulary(model, draft):
        raise LoadError("draft_model: its vocabulary is another one than the model's")
    context = Context(draft, own)
    if not context.trims:
        raise LoadError("draft_model: the state of this model cannot go back behind a guess")
    limits = options.model_max, options.model_min, options.p_min
    return ModelDrafter(context, min(model.n_vocab, draft.n_vocab), options.parallel, *limits)


def _have_same_vocabulary(model: Model, draft: Model) -> bool:
    """Up to tokens at the end that only one of them has, as llama.cpp allows for padding."""
    if abs(model.n_vocab - draft.n_vocab) > PADDING:
        return False
    return model.pieces[: draft.n_vocab] == draft.pieces[: model.n_vocab]
