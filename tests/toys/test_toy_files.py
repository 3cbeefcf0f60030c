from collections.abc import Callable
from pathlib import Path

import pytest
import toy_models


@pytest.fixture(params=toy_models.__all__)
def write(request: pytest.FixtureRequest) -> Callable[..., None]:
    return getattr(toy_models, request.param)


def test_the_same_bytes_each_time(write: Callable[..., None], tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("first", "second", "other"))
    write(first)
    write(second)
    write(other, seed=2)
    assert first.read_bytes() == second.read_bytes() != other.read_bytes()
    assert first.stat().st_size < 2_000_000
