"""`truncation: auto` of Open Responses: the oldest messages go where not all have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deployments.types import CountRequest, Message, Request, TokenCount
from serve_app.listing import ModelEntry
from serve_app.models import Models

INSTRUCTIONS = ("system", "developer")


async def fitted(models: Models, entry: ModelEntry, request: Request) -> Request:
    """The request without as many of its oldest messages as do not fit, as few as possible.

    Instructions stay, and so does the last message: if they alone are too long, the model says so.
    """
    messages = request.messages or ()
    room = _room(entry, request)
    if room is None or await _count(models, entry, request) <= room:
        return request
    kept = [message for message in messages if message.role in INSTRUCTIONS]
    others = [message for message in messages if message.role not in INSTRUCTIONS]
    low, high = 0, max(0, len(others) - 1)
    while low < high:
        middle = (low + high) // 2
        shorter = replace(request, messages=(*kept, *_from(others, middle)))
        if await _count(models, entry, shorter) <= room:
            high = middle
        else:
            low = middle + 1
    return replace(request, messages=(*kept, *_from(others, low)))


def _room(entry: ModelEntry, request: Request) -> int | None:
    """Tokens for the prompt, half of the context at least."""
    if entry.context_size is None:
        return None
    return entry.context_size - min(request.max_tokens or 1, entry.context_size // 2)


async def _count(models: Models, entry: ModelEntry, request: Request) -> int:
    reply = await models.reply(entry, CountRequest(request=request))
    assert isinstance(reply, TokenCount)
    return reply.prompt_tokens


def _from(messages: Sequence[Message], start: int) -> Sequence[Message]:
    """The messages from there on, without results of calls that came before."""
    while start < len(messages) - 1 and messages[start].role == "tool":
        start += 1
    return messages[start:]
