"""`ngram-mod`: a table of what came last behind n-grams, for all sequences of a model."""

from deployments.llama_cpp.drafting import READ_AT_ONCE, Wish
from deployments.llama_cpp.ngram_table import (
    EMPTY,
    FULL,
    NGramTable,
    NGramTableDrafter,
)


def guesses(drafter: NGramTableDrafter, tokens: list[int], most: int = 9, id: int = 1) -> list[int]:
    return drafter.draft([Wish(id, tokens, most)])[0]


def test_token_by_token_what_came_last() -> None:
    drafter = NGramTableDrafter(2, longest=4)
    assert guesses(drafter, [1, 2, 3, 4, 1, 2]) == [3, 4, 1, 2]
    assert guesses(drafter, [1, 2, 3, 4, 1, 2], most=3) == [3, 4, 1]
    assert guesses(drafter, [1, 2, 3, 4, 1, 2, 5]) == []
    assert guesses(drafter, [1, 2, 3, 4, 1, 2, 5, 4, 1]) == [2, 5, 4, 1]


def test_it_ends_where_nothing_is_known() -> None:
    assert guesses(NGramTableDrafter(1, longest=9), [5, 6, 7, 5, 6]) == [7, 5, 6] * 3
    drafter = NGramTableDrafter(2, longest=9)
    guesses(drafter, [1, 2, 3, 4], id=2)
    assert guesses(drafter, [1, 2]) == [3, 4]
    assert guesses(drafter, [1]) == []


def test_sequences_share_what_they_know() -> None:
    drafter = NGramTableDrafter(2, longest=2)
    assert drafter.draft([Wish(1, [1, 2, 3, 4], 9), Wish(2, [9, 1, 2], 9)]) == [[], [3, 4]]
    drafter.forget(1)
    assert guesses(drafter, [8, 2, 3], id=3) == [4]


def test_fewer_than_wanted_are_none() -> None:
    drafter = NGramTableDrafter(1, longest=4, least=3)
    guesses(drafter, [1, 2, 3, 4], id=2)
    assert guesses(drafter, [2]) == []
    drafter.forget(1)
    assert guesses(drafter, [1]) == [2, 3, 4]
    drafter.forget(1)
    assert guesses(drafter, [1], most=1) == [2]  # it is the room that is small


def test_all_are_wanted_where_the_least_is_more_than_the_most() -> None:
    drafter = NGramTableDrafter(1, longest=2, least=48)
    guesses(drafter, [1, 2, 3], id=2)
    assert guesses(drafter, [2]) == []
    drafter.forget(1)
    assert guesses(drafter, [1]) == [2, 3]


def test_a_table_that_is_full_is_emptied() -> None:
    table = NGramTable(64)
    drafter = NGramTableDrafter(1, longest=1, table=table)
    guesses(drafter, [*range(100, 118)])
    assert table.used > FULL * 64
    assert guesses(drafter, [*range(100, 118), 5, 117]) == [5]
    assert table.used == 2


def test_wrong_guesses_in_succession_empty_the_table() -> None:
    table = NGramTable()
    drafter = NGramTableDrafter(1, longest=4, table=table)
    text = [7, 1, 2, 3, 7]
    for number in range(5):
        assert len(guesses(drafter, text)) == 4
        text += [50 + number, 7]
    before = table.used
    guesses(drafter, text)
    assert table.used < before == 8


def test_a_right_guess_among_wrong_ones_keeps_the_table() -> None:
    table = NGramTable()
    drafter = NGramTableDrafter(1, longest=4, table=table)
    text = [7, 1, 2, 3, 7]
    for number in range(7):
        first = guesses(drafter, text)[0]
        text += [first if number == 2 else 50 + number, 7]
    guesses(drafter, text)
    assert table.used > 8


def test_a_long_prompt_is_read_over_several_steps() -> None:
    drafter = NGramTableDrafter(1, longest=1)
    text = [*range(2 * READ_AT_ONCE), 2 * READ_AT_ONCE - 5]
    assert [guesses(drafter, text) for _ in range(2)] == [[], [2 * READ_AT_ONCE - 4]]


def test_a_sequence_that_became_shorter_goes_on() -> None:
    drafter = NGramTableDrafter(1, longest=1)
    guesses(drafter, [1, 2, 3, 4, 5, 6])
    assert guesses(drafter, [1, 2, 5]) == [6]
    assert guesses(drafter, [1, 2, 5, 9, 5]) == [9]


def test_places_of_the_table() -> None:
    table = NGramTable(1)
    assert table.get((1, 2)) == EMPTY
    table.put((1, 2), 0)
    assert (table.get((3,)), table.used, table.full) == (0, 1, True)
    table.clear()
    assert (table.get((1, 2)), table.used, table.full) == (EMPTY, 0, False)
