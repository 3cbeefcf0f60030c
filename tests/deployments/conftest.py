import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The engines are written for asyncio. One loop per session: a loaded model keeps its loop."""
    return "asyncio"
