"""Tools in Open Responses: flat, where OpenAI's chat API nests them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from deployments.types import Tool, ToolChoice
from serve_app.protocols.lists import ListOf
from serve_app.protocols.tools import NAME, chosen_tools


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class FunctionTool(_Strict):
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


class NamedFunction(_Strict):
    type: Literal["function"]
    name: str


class AllowedTools(_Strict):
    type: Literal["allowed_tools"]
    tools: Annotated[ListOf[NamedFunction], Field(min_length=1, max_length=128)]
    mode: Literal["none", "auto", "required"] = "auto"


Mode: TypeAlias = Literal["none", "auto", "required"]
_KINDS = {"function": "NamedFunction", "allowed_tools": "AllowedTools"}


def _kind(choice: Any) -> str | None:
    if isinstance(choice, _Strict):
        return type(choice).__name__
    if isinstance(choice, dict):
        return _KINDS.get(str(choice.get("type")))
    return "Mode" if choice in ("none", "auto", "required") else None


Choice: TypeAlias = Annotated[
    Annotated[Mode, Tag("Mode")]
    | Annotated[NamedFunction, Tag("NamedFunction")]
    | Annotated[AllowedTools, Tag("AllowedTools")],
    Discriminator(
        _kind,
        custom_error_type="tool_choice",
        custom_error_message="none, auto, required, or an object whose type is function or"
        " allowed_tools",
    ),
]
"""The tags are class names, which the path to a wrong field leaves out."""


def tool_choice(choice: Choice | None, tools: list[FunctionTool]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.name for each in tools]
    if isinstance(choice, NamedFunction):
        return chosen_tools("required", [choice.name], names)
    if isinstance(choice, AllowedTools):
        return chosen_tools(choice.mode, [each.name for each in choice.tools], names)
    return chosen_tools(choice or "auto", None, names)
