from collections.abc import Iterator
from pathlib import Path

import pytest
from loaded_model import LoadedModel, loaded
from toy_models.llama import write_llama


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedModel]:
    """The toy llama, where a file does not test another family."""
    path: Path = tmp_path_factory.mktemp("toys") / "llama.gguf"
    write_llama(path)
    with loaded(path) as model:
        yield model
