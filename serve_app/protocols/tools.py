"""What every API says of tools: their names differ, and a choice is among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal, Protocol, TypeAlias, TypeVar

from pydantic import AfterValidator, ValidationInfo

from deployments.types import Tool, ToolChoice
from serve_app.protocols.lists import ListOf

Mode: TypeAlias = Literal["none", "auto", "required"]
NAME = r"^[a-zA-Z0-9_.\-]{1,128}$"


class Defined(Protocol):
    """A tool as some API defines it."""

    @property
    def tool(self) -> Tool: ...


Definition = TypeVar("Definition", bound=Defined)


def check_names(names: Iterable[str]) -> None:
    """Raises `ValueError` where two tools have one name."""
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"there are several tools '{name}'")


def _names_differ(tools: list[Definition]) -> list[Definition]:
    check_names(each.tool.name for each in tools)
    return tools


Tools: TypeAlias = Annotated[ListOf[Definition], AfterValidator(_names_differ)]


def among_tools(tool_choice: Callable[[Any, list[Any]], ToolChoice]) -> AfterValidator:
    """Refuses what `tool_choice` does, given the `tools` that stand before it in the body."""

    def check(choice: object, fields: ValidationInfo) -> object:
        tool_choice(choice, fields.data.get("tools") or [])
        return choice

    return AfterValidator(check)


def chosen_tools(mode: Mode, wanted: Sequence[str] | None, names: Sequence[str]) -> ToolChoice:
    """Of the tools with these names, all or the wanted ones. Raises `ValueError`."""
    if mode == "required" and not names:
        raise ValueError("required, but there are no tools")
    known = frozenset(names)
    for name in wanted or ():
        if name not in known:
            raise ValueError(f"there is no tool '{name}'")
    return ToolChoice(mode, None if wanted is None else tuple(wanted))
