import random

import pytest

from deployments.llama_cpp.cells import Cells

SPLIT = pytest.mark.parametrize("unified", [True, False])


def held(cells: Cells, slots: int) -> list[int]:
    return [cells.held(slot) for slot in range(slots)]


@SPLIT
def test_at_first_all_cells_are_free(unified: bool) -> None:
    cells = Cells(10, 2, unified=unified)
    assert (cells.total, cells.free, cells.used) == (10, 10, 0)
    assert held(cells, 2) == [0, 0]


@SPLIT
def test_every_token_takes_a_cell(unified: bool) -> None:
    cells = Cells(10, 2, unified=unified)
    cells.extend(0, 3)
    cells.extend(1, 2)
    cells.extend(0, 1)
    assert (cells.free, cells.used) == (4, 6)
    assert held(cells, 2) == [4, 2]


@SPLIT
def test_no_tokens_take_no_cells(unified: bool) -> None:
    cells = Cells(10, 2, unified=unified)
    cells.extend(0, 0)
    cells.copy(0, 1, 0)
    cells.keep(0, 0)
    assert cells.free == 10


@pytest.mark.parametrize("count", [5, 6, 8, 9, 100])
def test_more_tokens_than_there_are_cells_are_an_error(count: int) -> None:
    cells = Cells(10, 2, unified=True)
    cells.extend(0, 6)
    with pytest.raises(AssertionError, match="more tokens were computed"):
        cells.extend(1, count)
    cells.extend(1, 4)
    assert (cells.free, held(cells, 2)) == (0, [6, 4])


@SPLIT
def test_keep_gives_back_all_but_the_first_cells(unified: bool) -> None:
    cells = Cells(10, 2, unified=unified)
    cells.extend(0, 5)
    cells.extend(1, 2)
    cells.keep(0, 3)
    assert (cells.free, held(cells, 2)) == (5, [3, 2])
    cells.keep(0, 0)
    assert (cells.free, held(cells, 2)) == (8, [0, 2])


def test_keeping_more_than_there_is_changes_nothing() -> None:
    cells = Cells(10, 1, unified=True)
    cells.extend(0, 5)
    cells.keep(0, 7)
    assert (cells.free, cells.held(0)) == (5, 5)


def test_cells_that_were_given_back_are_taken_again() -> None:
    cells = Cells(10, 2, unified=True)
    cells.extend(0, 10)
    cells.keep(0, 4)
    cells.extend(1, 6)
    assert (cells.free, held(cells, 2)) == (0, [4, 6])
    assert cells.held_together([0, 1]) == 10


def test_a_copy_in_a_unified_cache_shares_cells() -> None:
    cells = Cells(10, 2, unified=True)
    cells.extend(0, 5)
    cells.copy(0, 1, 3)
    assert (cells.free, held(cells, 2)) == (5, [5, 3])


def test_a_copy_in_a_split_cache_takes_cells() -> None:
    cells = Cells(10, 2, unified=False)
    cells.extend(0, 5)
    cells.copy(0, 1, 3)
    assert (cells.free, held(cells, 2)) == (2, [5, 3])


@SPLIT
def test_a_copy_replaces_what_the_slot_had(unified: bool) -> None:
    cells = Cells(10, 2, unified=unified)
    cells.extend(0, 4)
    cells.extend(1, 6)
    cells.copy(0, 1, 2)
    assert held(cells, 2) == [4, 2]
    assert cells.used == (4 if unified else 6)


def test_shared_cells_are_free_when_nobody_has_them_any_more() -> None:
    cells = Cells(10, 3, unified=True)
    cells.extend(0, 5)
    cells.copy(0, 1, 4)
    cells.copy(1, 2, 3)
    cells.keep(0, 0)
    assert cells.free == 6  # the fifth token was only the source's
    cells.keep(1, 0)
    assert cells.free == 7
    cells.keep(2, 1)
    assert cells.free == 9
    cells.keep(2, 0)
    assert cells.free == 10


def test_what_comes_after_a_shared_prefix_is_a_slots_own() -> None:
    cells = Cells(10, 2, unified=True)
    cells.extend(0, 4)
    cells.copy(0, 1, 4)
    cells.extend(0, 1)
    cells.extend(1, 2)
    assert (cells.used, held(cells, 2)) == (7, [5, 6])
    cells.keep(1, 4)
    assert cells.used == 5


def test_held_together_counts_shared_cells_once() -> None:
    cells = Cells(20, 3, unified=True)
    cells.extend(0, 5)
    cells.copy(0, 1, 4)
    cells.extend(1, 2)
    cells.extend(2, 3)
    assert cells.held_together([0, 1]) == 7
    assert cells.held_together([1, 2]) == 9
    assert cells.held_together(iter([0, 1, 2])) == 10
    assert cells.held_together([1]) == 6
    assert cells.held_together([]) == 0


def test_held_together_in_a_split_cache_is_a_sum() -> None:
    cells = Cells(20, 3, unified=False)
    cells.extend(0, 5)
    cells.copy(0, 1, 4)
    cells.extend(2, 3)
    assert cells.held_together(iter([0, 1])) == 9
    assert cells.held_together([]) == 0


@SPLIT
def test_the_account_is_right_whatever_is_done(unified: bool) -> None:
    draw = random.Random(0)
    total, slots = 60, 4
    cells = Cells(total, slots, unified=unified)
    content: list[list[object]] = [[] for _ in range(slots)]  # the very cells
    for _ in range(500):
        slot, other = draw.sample(range(slots), 2)
        count = draw.randint(0, 12)
        what = draw.choice(["extend", "keep", "copy"])
        if what == "keep":
            cells.keep(slot, count)
            del content[slot][count:]
        elif what == "extend" and count <= cells.free:
            cells.extend(slot, count)
            content[slot] += [object() for _ in range(count)]
        elif what == "copy" and (unified or count <= cells.free):
            count = min(count, len(content[other]))
            cells.copy(other, slot, count)
            shared = content[other][:count]
            content[slot] = shared if unified else [object() for _ in shared]
        used = len(set().union(*content))
        assert (cells.used, cells.free) == (used, total - used)
        assert held(cells, slots) == list(map(len, content))
        together = len({*content[slot], *content[other]})
        assert cells.held_together([slot, other]) == together
