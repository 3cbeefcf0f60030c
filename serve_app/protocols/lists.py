"""Lists in bodies."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeVar

from pydantic import Field

Element = TypeVar("Element")

ListOf: TypeAlias = Annotated[list[Element], Field(fail_fast=True)]
"""Validated up to the first wrong element: a body has room for millions, and each is an error."""
