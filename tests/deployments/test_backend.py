import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from deployments.backend import (
    ALIASES,
    BACKENDS,
    BackendBase,
    ModelSpec,
    backend_name,
    create_backend,
)
from deployments.fake import FakeBackend
from deployments.model_config import ConfigError, ModelConfig, parse_model_config
from deployments.types import EmbedRequest, RequestRefused, RerankRequest

FAKE_ONLY = """
import sys
from pathlib import Path
from deployments.backend import ModelSpec, create_backend
from deployments.model_config import ModelConfig
create_backend(ModelSpec(ModelConfig(name="m", backend="fake"), Path("."), ""))
print(any(name.partition(".")[0] == "llama_cpp" for name in sys.modules))
"""


def config(**keys: Any) -> ModelConfig:
    return parse_model_config({"name": "m", **keys}, "m.yaml")


@pytest.mark.parametrize("name", [*BACKENDS, *ALIASES])
def test_every_name_and_alias_is_known(name: str) -> None:
    assert backend_name(config(backend=name)) in BACKENDS


@pytest.mark.parametrize("alias", ["llama", "llama.cpp", "llama_cpp", "go-llama"])
def test_localais_names_mean_llama_cpp(alias: str) -> None:
    assert backend_name(config(backend=alias)) == "llama-cpp"


def test_a_name_wins_over_the_file() -> None:
    assert backend_name(config(backend="fake", parameters={"model": "m.gguf"})) == "fake"


@pytest.mark.parametrize("file", ["m.gguf", "folder/M.Q4_0.GGUF"])
def test_a_gguf_file_means_llama_cpp(file: str) -> None:
    assert backend_name(config(parameters={"model": file})) == "llama-cpp"


@pytest.mark.parametrize("parameters", [{}, {"model": "m.safetensors"}, {"model": "gguf"}])
def test_another_file_does_not_say_its_backend(parameters: Mapping[str, str]) -> None:
    with pytest.raises(ConfigError, match="backend: name one"):
        backend_name(config(parameters=parameters))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("llama-cp", "did you mean 'llama-cpp'?"),
        ("fakee", "did you mean 'fake'?"),
        ("qqqqqqq", "known: fake, llama-cpp, vllm"),
    ],
)
def test_an_unknown_backend_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        backend_name(config(backend=name))
    assert str(caught.value) == f"backend: '{name}' is not known; {hint}"


@pytest.mark.anyio
@pytest.mark.parametrize("name", BACKENDS)
async def test_every_backend_can_be_created_without_work(name: str, tmp_path: Path) -> None:
    keys = config(backend=name, parameters={"model": "absent.gguf"})
    backend = create_backend(ModelSpec(keys, tmp_path, "digest"))
    await backend.close()


def test_create_backend_takes_the_one_that_is_named(tmp_path: Path) -> None:
    assert isinstance(create_backend(ModelSpec(config(backend="fake"), tmp_path, "")), FakeBackend)


def test_no_other_engines_library_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAKE_ONLY], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "False\n"


@pytest.mark.anyio
async def test_what_a_backend_does_not_implement_is_refused() -> None:
    backend = BackendBase()
    with pytest.raises(RequestRefused, match="embeddings") as refused:
        await backend.embed(EmbedRequest(id="r", inputs=("a",)))
    assert refused.value.failure.kind == "unsupported"
    with pytest.raises(RequestRefused, match="rerank") as refused:
        await backend.rerank(RerankRequest(id="r", query="q", documents=("d",)))
    assert refused.value.failure.kind == "unsupported"
