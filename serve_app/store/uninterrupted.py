"""Transactions run to their end, also where whoever waits for them is cancelled.

A driver that is interrupted may leave its transaction open, and SQLite's file is locked for
everybody then.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar


class Uninterrupted:
    """Has methods that are `uninterrupted`."""

    def __init__(self) -> None:
        self.unfinished: set[asyncio.Task[Any]] = set()

    async def settled(self) -> None:
        """Wait until all that was begun has ended."""
        await asyncio.gather(*self.unfinished, return_exceptions=True)


Self = TypeVar("Self", bound=Uninterrupted)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Method = Callable[Concatenate[Self, Arguments], Coroutine[Any, Any, Result]]


def uninterrupted(method: Method[Self, Arguments, Result]) -> Method[Self, Arguments, Result]:
    @functools.wraps(method)
    async def shielded(self: Self, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        task = asyncio.create_task(method(self, *args, **kwargs))
        self.unfinished.add(task)
        task.add_done_callback(self.unfinished.discard)
        return await asyncio.shield(task)

    return shielded
