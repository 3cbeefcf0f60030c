from itertools import count

import pytest

from deployments.llama_cpp.scheduler import Scheduler, Step
from deployments.llama_cpp.sequence import Sequence

arrivals = count()


def make(slots: int = 4, cells: int = 100, batch: int = 32, prefill_chunk: int = 8) -> Scheduler:
    return Scheduler(slots=slots, cells=cells, batch=batch, prefill_chunk=prefill_chunk)


def add(scheduler: Scheduler, *lengths: int) -> list[Sequence]:
    """Sequences with prompts of these lengths, arriving in this order."""
    sequences = []
    for length in lengths:
        number = next(arrivals)
        sequences.append(Sequence(number, [0] * length, 1000, arrived=float(number)))
        scheduler.add(sequences[-1])
    return sequences


def compute(step: Step) -> None:
    """What an engine does: the chunks are computed, and a token is drawn where logits came out."""
    for chunk in step.chunks:
        draws = chunk.wants_logits
        chunk.sequence.computed = chunk.stop
        if draws:
            chunk.sequence.tokens.append(1)


def run(scheduler: Scheduler, steps: int = 1) -> None:
    for _ in range(steps):
        compute(scheduler.schedule())


def shape(step: Step) -> list[tuple[int, int, int]]:
    return [(chunk.sequence.id, chunk.start, chunk.stop) for chunk in step.chunks]


def test_a_new_scheduler_is_idle() -> None:
    scheduler = make()
    assert scheduler.idle
    add(scheduler, 3)
    assert not scheduler.idle
    scheduler.schedule()
    assert not scheduler.idle


def test_a_whole_prompt_in_one_step_and_then_a_token_a_step() -> None:
    scheduler = make()
    (a,) = add(scheduler, 5)
    step = scheduler.schedule()
    assert shape(step) == [(a.id, 0, 5)]
    assert step.chunks[0].wants_logits
    compute(step)
    assert shape(scheduler.schedule()) == [(a.id, 5, 6)]


def test_a_prompt_longer_than_a_step_comes_in_pieces_and_draws_after_the_last() -> None:
    scheduler = make(batch=32)
    (a,) = add(scheduler, 70)
    for start, stop, draws in ((0, 32, False), (32, 64, False), (64, 70, True)):
        step = scheduler.schedule()
        assert shape(step) == [(a.id, start, stop)]
        assert step.chunks[0].wants_logits is draws
        compute(step)


def test_prompts_share_a_step_in_order_of_arrival() -> None:
    scheduler = make(batch=32)
    a, b, c = add(scheduler, 10, 15, 20)
    assert shape(scheduler.schedule()) == [(a.id, 0, 10), (b.id, 0, 15), (c.id, 0, 7)]


def test_who_generates_goes_first_and_prompts_get_a_small_chunk() -> None:
    scheduler = make(batch=32, prefill_chunk=8)
    a, b = add(scheduler, 3, 4)
    run(scheduler)
    c, d = add(scheduler, 6, 20)
    step = scheduler.schedule()
    assert shape(step) == [(a.id, 3, 4), (b.id, 4, 5), (c.id, 0, 6), (d.id, 0, 2)]
    assert [chunk.wants_logits for chunk in step.chunks] == [True, True, True, False]


def test_a_step_never_has_more_tokens_than_the_batch() -> None:
    scheduler = make(batch=10, prefill_chunk=100)
    add(scheduler, 2, 2, 2)
    run(scheduler)
    (d,) = add(scheduler, 30)
    assert shape(scheduler.schedule())[3:] == [(d.id, 0, 7)]


def test_more_slots_than_the_batch_has_room_for() -> None:
    scheduler = make(slots=8, batch=4)
    add(scheduler, *[1] * 8)
    assert sum(chunk.stop - chunk.start for chunk in scheduler.schedule().chunks) <= 4


def test_no_more_sequences_run_than_there_are_slots() -> None:
    scheduler = make(slots=2)
    a, b, c = add(scheduler, 2, 2, 2)
    run(scheduler, 3)
    assert scheduler.running == [a, b]
    assert list(scheduler.waiting) == [c]
    assert scheduler.free_slots == 0
    assert sorted([a.slot, b.slot]) == [0, 1]  # type: ignore[type-var]


def test_a_freed_slot_goes_to_the_next() -> None:
    scheduler = make(slots=2)
    a, _, c, d = add(scheduler, 2, 2, 2, 2)
    run(scheduler)
    slot = a.slot
    assert scheduler.remove(a) == slot
    run(scheduler)
    assert (c.slot, d.slot) == (slot, None)


@pytest.mark.parametrize(("length", "admitted"), [(54, True), (55, False)])
def test_admission_wants_cells_for_all_tokens_and_a_sixteenth_to_grow_into(
    length: int, admitted: bool
) -> None:
    scheduler = make(cells=100, batch=8)
    add(scheduler, 40)
    run(scheduler)  # 8 of 40 are computed: the rest is promised
    (b,) = add(scheduler, length)
    run(scheduler)
    assert (b.slot is not None) is admitted


def test_alone_a_sequence_may_have_all_cells() -> None:
    scheduler = make(cells=100)
    (a,) = add(scheduler, 100)
    run(scheduler)
    assert a.slot is not None


def test_a_small_one_does_not_overtake_a_large_one() -> None:
    scheduler = make(cells=100)
    a, b, c = add(scheduler, 40, 90, 1)
    run(scheduler, 4)
    assert scheduler.running == [a]
    assert list(scheduler.waiting) == [b, c]
    scheduler.remove(a)
    run(scheduler)
    assert scheduler.running == [b, c]


def test_cells_used_counts_what_is_computed() -> None:
    scheduler = make(batch=8)
    a, _ = add(scheduler, 5, 10)
    run(scheduler)
    assert scheduler.cells_used == 8
    scheduler.remove(a)
    assert scheduler.cells_used == 3


def test_without_cells_the_youngest_gives_way_and_keeps_its_tokens() -> None:
    scheduler = make(cells=32, batch=32)
    a, b, c = add(scheduler, 10, 10, 10)
    run(scheduler)
    assert scheduler.cells_used == 30
    tokens, slot = list(c.tokens), c.slot
    step = scheduler.schedule()
    assert step.freed == [slot]
    assert shape(step) == [(a.id, 10, 11), (b.id, 10, 11)]
    assert (c.slot, c.computed, c.tokens) == (None, 0, tokens)
    assert scheduler.preemptions == 1


def test_the_preempted_one_is_next_and_computes_all_its_tokens_again() -> None:
    scheduler = make(cells=32, batch=32, prefill_chunk=32)
    a, b, c = add(scheduler, 10, 10, 10)
    run(scheduler, 2)
    (d,) = add(scheduler, 1)
    assert list(scheduler.waiting) == [c, d]
    scheduler.remove(a)
    assert shape(scheduler.schedule()) == [(b.id, 11, 12), (d.id, 0, 1), (c.id, 0, 11)]


def test_one_alone_is_never_preempted() -> None:
    scheduler = make(cells=16)
    (a,) = add(scheduler, 15)
    run(scheduler, 2)
    assert scheduler.cells_used == 16
    assert scheduler.schedule().freed == []
    assert scheduler.running == [a]


def test_preemption_takes_the_youngest_wherever_it_stands() -> None:
    scheduler = make()
    older, younger = add(scheduler, 2, 2)
    run(scheduler)
    scheduler.running.reverse()
    scheduler.preempt()
    assert scheduler.running == [older]
    assert list(scheduler.waiting) == [younger]


def test_the_time_of_admission_stays_after_preemption() -> None:
    scheduler = make()
    (a,) = add(scheduler, 2)
    run(scheduler)
    admitted = a.admitted
    assert admitted is not None
    scheduler.preempt()
    run(scheduler)
    assert a.admitted == admitted


def test_removing_one_that_waits_frees_no_slot() -> None:
    scheduler = make(slots=1)
    a, b = add(scheduler, 2, 2)
    run(scheduler)
    assert scheduler.remove(b) is None
    assert scheduler.remove(b) is None
    assert scheduler.remove(a) == 0
    assert scheduler.idle
    assert (a.slot, a.computed) == (None, 0)
