"""Tools in OpenAI's chat API: what may be called, and the calls in messages."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from deployments.types import Tool, ToolCall, ToolChoice
from serve_app.protocols.body import Strict
from serve_app.protocols.lists import ListOf
from serve_app.protocols.tools import NAME, Mode, among_tools, chosen_tools


class FunctionDefinition(Strict):
    name: str = Field(pattern=NAME)
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class ToolDefinition(Strict):
    type: Literal["function"]
    function: FunctionDefinition

    @property
    def tool(self) -> Tool:
        function = self.function
        return Tool(
            function.name,
            function.description or "",
            function.parameters or {},
            bool(function.strict),
        )


class FunctionName(Strict):
    name: str


class NamedTool(Strict):
    type: Literal["function"]
    function: FunctionName


class AllowedTools(Strict):
    mode: Literal["auto", "required"]
    tools: Annotated[ListOf[NamedTool], Field(min_length=1)]


class AllowedToolsChoice(Strict):
    type: Literal["allowed_tools"]
    allowed_tools: AllowedTools


def _known(choice: Any) -> Any:
    if isinstance(choice, str) and choice not in ("none", "auto", "required"):
        raise ValueError("must be none, auto, required, or an object that names a function")
    return choice


def tool_choice(choice: Choice | None, tools: list[ToolDefinition]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.function.name for each in tools]
    if isinstance(choice, NamedTool):
        return chosen_tools("required", [choice.function.name], names)
    if isinstance(choice, AllowedToolsChoice):
        allowed = choice.allowed_tools
        return chosen_tools(allowed.mode, [each.function.name for each in allowed.tools], names)
    return chosen_tools(choice or "auto", None, names)


Choice: TypeAlias = Annotated[
    Mode | NamedTool | AllowedToolsChoice, BeforeValidator(_known), among_tools(tool_choice)
]
"""Stands behind `tools` in its body."""


class FunctionCall(Strict):
    name: str
    arguments: str


class MessageToolCall(Strict):
    id: str
    type: Literal["function"] = "function"
    function: FunctionCall

    @property
    def call(self) -> ToolCall:
        return ToolCall(self.id, self.function.name, self.function.arguments)
