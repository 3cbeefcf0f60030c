"""Unions of objects that say by their `type` which they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Discriminator


def by_type(kinds: Mapping[str, str], error: str) -> Discriminator:
    """Chooses among the classes of a union by their names, which `kinds` has by type.

    The tags have to be these names, because the path to a wrong field leaves those out; `error` is
    the type of the error for others.
    """

    def tag(data: Any) -> str | None:
        if isinstance(data, BaseModel):
            return type(data).__name__
        kind = data.get("type") if isinstance(data, dict) else None
        return kinds.get(kind) if isinstance(kind, str) else None

    message = f"an object whose type is one of {', '.join(kinds)}"
    return Discriminator(tag, custom_error_type=error, custom_error_message=message)
