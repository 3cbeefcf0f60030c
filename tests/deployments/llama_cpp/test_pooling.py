"""Embeddings and reranking, with toy models."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from toy_models.embedding import write_embedding_model
from toy_models.llama import write_llama
from toy_models.rerank import write_reranker
from waiting import until

from deployments.backend import Backend, ModelSpec, create_backend
from deployments.llama_cpp.model import LoadError
from deployments.llama_cpp.pooling import PoolingContext, PoolingError
from deployments.llama_cpp.pooling_backend import normalised
from deployments.model_config import parse_model_config
from deployments.types import EmbedRequest, Failed, Request, RequestRefused, RerankRequest

pytestmark = pytest.mark.anyio
TEXTS = ("the fish is in the sea", "the ship is in the sea", "who was it not when", "rain")
QUERY = "where is the fish"


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    toys = tmp_path_factory.mktemp("toys")
    write_embedding_model(toys / "embedding.gguf")
    write_reranker(toys / "rerank.gguf")
    write_llama(toys / "llama.gguf")
    return toys


@asynccontextmanager
async def served(toys: Path, file: str, **keys: Any) -> AsyncIterator[Backend]:
    common = {"name": "toy", "threads": 1, "gpu_layers": 0, "flash_attention": "off"}
    data = {**common, "parameters": {"model": file}, **keys}
    backend = create_backend(ModelSpec(parse_model_config(data, "toy.yaml"), toys, "digest"))
    try:
        await backend.load()
        yield backend
    finally:
        await backend.close()


@pytest.fixture
async def embedder(toys: Path) -> AsyncIterator[Backend]:
    async with served(toys, "embedding.gguf", embeddings=True) as backend:
        yield backend


@pytest.fixture
async def reranker(toys: Path) -> AsyncIterator[Backend]:
    async with served(toys, "rerank.gguf", reranking=True) as backend:
        yield backend


async def embed(backend: Backend, *inputs: Any, **keys: Any) -> list[Any]:
    made = await backend.embed(EmbedRequest(id="r", inputs=inputs, **keys))
    return [np.frombuffer(vector, dtype="<f4") for vector in made.vectors]


async def refusal(made: Any) -> Failed:
    with pytest.raises(RequestRefused) as refused:
        await made
    return refused.value.failure


async def test_what_it_is(toys: Path) -> None:
    spec = ModelSpec(
        parse_model_config(
            {"name": "m", "parameters": {"model": "embedding.gguf"}, "embeddings": True}, "m.yaml"
        ),
        toys,
        "digest",
    )
    backend = create_backend(spec)
    info = await backend.load()
    await backend.close()
    assert info.capabilities == {"embeddings", "tokenize"}
    assert info.context_size == 512


async def test_vectors_have_the_length_one_and_mean_something(embedder: Backend) -> None:
    fish, ship, strange, rain = await embed(embedder, *TEXTS)
    for vector in (fish, ship, strange, rain):
        assert vector.shape == (64,)
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    assert fish @ ship > fish @ strange


async def test_alone_and_together_are_the_same(embedder: Backend) -> None:
    together = await embed(embedder, *TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        (alone,) = await embed(embedder, text)
        assert alone == pytest.approx(vector, abs=1e-4)


async def test_texts_of_several_requests_share_steps(embedder: Backend) -> None:
    many = [f"{text} {text}" for text in TEXTS] * 16
    before = embedder.stats()
    answers = await asyncio.gather(*(embed(embedder, text) for text in many))
    after = embedder.stats()
    assert after.finished - before.finished == len(many)
    assert after.steps - before.steps < len(many) / 3
    assert answers[0][0] == pytest.approx(answers[4][0], abs=1e-4)


async def test_more_than_a_step_holds(embedder: Backend) -> None:
    vectors = await embed(embedder, *(" ".join([text] * 30) for text in TEXTS * 10))
    assert len(vectors) == 40
    assert vectors[0] == pytest.approx(vectors[4], abs=1e-4)


async def test_token_ids_are_texts_too(embedder: Backend) -> None:
    (vector,) = await embed(embedder, TEXTS[0])
    tokens = await embedder.tokenize(TEXTS[0])
    special = (2, *tokens, 3)  # [CLS] … [SEP]
    (same,) = await embed(embedder, special)
    (other,) = await embed(embedder, tokens)
    assert same == pytest.approx(vector, abs=1e-5)
    assert other != pytest.approx(vector, abs=1e-3)


async def test_tokens_are_counted(embedder: Backend) -> None:
    made = await embedder.embed(EmbedRequest(id="r", inputs=((5, 6, 7), (8,))))
    assert made.prompt_tokens == 4


async def test_fewer_dimensions_are_normalised_again(embedder: Backend) -> None:
    (whole,) = await embed(embedder, TEXTS[0])
    (cut,) = await embed(embedder, TEXTS[0], dimensions=16)
    assert cut.shape == (16,)
    assert cut == pytest.approx(whole[:16] / np.linalg.norm(whole[:16]), abs=1e-5)


async def test_raw_vectors_where_they_are_wanted(embedder: Backend) -> None:
    (raw,) = await embed(embedder, TEXTS[0], normalize=False)
    (vector,) = await embed(embedder, TEXTS[0])
    assert np.linalg.norm(raw) != pytest.approx(1.0, abs=0.01)
    assert raw / np.linalg.norm(raw) == pytest.approx(vector, abs=1e-5)


@pytest.mark.parametrize(
    ("keys", "kind", "param"),
    [
        ({"dimensions": 65}, "invalid_request", "dimensions"),
        ({"dimensions": 0}, "invalid_request", "dimensions"),
        ({"inputs": ((),)}, "invalid_request", "input"),
        ({"inputs": ((10**6,),)}, "invalid_request", "input"),
        ({"inputs": ("ok", "word " * 600)}, "context_length", "input"),
    ],
)
async def test_what_cannot_be_embedded(
    keys: dict[str, Any], kind: str, param: str, embedder: Backend
) -> None:
    failure = await refusal(embedder.embed(EmbedRequest(id="r", **({"inputs": ("a",)} | keys))))
    assert (failure.kind, failure.param) == (kind, param)
    assert await embed(embedder, "still there")


@pytest.mark.parametrize(
    ("options", "norm"),
    [
        ([], np.linalg.norm),
        (["embd_normalize:1"], lambda v: np.abs(v).sum()),
        (["embedding_normalize:0"], lambda v: np.abs(v).max() / 32760),
    ],
)
async def test_other_normalisations(options: list[str], norm: Any, toys: Path) -> None:
    async with served(toys, "embedding.gguf", embeddings=True, options=options) as backend:
        (vector,) = await embed(backend, TEXTS[0])
    assert norm(vector) == pytest.approx(1.0, abs=1e-4)


def test_a_vector_of_zeros_stays_one() -> None:
    for kind in (-1, 0, 1, 2, 5):
        assert normalised(np.zeros(4, dtype=np.float32), kind).tolist() == [0.0] * 4


async def test_pooling_can_be_chosen(toys: Path, embedder: Backend) -> None:
    (mean,) = await embed(embedder, TEXTS[0])
    config = {"embeddings": True, "options": ["pooling_type:cls"]}
    async with served(toys, "embedding.gguf", **config) as backend:
        (first,) = await embed(backend, TEXTS[0])
    assert first != pytest.approx(mean, abs=1e-3)


async def test_a_decoder_makes_embeddings_of_its_last_token(toys: Path) -> None:
    config = {"embeddings": True, "options": ["pooling:last"]}
    async with served(toys, "llama.gguf", **config) as backend:
        together = await embed(backend, *TEXTS)
        for text, vector in zip(TEXTS, together, strict=True):
            (alone,) = await embed(backend, text)
            assert alone == pytest.approx(vector, abs=1e-3)
    assert len({vector.tobytes() for vector in together}) == len(TEXTS)


async def test_a_decoder_needs_a_pooling(toys: Path) -> None:
    with pytest.raises(LoadError, match="pooling_type"):
        async with served(toys, "llama.gguf", embeddings=True):
            pass


async def test_documents_have_scores(reranker: Backend) -> None:
    scores = await reranker.rerank(RerankRequest(id="r", query=QUERY, documents=TEXTS))
    assert len(set(scores.scores)) == len(TEXTS)
    for text, score in zip(TEXTS, scores.scores, strict=True):
        alone = await reranker.rerank(RerankRequest(id="r", query=QUERY, documents=(text,)))
        assert alone.scores == pytest.approx((score,), abs=1e-3)
    others = await reranker.rerank(RerankRequest(id="r", query="night", documents=TEXTS))
    assert others.scores != pytest.approx(scores.scores, abs=1e-3)


async def test_each_kind_of_model_refuses_the_others_requests(
    embedder: Backend, reranker: Backend
) -> None:
    ranking = RerankRequest(id="r", query="a", documents=("b",))
    for made in (
        embedder.rerank(ranking),
        reranker.embed(EmbedRequest(id="r", inputs=("a",))),
        anext(embedder.generate(Request(id="r", prompt="a"))),
        anext(reranker.generate(Request(id="r", prompt="a"))),
    ):
        assert (await refusal(made)).kind == "unsupported"


@pytest.mark.parametrize("keys", [{"reranking": True}, {"embeddings": True}])
async def test_a_model_of_the_other_kind_is_not_loaded(keys: dict[str, bool], toys: Path) -> None:
    file = "embedding.gguf" if "reranking" in keys else "rerank.gguf"
    with pytest.raises(LoadError, match="classification head"):
        async with served(toys, file, **keys):
            pass


async def test_one_text_that_fails_fails_alone(
    embedder: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = PoolingContext.compute

    def failing(self: PoolingContext, texts: list[list[int]]) -> Any:
        if any(len(text) == 1 for text in texts):
            raise PoolingError("broken")
        return compute(self, texts)

    monkeypatch.setattr(PoolingContext, "compute", failing)
    with pytest.raises(PoolingError):
        await embed(embedder, (5,))
    assert await embed(embedder, "still there")
    embedder.check_health()


async def test_a_request_that_is_cancelled_is_not_computed(embedder: Backend) -> None:
    long = [" ".join([text] * 20) for text in TEXTS]
    task = asyncio.create_task(embed(embedder, *long * 100))
    await until(lambda: embedder.stats().steps > 0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await embed(embedder, "still there")
    assert embedder.stats().finished < 400


async def test_closing_ends_the_thread(toys: Path) -> None:
    before = set(threading.enumerate())
    async with served(toys, "embedding.gguf", embeddings=True) as backend:
        await embed(backend, "a")
    left = {thread.name for thread in set(threading.enumerate()) - before}
    assert "llama-cpp-pooling" not in left
    with pytest.raises(RuntimeError, match="not loaded"):
        await embed(backend, "a")


async def test_a_context_smaller_than_the_texts_of_a_step(toys: Path) -> None:
    async with served(toys, "embedding.gguf", embeddings=True, context_size=32) as backend:
        assert len(await embed(backend, *TEXTS * 20)) == 80


async def test_what_waits_when_the_model_is_closed_is_told(toys: Path) -> None:
    async with served(toys, "embedding.gguf", embeddings=True) as backend:
        long = [" ".join([text] * 20) for text in TEXTS]
        waiting = asyncio.create_task(embed(backend, *long * 50))
        await until(lambda: backend.stats().steps > 0)
    with pytest.raises(RuntimeError, match="unloaded"):
        await asyncio.wait_for(waiting, 20)
