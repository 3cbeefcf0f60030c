"""What the answers of OpenAI's APIs have in common: errors, usage, server-sent events."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from deployments.types import Event, Finished, TokenLogprob, Usage
from serve_app.errors import ApiError

DONE = b"data: [DONE]\n\n"


def error_body(error: ApiError) -> dict[str, Any]:
    return {
        "error": {
            "message": error.message,
            "type": error.type,
            "param": error.param,
            "code": error.code,
        }
    }


def dumps(data: Mapping[str, Any]) -> bytes:
    """JSON on one line."""
    try:
        return orjson.dumps(data)
    except TypeError:  # a lone surrogate in a client's own text, which JSON can carry as an escape
        return json.dumps(data).encode()


def event(data: Mapping[str, Any]) -> bytes:
    """One server-sent event."""
    return b"data: " + dumps(data) + b"\n\n"


def logprob(token: TokenLogprob) -> dict[str, Any]:
    """A token of a chat's or a response's answer."""
    return _token(token) | {"top_logprobs": [_token(top) for top in token.top]}


def _token(token: TokenLogprob) -> dict[str, Any]:
    return {
        "token": token.token.decode(errors="replace"),
        "logprob": token.logprob,
        "bytes": list(token.token),
    }


class UsageTotal:
    """Tokens of a whole call: every prompt once, all choices."""

    def __init__(self, choices: int) -> None:
        self._unfinished = choices
        self._prompts: dict[int, Usage] = {}
        self._completion = 0
        self._reasoning = 0

    def add(self, request: int, events: Iterable[Event]) -> None:
        for item in events:
            if isinstance(item, Finished):
                self._unfinished -= 1
                self._prompts[request] = item.usage
                self._completion += item.usage.completion_tokens
                self._reasoning += item.usage.reasoning_tokens

    @property
    def complete(self) -> bool:
        """All choices have finished."""
        return self._unfinished == 0

    def render(self) -> dict[str, Any]:
        prompt = sum(usage.prompt_tokens for usage in self._prompts.values())
        cached = sum(usage.cached_tokens for usage in self._prompts.values())
        return {
            "prompt_tokens": prompt,
            "completion_tokens": self._completion,
            "total_tokens": prompt + self._completion,
            "prompt_tokens_details": {"cached_tokens": cached},
            "completion_tokens_details": {"reasoning_tokens": self._reasoning},
        }


class OpenAIAnswer(ABC):
    """What the answers of both protocols share: see `Answer` in call.py."""

    def __init__(self, choices: int, include_usage: bool) -> None:
        self._include_usage = include_usage
        self._usage = UsageTotal(choices)

    @property
    def complete(self) -> bool:
        return self._usage.complete

    def chunk(self, request: int, events: Sequence[Event]) -> bytes:
        self._usage.add(request, events)
        return b"".join([self._render(request, item) for item in events])

    def end(self) -> bytes:
        if not self._include_usage:
            return DONE
        return event(self._envelope([], self._usage.render())) + DONE

    def error(self, error: ApiError) -> bytes:
        return event(error_body(error)) + DONE

    def collect(self, request: int, events: Sequence[Event]) -> None:
        self._usage.add(request, events)
        for item in events:
            self._keep(request, item)

    @abstractmethod
    def _render(self, request: int, item: Event) -> bytes:
        """The chunks that an event becomes, if any."""

    @abstractmethod
    def _keep(self, request: int, item: Event) -> None:
        """Take an event for the answer that is given whole."""

    @abstractmethod
    def _head(self) -> dict[str, Any]:
        """What every chunk begins with."""

    def _envelope(
        self, choices: list[dict[str, Any]], usage: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        envelope = {**self._head(), "choices": choices}
        if self._include_usage:
            envelope["usage"] = usage
        return envelope
