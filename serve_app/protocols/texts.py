"""What a model is given without messages: one text or several, each in words or as tokens."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, ValidationInfo

from serve_app.protocols.lists import ListOf


def _not_empty(given: Any, field: ValidationInfo) -> Any:
    if not given or (isinstance(given, list) and any(each in ("", []) for each in given)):
        raise ValueError(f"an empty {field.field_name}")
    return given


Texts: TypeAlias = Annotated[
    str | ListOf[str] | ListOf[int] | ListOf[ListOf[int]], AfterValidator(_not_empty)
]


def each_text(given: Texts) -> tuple[str | tuple[int, ...], ...]:
    if isinstance(given, str):
        return (given,)
    if isinstance(given[0], int):
        return (tuple(token for token in given if isinstance(token, int)),)
    several = (each for each in given if not isinstance(each, int))
    return tuple(each if isinstance(each, str) else tuple(each) for each in several)
