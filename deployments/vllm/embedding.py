"""A vector as the contract wants it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deployments.types import Failed, RequestRefused


def embedding(vector: NDArray[np.float32], dimensions: int | None, normalize: bool) -> bytes:
    """Its first `dimensions` numbers, of length one where that is wanted; little-endian.

    Raises:
        RequestRefused: it has fewer numbers.
    """
    if dimensions is not None and dimensions > len(vector):
        message = f"dimensions: this model's vectors have {len(vector)}"
        raise RequestRefused(Failed("invalid_request", message, "dimensions"))
    kept = np.asarray(vector[:dimensions], dtype=np.float64)
    length = float(np.linalg.norm(kept))
    if normalize and length:
        kept = kept / length
    return kept.astype("<f4").tobytes()
