"""Counters of one engine, filled by vLLM after each step."""

from __future__ import annotations

from typing import Any

from deployments.types import EngineStats, Timings, Usage


class Counters:
    """A stat logger as vLLM calls it (`vllm.v1.metrics.loggers.StatLoggerBase`)."""

    def __init__(self, slots: int = 0, cells: int = 0) -> None:
        self.slots = slots
        self.cells = cells
        self._running = self._waiting = self._steps = 0
        self._prompt_tokens = self._generated_tokens = self._preempted = 0
        self._finished = self._aborted = self._cached_tokens = 0
        self._usage = 0.0
        self._timings = Timings()

    def record(
        self,
        scheduler_stats: Any | None,
        iteration_stats: Any | None,
        mm_cache_stats: Any | None = None,
        engine_idx: int = 0,
    ) -> None:
        if scheduler_stats is not None:
            self._steps += 1
            self._running = scheduler_stats.num_running_reqs
            self._waiting = scheduler_stats.num_waiting_reqs
            self._usage = scheduler_stats.kv_cache_usage
        if iteration_stats is not None:
            self._prompt_tokens += iteration_stats.num_prompt_tokens
            self._generated_tokens += iteration_stats.num_generation_tokens
            self._preempted += iteration_stats.num_preempted_reqs

    def log_engine_initialized(self) -> None:
        pass

    def log(self) -> None:
        pass

    def record_sleep_state(self, is_awake: int, level: int) -> None:
        pass

    def finished(self, usage: Usage, timings: Timings) -> None:
        self._finished += 1
        self._cached_tokens += usage.cached_tokens
        self._timings += timings

    def aborted(self, count: int) -> None:
        self._aborted += count

    def stats(self) -> EngineStats:
        return EngineStats(
            running=self._running,
            waiting=self._waiting,
            free_slots=max(0, self.slots - self._running),
            cells_used=round(self._usage * self.cells),
            cells_total=self.cells,
            steps=self._steps,
            prompt_tokens=self._prompt_tokens,
            generated_tokens=self._generated_tokens,
            finished=self._finished,
            aborted=self._aborted,
            preempted=self._preempted,
            cached_tokens=self._cached_tokens,
            queue_seconds=self._timings.queued,
            prefill_seconds=self._timings.prefill,
            generation_seconds=self._timings.decode,
        )
