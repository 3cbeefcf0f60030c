from collections.abc import AsyncIterator, Iterator

import pytest
from demo_backend import DEMO, demo_backend

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.options import EngineOptions

OPTIONS = EngineOptions(context_size=256, parallel=4, gpu_layers=0, flash_attention=0)


@pytest.fixture(scope="session")
def model() -> Iterator[Model]:
    model = Model(DEMO, OPTIONS)
    yield model
    model.close()


@pytest.fixture
def context(model: Model) -> Iterator[Context]:
    context = Context(model, OPTIONS)
    yield context
    context.close()


@pytest.fixture(scope="session")
async def backend() -> AsyncIterator[LlamaCppBackend]:
    """One for all tests that leave no trace: 8 slots, 256 tokens of context in 256 cells."""
    async with demo_backend() as backend:
        yield backend
