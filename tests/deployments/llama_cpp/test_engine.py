"""The engine's thread, driven without an event loop: commands in, lists of `Produced` out."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from toy_backend import OPTIONS

from deployments.chat.output import OutputStream
from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context, DecodeError, KVCacheFull
from deployments.llama_cpp.drawing import Generation
from deployments.llama_cpp.engine import Engine, Produced
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.loading import scheduler
from deployments.llama_cpp.media import Prompt
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.restriction import Restriction
from deployments.llama_cpp.saved_states import SavedStates
from deployments.types import Event, Failed, Finished, Sampling, TextDelta

Published = queue.SimpleQueue[list[Produced]]


@pytest.fixture
def published() -> Published:
    return queue.SimpleQueue()


@pytest.fixture
def engine(model: Model, context: Context, published: Published) -> Iterator[Engine]:
    """Not started: what is submitted before `start` arrives together."""
    engine = Engine(model, context, scheduler(OPTIONS, context, SavedStates(0)), published.put)
    yield engine
    engine.stop()


NO_END = Restriction([2], min_tokens=10**9)


def generation(id: int, tokens: int = 4, **keys: Any) -> Generation:
    """Generations whose ids end in the same digit have the same prompt."""
    prompt = [300 + id % 10, 400, 500]
    prompt = keys.pop("prompt", prompt)
    defaults = {
        "sampling": Sampling(temperature=0.0),
        "output": OutputStream(),
        "restriction": NO_END,
    }
    return Generation(id=id, prompt=Prompt(prompt), limit=len(prompt) + tokens, **(defaults | keys))


def submit(engine: Engine, *generations: Generation) -> None:
    for one in generations:
        engine.submit(one)


def collect(published: Published, *ids: int) -> dict[int, list[Event]]:
    """The events of these generations, up to the last of each; nothing comes after a last."""
    events: dict[int, list[Event]] = {id: [] for id in ids}
    open_ids = set(ids)
    while open_ids:
        for produced in published.get(timeout=20):
            assert produced.id in open_ids
            events[produced.id] += produced.events
            if produced.last:
                open_ids.remove(produced.id)
    return events


def token_ids(events: list[Event]) -> list[int]:
    return [token for event in events if isinstance(event, TextDelta) for token in event.token_ids]


def fail_once(context: Context, error: Exception, when: Callable[[list[Row]], bool]) -> None:
    """The first decode for which `when` holds raises."""
    decode = context.decode
    failed = []

    def failing(rows: list[Row]) -> list[int]:
        if not failed and when(rows):
            failed.append(error)
            if isinstance(error, DecodeError):
                lib.llama_memory_clear(context.memory, True)
            raise error
        return decode(rows)

    context.decode = failing  # type: ignore[method-assign,assignment]


def alone(engine: Engine, published: Published, one: Generation) -> list[int]:
    submit(engine, one)
    return token_ids(collect(published, one.id)[one.id])


def test_one_list_a_step_with_everyone_who_generates(engine: Engine, published: Published) -> None:
    submit(engine, *(generation(id) for id in range(3)))
    engine.start()
    for _ in range(4):
        produced = published.get(timeout=20)
        assert [item.id for item in produced] == [0, 1, 2]
    assert all(item.last for item in produced)
    assert published.empty()
    assert (engine.stats().steps, engine.stats().rows) == (4, 4 * 3)


def test_the_counters(engine: Engine, published: Published) -> None:
    submit(engine, *(generation(id) for id in range(6)))
    engine.start()
    collect(published, *range(6))
    stats = engine.stats()
    assert (stats.prompt_tokens, stats.generated_tokens) == (18, 24)
    assert (stats.finished, stats.aborted, stats.preempted) == (6, 0, 0)
    assert (stats.running, stats.waiting, stats.free_slots) == (0, 0, 4)
    assert (stats.cells_used, stats.cells_total) == (0, 1024)


def test_the_ending_has_usage_and_timings(engine: Engine, published: Published) -> None:
    submit(engine, generation(1, index=3))
    engine.start()
    ending = collect(published, 1)[1][-1]
    assert isinstance(ending, Finished)
    assert (ending.reason, ending.index) == ("length", 3)
    assert (ending.usage.prompt_tokens, ending.usage.completion_tokens) == (3, 4)
    assert ending.timings.queued >= 0
    assert ending.timings.prefill > 0
    assert ending.timings.decode > 0


def test_an_aborted_generation_produces_nothing_more(engine: Engine, published: Published) -> None:
    submit(engine, generation(1, tokens=200), generation(2, tokens=20))
    engine.abort(1)
    engine.start()
    collect(published, 2)
    stats = engine.stats()
    assert (stats.aborted, stats.finished, stats.free_slots, stats.cells_used) == (1, 1, 4, 0)


def test_aborting_what_is_unknown_or_over_is_nothing(engine: Engine, published: Published) -> None:
    engine.start()
    submit(engine, generation(1))
    collect(published, 1)
    engine.abort(1)
    engine.abort(99)
    assert alone(engine, published, generation(2))
    assert engine.stats().aborted == 0


def test_stop_ends_the_thread_in_the_middle_of_a_generation(
    engine: Engine, published: Published
) -> None:
    others = set(threading.enumerate())
    submit(engine, generation(1, tokens=250))
    engine.start()
    published.get(timeout=20)
    assert set(threading.enumerate()) - others
    engine.stop()
    assert not set(threading.enumerate()) - others
    assert engine.failure is None
    engine.stop()


def test_an_engine_that_never_started_can_be_stopped(engine: Engine) -> None:
    engine.stop()


def test_without_cells_in_the_library_the_youngest_gives_way(
    engine: Engine, published: Published, context: Context
) -> None:
    fail_once(context, KVCacheFull(), lambda rows: len(rows) == 3 and rows[0].start > 5)
    submit(engine, *(generation(id, tokens=8) for id in (1, 2, 3)))
    engine.start()
    together = collect(published, 1, 2, 3)
    assert engine.stats().preempted == 1
    for id in (1, 2, 3):
        expected = alone(engine, published, generation(10 + id, tokens=8))
        assert token_ids(together[id]) == expected
        assert len(expected) == 8


def test_one_alone_without_cells_fails_and_the_next_is_served(
    engine: Engine, published: Published, context: Context
) -> None:
    fail_once(context, KVCacheFull(), lambda rows: rows[0].start > 4)
    submit(engine, generation(1))
    engine.start()
    failure = collect(published, 1)[1][-1]
    assert isinstance(failure, Failed)
    assert (failure.kind, failure.message) == (
        "internal",
        "the KV cache has no room for this request",
    )
    assert len(alone(engine, published, generation(1))) == 4
    assert engine.stats().free_slots == 4


def test_a_batch_that_cannot_be_computed_fails_those_in_it(
    engine: Engine, published: Published, context: Context
) -> None:
    first = generation(1, tokens=100, prompt=[300])  # generates at once
    second, third = (generation(id, prompt=[300 + id] * 40) for id in (2, 3))
    fourth = generation(4, prompt=[303] * 40)  # waits for the third to compute the same
    fail_once(context, DecodeError("broken"), lambda rows: [r.start for r in rows] == [16, 0])
    submit(engine, first, second, third, fourth)
    engine.start()
    events = collect(published, 1, 2, 3, 4)
    broken = Failed("internal", "broken")
    assert [events[id][-1] == broken for id in (1, 2, 3, 4)] == [False, True, True, False]
    assert token_ids(events[1]) == alone(
        engine, published, generation(11, tokens=100, prompt=[300])
    )
    assert token_ids(events[4]) == alone(engine, published, generation(13, prompt=[303] * 40))
    assert engine.stats().free_slots == 4
    assert engine.failure is None


def test_after_a_failure_everyone_is_told_now_and_later(
    engine: Engine, published: Published, context: Context
) -> None:
    fail_once(context, RuntimeError("boom"), lambda rows: rows[0].start > 3)
    submit(engine, *(generation(id) for id in range(6)))  # four run and two wait
    engine.start()
    expected = Failed("lost", "the engine stopped unexpectedly")
    assert {events[-1] for events in collect(published, *range(6)).values()} == {expected}
    submit(engine, generation(7))
    assert collect(published, 7)[7] == [expected]
    assert str(engine.failure) == "boom"


def test_a_sampler_that_cannot_be_made_ends_its_request_alone(
    engine: Engine, published: Published
) -> None:
    engine.start()
    sampling = Sampling(dry_multiplier=1.0, dry_sequence_breakers=("\ud800",))
    submit(engine, generation(1, sampling=sampling))
    assert isinstance(collect(published, 1)[1][-1], Failed)
    submit(engine, generation(2))
    assert isinstance(collect(published, 2)[2][-1], Finished)
    assert engine.failure is None
