"""Tools in OpenAI's chat API: what may be called, and the calls in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from deployments.types import Tool, ToolCall, ToolChoice
from serve_app.protocols.lists import ListOf

Mode: TypeAlias = Literal["auto", "required", "none"]
NAME = r"^[a-zA-Z0-9_.\-]{1,128}$"


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class FunctionDefinition(_Strict):
    name: str = Field(pattern=NAME)
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class ToolDefinition(_Strict):
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


class FunctionName(_Strict):
    name: str


class NamedTool(_Strict):
    type: Literal["function"]
    function: FunctionName


class AllowedTools(_Strict):
    mode: Literal["auto", "required"]
    tools: Annotated[ListOf[NamedTool], Field(min_length=1)]


class AllowedToolsChoice(_Strict):
    type: Literal["allowed_tools"]
    allowed_tools: AllowedTools


def _known(choice: Any) -> Any:
    if isinstance(choice, str) and choice not in ("none", "auto", "required"):
        raise ValueError("must be none, auto, required, or an object that names a function")
    return choice


Choice: TypeAlias = Annotated[
    Literal["none", "auto", "required"] | NamedTool | AllowedToolsChoice, BeforeValidator(_known)
]


def tool_choice(choice: Choice | None, tools: list[ToolDefinition]) -> ToolChoice:
    """Raises `ValueError` for a name that no tool has, or a choice without tools."""
    names = [each.function.name for each in tools]
    if isinstance(choice, NamedTool):
        return chosen_tools("required", [choice.function.name], names)
    if isinstance(choice, AllowedToolsChoice):
        allowed = choice.allowed_tools
        return chosen_tools(allowed.mode, [each.function.name for each in allowed.tools], names)
    return chosen_tools(choice or "auto", None, names)


def chosen_tools(mode: Mode, wanted: Sequence[str] | None, names: Sequence[str]) -> ToolChoice:
    """Of the tools with these names, all or the wanted ones. Raises `ValueError`."""
    if mode == "required" and not names:
        raise ValueError("required, but there are no tools")
    known = frozenset(names)
    for name in wanted or ():
        if name not in known:
            raise ValueError(f"there is no tool '{name}'")
    return ToolChoice(mode, None if wanted is None else tuple(wanted))


def check_names(names: Iterable[str]) -> None:
    """Raises `ValueError` where two tools have one name."""
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"there are several tools '{name}'")


class FunctionCall(_Strict):
    name: str
    arguments: str


class MessageToolCall(_Strict):
    id: str
    type: Literal["function"] = "function"
    function: FunctionCall

    @property
    def call(self) -> ToolCall:
        return ToolCall(self.id, self.function.name, self.function.arguments)
