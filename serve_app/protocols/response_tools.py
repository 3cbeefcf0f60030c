"""Tools in Open Responses: flat, where OpenAI's chat API nests them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import Field, Tag

from deployments.types import Tool, ToolChoice
from serve_app.protocols.body import Strict
from serve_app.protocols.lists import ListOf
from serve_app.protocols.tools import NAME, Mode, among_tools, chosen_tools
from serve_app.protocols.unions import by_type


class FunctionTool(Strict):
    type: Literal["function"]
    name: str = Field(pattern=NAME)
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None

    @property
    def tool(self) -> Tool:
        return Tool(self.name, self.description or "", self.parameters or {}, bool(self.strict))

    def render(self) -> dict[str, Any]:
        return self.model_dump()


class NamedFunction(Strict):
    type: Literal["function"]
    name: str


class AllowedTools(Strict):
    type: Literal["allowed_tools"]
    tools: Annotated[ListOf[NamedFunction], Field(min_length=1, max_length=128)]
    mode: Mode = "auto"


def tool_choice(choice: Choice | None, tools: list[FunctionTool]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.name for each in tools]
    if isinstance(choice, NamedFunction):
        return chosen_tools("required", [choice.name], names)
    if isinstance(choice, AllowedTools):
        return chosen_tools(choice.mode, [each.name for each in choice.tools], names)
    return chosen_tools(choice or "auto", None, names)


def _mode(choice: Any) -> str | None:
    return "Mode" if choice in get_args(Mode) else None


Choice: TypeAlias = Annotated[
    Annotated[Mode, Tag("Mode")]
    | Annotated[NamedFunction, Tag("NamedFunction")]
    | Annotated[AllowedTools, Tag("AllowedTools")],
    by_type(
        {"function": "NamedFunction", "allowed_tools": "AllowedTools"},
        "tool_choice",
        "none, auto, required, or an object whose type is function or allowed_tools",
        _mode,
    ),
    among_tools(tool_choice),
]
"""Stands behind `tools` in its body."""
