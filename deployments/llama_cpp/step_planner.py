"""What the next step computes of the sequences that run.

Sequences that generate go first, one token each. What is left of the step's budget goes to prompts,
in chunks that are small while others generate, so that their pace holds. Where the library computes
tokens of different sequences together only as far as each has as many (`mixes` is false), the two
take turns instead: every part of a mixed step would read all weights again. Images and sounds are
computed in steps of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from deployments.llama_cpp.batch import Media
from deployments.llama_cpp.drafting import Drafter, Wish
from deployments.llama_cpp.options import PROMPT_OUTPUTS
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import Scales
from deployments.llama_cpp.sequence import Sequence, rank

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
        places, moves = span.places[:, part], span.moves[:, part]
        return Media(span.embeddings[part], places, moves, span.causal)

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


class StepPlanner:
    """`batch` bounds the tokens of a step, `pace` those of prompts.

    Unless `continuous`, prompts wait until nobody generates.
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
        self._cache = cache
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

    def plan(self, running: list[Sequence]) -> list[Chunk]:
        """What to compute of those that run, in order; not more than there are cells for."""
        alike = self._alike(running)
        streams = [sequence for sequence in alike if sequence.generates]
        prompts = [sequence for sequence in alike if not sequence.generates]
        established = sum(sequence.generated >= ESTABLISHED for sequence in streams)
        share = self._pace.chunk(len(prompts), len(streams), established)
        if streams and not self._continuous:
            prompts = []
        seeing = [each for each in prompts if each.leader is None and each.span_at(each.computed)]
        prompts = [each for each in prompts if each not in seeing]
        others = streams or any(prompt.leader is None for prompt in prompts)
        if seeing and (self._media_is_next or not others):
            self._media_is_next = False
            return self._started(self._media_piece(min(seeing, key=rank), share))
        self._media_is_next = True
        if not self._mixes:
            streams, prompts = self._in_turn(streams, prompts)
        room = min(self._batch, self._cache.cells.free)
        reserved = min(share, sum(prompt.pending for prompt in prompts)) if self._mixes else 0
        chunks = self._next_tokens(streams, max(len(streams), room - reserved))
        left = room - sum(chunk.size for chunk in chunks)
        chunks += self._pieces(prompts, min(share, left), running)
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
        size = span.stop - sequence.computed
        if span.causal:
            size = min(size, share, self._cache.cells.free)
        if not 0 < size <= self._cache.cells.free:
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

    def _pieces(self, prompts: list[Sequence], budget: int, running: list[Sequence]) -> list[Chunk]:
        """The next tokens of prompts that no leader computes."""
        chunks = []
        scored = PROMPT_OUTPUTS
        for sequence, share in _shares([one for one in prompts if one.leader is None], budget):
            size = min(self._up_to_copies(sequence, share, running), sequence.text_pending)
            if sequence.scores_prompt:
                size = min(size, scored)
                scored -= size
            if size:
                stop = sequence.computed + size
                chunks.append(Chunk(sequence, sequence.computed, stop, of_prompt=True))
        return chunks

    def _alike(self, running: list[Sequence]) -> list[Sequence]:
        """Those that run with the same adapters: a step has one set of them; they take turns.

        Each for some steps, for to change the set takes time.
        """
        sets = list(dict.fromkeys(sequence.adapters for sequence in running))
        if len(sets) < 2:
            return running
        self._turn = (self._turn + 1) % ADAPTERS_TURN
        if self._turn and self._adapters in sets:
            return [each for each in running if each.adapters == self._adapters]
        self._turn = 0
        behind = sets.index(self._adapters) + 1 if self._adapters in sets else 0
        self._adapters = sets[behind % len(sets)]
        return [sequence for sequence in running if sequence.adapters == self._adapters]

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

    def _up_to_copies(self, sequence: Sequence, size: int, running: list[Sequence]) -> int:
        """A state that cannot be trimmed is copied when it is exactly what others need."""
        if self._cache.trims:
            return size
        ends = [other.shared for other in running if other.leader is sequence]
        ends.append(self._cache.next_checkpoint(sequence))
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
