"""Wait for a condition, not for a time."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], bool]) -> None:
    """Give the loop and other threads their turns until the condition holds."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (an engine's counters have no event)
            await asyncio.sleep(0)
