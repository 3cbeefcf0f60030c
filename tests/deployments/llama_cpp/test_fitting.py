"""What goes onto GPUs; there are none here, so their memory is invented."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from toy_backend import MODEL, toy_backend, toy_config

from deployments.llama_cpp import fitting
from deployments.llama_cpp.devices import device_names, gpu_names
from deployments.llama_cpp.fitting import Fit, Needs, fit, fitted
from deployments.llama_cpp.options import EngineOptions, engine_options

NEEDS = Needs(layers=10, layer=100.0, output=50.0, buffers=20.0, token=0.1)
"""1,050 for all weights, and 1 for every token of the context."""


@pytest.mark.parametrize(
    ("room", "wanted", "least", "expected"),
    [
        ([4000.0], 2048, 512, Fit(2048, -1)),
        ([3118.0], 2048, 512, Fit(2048, -1)),
        ([3117.0], 2048, 512, Fit(1792, -1)),
        ([1600.0], 2048, 512, Fit(512, -1)),
        ([1500.0], 2048, 512, Fit(512, 9)),
        ([1500.0], 2048, 2048, Fit(2048, 4)),
        ([1500.0], 256, 512, Fit(256, -1)),
        ([1100.0], 256, 512, Fit(256, 8)),
        ([100.0], 2048, 512, Fit(512, 0)),
        ([10.0], 2048, 512, Fit(512, 0)),
        ([2000.0, 2000.0], 2048, 512, Fit(2048, -1)),
        ([800.0, 800.0], 2048, 512, Fit(512, 10)),
        ([700.0, 700.0], 2048, 512, Fit(512, 8)),
        ([700.0, 10.0], 2048, 512, Fit(512, 4)),
    ],
    ids=str,
)
def test_fit(room: list[float], wanted: int, least: int, expected: Fit) -> None:
    assert fit(NEEDS, room, wanted, least) == expected


def test_a_context_that_costs_nothing() -> None:
    """A recurrent model's, or one that is kept in RAM."""
    needs = replace(NEEDS, token=0.0)
    assert fit(needs, [1070.0], 2048, 512) == Fit(2048, -1)
    assert fit(needs, [1069.0], 2048, 512) == Fit(512, 10)
    assert fit(needs, [320.0], 2048, 512) == Fit(512, 3)


@pytest.fixture
def gpus(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Free bytes by device."""
    free: dict[str, int] = {"CUDA0": 2**40, "CUDA1": 2**40}
    monkeypatch.setattr(fitting, "gpu_names", lambda: list(free))
    monkeypatch.setattr(fitting, "device_memory", lambda name: (free[name], 2**41))
    return free


def options(*listed: str, **keys: object) -> EngineOptions:
    defaults = {"gpu_layers": None, "context_size": None}
    return engine_options(toy_config(**defaults | keys, options=list(listed)))[0]


def found(models: Path, given: EngineOptions) -> tuple[int | None, int | None]:
    result = fitted(models / MODEL, given)
    return result.gpu_layers, result.context_size


def test_with_room_enough_everything_goes_there(models: Path, gpus: dict[str, int]) -> None:
    assert found(models, options()) == (-1, 2048)


def test_without_room_nothing_does_and_the_log_says_so(
    models: Path, gpus: dict[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    gpus |= {"CUDA0": 2**30, "CUDA1": 2**30}
    with caplog.at_level(logging.WARNING):
        assert found(models, options()) == (0, 2048)
    assert "toy.gguf does not fit into the GPUs: 0 layers there" in caplog.text


def test_the_margin_is_each_gpus_own(models: Path, gpus: dict[str, int]) -> None:
    gpus |= {"CUDA0": 2**30, "CUDA1": 2**30}
    assert found(models, options("fit_target:2000,100")) == (-1, 2048)


def test_a_device_that_is_not_to_be_used_does_not_count(models: Path, gpus: dict[str, int]) -> None:
    gpus["CUDA0"] = 0
    assert found(models, options("device:CUDA0")) == (0, 2048)
    assert found(models, options("device:CUDA1")) == (-1, 2048)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (options(gpu_layers=3), (3, None)),
        (options("fit:false"), (-1, None)),
        (options(context_size=512), (0, 512)),
        (options("fit_ctx:512"), (0, 512)),
    ],
    ids=("gpu_layers", "fit:false", "context_size", "fit_ctx"),
)
def test_what_is_given_stays(
    models: Path,
    gpus: dict[str, int],
    given: EngineOptions,
    expected: tuple[int | None, int | None],
) -> None:
    gpus |= {"CUDA0": 0, "CUDA1": 0}
    assert found(models, given) == expected


def test_a_draft_model_needs_room_too(models: Path, gpus: dict[str, int]) -> None:
    size = (models / MODEL).stat().st_size
    gpus |= {"CUDA0": 2**30 + 200 * 2**20, "CUDA1": 0}
    assert found(models, options()) == (-1, 2048)
    gpus["CUDA0"] -= 200 * 2**20 - 2 * size
    enough = fitted(models / MODEL, options("fit_ctx:256"))
    less = fitted(models / MODEL, options("fit_ctx:256"), [models / MODEL])
    assert (less.gpu_layers, less.context_size) <= (enough.gpu_layers, enough.context_size)


@pytest.mark.parametrize("given", ["override_tensor:x=CPU", "cpu_moe"])
def test_weights_that_have_their_place_stay_there(
    models: Path, gpus: dict[str, int], given: str
) -> None:
    gpus |= {"CUDA0": 0, "CUDA1": 0}
    assert found(models, options(given)) == (-1, None)


def test_without_splitting_one_gpu_counts(models: Path, gpus: dict[str, int]) -> None:
    gpus["CUDA0"] = 0
    assert found(models, options("split_mode:none")) == (0, 2048)
    assert found(models, options("split_mode:none", main_gpu="1")) == (-1, 2048)


def test_without_gpus_nothing_changes(models: Path) -> None:
    assert gpu_names() == [], "this test is for machines without"
    assert found(models, options()) == (-1, None)


def test_the_cpu_is_no_gpu() -> None:
    assert "CPU" not in gpu_names()
    assert "CPU" in device_names()


@pytest.mark.anyio
async def test_a_fitted_model_answers(models: Path, gpus: dict[str, int]) -> None:
    gpus |= {"CUDA0": 0, "CUDA1": 0}
    async with toy_backend(models, gpu_layers=None, context_size=None) as backend:
        assert backend.stats().cells_total > 0
