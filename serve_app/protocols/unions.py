"""Unions of objects that say by their `type` which they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, Discriminator


def type_of(data: Any) -> str | None:
    kind = data.get("type") if isinstance(data, dict) else None
    return kind if isinstance(kind, str) else None


def no_other(data: Any) -> str | None:
    """What has none of the types is nothing."""
    return None


def by_type(
    kinds: Mapping[str, str],
    error: str,
    message: str | None = None,
    other: Callable[[Any], str | None] = no_other,
) -> Discriminator:
    """Chooses among the classes of a union by their names, which `kinds` has by type.

    `other` names the class of what has no such type, if any; `error` is the type of the error, and
    `message` what it says. The tags of the union have to be these names, because the path to a
    wrong field leaves those out.
    """

    def tag(data: Any) -> str | None:
        if isinstance(data, BaseModel):
            return type(data).__name__
        return kinds.get(type_of(data) or "") or other(data)

    message = message or f"an object whose type is one of {', '.join(kinds)}"
    return Discriminator(tag, custom_error_type=error, custom_error_message=message)
