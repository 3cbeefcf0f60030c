"""What a training step sees."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from tools.demo_model.batches import ROWS_AND_LENGTHS, Batch, batch

STEPS = range(12)


@pytest.fixture(scope="module")
def batches(tokenizer: Tokenizer) -> list[Batch]:
    return [batch(tokenizer, 1, step) for step in STEPS]


def test_a_batch_depends_on_seed_and_step_alone(tokenizer: Tokenizer) -> None:
    first, again, later, other = (
        batch(tokenizer, seed, step) for seed, step in ((1, 5), (1, 5), (1, 6), (2, 5))
    )
    np.testing.assert_array_equal(first.tokens, again.tokens)
    assert not np.array_equal(first.tokens, later.tokens)
    assert not np.array_equal(first.tokens, other.tokens)


def test_batches_are_full_rows_of_one_shape(batches: list[Batch]) -> None:
    for each in batches:
        assert each.tokens.shape in ROWS_AND_LENGTHS
        assert each.tokens.size == 4096
        assert (each.documents > 0).mean() > 0.8


def test_documents_stand_in_one_piece_and_begin_as_chats_or_stories(
    tokenizer: Tokenizer, batches: list[Batch]
) -> None:
    for each in batches:
        for row, documents in zip(each.tokens, each.documents, strict=True):
            for number in set(documents[documents > 0]):
                (places,) = np.nonzero(documents == number)
                assert places[-1] - places[0] + 1 == len(places)
                text = tokenizer.decode(row[places], skip_special_tokens=False)
                assert text.endswith(("<|im_end|>\n", "<|endoftext|>"))
                assert text.startswith("<|im_start|>") or "<|im_start|>" not in text


def test_targets_are_the_next_tokens_of_answers(tokenizer: Tokenizer, batches: list[Batch]) -> None:
    for each in batches:
        rows, columns = np.nonzero(each.targets >= 0)
        following = each.tokens[rows, columns + 1]
        np.testing.assert_array_equal(each.targets[rows, columns], following)
        same = each.documents[rows, columns] == each.documents[rows, columns + 1]
        assert same.all()
        assert 0.1 < len(rows) / each.tokens.size < 0.7


def test_an_answer_is_learnt_from_its_first_token_to_its_end(
    tokenizer: Tokenizer, batches: list[Batch]
) -> None:
    end, assistant = (tokenizer.token_to_id(token) for token in ("<|im_end|>", "<|im_start|>"))
    for each in batches:
        learnt = each.targets[each.targets >= 0]
        assert end in learnt
        assert assistant not in learnt
