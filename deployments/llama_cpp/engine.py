"""The thread that owns a context: take commands, schedule, decode, sample, publish; again.

Nobody else touches the library while it runs. Commands come in through a queue and take effect
between two steps; what a step produced goes out in one call.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context, DecodeError, KVCacheFull
from deployments.llama_cpp.drawing import Active, Drawing, Generation, resume
from deployments.llama_cpp.media import words_of
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.sampling import SamplerChain
from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.step_planner import Chunk
from deployments.types import EngineStats, Event, Failed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Produced:
    """Events of one generation from one step; after `last` nothing follows."""

    id: int
    events: list[Event]
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Submit:
    generation: Generation


@dataclass(frozen=True, slots=True)
class _Abort:
    id: int


class _Stop:
    pass


class Engine:
    """`publish` is called on the engine's thread, once per step, with what the step produced."""

    def __init__(
        self,
        model: Model,
        context: Context,
        scheduler: Scheduler,
        publish: Callable[[list[Produced]], None],
    ) -> None:
        self._model = model
        self._context = context
        self._scheduler = scheduler
        self._cache = scheduler.cache
        self._publish = publish
        self._commands: queue.SimpleQueue[_Submit | _Abort | _Stop] = queue.SimpleQueue()
        self._active: dict[int, Active] = {}
        self._thread = threading.Thread(target=self._run, name="llama-cpp-engine", daemon=True)
        self._stopping = False
        self._drawing = Drawing(model, context)
        self._steps = self._rows = self._prompt_tokens = self._aborted = 0
        self._step_seconds = self._decode_seconds = 0.0
        self._step_begun: float | None = None
        self.failure: BaseException | None = None

    # Any thread may call these.

    def start(self) -> None:
        self._thread.start()

    def submit(self, generation: Generation) -> None:
        self._commands.put(_Submit(generation))

    def abort(self, generation_id: int) -> None:
        """Free the generation's slot before the next step; it produces nothing more."""
        self._commands.put(_Abort(generation_id))

    def stop(self) -> None:
        """End the thread after the step that is under way."""
        self._commands.put(_Stop())
        if self._thread.is_alive():
            self._thread.join()
        self._drawing.close()

    def seconds_in_step(self) -> float:
        """How long the step that is under way has taken."""
        begun = self._step_begun
        return 0.0 if begun is None else time.perf_counter() - begun

    def save_prompts(self) -> None:
        """After it has stopped: what its cache holds goes to the disk, where there is a place."""
        if self.failure is None:
            self._cache.close()

    def stats(self) -> EngineStats:
        scheduler, drawing = self._scheduler, self._drawing
        return EngineStats(
            running=len(scheduler.running),
            waiting=len(scheduler.waiting),
            free_slots=self._cache.free_slots,
            cells_used=scheduler.cells_used,
            cells_total=self._cache.cells.total,
            steps=self._steps,
            rows=self._rows,
            prompt_tokens=self._prompt_tokens,
            generated_tokens=drawing.tokens,
            finished=drawing.finished,
            aborted=self._aborted,
            preempted=scheduler.preemptions,
            step_seconds=self._step_seconds,
            decode_seconds=self._decode_seconds,
            sampling_seconds=drawing.sampling_seconds,
            cached_tokens=drawing.cached_tokens,
            drafted_tokens=drawing.timings.drafted,
            accepted_tokens=drawing.timings.accepted,
            queue_seconds=drawing.timings.queued,
            prefill_seconds=drawing.timings.prefill,
            generation_seconds=drawing.timings.decode,
            saved_states=len(self._cache.saved),
            saved_bytes=self._cache.saved.size,
        )

    # The engine's thread.

    def _run(self) -> None:
        try:
            while True:
                self._take_commands()
                if self._stopping:
                    return
                self._step()
        except BaseException as error:
            logger.exception("the engine stopped")
            self.failure = error
            self._refuse_all()

    def _refuse_all(self) -> None:
        """After a failure the library is not touched again: everyone, now and later, is told."""
        broken = [Failed("lost", "the engine stopped unexpectedly")]
        self._publish([Produced(id, [*broken], last=True) for id in self._active])
        while not isinstance(command := self._commands.get(), _Stop):
            if isinstance(command, _Submit):
                self._publish([Produced(command.generation.id, [*broken], last=True)])

    def _take_commands(self) -> None:
        """All commands that have come; while there is nothing to compute, wait for one."""
        while not self._stopping and (self._scheduler.idle or not self._commands.empty()):
            command = self._commands.get()
            if isinstance(command, _Submit):
                self._admit(command.generation)
            elif isinstance(command, _Abort):
                self._abort(command.id)
            else:
                self._stopping = True

    def _step(self) -> None:
        self._step_begun = begun = time.perf_counter()
        chunks = self._scheduler.schedule()
        if self._decode(chunks):
            self._steps += 1
            self._rows += len(chunks)
        self._step_begun = None
        self._step_seconds += time.perf_counter() - begun

    def _decode(self, chunks: list[Chunk]) -> bool:
        """Compute the chunks and draw tokens; false if that was impossible."""
        begun = time.perf_counter()
        try:
            if not chunks:
                raise KVCacheFull
            self._context.use(chunks[0].sequence.adapters)
            outputs = self._context.decode([_row(chunk) for chunk in chunks])
        except KVCacheFull:
            self._make_room()
            return False
        except DecodeError as error:
            self._recover([chunk.sequence for chunk in chunks], error)
            return False
        seconds = time.perf_counter() - begun
        self._decode_seconds += seconds
        self._scheduler.computed(chunks, seconds)
        sampled = []
        rows = [
            (self._active[chunk.sequence.id], chunk, numbers)
            for chunk, numbers in zip(chunks, outputs, strict=True)
        ]
        self._drawing.draw_ahead(rows)
        for active, chunk, numbers in rows:
            if chunk.start + chunk.sequence.shifted < chunk.sequence.n_prompt:
                self._prompt_tokens += chunk.stop - chunk.start
                self._drawing.score(active, chunk, numbers)
            if chunk.wants_logits:
                sampled.append(active)
                self._drawing.extend(active, chunk, numbers)
                if active.ended:
                    self._release(active)
                else:
                    self._cache.drop_draft(active.sequence)
        self._publish_events(sampled)
        return True

    def _admit(self, generation: Generation) -> None:
        scores = generation.prompt_logprobs is not None
        sequence = Sequence(
            generation.id,
            list(generation.prompt.tokens),
            generation.limit,
            reuses=generation.cache_prompt and not scores,
            scores_prompt=scores,
            # Grammars force tokens themselves, and who guesses does not see.
            drafts=generation.constraint is None and not generation.prompt.spans,
            adapters=generation.adapters,
            priority=generation.priority,
            spans=generation.prompt.spans,
        )
        try:
            sampler = generation.sampler or self._sampler(generation)
        except Exception:  # its parameters are the request's: they end the request, not the engine
            logger.exception("no sampler for %s", generation.sampling)
            failed = Failed("internal", "the sampling parameters cannot be used")
            self._publish([Produced(generation.id, [failed], last=True)])
            return
        active = self._active[generation.id] = Active(generation, sequence, sampler)
        resume(active, self._model.pieces)
        self._scheduler.add(sequence)

    def _sampler(self, generation: Generation) -> SamplerChain:
        sampler = SamplerChain(self._model, generation.sampling, generation.seed)
        sampler.accept(words_of(generation.prompt.tokens))
        return sampler

    def _abort(self, generation_id: int) -> None:
        active = self._active.get(generation_id)
        if active is not None:
            self._aborted += 1
            self._release(active)

    def _release(self, active: Active) -> None:
        active.ended = True
        self._scheduler.remove(active.sequence)
        active.sampler.close()
        del self._active[active.generation.id]

    def _publish_events(self, actives: list[Active]) -> None:
        produced = []
        for active in actives:
            events, active.events = active.events, []
            if events or active.ended:
                produced.append(Produced(active.generation.id, events, active.ended))
        if produced:
            self._publish(produced)

    def _make_room(self) -> None:
        """The library found no cells where the scheduler counted some: take it at its word."""
        if not self._scheduler.make_room():
            alone = [self._active[sequence.id] for sequence in self._scheduler.running]
            self._fail(alone, "the KV cache has no room for this request")

    def _recover(self, sequences: list[Sequence], error: DecodeError) -> None:
        """Whoever was in the batch fails; the others compute their tokens again."""
        logger.error("%s; %d requests fail", error, len(sequences))
        self._cache.forget_everything()
        self._fail([self._active[sequence.id] for sequence in sequences], str(error))

    def _fail(self, actives: list[Active], message: str) -> None:
        for active in actives:
            active.events.append(Failed("internal", message))
            self._release(active)
        self._publish_events(actives)


def _row(chunk: Chunk) -> Row:
    assert chunk.sequence.slot is not None
    return Row(chunk.sequence.slot, chunk.position, chunk.tokens, chunk.outputs, chunk.media)
