"""Tests with real engines, each in an environment of its own: `make test-backends`."""

from importlib.util import find_spec

import pytest


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


collect_ignore = [] if _is_installed("vllm.engine.arg_utils") else ["vllm"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One loop for all tests: a loaded model keeps its loop."""
    return "asyncio"
