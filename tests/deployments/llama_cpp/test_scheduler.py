from dataclasses import replace
from itertools import count, zip_longest

import pytest
from fake_kv import FakeKV

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.drafting import Drafter, Wish
from deployments.llama_cpp.options import PROMPT_OUTPUTS
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import SavedStates
from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.step_planner import Chunk, ContextShift

arrivals = count()


def make(
    slots: int = 4,
    cells: int = 100,
    batch: int = 32,
    prefill_chunk: int = 8,
    *,
    unified: bool = True,
    trims: bool = True,
    shift: ContextShift | None = None,
    continuous: bool = True,
    mixes: bool = True,
    drafter: Drafter | None = None,
) -> Scheduler:
    kv = FakeKV(slots, trims=trims)
    account = Cells(cells if unified else slots * cells, slots, unified=unified)
    cache = PrefixCache(kv, account, slots, SavedStates(0))
    pace = Pace(prefill_chunk, max(prefill_chunk, batch))
    return Scheduler(
        cache,
        batch=batch,
        pace=pace,
        shift=shift,
        continuous=continuous,
        mixes=mixes,
        drafter=drafter,
    )


def add(
    scheduler: Scheduler, *lengths: int, shared: int = 0, priorities: tuple[int, ...] = ()
) -> list[Sequence]:
    """Sequences with prompts of these lengths, arriving in this order; some tokens are `shared`."""
    sequences = []
    for length, priority in zip_longest(lengths, priorities, fillvalue=0):
        number = next(arrivals)
        prompt = [*range(shared), *range(1000 * (number + 1), 1000 * (number + 1) + length)]
        sequences.append(
            Sequence(number, prompt[:length], 1000, arrived=float(number), priority=priority)
        )
        scheduler.add(sequences[-1])
    return sequences


def compute(scheduler: Scheduler, chunks: list[Chunk]) -> None:
    """What an engine does: the chunks are computed, and a token is drawn where logits came out."""
    content = scheduler.cache._kv.content  # type: ignore[attr-defined]
    drawing = [chunk.sequence for chunk in chunks if chunk.wants_logits]
    for chunk in chunks:
        assert content[chunk.sequence.slot] == chunk.sequence.tokens[: chunk.start]
        content[chunk.sequence.slot] += chunk.sequence.tokens[chunk.start : chunk.stop]
    scheduler.computed(chunks, 0.0)
    for sequence in drawing:
        sequence.tokens.append(1)


def run(scheduler: Scheduler, steps: int = 1) -> None:
    for _ in range(steps):
        compute(scheduler, scheduler.schedule())


def shape(chunks: list[Chunk]) -> list[tuple[int, int, int]]:
    return [(chunk.sequence.id, chunk.start, chunk.stop) for chunk in chunks]


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
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 0, 5)]
    assert chunks[0].wants_logits
    compute(scheduler, chunks)
    assert shape(scheduler.schedule()) == [(a.id, 5, 6)]


def test_a_prompt_longer_than_a_step_comes_in_pieces_and_draws_after_the_last() -> None:
    scheduler = make(batch=32)
    (a,) = add(scheduler, 70)
    for start, stop, draws in ((0, 32, False), (32, 64, False), (64, 70, True)):
        chunks = scheduler.schedule()
        assert shape(chunks) == [(a.id, start, stop)]
        assert chunks[0].wants_logits is draws
        compute(scheduler, chunks)


def test_prompts_share_a_step() -> None:
    scheduler = make(batch=32)
    a, b, c = add(scheduler, 10, 15, 20)
    assert shape(scheduler.schedule()) == [(a.id, 0, 10), (b.id, 0, 15), (c.id, 0, 7)]


def test_the_first_prompt_has_half_of_a_step_and_short_ones_pass_long_ones() -> None:
    scheduler = make(batch=32, cells=400)
    a, b, c = add(scheduler, 100, 90, 10)
    assert shape(scheduler.schedule()) == [(a.id, 0, 16), (b.id, 0, 6), (c.id, 0, 10)]


def test_what_the_others_leave_is_the_first_ones() -> None:
    scheduler = make(batch=32, cells=400)
    a, b = add(scheduler, 100, 3)
    assert shape(scheduler.schedule()) == [(a.id, 0, 29), (b.id, 0, 3)]


def test_who_generates_goes_first_and_prompts_get_a_small_chunk() -> None:
    scheduler = make(batch=32, prefill_chunk=8)
    a, b = add(scheduler, 3, 4)
    run(scheduler)
    c, d = add(scheduler, 6, 20)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 3, 4), (b.id, 4, 5), (c.id, 0, 6), (d.id, 0, 2)]
    assert [chunk.wants_logits for chunk in chunks] == [True, True, True, False]


def test_where_a_step_cannot_mix_prompts_and_streams_take_turns() -> None:
    scheduler = make(batch=32, prefill_chunk=8, mixes=False)
    a, b = add(scheduler, 3, 4)
    run(scheduler)
    (c,) = add(scheduler, 20)
    streams = {a.id, b.id}
    seen = []
    for _ in range(7):
        chunks = scheduler.schedule()
        seen.append(({chunk.sequence.id for chunk in chunks}, sum(chunk.size for chunk in chunks)))
        compute(scheduler, chunks)
    turns = [(streams, 2), ({c.id}, 8), (streams, 2), ({c.id}, 8), (streams, 2), ({c.id}, 4)]
    assert seen == [*turns, (streams | {c.id}, 3)]


def test_what_a_grammar_forces_is_computed_with_the_streams() -> None:
    scheduler = make(batch=32, prefill_chunk=8, mixes=False)
    a, b = add(scheduler, 3, 4)
    run(scheduler)
    a.tokens += [2, 3, 4]
    assert shape(scheduler.schedule()) == [(a.id, 3, 7), (b.id, 4, 5)]


def test_forced_tokens_leave_room_for_every_stream() -> None:
    scheduler = make(batch=4, prefill_chunk=4)
    a, b, c = add(scheduler, 1, 1, 1)
    run(scheduler)
    a.tokens += [2, 3, 4]
    assert shape(scheduler.schedule()) == [(a.id, 1, 3), (b.id, 1, 2), (c.id, 1, 2)]


def test_a_step_never_has_more_tokens_than_the_batch() -> None:
    scheduler = make(batch=10, prefill_chunk=100)
    add(scheduler, 2, 2, 2)
    run(scheduler)
    (d,) = add(scheduler, 30)
    assert shape(scheduler.schedule())[3:] == [(d.id, 0, 7)]


def test_more_slots_than_the_batch_has_room_for() -> None:
    scheduler = make(slots=8, batch=4)
    add(scheduler, *[1] * 8)
    assert sum(chunk.size for chunk in scheduler.schedule()) <= 4


def test_no_more_sequences_run_than_there_are_slots() -> None:
    scheduler = make(slots=2)
    a, b, c = add(scheduler, 2, 2, 2)
    run(scheduler, 3)
    assert scheduler.running == [a, b]
    assert list(scheduler.waiting) == [c]
    assert scheduler.cache.free_slots == 0
    assert sorted([a.slot, b.slot]) == [0, 1]  # type: ignore[type-var]


def test_a_freed_slot_goes_to_the_next() -> None:
    scheduler = make(slots=2)
    a, _, c, d = add(scheduler, 2, 2, 2, 2)
    run(scheduler)
    slot = a.slot
    scheduler.remove(a)
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
    tokens = list(c.tokens)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 10, 11), (b.id, 10, 11)]
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
    scheduler.schedule()
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
    scheduler.remove(b)
    scheduler.remove(b)
    assert scheduler.cache.free_slots == 0
    scheduler.remove(a)
    assert scheduler.cache.free_slots == 1
    assert scheduler.idle
    assert (a.slot, a.computed) == (None, 0)


# --- Prefixes that several sequences share ---------------------------------------------------

SPLIT = pytest.mark.parametrize("unified", [True, False])


@SPLIT
def test_those_that_share_a_prefix_wait_for_the_first_and_take_a_copy(unified: bool) -> None:
    scheduler = make(cells=400, batch=64, unified=unified)
    a, b, c = add(scheduler, 110, 105, 104, shared=100)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 0, 64)]
    compute(scheduler, chunks)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 64, 110)]
    compute(scheduler, chunks)
    assert shape(scheduler.schedule()) == [(a.id, 110, 111), (b.id, 100, 104), (c.id, 100, 104)]
    assert (a.cached, b.cached, c.cached) == (0, 100, 100)


def test_shared_cells_are_counted_once() -> None:
    scheduler = make(cells=400, batch=128, unified=True)
    add(scheduler, 110, 105, 104, shared=100)
    run(scheduler, 2)
    assert scheduler.cells_used == 111 + 4 + 4


def test_one_that_comes_later_takes_what_is_computed_and_waits_for_the_rest() -> None:
    scheduler = make(cells=400, batch=64)
    (a,) = add(scheduler, 150, shared=140)
    run(scheduler)
    (b,) = add(scheduler, 145, shared=140)
    assert shape(scheduler.schedule()) == [(a.id, 64, 128)]
    assert (b.computed, b.leader, b.shared) == (64, a, 140)


def test_choices_of_one_prompt_compute_it_once() -> None:
    scheduler = make(cells=400, batch=64)
    a, b, c = add(scheduler, 40, 40, 40, shared=40)
    run(scheduler)
    assert shape(scheduler.schedule()) == [(a.id, 40, 41), (b.id, 39, 40), (c.id, 39, 40)]


@pytest.mark.parametrize("seen", [0, 1])
def test_without_its_leader_another_takes_the_lead(seen: int) -> None:
    scheduler = make(cells=400, batch=64)
    a, b, c = add(scheduler, 110, 105, 104, shared=100)
    run(scheduler, 1 + seen)
    scheduler.remove(a)
    computed = 64 if not seen else 100
    chunks = scheduler.schedule()
    assert chunks[0].sequence is b
    assert chunks[0].start == computed
    assert (c.leader is b) is not seen
    run(scheduler, 3)
    assert b.generated > 0
    assert c.generated > 0


def test_short_prefixes_are_not_waited_for() -> None:
    scheduler = make(cells=400, batch=64)
    a, b = add(scheduler, 60, 60, shared=31)
    assert shape(scheduler.schedule()) == [(a.id, 0, 60), (b.id, 0, 4)]


def test_who_does_not_want_the_cache_waits_for_nobody() -> None:
    scheduler = make(cells=400, batch=64)
    a, b = add(scheduler, 50, 50, shared=49)
    b.reuses = False
    assert shape(scheduler.schedule()) == [(a.id, 0, 50), (b.id, 0, 14)]
    run(scheduler, 2)
    assert b.cached == 0


def test_a_state_that_cannot_be_trimmed_is_copied_where_the_followers_part() -> None:
    scheduler = make(cells=400, batch=64, unified=False, trims=False)
    a, b, c = add(scheduler, 110, 105, 105, shared=100)
    c.tokens[80:] = range(9000, 9025)
    run(scheduler)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 64, 80)]
    compute(scheduler, chunks)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 80, 100), (c.id, 80, 105)]
    compute(scheduler, chunks)
    assert shape(scheduler.schedule())[1:] == [(a.id, 100, 104), (b.id, 100, 104)]
    assert (b.cached, c.cached) == (100, 80)


def test_idle_cells_make_room_before_anybody_is_preempted() -> None:
    scheduler = make(cells=100, batch=64)
    (a,) = add(scheduler, 60)
    run(scheduler)
    scheduler.remove(a)
    assert scheduler.cache.cells.used == 60
    (b,) = add(scheduler, 90)
    chunks = scheduler.schedule()
    assert shape(chunks) == [(b.id, 0, 64)]
    assert scheduler.cache.cells.used == 0
    assert scheduler.preemptions == 0


# --- A context that is full ------------------------------------------------------------------


@pytest.mark.parametrize(("keep", "kept"), [(0, 0), (3, 3), (-1, 10), (99, 16)])
def test_a_sequence_that_fills_its_context_loses_half_behind_what_is_kept(
    keep: int, kept: int
) -> None:
    scheduler = make(cells=20, batch=20, shift=ContextShift(20, keep))
    (a,) = add(scheduler, 10)
    run(scheduler, 11)
    tokens = list(a.tokens)
    assert (a.computed, len(tokens)) == (20, 21)
    dropped = (20 - kept) // 2
    chunks = scheduler.schedule()
    assert shape(chunks) == [(a.id, 20 - dropped, 21 - dropped)]
    assert a.tokens == tokens[:kept] + tokens[kept + dropped :]
    assert (a.generated, a.shifted) == (11, dropped)


def test_a_shifted_sequence_goes_on_and_leaves_nothing_to_others() -> None:
    scheduler = make(cells=40, batch=40, shift=ContextShift(40))
    (a,) = add(scheduler, 10)
    a.limit = 200
    while not a.is_at_limit:
        run(scheduler)
    assert a.generated == 190
    assert len(a.tokens) <= 41
    scheduler.remove(a)
    assert scheduler.cache.cells.used == 0
    (b,) = add(scheduler, 1)
    b.tokens[:] = a.tokens[:40]
    run(scheduler)
    assert b.cached == 0


def test_without_continuous_batching_prompts_wait_until_nobody_generates() -> None:
    scheduler = make(continuous=False)
    a, b = add(scheduler, 3, 4)
    run(scheduler)
    (c,) = add(scheduler, 6)
    assert shape(scheduler.schedule()) == [(a.id, 3, 4), (b.id, 4, 5)]
    scheduler.remove(a)
    scheduler.remove(b)
    assert shape(scheduler.schedule()) == [(c.id, 0, 6)]


def test_room_is_made_past_sequences_that_have_no_cells() -> None:
    scheduler = make(slots=4, cells=100, batch=64)
    a, b = add(scheduler, 20, 20)
    run(scheduler)
    c, d = add(scheduler, 10, 10)
    scheduler.admit(scheduler.waiting.pop(0))
    scheduler.admit(scheduler.waiting.pop(0))
    assert (c.computed, d.computed) == (0, 0)
    assert scheduler.make_room()
    assert scheduler.running == [a]
    assert list(scheduler.waiting) == [b, c, d]


def test_what_fills_the_context_several_times_is_shifted_until_it_fits() -> None:
    """As resumed tokens, or those that a grammar forces, can."""
    scheduler = make(cells=20, batch=20, shift=ContextShift(20, 4))
    (a,) = add(scheduler, 6)
    run(scheduler)
    a.tokens += range(100, 160)
    tokens = list(a.tokens)
    run(scheduler)
    assert a.tokens[:-1] == tokens[:4] + tokens[-15:]
    assert (a.generated, a.shifted, a.computed) == (62, 48, 19)


def test_a_shift_over_shared_cells_computes_the_rest_again() -> None:
    scheduler = make(cells=200, batch=64, shift=ContextShift(60))
    a, b = add(scheduler, 50, 50, shared=50)
    while not a.shifted:
        run(scheduler)
    assert a.tokens[:1] == [30]
    while a.pending > 1 or b.pending > 1:
        run(scheduler)
    assert b.tokens[:1] in ([0], [30])


def test_a_shift_before_everything_is_computed_keeps_the_account() -> None:
    scheduler = make(cells=64, batch=64, shift=ContextShift(20, keep=-1))
    (a,) = add(scheduler, 16)
    run(scheduler)
    a.tokens += range(500, 510)  # as a grammar forces them
    run(scheduler, 3)
    assert a.shifted > 0
    assert scheduler.cells_used == a.computed


@pytest.mark.parametrize(("shared", "admitted"), [(0, False), (31, False), (32, True)])
def test_admission_counts_cells_that_are_shared_once(shared: int, admitted: bool) -> None:
    scheduler = make(cells=120, batch=64)
    add(scheduler, 50, shared=shared)
    run(scheduler, 2)
    add(scheduler, 90, shared=shared)
    scheduler.schedule()
    assert (len(scheduler.running) == 2) is admitted


def test_sets_of_adapters_take_turns_of_several_steps() -> None:
    scheduler = make(slots=2)
    a, b = add(scheduler, 3, 3)
    a.adapters, b.adapters = (1.0,), (2.0,)
    seen = []
    for _ in range(12):
        chunks = scheduler.schedule()
        seen.append(chunks[0].sequence.id)
        compute(scheduler, chunks)
    assert seen == [a.id] * 4 + [b.id] * 4 + [a.id] * 4


def test_with_turns_of_adapters_prompts_and_streams_take_theirs() -> None:
    """Who has its turn every second step must not meet only the turns of prompts."""
    scheduler = make(slots=4, mixes=False, cells=400)
    streams = add(scheduler, 1, 1)
    run(scheduler, 2)
    prompts = add(scheduler, 300, 300)
    for one, other in zip(streams, prompts, strict=True):
        one.adapters = other.adapters = (float(one.id),)
    before = [len(stream.tokens) for stream in streams]
    run(scheduler, 16)
    assert all(len(stream.tokens) > 2 + old for stream, old in zip(streams, before, strict=True))


def test_a_scored_prompt_is_never_computed_with_the_streams() -> None:
    """Each of its tokens yields logits, and a step has room for some."""
    scheduler = make(slots=8, batch=512, cells=2000, prefill_chunk=512)
    sequences = add(scheduler, *[15] * 8)
    for sequence in sequences:
        sequence.scores_prompt = True
    run(scheduler, 2)
    while scheduler.running:
        scheduler.preempt()
    while any(sequence.pending != 1 for sequence in sequences):
        chunks = scheduler.schedule()
        assert sum(chunk.outputs for chunk in chunks) <= PROMPT_OUTPUTS + len(sequences)
        compute(scheduler, chunks)


def test_who_is_preempted_and_comes_back_does_not_follow_his_follower() -> None:
    scheduler = make(cells=400, batch=64)
    a, b = add(scheduler, 200, 190, shared=180)
    run(scheduler)
    assert b.leader is a
    scheduler.remove(a)
    scheduler.add(a)
    scheduler.preempt()
    scheduler.schedule()
    assert [sequence.leader for sequence in scheduler.running].count(None) >= 1
    for _ in range(10):
        run(scheduler)
    assert a.generates
    assert b.generates


def test_guesses_leave_room_for_prompts() -> None:
    class Guesser:
        def draft(self, wishes: list[Wish]) -> list[list[int]]:
            return [[7] * min(15, wish.most) for wish in wishes]

        def forget(self, id: int) -> None:
            pass

    scheduler = make(slots=8, batch=64, cells=1000, prefill_chunk=16, drafter=Guesser())
    add(scheduler, 1, 1, 1, 1)
    compute(scheduler, [undrafted(chunk) for chunk in scheduler.schedule()])
    (prompt,) = add(scheduler, 100)
    chunks = scheduler.schedule()
    assert [chunk.size for chunk in chunks if chunk.sequence is prompt] == [16]
    assert sum(chunk.size for chunk in chunks) <= 64


def undrafted(chunk: Chunk) -> Chunk:
    return replace(chunk, draft=())


def test_nobody_is_preempted_in_vain() -> None:
    scheduler = make(cells=100, batch=64)
    a, b = add(scheduler, 55, 20, priorities=(0, 5))
    run(scheduler, 2)
    add(scheduler, 50)
    run(scheduler, 3)
    assert scheduler.running == [a, b]
    assert scheduler.preemptions == 0


# --- Priorities ----------------------------------------------------------------------------


def test_the_more_urgent_is_admitted_first() -> None:
    scheduler = make(slots=1)
    a, b, c, d = add(scheduler, 3, 3, 3, 3, priorities=(5, 5, -1, 2))
    order = []
    while not scheduler.idle:
        run(scheduler)
        order.append(scheduler.running[0].id)
        scheduler.remove(scheduler.running[0])
    assert order == [c.id, d.id, a.id, b.id]


def test_the_more_urgent_takes_the_place_of_the_youngest_that_is_less() -> None:
    scheduler = make(slots=2)
    a, b = add(scheduler, 3, 3, priorities=(1, 1))
    run(scheduler, 2)
    (c,) = add(scheduler, 4)
    run(scheduler)
    assert scheduler.running == [a, c]
    assert scheduler.waiting == [b]
    assert scheduler.preemptions == 1
    scheduler.remove(c)
    run(scheduler)
    assert scheduler.running == [a, b], "and it goes on"
    assert b.computed == len(b.tokens) - 1 == 5


def test_equals_wait_for_each_other() -> None:
    scheduler = make(slots=1)
    add(scheduler, 3, priorities=(1,))
    run(scheduler)
    add(scheduler, 3, priorities=(1,))
    run(scheduler)
    assert scheduler.preemptions == 0


def test_the_more_urgent_prompt_has_half_of_a_step() -> None:
    scheduler = make(batch=32, cells=400)
    _, b = add(scheduler, 100, 100, priorities=(0, -1))
    assert sorted(shape(scheduler.schedule())) == [(b.id, 0, 32)]


def test_without_cells_the_least_urgent_gives_way() -> None:
    scheduler = make(cells=20, batch=16)
    a, b = add(scheduler, 8, 8, priorities=(1, 0))
    run(scheduler)
    while not scheduler.preemptions:
        run(scheduler)
    assert scheduler.running == [b]
    assert scheduler.waiting == [a]
