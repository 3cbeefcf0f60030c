from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from loaded_model import LoadedModel, Vector, loaded
from toy_models.bert import EMBEDDING, TOKENS
from toy_models.embedding import write_embedding_model

from deployments.llama_cpp.library import lib


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedModel]:
    path: Path = tmp_path_factory.mktemp("toys") / "embedding.gguf"
    write_embedding_model(path)
    with loaded(path, embeddings=True) as model:
        yield model


def vector(model: LoadedModel, text: str) -> Vector:
    return model.pooled(model.tokenize(text, add_special=True), EMBEDDING)


def cosine(left: Vector, right: Vector) -> float:
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


def test_what_it_is(model: LoadedModel) -> None:
    assert lib.llama_model_n_embd_out(model.handle) == EMBEDDING
    assert lib.llama_pooling_type(model.context) == lib.LLAMA_POOLING_TYPE_MEAN
    assert not model.memory  # no KV cache


def test_words_are_cut_into_pieces(model: LoadedModel) -> None:
    tokens = model.tokenize("The fishes, 🐟", add_special=True)
    pieces = ["[CLS]", "▁the", "▁fish", "e", "s", "▁,", "[UNK]", "[SEP]"]
    assert [TOKENS[token] for token in tokens] == pieces


def test_the_same_text_has_the_same_vector(model: LoadedModel) -> None:
    first, second = (vector(model, "the fish is in the sea") for _ in range(2))
    assert np.array_equal(first, second)
    assert np.linalg.norm(first) > 0.1


def test_other_texts_have_other_vectors(model: LoadedModel) -> None:
    texts = ["the fish is in the sea", "the sea is in the fish", "a house", "house", ""]
    vectors = [vector(model, text) for text in texts]
    for i, left in enumerate(vectors):
        assert all(cosine(left, right) < 0.999 for right in vectors[i + 1 :])


def test_texts_that_share_words_are_closer(model: LoadedModel) -> None:
    fish, ship, moon = (
        vector(model, text)
        for text in ("the fish is in the sea", "the ship is in the sea", "who was it not when")
    )
    assert cosine(fish, ship) > cosine(fish, moon)
