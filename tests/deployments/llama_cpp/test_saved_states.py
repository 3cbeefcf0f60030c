import numpy as np
import pytest

from deployments.llama_cpp.saved_states import SavedState, SavedStates, Tokens, common_prefix


def tokens(*values: int) -> Tokens:
    return np.array(values, dtype=np.int32)


def entry(size: int) -> SavedState:
    """Of so many bytes, 8 of which are for two tokens."""
    return SavedState(tokens(1, 2), np.zeros(size - 8, dtype=np.uint8))


def filled(limit: int, *sizes: int) -> tuple[SavedStates, list[SavedState]]:
    saved = SavedStates(limit)
    entries = [entry(size) for size in sizes]
    for each in entries:
        saved.add(each)
    return saved, entries


@pytest.mark.parametrize(
    ("one", "other", "length"),
    [
        ((), (), 0),
        ((), (1, 2), 0),
        ((1, 2), (3, 2), 0),
        ((1, 2, 3), (1, 2, 4), 2),
        ((1, 2, 3), (1, 5, 3), 1),
        ((1, 2), (1, 2, 3), 2),
        ((1, 2, 3), (1, 2, 3), 3),
    ],
)
def test_the_common_prefix_ends_at_the_first_difference(
    one: tuple[int, ...], other: tuple[int, ...], length: int
) -> None:
    assert common_prefix(tokens(*one), tokens(*other)) == length
    assert common_prefix(tokens(*other), tokens(*one)) == length


def test_the_size_counts_tokens_and_state() -> None:
    assert SavedState(tokens(1, 2, 3), np.zeros(50, dtype=np.uint8)).size == 12 + 50


def test_at_first_nothing_is_saved() -> None:
    saved = SavedStates(100)
    assert (len(saved), saved.size, list(saved)) == (0, 0, [])


def test_as_many_entries_stay_as_fit() -> None:
    saved, entries = filled(100, 30, 30, 40)
    assert list(saved) == entries
    assert (len(saved), saved.size) == (3, 100)


def test_the_oldest_goes_first() -> None:
    saved, (_, *rest) = filled(100, 30, 30, 40, 10)
    assert list(saved) == rest
    assert saved.size == 80


def test_as_many_go_as_there_must() -> None:
    saved, entries = filled(100, 30, 30, 40, 41)
    assert list(saved) == entries[2:]
    assert saved.size == 81


def test_one_that_was_used_stays_longer() -> None:
    saved, (a, b, c) = filled(100, 30, 30, 40)
    saved.touch(a)
    assert list(saved) == [b, c, a]
    assert saved.size == 100
    d = entry(30)
    saved.add(d)
    assert list(saved) == [c, a, d]


def test_one_larger_than_the_limit_is_not_saved_and_nothing_goes_for_it() -> None:
    saved, (a,) = filled(100, 30)
    saved.add(entry(101))
    assert list(saved) == [a]
    assert saved.size == 30


def test_one_as_large_as_the_limit_has_it_all() -> None:
    saved, (_, b) = filled(100, 30, 100)
    assert list(saved) == [b]
    assert saved.size == 100


def test_without_a_limit_in_bytes_nothing_is_saved() -> None:
    saved, _ = filled(0, 8)
    assert (len(saved), saved.size) == (0, 0)


def test_what_is_removed_leaves_its_bytes_to_others() -> None:
    saved, (a, b) = filled(100, 30, 70)
    saved.remove(a)
    assert list(saved) == [b]
    assert saved.size == 70
    c = entry(30)
    saved.add(c)
    assert list(saved) == [b, c]


def test_entries_may_be_removed_while_looking_at_them() -> None:
    saved, _ = filled(100, 30, 30, 40)
    for each in saved:
        saved.remove(each)
    assert (len(saved), saved.size) == (0, 0)


def test_to_touch_what_was_removed_does_not_bring_it_back() -> None:
    saved, (a, b) = filled(100, 30, 70)
    saved.remove(a)
    saved.touch(a)
    assert list(saved) == [b]
    assert saved.size == 70


def test_entries_of_the_same_tokens_are_not_the_same() -> None:
    saved, (a, b) = filled(100, 20, 20)
    saved.remove(b)
    assert next(iter(saved)) is a
    assert len(saved) == 1
