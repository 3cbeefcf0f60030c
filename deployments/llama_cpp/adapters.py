"""LoRA adapters: loaded with the model, chosen by each request."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deployments.llama_cpp.library import last_errors, lib
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.saved_states import Scales
from deployments.types import Failed, RequestRefused


class Adapters:
    """The adapters of a model, in the order of its YAML; their names are those of their files."""

    def __init__(self, model: Model, files: Sequence[Path], scales: Sequence[float]) -> None:
        self.names = tuple(file.stem for file in files)
        if len(set(self.names)) < len(self.names):
            raise LoadError("lora_adapters: two files have the same name")
        self.scales = tuple(scales)
        self._handles: list[Any] = [self._load(model, file) for file in files]

    def chosen(self, wanted: Sequence[tuple[str, float]]) -> Scales:
        """Scales for a request that names adapters, by name or number; else those of the YAML.

        Raises:
            RequestRefused: there is no such adapter.
        """
        if not wanted:
            return self.scales
        scales = [0.0] * len(self.names)
        for name, scale in wanted:
            scales[self._number(name)] = scale
        return tuple(scales)

    def apply(self, context: Any, scales: Scales) -> None:
        """Use these from the next decode on."""
        used = [
            (handle, scale) for handle, scale in zip(self._handles, scales, strict=True) if scale
        ]
        handles = (lib.llama_adapter_lora_p_ctypes * len(used))(*(handle for handle, _ in used))
        values = (ctypes.c_float * len(used))(*(scale for _, scale in used))
        status = lib.llama_set_adapters_lora(context, handles, len(used), values)
        if status != 0:
            raise RuntimeError(f"llama_set_adapters_lora returned {status}")

    def _number(self, name: str) -> int:
        if name in self.names:
            return self.names.index(name)
        numbers = [str(number) for number in range(len(self.names))]
        if name in numbers:
            return numbers.index(name)
        known = ", ".join(self.names) or "none"
        raise RequestRefused(
            Failed("invalid_request", f"lora: no adapter '{name}'; there are: {known}", "lora")
        )

    @staticmethod
    def _load(model: Model, file: Path) -> Any:
        """It lives as long as the model."""
        if not file.is_file():
            raise LoadError(f"{file}: no such file")
        handle = lib.llama_adapter_lora_init(model.handle, str(file).encode())
        if not handle:
            raise LoadError(f"{file}: llama.cpp could not load this adapter: {last_errors()}")
        return handle
