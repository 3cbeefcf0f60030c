from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from loaded_model import LoadedModel, loaded
from toy_models.rwkv7 import TOKENS, write_rwkv7

from deployments.llama_cpp.library import lib


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedModel]:
    path: Path = tmp_path_factory.mktemp("toys") / "rwkv7.gguf"
    write_rwkv7(path)
    with loaded(path) as model:
        yield model


def test_what_it_is(model: LoadedModel) -> None:
    assert lib.llama_model_is_recurrent(model.handle)
    assert lib.llama_vocab_n_tokens(model.vocab) == len(TOKENS)
    assert lib.llama_vocab_is_eog(model.vocab, 0)


@pytest.mark.parametrize("text", ['A fox\'s "home" \\ it\n\n', "Ü 日本語 🐟", "\x00\t\r\x7f"])
def test_tokens_give_their_text_back(text: str, model: LoadedModel) -> None:
    assert model.detokenize(model.tokenize(text)) == text.encode()


def test_the_longest_piece_is_taken(model: LoadedModel) -> None:
    assert [model.piece(token) for token in model.tokenize("domino")] == [b"do", b"mi", b"no"]


def test_answers_are_varied_and_the_same_each_time(model: LoadedModel) -> None:
    answer = model.greedy("The fox is at home.", 20)
    assert len(set(answer)) > 10
    assert answer == model.greedy("The fox is at home.", 20)


def test_answers_depend_on_an_early_word(model: LoadedModel) -> None:
    red, blue = (model.greedy(f"The {colour} fox is at home.") for colour in ("red", "blue"))
    assert red != blue


def test_the_state_carries_what_came_before(model: LoadedModel) -> None:
    tokens = model.tokenize("The fox is at home.")
    model.forget()
    model.decode(tokens)
    at_once = model.logits()
    model.forget()
    for token in tokens:
        model.decode([token])
    assert np.allclose(model.logits(), at_once, atol=1e-3)
