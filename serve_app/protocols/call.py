"""What every protocol makes of a body, and what it makes of the events that answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from deployments.types import Capability, Event, Question, Request
from serve_app.errors import ApiError


class Answer(Protocol):
    """The answer to one call as its events come in; `request` is the index in `Call.requests`.

    Either `chunk` is called until it is `complete`, and then `end`; or `collect` and then `result`.
    """

    @property
    def complete(self) -> bool:
        """Every choice has finished."""
        ...

    def chunk(self, request: int, events: Sequence[Event]) -> bytes:
        """Server-sent events, possibly none."""
        ...

    def end(self) -> bytes: ...

    def error(self, error: ApiError) -> bytes:
        """The event that ends a stream which broke."""
        ...

    def collect(self, request: int, events: Sequence[Event]) -> None: ...

    def result(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Call:
    """A parsed body: which model is asked, for what, and how the answer is wanted."""

    model: str | None
    capability: Capability
    stream: bool
    requests: tuple[Request, ...]
    answer: Callable[[str], Answer]
    """Given the name of the model that answers."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A parsed body that wants no generation: what a model is asked, and the answer's shape."""

    model: str | None
    capability: Capability
    question: Question
    answer: Callable[[str, Any], dict[str, Any]]
    """Given the name of the model and its reply to the question."""
