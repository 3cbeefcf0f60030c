from collections.abc import Iterable
from dataclasses import replace
from itertools import count

import pytest
from fake_kv import FakeKV

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import SavedStates, State
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.slots import CachePolicy

RAM = 100_000
PER_TOKEN = 8  # bytes of a saved token: its id, and its state in `FakeKV`
NO_WISHES = CachePolicy()
ids = count()
SPLIT = pytest.mark.parametrize("unified", [True, False])


class FailingKV(FakeKV):
    """One of its operations becomes impossible."""

    impossible = ""

    def keep(self, slot: int, count: int) -> bool:
        return super().keep(slot, count) and self._possible("keep", slot)

    def copy(self, source: int, slot: int, count: int) -> bool:
        return super().copy(source, slot, count) and self._possible("copy", slot)

    def load(self, slot: int, state: State) -> bool:
        return super().load(slot, state) and self._possible("load", slot)

    def save(self, slot: int, spare: State | None = None) -> State:
        assert self.impossible != "save"
        return super().save(slot, spare)

    def _possible(self, operation: str, slot: int) -> bool:
        if operation == self.impossible:
            self.forget(slot)
        return operation != self.impossible


class Cache(PrefixCache):
    """With the engine's part: what is to be computed is computed at once."""

    def __init__(
        self,
        slots: int = 3,
        cells: int = 1000,
        *,
        unified: bool = True,
        trims: bool = True,
        ram: int = RAM,
        policy: CachePolicy = NO_WISHES,
    ) -> None:
        self.kv = FailingKV(slots, trims=trims)
        account = Cells(cells if unified else slots * cells, slots, unified=unified)
        super().__init__(self.kv, account, slots, SavedStates(ram), policy)

    def start(self, tokens: Iterable[int], *, reuses: bool = True) -> Sequence:
        """A sequence that begins with what there is."""
        sequence = Sequence(next(ids), list(tokens), 100_000, reuses)
        self.take(sequence)
        self.check(sequence)
        return sequence

    def compute(self, sequence: Sequence, stop: int) -> None:
        assert sequence.slot is not None
        self.kv.content[sequence.slot] += sequence.tokens[sequence.computed : stop]
        self.cells.extend(sequence.slot, stop - sequence.computed)
        sequence.computed = stop
        self.check(sequence)

    def run(self, tokens: Iterable[int], *, reuses: bool = True) -> Sequence:
        """A sequence that is computed, but for what there is."""
        sequence = self.start(tokens, reuses=reuses)
        self.compute(sequence, len(sequence.tokens))
        return sequence

    def leave(self, tokens: Iterable[int], *, reuses: bool = True) -> int:
        """The slot in which these tokens are left behind."""
        sequence = self.run(tokens, reuses=reuses)
        slot = sequence.slot
        assert slot is not None
        self.give_back(sequence)
        self.check()
        return slot

    def save(self, tokens: Iterable[int]) -> None:
        """These tokens are in RAM, and in no slot; all idle slots are empty."""
        expected = list(tokens)
        self.leave(expected)
        while self.make_room():
            pass
        assert expected in saved(self)

    def check(self, *sequences: Sequence) -> None:
        for sequence in sequences:
            assert sequence.slot is not None
            assert self.kv.content[sequence.slot] == sequence.tokens[: sequence.computed]
        held = [self.cells.held(slot) for slot in range(len(self.kv.content))]
        assert held == list(map(len, self.kv.content))


def words(topic: int, number: int) -> list[int]:
    """What begins with the same topic is a shared prefix."""
    return list(range(10_000 * topic, 10_000 * topic + number))


def saved(cache: PrefixCache) -> list[list[int]]:
    """The tokens in RAM; those used least recently come first."""
    assert all(entry.state.view("int32").tolist() == entry.tokens.tolist() for entry in cache.saved)
    return [entry.tokens.tolist() for entry in cache.saved]


A, B, C, D = (words(topic, 100) for topic in range(1, 5))
REST = words(9, 20)


# --- Slots -----------------------------------------------------------------------------------


def test_in_an_empty_cache_there_is_nothing_to_take() -> None:
    cache = Cache()
    a = cache.start(A)
    assert (a.slot is not None, a.computed) == (True, 0)


def test_every_running_sequence_has_a_slot_of_its_own() -> None:
    cache = Cache(slots=3)
    running = [cache.run(tokens) for tokens in (A, B)]
    assert cache.free_slots == 1
    running.append(cache.run(A))
    assert cache.free_slots == 0
    assert {sequence.slot for sequence in running} == {0, 1, 2}
    cache.give_back(running[1])
    assert cache.free_slots == 1
    assert cache.start(C).slot == 1


def test_it_trims_if_the_memory_does() -> None:
    assert Cache(trims=True).trims
    assert not Cache(trims=False).trims


def test_an_empty_slot_is_taken_before_one_with_tokens() -> None:
    cache = Cache(slots=2)
    slot = cache.leave(A)
    b = cache.run(B)
    assert b.slot != slot
    assert cache.kv.content[slot] == A
    assert saved(cache) == []


def test_a_slot_that_was_used_just_now_may_be_empty() -> None:
    cache = Cache(slots=2)
    slot = cache.leave(A)
    cache.give_back(cache.start(B))
    assert cache.start(C).slot != slot
    assert cache.kv.content[slot] == A


def test_without_an_empty_slot_the_least_recently_used_one_is_taken() -> None:
    cache = Cache(slots=3)
    first, second, _ = (cache.leave(tokens) for tokens in (A, B, C))
    assert cache.leave(A) == first
    d = cache.run(D)
    assert d.slot == second
    assert cache.cells.used == 300
    assert saved(cache) == [B]


def test_a_slot_that_was_copied_from_has_been_used() -> None:
    cache = Cache(slots=3)
    first, second = cache.leave(A), cache.leave(B)
    assert cache.run([*A[:40], *REST]).slot not in (first, second)
    assert cache.run(C).slot == second


def test_what_leaves_stays_in_its_slot_as_far_as_it_was_computed() -> None:
    cache = Cache()
    a = cache.start(A)
    slot = a.slot
    cache.compute(a, 70)
    cache.give_back(a)
    assert (a.slot, a.computed) == (None, 0)
    assert cache.free_slots == 3
    assert cache.cells.used == 70
    b = cache.start([*A, *REST])
    assert (b.slot, b.computed) == (slot, 70)


def test_a_sequence_that_left_may_come_again() -> None:
    cache = Cache()
    a = cache.run(A)
    cache.give_back(a)
    a.tokens += REST
    cache.take(a)
    assert a.computed == 100
    cache.check(a)


# --- Prefixes in slots -----------------------------------------------------------------------


@SPLIT
def test_an_idle_slot_is_taken_over_if_most_of_it_is_wanted(unified: bool) -> None:
    cache = Cache(unified=unified)
    slot = cache.leave(A)
    b = cache.start([*A[:50], *REST])
    assert (b.slot, b.computed) == (slot, 50)
    assert cache.cells.used == 50
    assert saved(cache) == []


@pytest.mark.parametrize(("unified", "used"), [(True, 100), (False, 149)])
def test_it_is_copied_to_an_empty_one_if_little_of_it_is_wanted(unified: bool, used: int) -> None:
    cache = Cache(unified=unified)
    slot = cache.leave(A)
    b = cache.start([*A[:49], *REST])
    assert (b.slot != slot, b.computed) == (True, 49)
    assert cache.kv.content[slot] == A
    assert cache.cells.used == used
    assert saved(cache) == []


def test_the_source_of_a_copy_is_as_good_as_before() -> None:
    cache = Cache()
    slot = cache.leave(A)
    cache.run([*A[:40], *REST])
    a = cache.start(A)
    assert (a.slot, a.computed) == (slot, 99)


def test_without_an_empty_slot_it_is_taken_over_and_saved() -> None:
    cache = Cache(slots=2)
    other = cache.leave(B)
    slot = cache.leave(A)
    c = cache.start([*A[:49], *REST])
    assert (c.slot, c.computed) == (slot, 49)
    assert cache.kv.content[other] == B
    assert saved(cache) == [A]


@pytest.mark.parametrize(("unified", "used"), [(True, 100), (False, 160)])
def test_a_running_sequence_is_copied(unified: bool, used: int) -> None:
    cache = Cache(unified=unified)
    a = cache.run(A)
    b = cache.start([*A[:60], *REST])
    assert (b.slot != a.slot, b.computed) == (True, 60)
    assert cache.cells.used == used
    cache.check(a)


def test_of_a_running_sequence_there_is_what_it_has_computed() -> None:
    cache = Cache()
    a = cache.start(A)
    cache.compute(a, 40)
    assert cache.start(A).computed == 40


def test_the_longest_prefix_is_taken() -> None:
    cache = Cache(slots=4)
    cache.leave([*A[:50], *REST])
    best = cache.leave([*A[:70], *REST], reuses=False)
    cache.run([*A[:60], *C], reuses=False)
    d = cache.start(A)
    assert (d.slot, d.computed) == (best, 70)


def test_a_longer_prefix_of_a_running_sequence_is_better_than_an_idle_slot() -> None:
    cache = Cache(slots=3)
    idle = cache.leave([*A[:70], *REST])
    a = cache.run([*A[:80], *B], reuses=False)
    b = cache.start(A)
    assert b.slot not in (idle, a.slot)
    assert b.computed == 80
    assert cache.kv.content[idle] == [*A[:70], *REST]


def test_of_equal_prefixes_that_of_an_idle_slot_is_taken() -> None:
    cache = Cache(slots=3)
    a = cache.run(A)
    idle = cache.leave([*A[:90], *REST], reuses=False)
    b = cache.start([*A[:80], *REST])
    assert (b.slot, b.computed) == (idle, 80)
    cache.check(a)


def test_a_slot_is_better_than_the_same_in_ram() -> None:
    cache = Cache(slots=3)
    cache.save(A)
    a = cache.run(A, reuses=False)
    b = cache.start(A)
    assert b.computed == 99
    assert cache.cells.used == 100
    cache.check(a)


@pytest.mark.parametrize("kept", ["idle", "running", "saved"])
def test_a_token_is_left_to_compute(kept: str) -> None:
    cache = Cache()
    {"idle": cache.leave, "running": cache.run, "saved": cache.save}[kept](A)
    assert cache.start(A).computed == 99


@pytest.mark.parametrize(("shared", "computed"), [(31, 0), (32, 32)])
@pytest.mark.parametrize("running", [True, False])
def test_a_short_prefix_is_not_worth_it(running: bool, shared: int, computed: int) -> None:
    cache = Cache()
    (cache.run if running else cache.leave)(A[:40])
    b = cache.start([*A[:shared], *REST])
    assert b.computed == computed


@pytest.mark.parametrize(("length", "computed"), [(640, 40), (641, 0)])
def test_a_few_tokens_are_not_copied_from_very_many(length: int, computed: int) -> None:
    cache = Cache()
    cache.run(words(1, length))
    assert cache.start([*words(1, 40), *REST]).computed == computed


def test_who_does_not_want_the_cache_takes_nothing() -> None:
    cache = Cache()
    cache.save(B)
    slot = cache.leave(A)
    for tokens in (A, B):
        sequence = cache.start(tokens, reuses=False)
        assert (sequence.slot != slot, sequence.computed) == (True, 0)
    assert cache.kv.content[slot] == A


def test_others_may_take_what_it_computed() -> None:
    cache = Cache()
    slot = cache.leave(A, reuses=False)
    a = cache.start(A)
    assert (a.slot, a.computed) == (slot, 99)


# --- Memory that cannot be trimmed -----------------------------------------------------------


@SPLIT
@pytest.mark.parametrize("kept", ["idle", "running", "saved"])
@pytest.mark.parametrize(
    ("wanted", "computed"), [([*A, *REST], 100), (A, 0), ([*A[:99], *REST], 0)]
)
def test_what_cannot_be_trimmed_is_taken_as_a_whole(
    kept: str, wanted: list[int], computed: int, unified: bool
) -> None:
    cache = Cache(trims=False, unified=unified)
    {"idle": cache.leave, "running": cache.run, "saved": cache.save}[kept](A)
    assert cache.start(wanted).computed == computed


def test_what_cannot_be_trimmed_is_saved_though_a_longer_one_is_there() -> None:
    cache = Cache(slots=2, trims=False)
    cache.leave(A)
    cache.leave([*A, *REST], reuses=False)
    cache.make_room()
    assert saved(cache) == [A]
    cache.make_room()
    assert saved(cache) == [A, [*A, *REST]]


# --- States in RAM ---------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "worth_it"), [(63, False), (64, True)])
def test_what_a_slot_loses_is_saved_if_it_is_long(length: int, worth_it: bool) -> None:
    cache = Cache(slots=1)
    cache.leave(A[:length])
    cache.run(B)
    assert saved(cache) == ([A[:length]] if worth_it else [])


def test_without_ram_nothing_is_saved() -> None:
    cache = Cache(slots=1, ram=0)
    cache.kv.impossible = "save"
    cache.leave(A)
    cache.run(B)
    assert saved(cache) == []


@pytest.mark.parametrize("running", [True, False])
def test_what_another_slot_has_is_not_saved(running: bool) -> None:
    cache = Cache(slots=2)
    cache.leave(A[:80])
    (cache.run if running else cache.leave)(A, reuses=False)
    assert cache.make_room()
    assert saved(cache) == []


def test_what_another_slot_has_in_part_is_saved() -> None:
    cache = Cache(slots=2)
    cache.leave(A)
    cache.run(A[:99], reuses=False)
    assert cache.make_room()
    assert saved(cache) == [A]


def test_what_is_in_ram_is_not_saved_again() -> None:
    cache = Cache(slots=1)
    cache.save(A)
    (before,) = cache.saved
    cache.leave(A[:80])
    cache.run(B)
    assert list(cache.saved) == [before]


def test_what_is_saved_replaces_its_own_prefixes() -> None:
    cache = Cache(slots=2)
    cache.save(A[:70])
    cache.save(B)
    cache.save([*A[:60], *C])
    cache.save(A)
    assert saved(cache) == [B, [*A[:60], *C], A]


def test_the_tokens_of_a_running_sequence_are_not_saved() -> None:
    cache = Cache()
    a = cache.run(A)
    b = cache.start([*A, *B], reuses=False)
    cache.compute(b, 64)
    cache.improve(b)
    assert (a.computed, b.computed) == (100, 100)
    assert saved(cache) == []


@SPLIT
def test_a_state_in_ram_serves_as_often_as_it_is_wanted(unified: bool) -> None:
    cache = Cache(unified=unified)
    cache.save(A)
    for shared in (100, 100, 40):
        sequence = cache.start([*A[:shared], *REST])
        assert sequence.computed == shared
        assert cache.cells.used == shared
        assert saved(cache) == [A]
        cache.give_back(sequence)
        cache.make_room()


def test_a_state_that_was_used_stays_longer() -> None:
    cache = Cache(ram=200 * PER_TOKEN)
    cache.save(A)
    cache.save(B)
    cache.leave([*A[:40], *REST])
    assert saved(cache) == [B, A]
    cache.save(C)
    assert saved(cache) == [A, C]


def test_a_state_serves_though_it_goes_for_what_was_in_the_slot() -> None:
    cache = Cache(slots=1, ram=100 * PER_TOKEN)
    cache.save(A)
    cache.leave(B)
    assert cache.start(A).computed == 99
    assert saved(cache) == [B]


def test_idle_slots_make_room_for_a_state() -> None:
    cache = Cache(slots=4, cells=200)
    cache.save(A)
    cache.leave(B[:70])
    slot = cache.leave(C[:70])
    assert cache.cells.free == 60
    assert cache.start(A).computed == 99
    assert cache.kv.content[slot] == C[:70]
    assert saved(cache) == [B[:70], A]


def test_all_of_them_go_if_it_must_be() -> None:
    cache = Cache(slots=4, cells=150)
    cache.save(A)
    cache.leave(B[:70])
    cache.leave(C[:70])
    assert cache.start(A).computed == 99
    assert cache.cells.used == 99
    assert saved(cache) == [B[:70], C[:70], A]


def test_a_state_fits_into_the_very_last_cells() -> None:
    cache = Cache(slots=3, cells=200)
    cache.save(A)
    slot = cache.leave(B)
    assert cache.start(A).computed == 99
    assert cache.kv.content[slot] == B


def test_a_state_is_not_loaded_if_running_sequences_have_the_cells() -> None:
    cache = Cache(slots=3, cells=200)
    cache.save(A)
    b = cache.run(words(2, 101))
    a = cache.start(A)
    assert (a.slot is not None, a.computed) == (True, 0)
    assert cache.cells.used == 101
    assert saved(cache) == [A]
    cache.check(a, b)


def test_in_a_split_cache_a_state_has_the_cells_of_its_slot() -> None:
    cache = Cache(slots=3, cells=100, unified=False)
    cache.save(A)
    slot = cache.leave(B)
    c = cache.run(C)
    assert cache.start(A).computed == 99
    assert cache.kv.content[slot] == B
    cache.check(c)


# --- What the library cannot do --------------------------------------------------------------


def assert_starts_from_nothing(cache: Cache, sequence: Sequence, used: int) -> None:
    assert sequence.computed == 0
    assert sequence.slot is not None
    assert cache.kv.content[sequence.slot] == []
    assert cache.cells.used == used
    cache.compute(sequence, len(sequence.tokens))


@SPLIT
def test_a_slot_that_cannot_be_trimmed_is_empty(unified: bool) -> None:
    cache = Cache(unified=unified)
    slot = cache.leave(A)
    cache.kv.impossible = "keep"
    b = cache.start([*A[:80], *REST])
    assert b.slot == slot
    assert_starts_from_nothing(cache, b, 0)


@SPLIT
@pytest.mark.parametrize("operation", ["copy", "keep"])
def test_without_a_copy_everything_is_computed(unified: bool, operation: str) -> None:
    cache = Cache(unified=unified)
    a = cache.run(A)
    cache.kv.impossible = operation
    assert_starts_from_nothing(cache, cache.start([*A[:80], *REST]), 100)
    cache.check(a)


@SPLIT
@pytest.mark.parametrize("operation", ["load", "keep"])
def test_without_the_state_everything_is_computed(unified: bool, operation: str) -> None:
    cache = Cache(unified=unified)
    cache.save(A)
    cache.kv.impossible = operation
    assert_starts_from_nothing(cache, cache.start([*A[:80], *REST]), 0)


@SPLIT
def test_a_failed_improvement_loses_what_there_was(unified: bool) -> None:
    cache = Cache(unified=unified)
    cache.run(A)
    b = cache.start(A, reuses=False)
    cache.compute(b, 40)
    cache.kv.impossible = "copy"
    cache.improve(b)
    assert_starts_from_nothing(cache, b, 100)


# --- Looking again ---------------------------------------------------------------------------


@pytest.mark.parametrize(("unified", "used"), [(True, 100), (False, 199)])
@pytest.mark.parametrize("running", [True, False])
def test_a_running_sequence_takes_what_others_have_computed_by_now(
    unified: bool, used: int, running: bool
) -> None:
    cache = Cache(unified=unified)
    a, b = cache.start(A), cache.start(A)
    slot = b.slot
    cache.compute(b, 10)
    cache.compute(a, 100)
    if not running:
        cache.give_back(a)
    cache.improve(b)
    assert (b.slot, b.computed) == (slot, 99)
    assert cache.cells.used == used
    assert cache.free_slots == (1 if running else 2)
    cache.check(b)


@pytest.mark.parametrize(("computed", "improved"), [(57, 89), (58, 58)])
def test_a_few_more_tokens_are_not_worth_it(computed: int, improved: int) -> None:
    cache = Cache()
    cache.run(A[:89])
    b = cache.start(A, reuses=False)
    cache.compute(b, computed)
    cache.improve(b)
    assert b.computed == improved
    cache.check(b)


def test_where_there_is_nothing_it_keeps_what_it_has() -> None:
    cache = Cache()
    a = cache.start(A)
    cache.compute(a, 50)
    cache.run(B)
    cache.improve(a)
    assert a.computed == 50
    cache.check(a)


def test_a_state_in_ram_may_improve_a_running_sequence() -> None:
    cache = Cache()
    cache.save(A)
    a = cache.start(A, reuses=False)
    cache.compute(a, 10)
    cache.improve(a)
    assert a.computed == 99
    assert cache.cells.used == 99
    assert saved(cache) == [A]
    cache.check(a)


def test_a_copied_sequence_goes_on_by_itself() -> None:
    cache = Cache()
    a = cache.run(A)
    b = cache.run([*A, *REST])
    a.tokens += B
    cache.compute(a, 200)
    cache.check(a, b)
    assert cache.cells.used == 200 + len(REST)
    cache.give_back(a)
    while cache.make_room():
        pass
    cache.check(b)
    assert cache.cells.used == len(b.tokens)


# --- Making room, and losing everything ------------------------------------------------------


def test_there_is_no_room_to_make_where_all_slots_are_empty_or_run() -> None:
    cache = Cache(slots=3)
    assert not cache.make_room()
    a = cache.run(A)
    assert not cache.make_room()
    cache.give_back(cache.start(B))
    assert not cache.make_room()
    cache.check(a)
    assert a.computed == 100


def test_room_is_made_where_it_was_used_least_recently() -> None:
    cache = Cache(slots=4)
    first, second, third = (cache.leave(tokens) for tokens in (A, B, C))
    running = cache.run(D)
    assert cache.leave(A) == first
    for slot, free in ((second, 700), (third, 800), (first, 900)):
        assert cache.kv.content[slot]
        assert cache.make_room()
        assert cache.kv.content[slot] == []
        assert cache.cells.free == free
        cache.check(running)
    assert not cache.make_room()
    assert saved(cache) == [B, C, A]


def test_a_slot_without_its_tokens_serves_nobody() -> None:
    cache = Cache(ram=0)
    cache.leave(A)
    cache.make_room()
    assert cache.start(A).computed == 0


def test_room_is_made_in_a_slot_with_few_tokens_too() -> None:
    cache = Cache()
    cache.leave(A[:1])
    assert cache.make_room()
    assert cache.cells.used == 0


def test_when_everything_is_lost_it_is_computed_again() -> None:
    cache = Cache(slots=4)
    cache.save(C)
    cache.leave(A)
    b = cache.run(B)
    slot = b.slot
    cache.kv.content = [[] for _ in range(4)]
    cache.forget_everything()
    assert (b.slot, b.computed, b.tokens) == (slot, 0, B)
    assert (cache.cells.used, cache.free_slots) == (0, 3)
    assert not cache.make_room()
    cache.check(b)
    assert cache.start(A).computed == 0
    assert cache.start(B).computed == 0
    assert cache.start(C).computed == 99


# --- What the options change -----------------------------------------------------------------


@pytest.mark.parametrize(("similarity", "reused"), [(0.4, 40), (0.41, 0)])
def test_an_idle_slot_must_hold_enough_of_the_prompt(similarity: float, reused: int) -> None:
    cache = Cache(ram=0, policy=CachePolicy(similarity=similarity))
    cache.leave(words(1, 60))
    assert cache.start([*words(1, 40), *words(2, 61)]).computed == reused


def test_similarity_is_no_matter_of_running_slots() -> None:
    cache = Cache(policy=CachePolicy(similarity=1.0))
    cache.run(words(1, 60))
    assert cache.start([*words(1, 40), *words(2, 60)]).computed == 40


def test_nothing_is_saved_if_that_is_not_wanted() -> None:
    cache = Cache(slots=1, policy=CachePolicy(saves_idle=False))
    cache.leave(words(1, 100))
    cache.leave(words(2, 100))
    assert saved(cache) == []


def moving(**keys: int) -> Cache:
    return Cache(slots=1, ram=0, policy=CachePolicy(reuse=20), **keys)


@SPLIT
def test_what_follows_a_part_that_was_taken_out_moves_up(unified: bool) -> None:
    cache = Cache(slots=1, ram=0, unified=unified, policy=CachePolicy(reuse=20))
    cache.leave([*words(1, 50), *words(2, 30), *words(3, 40)])
    sequence = cache.start([*words(1, 50), *words(3, 40), *words(4, 5)])
    assert sequence.computed == 90
    assert cache.cells.used == 90


def test_several_runs_move() -> None:
    cache = moving()
    parts = {topic: words(topic, 30) for topic in range(2, 7)}
    cache.leave([*words(1, 40), *(token for part in parts.values() for token in part)])
    assert cache.start([*words(1, 40), *parts[3], *parts[5], *parts[6], 7]).computed == 130
    assert cache.cells.used == 130


@pytest.mark.parametrize(("run", "reused"), [(19, 50), (20, 70)])
def test_short_runs_do_not_move(run: int, reused: int) -> None:
    cache = moving()
    cache.leave([*words(1, 50), *words(2, 30), *words(3, run)])
    assert cache.start([*words(1, 50), *words(3, run), *words(4, 5)]).computed == reused


def test_a_false_start_of_a_run_is_passed_over() -> None:
    cache = moving()
    cache.leave([*words(1, 50), *words(3, 5), *words(2, 30), *words(3, 25)])
    assert cache.start([*words(1, 50), *words(3, 25), 7]).computed == 75


def test_nothing_moves_where_it_cannot() -> None:
    cache = moving()
    cache.kv.can_shift = False
    cache.leave([*words(1, 50), *words(2, 30), *words(3, 40)])
    assert cache.start([*words(1, 50), *words(3, 40), 7]).computed == 50


def test_states_on_the_way_are_saved_where_they_cannot_be_trimmed() -> None:
    cache = Cache(trims=False, policy=CachePolicy(checkpoint_step=40))
    sequence = cache.start(words(1, 100))
    stops = []
    while (stop := cache.next_checkpoint(sequence)) < 100:
        cache.compute(sequence, stop)
        cache.checkpoint(sequence)
        stops.append(stop)
    assert stops == [40, 80, 96]
    assert saved(cache) == [words(1, stop) for stop in stops]
    assert cache.start([*words(1, 90), 5, 6]).computed == 80
    assert cache.start(words(1, 100)).computed == 96


def test_no_more_checkpoints_than_wanted() -> None:
    cache = Cache(trims=False, policy=CachePolicy(checkpoint_step=40, checkpoints=1))
    sequence = cache.start(words(1, 100))
    cache.compute(sequence, 40)
    cache.checkpoint(sequence)
    assert cache.next_checkpoint(sequence) == 100


@pytest.mark.parametrize("keys", [{"trims": True}, {"ram": 0}])
def test_no_checkpoints_where_they_are_of_no_use(keys: dict[str, bool]) -> None:
    cache = Cache(**({"trims": False} | keys))  # type: ignore[arg-type]
    assert cache.next_checkpoint(cache.start(words(1, 1000))) == 1000


def test_a_checkpoint_that_is_there_is_not_saved_again() -> None:
    cache = Cache(trims=False)
    for _ in range(2):
        sequence = cache.start(words(1, 100), reuses=False)
        cache.compute(sequence, 40)
        cache.checkpoint(sequence)
    assert saved(cache) == [words(1, 40)]


def test_the_state_that_is_to_be_used_is_not_overwritten() -> None:
    """An idle slot has it and more, but is too different: it is saved and made empty."""
    cache = Cache(slots=1, policy=replace(NO_WISHES, similarity=0.9))
    cache.save(A[:70])
    cache.leave([*A[:70], *REST], reuses=False)
    other = cache.start([*A[:70], *B])
    assert other.computed == 70
    assert cache.kv.content[0] == A[:70]
    assert [*A[:70], *REST] in saved(cache)


# --- A window whose cells are all there, but not in copies --------------------------------------


def test_what_a_copy_would_lack_is_used_where_it_lies() -> None:
    cache = Cache(unified=False, ram=0)
    cache.kv.window = 16
    slot = cache.leave(A)
    a = cache.start(A[:40] + REST)
    assert (a.slot, a.computed) == (slot, 40)


@pytest.mark.parametrize(("length", "computed"), [(100, 60), (90, 90), (40, 60)])
def test_of_a_running_sequence_only_all_tokens_are_copied(length: int, computed: int) -> None:
    """Else a shorter prefix is better that can be used where it lies."""
    cache = Cache(unified=False, ram=0)
    cache.kv.window = 16
    cache.leave(A[:60] + B)
    cache.run(A[:length], reuses=False)
    assert cache.start(A[:90] + REST).computed == computed


def test_who_waited_for_what_cannot_be_copied_keeps_what_it_has() -> None:
    cache = Cache(unified=False, ram=0)
    cache.kv.window = 16
    a = cache.start(A[:90])
    cache.compute(a, 10)
    cache.run(A, reuses=False)
    cache.improve(a)
    assert a.computed == 10
