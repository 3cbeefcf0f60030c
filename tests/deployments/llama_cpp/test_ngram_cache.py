"""`ngram-cache`: guesses by how often tokens came behind one to four others."""

import logging
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from deployments.llama_cpp.drafting import Wish
from deployments.llama_cpp.follower_counts import FOLLOWERS, FollowerCounts
from deployments.llama_cpp.lookup_file import PairCounts, read_counts, read_pairs, write_counts
from deployments.llama_cpp.ngram_cache import COUNTED_AT_ONCE, LookupDrafter


def guesses(drafter: LookupDrafter, tokens: list[int], most: int = 9, id: int = 1) -> list[int]:
    return drafter.draft([Wish(id, tokens, most)])[0]


def corpus(tmp_path: Path, *numbers: int) -> PairCounts:
    np.array(numbers, dtype="<i4").tofile(tmp_path / "static")
    return read_pairs(tmp_path / "static", 1000)


def known(*text: int) -> FollowerCounts:
    counts = FollowerCounts()
    for place in range(1, len(text)):
        counts.count(text, place)
    return counts


# --- The sequence itself -------------------------------------------------------------------


def test_what_came_behind_the_same_tokens_is_guessed() -> None:
    text = [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert guesses(LookupDrafter(longest=4), text) == [4, 5, 6, 1]
    assert guesses(LookupDrafter(longest=4), text, most=2) == [4, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ([7, 1, 8, 7], []),  # one token must have come twice
        ([7, 1, 8, 7, 1, 9, 7], [1]),
        ([7, 1, 8, 7, 1, 9, 7, 3, 6, 7], [1]),  # two times of three
        ([7, 1, 8, 7, 1, 9, 7, 3, 6, 7, 4, 5, 7], []),  # two of four
        ([6, 7, 1, 8, 6, 7], []),  # so must two
        ([6, 7, 1, 8, 6, 7, 1, 9, 6, 7], [1]),
        ([5, 6, 7, 1, 8, 5, 6, 7], [1]),  # once is enough for three
        ([5, 6, 7, 1, 8, 5, 6, 7, 2, 9, 5, 6, 7], [1]),  # and half of the times
    ],
)
def test_how_often_it_must_have_come(text: list[int], expected: list[int]) -> None:
    assert guesses(LookupDrafter(longest=1), text) == expected


def test_the_longest_n_gram_counts() -> None:
    text = [9, 7, 1, 9, 7, 1, 9, 7, 1, 5, 6, 7, 2, 8, 5, 6, 7]
    assert guesses(LookupDrafter(longest=1), text) == [2]


def test_token_0_is_a_token() -> None:
    assert guesses(LookupDrafter(longest=2), [5, 6, 7, 0, 8, 5, 6, 7]) == [0, 8]


def test_too_few_guesses_are_none() -> None:
    text = [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert guesses(LookupDrafter(longest=4, least=3), text, most=2) == []
    assert guesses(LookupDrafter(longest=4, least=2), text, most=2) == [4, 5]


def test_sequences_are_counted_apart() -> None:
    drafter = LookupDrafter(longest=1)
    wishes = [Wish(1, [1, 2, 3, 4, 1, 2, 3], 9), Wish(2, [9, 1, 2, 3], 9), Wish(3, [1], 9)]
    assert drafter.draft(wishes) == [[4], [], []]
    drafter.forget(1)
    assert guesses(drafter, [1, 2, 3]) == []


def test_a_sequence_that_became_shorter_goes_on() -> None:
    drafter = LookupDrafter(longest=1)
    assert guesses(drafter, [1, 2, 3, 4, 5, 6, 7, 8, 9]) == []
    assert guesses(drafter, [1, 2, 7, 8, 9]) == []
    assert guesses(drafter, [1, 2, 7, 8, 9, 5, 7, 8, 9]) == [5]


def test_a_long_prompt_is_read_over_several_steps() -> None:
    drafter, end = LookupDrafter(longest=1), 2 * COUNTED_AT_ONCE
    text = [*range(end), end - 5, end - 4, end - 3]
    assert [guesses(drafter, text) for _ in range(3)] == [[], [end - 2], [end - 2]]


# --- What was counted before ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([5, 6, 7, 1], []),  # stricter: twice for three tokens,
        ([5, 6, 7, 1, 8, 5, 6, 7, 1], [1]),
        ([5, 6, 7, 1, 8, 5, 6, 7, 1, 9, 5, 6, 7, 2], [1]),  # two thirds of the times,
        ([5, 6, 7, 1, 8, 5, 6, 7, 1, 9, 5, 6, 7, 2, 3, 5, 6, 7, 4], []),
        ([7, 1, 8, 7, 1, 9, 7, 1], []),  # and four times for one
        ([7, 1, 8, 7, 1, 9, 7, 1, 6, 7, 1], [1]),
    ],
)
def test_what_is_known_of_answers(before: list[int], expected: list[int]) -> None:
    drafter = LookupDrafter(longest=1, dynamic=known(*before))
    assert guesses(drafter, [5, 6, 7]) == expected


def test_the_sequence_itself_comes_first() -> None:
    drafter = LookupDrafter(longest=1, dynamic=known(*[5, 6, 7, 1] * 5))
    assert guesses(drafter, [5, 6, 7, 2, 5, 6, 7]) == [2]


def test_answers_are_learnt_and_prompts_are_not() -> None:
    dynamic = FollowerCounts()
    drafter = LookupDrafter(longest=1, dynamic=dynamic)
    prompt = [1, 2, 3, 4]
    guesses(drafter, prompt)
    assert list(dynamic.items()) == []
    guesses(drafter, [*prompt, 5])
    guesses(drafter, [*prompt, 5, 6])
    learnt = {(4,): {5: 1}, (3, 4): {5: 1}, (2, 3, 4): {5: 1}, (1, 2, 3, 4): {5: 1}}
    learnt |= {(5,): {6: 1}, (4, 5): {6: 1}, (3, 4, 5): {6: 1}, (2, 3, 4, 5): {6: 1}}
    assert dict(dynamic.items()) == learnt


def test_what_comes_behind_a_sequence_that_became_shorter_is_learnt() -> None:
    dynamic = FollowerCounts()
    drafter = LookupDrafter(longest=1, dynamic=dynamic)
    guesses(drafter, [1, 2, 3, 4, 5, 6])
    guesses(drafter, [1, 6])
    guesses(drafter, [1, 6, 7])
    assert dict(dynamic.items()) == {(6,): {7: 1}, (1, 6): {7: 1}}


def test_it_is_kept_when_the_model_is_unloaded(tmp_path: Path) -> None:
    keep = tmp_path / "below" / "learnt"
    drafter = LookupDrafter(longest=1, dynamic=FollowerCounts(), keep=keep)
    guesses(drafter, [1])
    guesses(drafter, [1, 2])
    drafter.close()
    assert dict(read_counts(keep, 10).items()) == {(1,): {2: 1}}
    assert [each.name for each in keep.parent.iterdir()] == ["learnt"]


def test_a_file_that_cannot_be_written_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    keep = tmp_path / "file" / "learnt"
    with caplog.at_level(logging.WARNING):
        LookupDrafter(longest=1, dynamic=FollowerCounts(), keep=keep).close()
    assert "lookup_cache_dynamic could not be written" in caplog.text


# --- A corpus ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followers", "expected"),
    [
        ([1, 3, 1], []),  # it must have come twice,
        ([1, 3, 2], [3]),
        ([2, 3, 1, 4, 1], [3]),  # half of the times
        ([3, 3, 1, 4, 1, 5, 1], []),
    ],
)
def test_what_is_known_of_a_corpus(
    tmp_path: Path, followers: list[int], expected: list[int]
) -> None:
    drafter = LookupDrafter(longest=1, static=corpus(tmp_path, 1, 2, -1, -1, *followers))
    assert guesses(drafter, [8, 1, 2]) == expected
    assert guesses(drafter, [8, 2]) == guesses(drafter, [2]) == []


def test_a_corpus_speaks_for_what_a_sequence_proposes(tmp_path: Path) -> None:
    """Of two tokens that came as often, or a little less so."""
    text = [5, 6, 7, 1, 8, 5, 6, 7, 2, 9, 5, 6, 7]
    assert guesses(LookupDrafter(longest=1), text) == [1]
    static = corpus(tmp_path, 6, 7, -1, -1, 1, 2, 1)
    assert guesses(LookupDrafter(longest=1, static=static), text) == [2]
    text = [5, 6, 7, 1, 8, *text]
    assert guesses(LookupDrafter(longest=1, static=static), text) == []  # not half of the times


# --- All together --------------------------------------------------------------------------

# The text, that of answers before, that of the corpus, and what llama.cpp guesses then.
GOLDEN = [
    (
        "871871220762203",
        "364610364361610673640676136461364610673",
        "576381563815065057815570650636",
        "64",
    ),
    ("5302552", "3145234023124523345234021", "", "3402"),
    ("57101710656457", "4283070546607056672837033283070570330705", "", "10171065"),
    ("68774", "8327457434332438327457577", "237562375648232348487566228512", "57"),
    ("5354054", "4002442344331331331244224425404054024424", "", ""),
]


@pytest.mark.parametrize(("text", "answers", "static", "expected"), GOLDEN)
def test_as_llama_cpp_guesses(
    tmp_path: Path, text: str, answers: str, static: str, expected: str
) -> None:
    seen = [int(token) for token in static]
    followers: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for one, other, token in zip(seen, seen[1:], seen[2:], strict=False):
        followers[one, other][token] += 1
    write_counts(tmp_path / "static", followers.items())
    pairs = read_pairs(tmp_path / "static", 10)
    drafter = LookupDrafter(8, static=pairs, dynamic=known(*map(int, answers)))
    assert guesses(drafter, [int(token) for token in text]) == [int(token) for token in expected]


# --- Counts --------------------------------------------------------------------------------


def test_what_was_not_used_for_longest_is_dropped() -> None:
    counts = FollowerCounts(capacity=4)
    for token in (1, 2, 3, 4):
        counts.count([token, 9], 1)
    assert [len(counts.after((token,))) for token in (1, 2, 3, 4)] == [1, 1, 1, 1]
    counts.count([1, 9], 1)  # used again
    counts.count([5, 9], 1)
    assert [dict(counts.after((token,))) for token in (1, 2, 3, 4, 5)] == [
        {9: 2},
        {},
        {9: 1},
        {9: 1},
        {9: 1},
    ]


def test_no_more_followers_than_there_is_room_for() -> None:
    counts = FollowerCounts()
    for token in [500] * 9 + [*range(FOLLOWERS - 1)]:
        counts.count([7, token], 1)
    assert len(counts.after((7,))) == FOLLOWERS
    counts.count([7, 999], 1)
    assert counts.after((7,)) == {500: 8}
