"""LoRA adapters: which there are, and which a request gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deployments.model_config import ConfigError, parse_model_config
from deployments.types import RequestRefused
from deployments.vllm.adapters import Adapter, adapters_of, chosen, lora_args
from deployments.vllm.embedding import embedding


def write(path: Path, said: Any) -> None:
    path.mkdir()
    (path / "adapter_config.json").write_text(said if isinstance(said, str) else json.dumps(said))


def found(folder: Path, **keys: Any) -> tuple[Adapter, ...]:
    return adapters_of(parse_model_config({"name": "m", "backend": "vllm", **keys}, "m"), folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "a", {"r": 4})
    write(tmp_path / "b", {"r": 8, "rank_pattern": {"layers.0": 20}})
    write(tmp_path / "huge", {"r": 1000})
    write(tmp_path / "odd", {"rank": 4})
    write(tmp_path / "list", "[]")
    return tmp_path


def test_adapters_are_numbered_and_have_ranks(folder: Path) -> None:
    a, b = found(folder, lora_adapters=["a", "b"], lora_scales=[0, 1])
    assert a == Adapter("a", 1, folder / "a", 4, chosen=False)
    assert b == Adapter("b", 2, folder / "b", 20, chosen=True)
    assert lora_args([a, b]) == {"enable_lora": True, "max_loras": 2, "max_lora_rank": 32}
    assert lora_args(()) == {}
    assert found(folder, lora_adapter="a")[0].chosen


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"lora_adapters": ["a", "b"]}, "lora_scales: vLLM applies one adapter at a time"),
        ({"lora_adapters": ["a"], "lora_scales": [0.5]}, "lora_scales: "),
        ({"lora_adapters": ["a", "a"], "lora_scales": [0, 0]}, "lora_adapters: two"),
        ({"lora_adapters": ["absent"]}, "lora_adapters: absent: No such file"),
        ({"lora_adapters": ["odd"]}, "lora_adapters: odd: no adapter of PEFT"),
        ({"lora_adapters": ["list"]}, "lora_adapters: list: no adapter of PEFT"),
        ({"lora_adapters": ["../a"]}, "lora_adapters: '../a' must be a path inside"),
    ],
)
def test_what_vllm_cannot_apply_is_named(folder: Path, keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        found(folder, **keys)
    assert str(error.value).startswith(message)


def test_ranks_have_a_limit(folder: Path) -> None:
    with pytest.raises(ConfigError, match="rank 1000"):
        lora_args(found(folder, lora_adapter="huge"))


def test_requests_name_one_or_get_the_yamls(folder: Path) -> None:
    a, b = adapters = found(folder, lora_adapters=["a", "b"], lora_scales=[0, 1])
    assert chosen(adapters, ()) == b
    assert chosen(adapters, [("a", 1.0)]) == chosen(adapters, [("0", 1.0)]) == a
    assert chosen(adapters, [("a", 1.0), ("b", 0.0)]) == a
    assert chosen(adapters, [("b", 0.0)]) is None
    assert chosen((), ()) is None


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ([("c", 1.0)], "lora: no adapter 'c'; there are: a, b"),
        ([("2", 1.0)], "lora: no adapter '2'"),
        ([("a", 0.5)], "lora: this model's adapters have the scale 1"),
        ([("a", 1.0), ("b", 1.0)], "lora: this model takes one"),
    ],
)
def test_other_wishes_are_refused(
    folder: Path, wanted: list[tuple[str, float]], message: str
) -> None:
    adapters = found(folder, lora_adapters=["a", "b"], lora_scales=[0, 1])
    with pytest.raises(RequestRefused) as refused:
        chosen(adapters, wanted)
    assert refused.value.failure.message.startswith(message)
    assert refused.value.failure.param == "lora"


def test_vectors_are_cut_and_of_length_one() -> None:
    vector = np.array([3.0, 4.0, 12.0], dtype=np.float32)

    def made(dimensions: int | None, normalize: bool) -> list[float]:
        return np.frombuffer(embedding(vector, dimensions, normalize), dtype="<f4").tolist()

    assert made(None, False) == [3.0, 4.0, 12.0]
    assert made(2, True) == pytest.approx([0.6, 0.8])
    assert made(None, True) == pytest.approx([3 / 13, 4 / 13, 12 / 13])
    with pytest.raises(RequestRefused, match="dimensions: this model's vectors have 3"):
        made(4, True)
    assert embedding(np.zeros(2, dtype=np.float32), None, True) == bytes(8)
