"""A GGUF file from its keys and tensors.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from pathlib import Path
from typing import TypeAlias

import numpy as np
from gguf import GGUFValueType, GGUFWriter
from numpy.typing import NDArray

Value: TypeAlias = bool | int | float | str | list[int] | list[float] | list[str]
Keys: TypeAlias = dict[str, Value]
Tensor: TypeAlias = NDArray[np.float32]
"""In C order: the last axis is GGUF's first, the one that a matrix multiplies."""
Tensors: TypeAlias = dict[str, Tensor]


def write_gguf(path: Path, architecture: str, keys: Keys, tensors: Tensors) -> None:
    """Write the file, all in F32: nothing is rounded."""
    writer = GGUFWriter(path, architecture)
    for key, value in keys.items():
        writer.add_key_value(key, value, value_type(value))
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def value_type(value: Value) -> GGUFValueType:
    """llama.cpp reads single numbers as u32 and lists as i32, and is strict about it."""
    if type(value) is int:
        return GGUFValueType.UINT32
    return GGUFValueType.get_type(value)


def prefixed(prefix: str, keys: Keys) -> Keys:
    """The same values under `prefix.key`."""
    return {f"{prefix}.{key}": value for key, value in keys.items()}
