"""What a model said, as JSON: enough to tell it again, and to go on behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from deployments.types import (
    Accepted,
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    Timings,
    TokenLogprob,
    ToolCallDelta,
    Usage,
)

KINDS: Mapping[str, type[Any]] = {
    "accepted": Accepted,
    "text": TextDelta,
    "thought": ReasoningDelta,
    "call": ToolCallDelta,
    "finished": Finished,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def to_json(events: Iterable[Event]) -> list[list[Any]]:
    """Each as its kind and the fields that are not as usual."""
    return [[NAMES[type(event)], _said(event)] for event in events if type(event) in NAMES]


def from_json(data: Iterable[Sequence[Any]]) -> list[Event]:
    """The same events."""
    return [
        KINDS[name](**{key: _field(key, value) for key, value in said.items()})
        for name, said in data
    ]


def token_ids(events: Iterable[Event]) -> tuple[int, ...]:
    """All tokens that the model has generated."""
    return tuple(id for event in events for id in getattr(event, "token_ids", ()))


def _said(event: Any) -> dict[str, Any]:
    said = {}
    for field in dataclasses.fields(event):
        value = getattr(event, field.name)
        if field.default is dataclasses.MISSING or value != field.default:
            said[field.name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, TokenLogprob):
        return [value.token_id, list(value.token), value.logprob, _plain(value.top)]
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    return dataclasses.asdict(value) if isinstance(value, Usage | Timings) else value


def _field(name: str, value: Any) -> Any:
    match name:
        case "logprobs":
            return tuple(map(_logprob, value))
        case "token_ids":
            return tuple(value)
        case "usage":
            return Usage(**value)
        case "timings":
            return Timings(**value)
    return value


def _logprob(value: Sequence[Any]) -> TokenLogprob:
    id, token, logprob, top = value
    return TokenLogprob(id, bytes(token), logprob, tuple(map(_logprob, top)))
