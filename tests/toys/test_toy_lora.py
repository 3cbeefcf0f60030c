import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from loaded_model import LoadedModel
from toy_models.lora import write_lora

from deployments.llama_cpp.library import lib

PROMPT = "The fox is at home."


@pytest.fixture(scope="module")
def adapters(model: LoadedModel, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Two of them; they are freed with the model."""
    folder = tmp_path_factory.mktemp("adapters")
    return [load(model, folder / f"{seed}.gguf", seed) for seed in (1, 2)]


def load(model: LoadedModel, path: Path, seed: int) -> Any:
    write_lora(path, seed)
    adapter = lib.llama_adapter_lora_init(model.handle, str(path).encode())
    assert adapter
    return adapter


def answer(model: LoadedModel, adapters: Sequence[Any] = (), scale: float = 1.0) -> list[int]:
    count = len(adapters)
    handles = (lib.llama_adapter_lora_p_ctypes * count)(*adapters)
    scales = (ctypes.c_float * count)(*[scale] * count)
    assert lib.llama_set_adapters_lora(model.context, handles, count, scales) == 0
    return model.greedy(PROMPT)


def test_each_adapter_changes_the_answer(model: LoadedModel, adapters: list[Any]) -> None:
    one, two = adapters
    answers = [answer(model, chosen) for chosen in ([], [one], [two], [one, two])]
    assert len({tuple(tokens) for tokens in answers}) == 4
    assert answer(model, [one]) == answers[1]


def test_at_scale_zero_it_changes_nothing(model: LoadedModel, adapters: list[Any]) -> None:
    assert answer(model, adapters[:1], scale=0.0) == answer(model)


def test_the_scale_counts(model: LoadedModel, adapters: list[Any]) -> None:
    assert answer(model, adapters[:1], scale=0.5) != answer(model, adapters[:1])
