"""Engines of other kinds: two ranks, and embeddings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM
from vllm_backend import ask, tiny_config, vllm_backend

from deployments.backend import ModelSpec
from deployments.model_config import ConfigError
from deployments.types import EmbedRequest, RequestRefused
from deployments.vllm.backend import VllmBackend

pytestmark = pytest.mark.anyio
TEXTS = ("Hello, how are you?", "The fox is at home.")


async def test_two_ranks_answer_as_one(models: Path, backend: VllmBackend) -> None:
    alone = [await ask(backend, text, ignore_eos=True, max_tokens=16) for text in TEXTS]
    async with vllm_backend(models, tensor_parallel_size=2, threads=2) as ranks:
        assert ranks._ready.engine.ranks == 2
        for text, expected in zip(TEXTS, alone, strict=True):
            answer = await ask(ranks, text, ignore_eos=True, max_tokens=16)
            assert answer.token_ids() == expected.token_ids()


async def test_embeddings_are_those_of_transformers(models: Path) -> None:
    async with vllm_backend(models, embeddings=True) as backend:
        ids = [await backend.tokenize(text) for text in TEXTS]
        made = await backend.embed(EmbedRequest(id="e", inputs=(TEXTS[0], ids[1])))
        network = AutoModelForCausalLM.from_pretrained(models / "tiny", dtype=torch.float32).eval()
        for vector, tokens in zip(made.vectors, ids, strict=True):
            with torch.no_grad():
                hidden = network.model(torch.tensor([tokens])).last_hidden_state[0, -1].numpy()
            told = np.frombuffer(vector, dtype="<f4")
            assert np.allclose(told, hidden / np.linalg.norm(hidden), atol=1e-3)
        assert made.prompt_tokens == sum(map(len, ids))
        short = await backend.embed(EmbedRequest(id="e", inputs=(TEXTS[0],), dimensions=8))
        kept = np.frombuffer(made.vectors[0], dtype="<f4")[:8]
        assert np.allclose(
            np.frombuffer(short.vectors[0], dtype="<f4"), kept / np.linalg.norm(kept), atol=1e-5
        )
        with pytest.raises(RequestRefused, match="does not generate"):
            await ask(backend)
        with pytest.raises(RequestRefused, match="256 at most"):
            await backend.embed(EmbedRequest(id="e", inputs=(tuple([9] * 257),)))


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"parameters": {"model": "absent"}}, "absent"),
        ({"engine_args": {"blocksize": 32}}, "did you mean 'block_size'"),
        ({"engine_args": {"block_size": "many"}}, "vLLM: "),
        ({"parameters": {"typical_p": 0.5}}, "parameters.typical_p"),
    ],
)
async def test_what_cannot_be_loaded_says_why(
    models: Path, keys: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    backend = VllmBackend(ModelSpec(tiny_config(**keys), models, "digest"))
    with pytest.raises(ConfigError, match=message):
        await backend.load()
    await backend.close()
