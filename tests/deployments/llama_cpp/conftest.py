from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from toy_backend import MODEL, OPTIONS, toy_backend
from toy_models.llama import write_llama

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.model import Model


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the toy model, and a file that is not a model."""
    models = tmp_path_factory.mktemp("models")
    write_llama(models / MODEL)
    (models / "toy.yaml").write_text("name: toy\n")
    return models


@pytest.fixture(scope="session")
def model(models: Path) -> Iterator[Model]:
    model = Model(models / MODEL, OPTIONS)
    yield model
    model.close()


@pytest.fixture
def context(model: Model) -> Iterator[Context]:
    context = Context(model, OPTIONS)
    yield context
    context.close()


@pytest.fixture(scope="session")
async def backend(models: Path) -> AsyncIterator[LlamaCppBackend]:
    """One for all tests that leave no trace: 8 slots, 256 tokens of context in 256 cells."""
    async with toy_backend(models) as backend:
        yield backend
