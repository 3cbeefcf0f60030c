"""Weights that were never trained, the same on every machine.

Uniform numbers, because they come from PCG64's bits by exact arithmetic alone.
"""

from math import sqrt

import numpy as np
from numpy.random import PCG64, Generator

from toy_models.gguf_file import Tensor, Tensors


def dice(seed: int) -> Generator:
    return Generator(PCG64(seed))


def uniform(dice: Generator, *shape: int, gain: float = 1.0) -> Tensor:
    """A matrix (outputs, inputs) that makes of a unit-sized input one of the size `gain`."""
    limit = np.float32(gain * sqrt(3 / shape[-1]))
    return (2 * dice.random(shape, dtype=np.float32) - 1) * limit


def filled(value: float, *shape: int) -> Tensor:
    return np.full(shape, value, dtype=np.float32)


def layer_norm(name: str, size: int) -> Tensors:
    """A norm that leaves its input at unit size."""
    return {f"{name}.weight": filled(1, size), f"{name}.bias": filled(0, size)}
