"""Guesses from a sequence's own tokens: golden ones, written out."""

import pytest

from deployments.llama_cpp.drafting import READ_AT_ONCE, Drafter, Wish
from deployments.llama_cpp.ngram_index import NGramIndex
from deployments.llama_cpp.ngram_map import (
    NGramDrafter,
    NGramMapDrafter,
    NGramValuesDrafter,
)

MAPS = pytest.mark.parametrize("kind", [NGramMapDrafter, NGramValuesDrafter])


def guesses(drafter: Drafter, tokens: list[int], most: int = 9) -> list[int]:
    return drafter.draft([Wish(1, tokens, most)])[0]


# --- ngram-simple --------------------------------------------------------------------------


def test_what_came_after_the_same_tokens_is_guessed() -> None:
    drafter = NGramDrafter(2, longest=3)
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2], most=9) == [3, 4, 5]
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2, 3, 4], most=2) == [5, 1]
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2, 3, 4, 9], most=9) == []


def test_the_latest_time_counts() -> None:
    assert guesses(NGramDrafter(1, longest=1), [7, 1, 7, 2, 7], most=1) == [2]


def test_no_guess_for_what_is_too_short_or_new() -> None:
    drafter = NGramDrafter(3, longest=2)
    assert guesses(drafter, [1], most=5) == []
    assert guesses(drafter, [1, 1, 1], most=5) == []
    assert guesses(drafter, [1, 1, 1, 1], most=5) == [1]


def test_too_few_guesses_are_none() -> None:
    drafter = NGramDrafter(1, longest=4, least=2)
    assert guesses(drafter, [1, 2, 1], most=1) == []
    assert guesses(drafter, [1, 2, 1, 3, 1], most=4) == [3, 1]


def test_a_sequence_that_became_shorter_is_read_again() -> None:
    drafter = NGramDrafter(1, longest=1)
    assert guesses(drafter, [1, 2, 3, 1], most=1) == [2]
    assert guesses(drafter, [5, 1], most=1) == []
    assert guesses(drafter, [5, 1, 5], most=1) == [1]


def test_each_sequence_has_its_own_n_grams() -> None:
    drafter = NGramDrafter(1, longest=1)
    wishes = [Wish(1, [1, 2, 1], 1), Wish(2, [1, 3, 1], 1)]
    assert drafter.draft(wishes) == [[2], [3]]
    drafter.forget(1)
    assert drafter.draft([Wish(1, [4, 1], 1), Wish(2, [1, 3, 1, 3], 1)]) == [[], [1]]


def test_an_n_gram_that_came_too_seldom_is_no_guess() -> None:
    drafter = NGramDrafter(1, longest=1, hits=2)
    assert guesses(drafter, [7, 1, 7]) == []
    assert guesses(drafter, [7, 1, 7, 2, 7]) == [2]


# --- ngram-map-k ---------------------------------------------------------------------------


@MAPS
def test_as_many_tokens_must_have_followed_as_are_guessed(kind: type[NGramMapDrafter]) -> None:
    drafter = kind(1, 3)
    assert guesses(drafter, [7, 1, 2, 7]) == [1, 2, 7]
    assert guesses(kind(1, 4), [7, 1, 2, 7]) == []
    assert guesses(kind(1, 3), [7, 1, 2, 7, 5, 7]) == [1, 2, 7]  # not [5, 7]
    assert guesses(kind(1, 3), [7, 1, 2, 7, 5, 7], most=2) == [1, 2]


def test_the_number_that_was_right_is_that_of_the_n_gram() -> None:
    drafter, text = NGramMapDrafter(1, 3), [7, 1, 2, 3, 7]
    assert guesses(drafter, text) == [1, 2, 3]
    text += [1, 4, 5, 7]
    assert guesses(drafter, text) == [1]  # one was right
    text += [1, 4, 5, 7]
    assert guesses(drafter, text) == [1, 4, 5]  # all were
    text += [6, 6, 6, 7]
    assert guesses(drafter, text) == [6]  # none was: one may be right again
    text += [6, 6, 6, 7]
    assert guesses(drafter, text) == [6, 6, 6]


def test_what_was_not_computed_is_not_judged() -> None:
    drafter = NGramMapDrafter(1, 2)
    for _ in range(3):
        assert guesses(drafter, [7, 1, 2, 7]) == [1, 2]


@MAPS
def test_map_hits(kind: type[NGramMapDrafter]) -> None:
    drafter = kind(1, 1, hits=2)
    assert guesses(drafter, [7, 1, 7]) == []
    assert guesses(drafter, [7, 1, 7, 1, 7]) == [1]


@MAPS
def test_maps_of_sequences_are_apart(kind: type[NGramMapDrafter]) -> None:
    drafter = kind(1, 2)
    wishes = [Wish(1, [7, 1, 2, 7], 9), Wish(2, [7, 3, 4, 7], 1), Wish(3, [7], 9)]
    assert drafter.draft(wishes) == [[1, 2], [3], []]
    drafter.forget(1)
    assert guesses(drafter, [5, 6, 7]) == []


# --- ngram-map-k4v -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ([7, 1, 7, 1, 7, 2, 7], [1]),  # twice as often as all others
        ([7, 1, 7, 2, 7], []),
        ([7, 1, 7, 2, 7, 3, 7, 1, 7, 1, 7], []),  # three times, beside two others
        ([7, 1, 7, 2, 7, 3, 7, 1, 7, 1, 7, 1, 7], [1]),
        ([7, 5, 7, 4, 7, 3, 7, 2, *[7, 1] * 5, 7], []),  # of four others the latest three count,
        ([7, 5, 7, 4, 7, 3, 7, 2, *[7, 1] * 6, 7], [1]),
        ([*[7, 1] * 9, 7, 5, 7, 4, 7, 3, 7, 2, 7], []),  # or the latest four
    ],
)
def test_what_followed_mostly_is_guessed(text: list[int], expected: list[int]) -> None:
    assert guesses(NGramValuesDrafter(1, 1), text) == expected


def test_what_is_long_ago_does_not_count() -> None:
    text = [*[7, 1] * 300, *[7, 2] * 100, 7]
    assert guesses(NGramValuesDrafter(1, 1), text) == [2]
    assert guesses(NGramValuesDrafter(1, 1), [*text, 1, 7, 1, 7]) == [2]


def test_the_number_that_was_right_is_that_of_what_followed() -> None:
    drafter, text = NGramValuesDrafter(1, 2), [7, 1, 2, 7]
    assert guesses(drafter, text) == [1, 2]
    text += [1, 3, 7]  # one was right; now nothing is there mostly
    assert guesses(drafter, text) == []
    assert guesses(drafter, [*text, 1, 2, 7, 1, 2, 7, 1, 2, 7]) == [1]
    text += [1, 3, 7, 1, 3, 7]
    drafter = NGramValuesDrafter(1, 2)
    assert guesses(drafter, text[:4]) == [1, 2]
    assert guesses(drafter, text) == [1, 3]


# --- The index -----------------------------------------------------------------------------


def test_a_long_text_is_read_over_several_steps() -> None:
    index, text = NGramIndex(2), [1, 2, *range(10, 10 + 2 * READ_AT_ONCE), 1, 2]
    found = []
    for _ in range(4):
        index.read(text)
        found.append(list(index.places([*range(2 * READ_AT_ONCE - 1), *text[-4:-2]])))
    assert found[0] == found[1] == []
    assert found[2] == found[3] == [2 * READ_AT_ONCE + 2]
    assert list(index.places(text)) == [2]


def test_places_of_an_n_gram_come_the_latest_first() -> None:
    index = NGramIndex(1)
    index.read([7, 1, 7, 2, 7, 3, 7])
    assert list(index.places([7])) == [5, 3, 1]
    assert list(index.places([1])) == [2]
    assert list(index.places([])) == list(index.places([9])) == []
