"""ggml's devices and buffers: what llama-cpp-python does not bind of ggml-backend.h.

The libraries are found by their plain names: they are loaded already, and a path would load a
second copy with a device list of its own.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

# llama.cpp's own pattern for the weights of experts (common/common.h)
EXPERTS = r"\.ffn_(up|down|gate|gate_up)_(ch|)exps"

GPU = 1


class UnknownDevice(Exception):
    """The message names those there are."""


class _Override(ctypes.Structure):
    """llama_model_tensor_buft_override of llama.h."""

    _fields_ = (("pattern", ctypes.c_char_p), ("buffer_type", ctypes.c_void_p))


def device_names() -> list[str]:
    """Every device that this build of llama.cpp can use, the CPU included."""
    ggml, base = _libraries()
    handles = [ggml.ggml_backend_dev_get(i) for i in range(ggml.ggml_backend_dev_count())]
    return [base.ggml_backend_dev_name(handle).decode() for handle in handles]


def gpu_names() -> list[str]:
    """The devices with a memory of their own (GGML_BACKEND_DEVICE_TYPE_GPU)."""
    base = _libraries()[1]
    return [name for name in device_names() if base.ggml_backend_dev_type(_device(name)) == GPU]


def device_handles() -> list[int]:
    """ggml's handles of what can be offered to others: all GPUs, or else the CPU."""
    return [_device(name) for name in gpu_names() or ["CPU"]]


def device_memory(name: str) -> tuple[int, int]:
    """Free and total bytes of a device."""
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    base = _libraries()[1]
    base.ggml_backend_dev_memory(_device(name), ctypes.byref(free), ctypes.byref(total))
    return free.value, total.value


def device_list(names: Sequence[str]) -> Any:
    """For `llama_model_params.devices`: a null-terminated array; keep it until the model is there.

    Raises:
        UnknownDevice
    """
    return (ctypes.c_void_p * (len(names) + 1))(*map(_device, names), None)


def buffer_overrides(placements: Sequence[tuple[str, str]]) -> Any:
    """For `llama_model_params.tensor_buft_overrides`: which weights go into which device's memory.

    Args:
        placements: pairs of a pattern of tensor names and a buffer's name, such as "CPU".

    Raises:
        UnknownDevice
    """
    buffers = _buffer_types()
    for _, buffer in placements:
        if buffer not in buffers:
            raise UnknownDevice(f"no buffer '{buffer}'; there are {', '.join(sorted(buffers))}")
    pairs = [_Override(pattern.encode(), buffers[buffer]) for pattern, buffer in placements]
    return (_Override * (len(pairs) + 1))(*pairs, _Override(None, None))


def _device(name: str) -> int:
    handle: int | None = _libraries()[0].ggml_backend_dev_by_name(name.encode())
    if handle is None:
        raise UnknownDevice(f"no device '{name}'; there are {', '.join(device_names())}")
    return handle


def _buffer_types() -> dict[str, int]:
    base = _libraries()[1]
    types = [base.ggml_backend_dev_buffer_type(_device(name)) for name in device_names()]
    return {base.ggml_backend_buft_name(kind).decode(): kind for kind in types}


@cache
def load_library(name: str) -> Any:
    """One of ggml's libraries, such as "ggml-base"."""
    form = "lib{}.0.dylib" if sys.platform == "darwin" else "lib{}.so.0"
    return ctypes.CDLL(form.format(name))


@cache
def _libraries() -> tuple[Any, Any]:
    """libggml and libggml-base, with the types of the functions used here."""
    ggml, base = load_library("ggml"), load_library("ggml-base")
    for library, name, arguments, result in (
        (ggml, "ggml_backend_dev_count", [], ctypes.c_size_t),
        (ggml, "ggml_backend_dev_get", [ctypes.c_size_t], ctypes.c_void_p),
        (ggml, "ggml_backend_dev_by_name", [ctypes.c_char_p], ctypes.c_void_p),
        (base, "ggml_backend_dev_name", [ctypes.c_void_p], ctypes.c_char_p),
        (base, "ggml_backend_dev_type", [ctypes.c_void_p], ctypes.c_int),
        (base, "ggml_backend_dev_buffer_type", [ctypes.c_void_p], ctypes.c_void_p),
        (base, "ggml_backend_buft_name", [ctypes.c_void_p], ctypes.c_char_p),
        (
            base,
            "ggml_backend_dev_memory",
            [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t), ctypes.POINTER(ctypes.c_size_t)],
            None,
        ),
    ):
        function = getattr(library, name)
        function.argtypes, function.restype = arguments, result
    return ggml, base
