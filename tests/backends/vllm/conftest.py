from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tiny_model import THINKING, write_adapter, write_model
from vllm_backend import vllm_backend

from deployments.vllm.backend import VllmBackend


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_model(folder / "tiny")
    write_model(folder / "thinking", template=THINKING)
    write_adapter(folder / "twist")
    return folder


@pytest.fixture(scope="session")
async def backend(models: Path) -> AsyncIterator[VllmBackend]:
    """With an adapter that is applied where a request names it."""
    async with vllm_backend(models, lora_adapters=["twist"], lora_scales=[0]) as backend:
        yield backend
