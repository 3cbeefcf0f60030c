import dataclasses
from pathlib import Path

import pytest
from toy_backend import MODEL, OPTIONS, ask, toy_backend

from deployments.llama_cpp import devices
from deployments.llama_cpp.model import LoadError, Model

pytestmark = pytest.mark.anyio


def test_this_machine_has_a_cpu() -> None:
    assert "CPU" in devices.device_names()
    free, total = devices.device_memory("CPU")
    assert 0 < free <= total


def test_an_unknown_device_is_refused_with_those_there_are() -> None:
    with pytest.raises(devices.UnknownDevice, match=r"no device 'TPU'; there are .*CPU"):
        devices.device_list(["CPU", "TPU"])
    with pytest.raises(devices.UnknownDevice, match=r"no device 'TPU'; there are .*CPU"):
        devices.device_memory("TPU")
    with pytest.raises(devices.UnknownDevice, match=r"no buffer 'TPU'; there are .*CPU"):
        devices.buffer_overrides([("x", "TPU")])


def test_lists_end_with_a_null() -> None:
    assert list(devices.device_list(["CPU"]))[1:] == [None]
    first, last = devices.buffer_overrides([("blk.*", "CPU")])
    assert (first.pattern, last.pattern, last.buffer_type) == (b"blk.*", None, None)
    assert first.buffer_type


async def test_a_model_with_overrides_answers_as_without(models: Path) -> None:
    async with toy_backend(models) as backend:
        expected = await ask(backend)
    async with toy_backend(models, options=["override_tensor:blk.*=CPU", "sm:none"]) as backend:
        assert (await ask(backend)).token_ids() == expected.token_ids()


@pytest.mark.parametrize("option", [{"devices": ("TPU",)}, {"placements": (("x", "TPU"),)}])
def test_a_model_for_an_unknown_device_is_not_loaded(
    option: dict[str, object], models: Path
) -> None:
    with pytest.raises(LoadError, match="there are"):
        Model(models / MODEL, dataclasses.replace(OPTIONS, **option))  # type: ignore[arg-type]
