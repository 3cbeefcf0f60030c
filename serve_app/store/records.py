"""What the store takes and gives: responses, their items, and those that somebody has to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ACTIVE = ("queued", "in_progress")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredResponse:
    id: str
    owner: str
    status: str
    created_at: float
    previous_id: str | None
    background: bool
    streamed: bool
    body: Json
    resource: Json

    @property
    def active(self) -> bool:
        return self.status in ACTIVE


@dataclass(frozen=True, slots=True)
class StoredItem:
    id: str
    data: Json


@dataclass(frozen=True, slots=True)
class Conversation:
    """The items of a response and all that came before it, the first ones first."""

    items: list[Json]
    active: bool
    """It goes on: the last response has not ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A response as it ended, and the items of its output."""

    resource: Json
    outputs: Sequence[StoredItem]


@dataclass(frozen=True, slots=True)
class Job:
    """A background response that somebody has to run, from behind what it has said."""

    response: StoredResponse
    events: tuple[Any, ...]


Ending = Callable[[Job], Ended]
"""What becomes of a response that is ended where it is."""
