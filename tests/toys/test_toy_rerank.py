from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from loaded_model import LoadedModel, loaded
from toy_models.rerank import write_reranker

from deployments.llama_cpp.library import lib

DOCUMENTS = ["the fish is in the sea", "the house is in the city", "rain", ""]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedModel]:
    path: Path = tmp_path_factory.mktemp("toys") / "rerank.gguf"
    write_reranker(path)
    with loaded(path, embeddings=True) as model:
        yield model


def score(model: LoadedModel, query: str, document: str) -> float:
    separator = lib.llama_vocab_sep(model.vocab)
    first = model.tokenize(query, add_special=True)  # [CLS] query [SEP]
    (value,) = model.pooled([*first, *model.tokenize(document), separator], size=1)
    return float(value)


def test_what_it_is(model: LoadedModel) -> None:
    assert lib.llama_pooling_type(model.context) == lib.LLAMA_POOLING_TYPE_RANK
    assert lib.llama_model_n_cls_out(model.handle) == 1


def test_each_document_has_its_own_score(model: LoadedModel) -> None:
    scores = [score(model, "where is the fish", document) for document in DOCUMENTS]
    assert scores == [score(model, "where is the fish", document) for document in DOCUMENTS]
    ranked = sorted(scores)
    assert min(high - low for low, high in pairwise(ranked)) > 0.01


def test_the_score_depends_on_the_query(model: LoadedModel) -> None:
    fish, night = (score(model, query, DOCUMENTS[0]) for query in ("where is the fish", "night"))
    assert abs(fish - night) > 0.01
