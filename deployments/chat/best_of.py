"""`best_of`: more choices are generated than are told, and the likeliest are kept."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TypeAlias

from deployments.event_stream import together
from deployments.types import Event, Failed, Finished, PromptLogprobs, Request, TextDelta

Generate: TypeAlias = Callable[[Request], AsyncGenerator[Sequence[Event]]]


async def best_choices(generate: Generate, request: Request) -> AsyncGenerator[Sequence[Event]]:
    """What `generate` says; where `best_of` wants more choices than are told, the likeliest."""
    if request.best_of is None or request.best_of <= request.n:
        async with aclosing(generate(request)) as stream:
            async for events in stream:
                yield events
        return
    async with aclosing(generate(all_choices(request))) as stream:
        async for everything in together(stream):
            yield likeliest(everything, request)


def all_choices(request: Request) -> Request:
    """The request that generates them all, with the logprobs that tell which are the best."""
    return replace(request, n=request.best_of or 1, best_of=None, logprobs=request.logprobs or 0)


def likeliest(events: Sequence[Event], request: Request) -> list[Event]:
    """Of all events those of the best `n` choices, renumbered; everything, if it failed.

    As OpenAI says: the choices "with the highest log probability per token".
    """
    failures = [event for event in events if isinstance(event, Failed)]
    if failures:
        return [failures[0]]
    logprobs: dict[int, list[float]] = {e.index: [] for e in events if isinstance(e, Finished)}
    for event in events:
        if isinstance(event, TextDelta):
            logprobs[event.index] += [each.logprob for each in event.logprobs]
    order = sorted(logprobs, key=lambda index: _mean(logprobs[index]), reverse=True)[: request.n]
    places = {index: place for place, index in enumerate(order)}
    return [kept for event in events if (kept := _renumbered(event, places, request)) is not None]


def _mean(logprobs: Sequence[float]) -> float:
    """Nothing at all is the worst answer."""
    return sum(logprobs) / len(logprobs) if logprobs else -math.inf


def _renumbered(event: Event, places: Mapping[int, int], request: Request) -> Event | None:
    """The event of a choice under its new number, if it has one."""
    if not isinstance(event, TextDelta | PromptLogprobs | Finished):
        return event
    if event.index not in places:
        return None
    if isinstance(event, TextDelta) and request.logprobs is None:
        event = replace(event, logprobs=())
    return replace(event, index=places[event.index])
