"""Tools in Open Responses: flat, where OpenAI's chat API nests them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from deployments.types import Tool, ToolChoice
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
    tools: Annotated[list[NamedFunction], Field(min_length=1, max_length=128)]
    mode: Literal["none", "auto", "required"] = "auto"


def _known(choice: Any) -> Any:
    if isinstance(choice, str) and choice not in ("none", "auto", "required"):
        raise ValueError("must be none, auto, required, or an object that names functions")
    return choice


Choice: TypeAlias = Annotated[
    Literal["none", "auto", "required"] | NamedFunction | AllowedTools, BeforeValidator(_known)
]


def tool_choice(choice: Choice | None, tools: list[FunctionTool]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.name for each in tools]
    if isinstance(choice, NamedFunction):
        return chosen_tools("required", [choice.name], names)
    if isinstance(choice, AllowedTools):
        return chosen_tools(choice.mode, [each.name for each in choice.tools], names)
    return chosen_tools(choice or "auto", None, names)
