"""Tools in Anthropic's messages: https://platform.claude.com/docs/en/api/messages/create"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from deployments.types import Tool, ToolChoice
from serve_app.protocols.body import Strict
from serve_app.protocols.tools import NAME, Mode, among_tools, chosen_tools

MODES: dict[str, Mode] = {"auto": "auto", "any": "required", "tool": "required", "none": "none"}


class CustomTool(Strict):
    """One that the client runs; those of other types run at Anthropic."""

    type: Literal["custom"] | None = None
    name: str = Field(pattern=NAME)
    description: str | None = None
    input_schema: dict[str, Any]
    strict: bool | None = None

    @property
    def tool(self) -> Tool:
        return Tool(self.name, self.description or "", self.input_schema, bool(self.strict))


class ChoiceObject(Strict):
    type: Literal["auto", "any", "tool", "none"]
    name: str | None = None
    disable_parallel_tool_use: bool | None = None


def _spelled_out(choice: object) -> object:
    """A bare word stands for an object with this type."""
    if not isinstance(choice, str):
        return choice
    if choice not in ("auto", "any", "none"):
        raise ValueError("must be auto, any, none, or an object")
    return {"type": choice}


def tool_choice(choice: Choice | None, tools: list[CustomTool]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.name for each in tools]
    if choice is None:
        return ToolChoice()
    wanted = None
    if choice.type == "tool":
        if choice.name is None:
            raise ValueError("name the tool")
        wanted = [choice.name]
    return chosen_tools(MODES[choice.type], wanted, names)


Choice: TypeAlias = Annotated[
    ChoiceObject,
    BeforeValidator(
        _spelled_out, json_schema_input_type=Literal["auto", "any", "none"] | ChoiceObject
    ),
    among_tools(tool_choice),
]
"""Stands behind `tools` in its body."""
