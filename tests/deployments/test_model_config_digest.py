"""What identifies a configuration, and how it travels to a replica."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from deployments.model_config import ModelConfig, canonical, parse_model_config


def config(**keys: Any) -> ModelConfig:
    data = {"name": "m", "parameters": {"model": "m.gguf"}, **keys}
    return parse_model_config(data, "m.yaml")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "m.gguf").write_bytes(b"GGUF")
    return tmp_path


def test_digest_stays_while_nothing_changes(models: Path) -> None:
    assert config().digest(models) == config().digest(models)


@pytest.mark.parametrize(
    "keys",
    [
        {"name": "other"},
        {"context_size": 512},
        {"options": ["parallel:2"]},
        {"parameters": {"model": "m.gguf", "temperature": 0.5}},
        {"deployment": {"num_replicas": 2}},
    ],
)
def test_digest_changes_with_the_configuration(keys: dict[str, Any], models: Path) -> None:
    assert config(**keys).digest(models) != config().digest(models)


def test_digest_ignores_what_has_no_effect(models: Path) -> None:
    assert config(low_vram=True).digest(models) == config().digest(models)
    assert config(threads=None, backend="").digest(models) == config().digest(models)


def test_digest_changes_with_the_files_size(models: Path) -> None:
    before = config().digest(models)
    stat = (models / "m.gguf").stat()
    (models / "m.gguf").write_bytes(b"GGUF2")
    os.utime(models / "m.gguf", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert config().digest(models) != before


def test_a_model_may_be_a_folder(models: Path) -> None:
    (models / "folder").mkdir()
    keys = {"backend": "vllm", "parameters": {"model": "folder"}}
    empty = config(**keys).digest(models)
    (models / "folder" / "config.json").write_text("{}")
    whole = config(**keys).digest(models)
    os.utime(models / "folder" / "config.json", ns=(1, 1))
    assert len({empty, whole, config(**keys).digest(models)}) == 3


def test_digest_changes_with_the_files_time(models: Path) -> None:
    before = config().digest(models)
    os.utime(models / "m.gguf", ns=(1, 1))
    assert config().digest(models) != before


def test_digest_changes_when_the_file_goes(models: Path) -> None:
    before = config().digest(models)
    (models / "m.gguf").unlink()
    assert config().digest(models) != before


def test_digest_of_a_model_without_a_file(models: Path) -> None:
    fake = ModelConfig(name="fake", backend="fake")
    assert fake.digest(models) != ModelConfig(name="fake2", backend="fake").digest(models)


def test_canonical_is_small_plain_json() -> None:
    plain = canonical(config(options=["a:b"], low_vram=True))
    assert plain == {"name": "m", "parameters": {"model": "m.gguf"}, "options": ["a:b"]}


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"flash_attention": True, "main_gpu": 0, "options": ["parallel:2", 4]},
        {"parameters": {"model": "m.gguf", "logit_bias": {5: 1.5}, "seed": 3}},
        {"deployment": {"num_replicas": "auto", "ray_actor_options": {"num_gpus": 1}}},
        {"parameters": {"logit_bias": {5: float("-inf")}}},
    ],
)
def test_canonical_gives_the_same_configuration_back(keys: dict[str, Any]) -> None:
    parsed = config(**keys)
    plain = json.loads(json.dumps(canonical(parsed)))
    assert ModelConfig.model_validate(plain) == parsed
