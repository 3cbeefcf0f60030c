"""Which tokens the next step computes. It knows sequences, slots and cells, but no model.

Sequences that generate go first, one token each. What is left of the step's budget goes to prompts,
in chunks that are small while others generate, so that their pace holds. Where the library computes
tokens of different sequences together only as far as each has as many (`mixes` is false), the two
take turns instead: every part of a mixed step would read all weights again.

A sequence that shares a prefix with one whose prompt is being computed waits for it and takes a
copy. Images and sounds are computed in steps of their own. When the cache runs out of cells, those
of idle slots go first; then the youngest of the least urgent sequences gives its own back and waits
with its tokens: nothing is lost but the time to compute them again.
"""

from __future__ import annotations

import time
from bisect import insort
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from deployments.llama_cpp.batch import Media
from deployments.llama_cpp.drafting import Drafter, Wish
from deployments.llama_cpp.options import PROMPT_OUTPUTS
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import WORTH_COPYING, PrefixCache
from deployments.llama_cpp.saved_states import Scales, common_prefix
from deployments.llama_cpp.sequence import Sequence

ADAPTERS_TURN = 4  # steps
ESTABLISHED = 8  # tokens, after which a stream's pace is worth more than its companions' start


@dataclass(frozen=True, slots=True)
class Chunk:
    """The tokens `start` to `stop` of a sequence; the last chunk of its tokens yields logits.

    Behind them a `draft` of what may come next, which yields logits too. `of_prompt`: they are not
    what a sequence that generates needs next.
    """

    sequence: Sequence
    start: int
    stop: int
    draft: tuple[int, ...] = ()
    of_prompt: bool = False

    @property
    def wants_logits(self) -> bool:
        return self.stop == len(self.sequence.tokens)

    @property
    def media(self) -> Media | None:
        """What its tokens are computed from, if they are not text; it has no others then."""
        span = self.sequence.span_at(self.start)
        if span is None:
            return None
        part = slice(self.start - span.start, self.stop - span.start)
        return Media(span.embeddings[part], span.places[:, part], span.causal)

    @property
    def position(self) -> int:
        """Where the library has its first token, or the first of the span that it is of."""
        span = self.sequence.span_at(self.start)
        return self.sequence.position(self.start if span is None else span.start)

    @property
    def tokens(self) -> list[int]:
        return [*self.sequence.tokens[self.start : self.stop], *self.draft]

    @property
    def size(self) -> int:
        return self.stop - self.start + len(self.draft)

    @property
    def outputs(self) -> int:
        """How many of its tokens, the last ones, yield logits."""
        if self.sequence.scores_prompt and self.start < self.sequence.n_prompt:
            return self.size
        return len(self.draft) + int(self.wants_logits)


@dataclass(frozen=True, slots=True)
class ContextShift:
    """A sequence that fills `size` tokens loses half of those behind the first `keep`.

    A negative `keep` is the whole prompt.
    """

    size: int
    keep: int = 0

    def kept(self, sequence: Sequence) -> int:
        keep = sequence.n_prompt if self.keep < 0 else self.keep
        return min(keep, self.size - 4)


def rank(sequence: Sequence) -> tuple[int, float]:
    """Who comes first: the lower priority, then the earlier arrival."""
    return sequence.priority, sequence.arrived


class Scheduler:
    """`batch` bounds the tokens of a step, `pace` those of prompts.

    No more sequences run than a step has room for. Unless `continuous`, prompts wait until nobody
    generates.
    """

    def __init__(
        self,
        cache: PrefixCache,
        *,
        batch: int,
        pace: Pace,
        shift: ContextShift | None = None,
        continuous: bool = True,
        mixes: bool = True,
        drafter: Drafter | None = None,
    ) -> None:
        self.cache = cache
        self.waiting: list[Sequence] = []  # by rank
        self.running: list[Sequence] = []
        self.preemptions = 0
        self._cells = cache.cells
        self._batch = batch
        self._pace = pace
        self._shift = shift
        self._continuous = continuous
        self._mixes = mixes
        self._drafter = drafter
        self._prompts_are_next = True
        self._media_is_next = True
        self._adapters: Scales | None = None
        self._turn = 0

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.running

    @property
    def cells_used(self) -> int:
        """By running sequences; what idle slots hold can be had at any time."""
        slots = [sequence.slot for sequence in list(self.running)]
        return self._cells.held_together(slot for slot in slots if slot is not None)

    def add(self, sequence: Sequence) -> None:
        insort(self.waiting, sequence, key=rank)

    def remove(self, sequence: Sequence) -> None:
        """Forget a sequence; what is computed of it stays in the cache."""
        if self._drafter is not None:
            self._drafter.forget(sequence.id)
        if sequence.slot is not None:
            self.running.remove(sequence)
            self.cache.give_back(sequence)
        elif sequence in self.waiting:
            self.waiting.remove(sequence)

    def schedule(self) -> list[Chunk]:
        """What to compute next, in order."""
        self._admit_waiting()
        self._shift_full_ones()
        self._settle_followers()
        while self._cells.free < self._wanted() and self.cache.make_room():
            pass
        while self._cells.free < self._least() and self.make_room():
            self._settle_followers()
        return self._chunks()

    def computed(self, chunks: list[Chunk], seconds: float) -> None:
        """The chunks are in the cache, and that took so long."""
        for chunk in chunks:
            saves = chunk.stop == self.cache.next_checkpoint(chunk.sequence)
            chunk.sequence.computed = chunk.stop
            assert chunk.sequence.slot is not None
            self._cells.extend(chunk.sequence.slot, chunk.size)
            if saves and not chunk.wants_logits:
                self.cache.checkpoint(chunk.sequence)
        prompts = [chunk.size for chunk in chunks if chunk.of_prompt]
        self._pace.observe(sum(prompts), len(chunks) - len(prompts), seconds)

    def can_admit(self, sequence: Sequence) -> bool:
        """A slot is free, and cells for all tokens with some to grow into."""
        if not self.cache.free_slots or len(self.running) >= self._batch:
            return False
        if not self.running or not self._cells.unified:
            return True
        promised = sum(other.to_compute for other in self.running)
        left = self._cells.total - self._cells.total // 16 - self.cells_used - promised
        return len(sequence.tokens) <= left or len(sequence.tokens) - self._common(sequence) <= left

    def _common(self, sequence: Sequence) -> int:
        """How many of its tokens it will share with a running sequence."""
        if not sequence.reuses:
            return 0
        wanted = np.array(sequence.tokens[:-1], dtype=np.int32)
        alike = [
            other
            for other in self.running
            if other.adapters == sequence.adapters and not other.shifted
        ]
        common = (common_prefix(wanted, np.array(other.tokens, np.int32)) for other in alike)
        most = max(common, default=0)
        return most if most >= WORTH_COPYING else 0

    def admit(self, sequence: Sequence) -> None:
        sequence.admitted = sequence.admitted or time.monotonic()
        self.cache.take(sequence)
        self._follow(sequence)
        self.running.append(sequence)

    def make_room(self) -> bool:
        """Free some cells: of an idle slot, else of the youngest sequence, if others remain."""
        while not self.cache.make_room():
            if len(self.running) < 2:
                return False
            self.preempt()
        return True

    def preempt(self) -> None:
        """The youngest of the least urgent running sequences waits again, before younger ones."""
        sequence = max(self.running, key=rank)
        self.remove(sequence)
        self.add(sequence)
        self.preemptions += 1
        self._settle_followers()

    def _admit_waiting(self) -> None:
        """In order; who is more urgent takes the place of who is less."""
        while self.waiting:
            if self.can_admit(self.waiting[0]):
                self.admit(self.waiting.pop(0))
            elif self._could_take_a_place(self.waiting[0]):
                self.preempt()
            else:
                return

    def _could_take_a_place(self, sequence: Sequence) -> bool:
        """Whether there are less urgent ones without which it would fit."""
        stay = [other for other in self.running if other.priority <= sequence.priority]
        if len(stay) == len(self.running):
            return False
        needed = sum(len(other.tokens) for other in stay) + len(sequence.tokens)
        return not stay or not self._cells.unified or needed <= self._cells.total

    def _shift_full_ones(self) -> None:
        if self._shift is None:
            return
        for sequence in self.running:
            if len(sequence.tokens) > self._shift.size:
                keep = self._shift.kept(sequence)
                self.cache.shift(sequence, keep, max(1, (self._shift.size - keep) // 2))

    def _wanted(self) -> int:
        """Cells with which the next step can be as large as it may."""
        return min(self._batch, sum(sequence.to_compute for sequence in self.running))

    def _least(self) -> int:
        """Cells without which nobody, or not all who generate, can go on."""
        if not self.running:
            return 0
        return max(1, sum(sequence.generates for sequence in self.running))

    def _follow(self, sequence: Sequence) -> None:
        """Wait for one that was admitted before and is about to compute more of the same tokens."""
        sequence.leader, sequence.shared = None, 0
        if not sequence.reuses:
            return
        wanted = np.array(sequence.tokens[:-1], dtype=np.int32)
        least = sequence.computed + WORTH_COPYING
        for other in takewhile(lambda other: other is not sequence, self.running):
            if other.adapters != sequence.adapters or other.shifted:
                continue
            if other.pending > 1 and len(other.tokens) > least:
                common = common_prefix(wanted, np.array(other.tokens, dtype=np.int32))
                shared = sequence.cut(common)
                if shared >= max(least, sequence.shared + 1, other.computed + 1):
                    sequence.leader, sequence.shared = other, shared

    def _settle_followers(self) -> None:
        """Those whose leader has computed what they share, or has gone, take what there is."""
        for sequence in self.running:
            leader = sequence.leader
            if leader is not None and (leader.slot is None or leader.computed >= sequence.shared):
                self.cache.improve(sequence)
                self._follow(sequence)  # if it went too early, another may take its place

    def _chunks(self) -> list[Chunk]:
        alike = self._alike()
        streams = [sequence for sequence in alike if sequence.generates]
        prompts = [sequence for sequence in alike if not sequence.generates]
        established = sum(sequence.generated >= ESTABLISHED for sequence in streams)
        share = self._pace.chunk(len(prompts), len(streams), established)
        if streams and not self._continuous:
            prompts = []
        seeing = [each for each in prompts if each.leader is None and each.span_at(each.computed)]
        prompts = [each for each in prompts if each not in seeing]
        if seeing and (self._media_is_next or not (streams or prompts)):
            self._media_is_next = False
            return self._started(self._media_piece(min(seeing, key=rank), share))
        self._media_is_next = True
        if not self._mixes:
            streams, prompts = self._in_turn(streams, prompts)
        room = min(self._batch, self._cells.free)
        reserved = min(share, sum(prompt.pending for prompt in prompts)) if self._mixes else 0
        chunks = self._next_tokens(streams, max(len(streams), room - reserved))
        chunks += self._pieces(prompts, min(share, room - sum(chunk.size for chunk in chunks)))
        return self._started(chunks)

    def _started(self, chunks: list[Chunk]) -> list[Chunk]:
        for chunk in chunks:
            if chunk.sequence.cached is None:
                chunk.sequence.cached = chunk.start
        return chunks

    def _media_piece(self, sequence: Sequence, share: int) -> list[Chunk]:
        """Embeddings: the library computes them apart from tokens."""
        span = sequence.span_at(sequence.computed)
        assert span is not None
        size = min(span.stop - sequence.computed, share if span.causal else span.tokens)
        if size > self._cells.free:
            return []
        stop = sequence.computed + size
        return [Chunk(sequence, sequence.computed, stop, of_prompt=True)]

    def _in_turn(
        self, streams: list[Sequence], prompts: list[Sequence]
    ) -> tuple[list[Sequence], list[Sequence]]:
        """Only the streams or only the prompts: those whose turn it is."""
        ready = any(prompt.leader is None for prompt in prompts)
        turn_of_prompts = ready and (self._prompts_are_next or not streams)
        self._prompts_are_next = not turn_of_prompts
        return ([], prompts) if turn_of_prompts else (streams, [])

    def _next_tokens(self, streams: list[Sequence], room: int) -> list[Chunk]:
        """What those who generate need next, with guesses where there is room for more."""
        spare = room - len(streams)
        sizes = []
        for sequence in streams:
            sizes.append(1 + min(spare, sequence.pending - 1))
            spare -= sizes[-1] - 1
        drafts = self._drafts(streams, spare)
        return [
            Chunk(
                sequence, sequence.computed, sequence.computed + size, drafts.get(sequence.id, ())
            )
            for sequence, size in zip(streams, sizes, strict=True)
        ]

    def _pieces(self, prompts: list[Sequence], budget: int) -> list[Chunk]:
        """The next tokens of prompts that no leader computes."""
        chunks = []
        scored = PROMPT_OUTPUTS
        for sequence, share in _shares([one for one in prompts if one.leader is None], budget):
            size = min(self._up_to_copies(sequence, share), sequence.text_pending)
            if sequence.scores_prompt:
                size = min(size, scored)
                scored -= size
            if size:
                stop = sequence.computed + size
                chunks.append(Chunk(sequence, sequence.computed, stop, of_prompt=True))
        return chunks

    def _alike(self) -> list[Sequence]:
        """Those that run with the same adapters: a step has one set of them; they take turns.

        Each for some steps, for to change the set takes time.
        """
        sets = list(dict.fromkeys(sequence.adapters for sequence in self.running))
        if len(sets) < 2:
            return self.running
        self._turn = (self._turn + 1) % ADAPTERS_TURN
        if self._turn and self._adapters in sets:
            return [each for each in self.running if each.adapters == self._adapters]
        self._turn = 0
        behind = sets.index(self._adapters) + 1 if self._adapters in sets else 0
        self._adapters = sets[behind % len(sets)]
        return [sequence for sequence in self.running if sequence.adapters == self._adapters]

    def _drafts(self, streams: list[Sequence], room: int) -> dict[int, tuple[int, ...]]:
        """Guesses by the ids of their sequences; the last may be the last token of one."""
        guessing = [each for each in streams if each.drafts and each.pending == 1]
        if self._drafter is None or not guessing:
            return {}
        share = room // len(guessing)
        wishes = [
            Wish(each.id, each.tokens, most)
            for each in guessing
            if (most := min(share, self._left(each))) > 0
        ]
        guesses = self._drafter.draft(wishes)
        return {wish.id: tuple(each) for wish, each in zip(wishes, guesses, strict=True)}

    def _left(self, sequence: Sequence) -> int:
        """How many tokens it may have behind the next one."""
        left = sequence.limit - sequence.shifted - len(sequence.tokens) - 1
        return left if self._shift is None else min(left, self._shift.size - len(sequence.tokens))

    def _up_to_copies(self, sequence: Sequence, size: int) -> int:
        """A state that cannot be trimmed is copied when it is exactly what others need."""
        if self.cache.trims:
            return size
        ends = [other.shared for other in self.running if other.leader is sequence]
        ends.append(self.cache.next_checkpoint(sequence))
        return min([size, *(end - sequence.computed for end in ends if end > sequence.computed)])


def _shares(prompts: list[Sequence], budget: int) -> list[tuple[Sequence, int]]:
    """Half of the budget is for the prompt that came first; short ones may pass long ones."""
    if not prompts or budget <= 0:
        return []
    first = min(prompts, key=rank)
    shares = {first.id: min(first.pending, (budget + 1) // 2)}
    budget -= shares[first.id]
    for prompt in sorted(prompts, key=lambda prompt: (prompt.priority, prompt.pending)):
        more = min(budget, prompt.pending - shares.get(prompt.id, 0))
        if more > 0:
            shares[prompt.id] = shares.get(prompt.id, 0) + more
            budget -= more
    return [(prompt, shares[prompt.id]) for prompt in prompts if prompt.id in shares]
