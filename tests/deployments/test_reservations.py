"""What `deployment.reserve` makes of `threads` and of the sizes of files."""

from pathlib import Path
from typing import Any

import pytest

from deployments.model_config import ConfigError, ModelConfig, parse_model_config
from deployments.placement import placement, serve_options
from deployments.reservations import with_reservations

SIZE = 1_000_000


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    (tmp_path / "m.gguf").write_bytes(bytes(SIZE))
    (tmp_path / "eyes.gguf").write_bytes(bytes(SIZE // 2))
    return tmp_path


def reserving(models_dir: Path, deployment: dict[str, Any], **keys: Any) -> ModelConfig:
    data = {"name": "m", "parameters": {"model": "m.gguf"}, **keys}
    data["deployment"] = {"reserve": True, **deployment}
    return with_reservations(parse_model_config(data, "m.yaml"), models_dir)


def actor(models_dir: Path, said: dict[str, Any], **keys: Any) -> dict[str, Any]:
    config = reserving(models_dir, {"ray_actor_options": said}, **keys)
    result: dict[str, Any] = serve_options(config)["ray_actor_options"]
    return result


def test_threads_and_the_size_of_the_file(models_dir: Path) -> None:
    assert actor(models_dir, {}, threads=3) == {"num_cpus": 3, "memory": 1_100_000}


def test_all_files_count(models_dir: Path) -> None:
    files = {"mmproj": "eyes.gguf", "draft_model": "m.gguf"}
    assert actor(models_dir, {}, threads=1, **files)["memory"] == 2_750_000


def test_all_parts_of_a_model_count(models_dir: Path) -> None:
    for part in (1, 2, 3):
        (models_dir / f"big-0000{part}-of-00003.gguf").write_bytes(bytes(SIZE))
    (models_dir / "big-00001-of-00002.gguf").write_bytes(bytes(SIZE))
    model = {"model": "big-00001-of-00003.gguf"}
    assert actor(models_dir, {}, threads=1, parameters=model)["memory"] == 3_300_000


def test_what_is_said_stays(models_dir: Path) -> None:
    said = {"num_cpus": 0.5, "memory": 7}
    assert actor(models_dir, said, threads=3) == said


def test_weights_on_a_gpu_need_no_memory_of_the_node(models_dir: Path) -> None:
    said = {"num_gpus": 0.5}
    assert actor(models_dir, said) == {"num_cpus": 1, "num_gpus": 0.5}


def test_workers_share_the_weights(models_dir: Path) -> None:
    workers = {"count": 2, "num_cpus": 1}
    replica, *others = placement(reserving(models_dir, {"rpc_workers": workers}, threads=2)).bundles
    assert replica.resources == {"CPU": 2}
    assert [each.resources for each in others] == [{"CPU": 1, "memory": 550_000}] * 2


def test_workers_that_say_their_memory_or_have_gpus_keep_to_it(models_dir: Path) -> None:
    for said in ({"memory": 5}, {"num_gpus": 1}):
        workers = {"count": 1, **said}
        config = reserving(models_dir, {"rpc_workers": workers}, threads=2)
        assert config.deployment.rpc_workers is not None
        assert config.deployment.rpc_workers.memory == said.get("memory", 0)


def test_nothing_is_reserved_unless_it_is_said(models_dir: Path) -> None:
    config = parse_model_config(
        {"name": "m", "threads": 8, "parameters": {"model": "m.gguf"}}, "m.yaml"
    )
    assert with_reservations(config, models_dir) == config


def test_without_threads_nobody_knows_how_many_cpus(models_dir: Path) -> None:
    with pytest.raises(ConfigError, match=r"deployment\.reserve: say `threads`"):
        actor(models_dir, {})
