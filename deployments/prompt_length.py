"""Whether a prompt leaves room in the model's context: one token at least, for the answer."""

from __future__ import annotations

from deployments.types import Failed, Request, RequestRefused


def check_least(least: int, context_size: int, request: Request) -> None:
    """That there are at least so many tokens is known without counting them, which costs time.

    Raises `RequestRefused`.
    """
    if least >= context_size:
        raise _too_long(f"at least {least}", context_size, request)


def check_length(count: int, context_size: int, request: Request) -> None:
    """Raises `RequestRefused`."""
    if not count:
        raise RequestRefused(Failed("invalid_request", "the prompt is empty", _field(request)))
    if count >= context_size:
        raise _too_long(str(count), context_size, request)


def _too_long(tokens: str, context_size: int, request: Request) -> RequestRefused:
    message = (
        f"the prompt has {tokens} tokens; this model's context is "
        f"{context_size} tokens, and the answer needs at least one of them"
    )
    return RequestRefused(Failed("context_length", message, _field(request)))


def _field(request: Request) -> str:
    return "prompt" if request.messages is None else "messages"
