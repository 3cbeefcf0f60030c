"""OpenAI's functions, which came before tools: what chat bodies and answers say of them.

https://platform.openai.com/docs/api-reference/chat/create, `functions` and `function_call`. To the
model they are tools; an answer has one call at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from deployments.types import ToolCall, ToolCallDelta
from serve_app.protocols.chat_tools import (
    Choice,
    FunctionCall,
    FunctionDefinition,
    FunctionName,
    NamedTool,
    ToolDefinition,
    tool_choice,
)
from serve_app.protocols.lists import ListOf
from serve_app.protocols.tools import check_names


def _check_functions(
    functions: list[FunctionDefinition], fields: ValidationInfo
) -> list[FunctionDefinition]:
    if functions and fields.data.get("tools"):
        raise ValueError("not together with tools")
    check_names(each.name for each in functions)
    return functions


def _known(choice: Any) -> Any:
    if isinstance(choice, str) and choice not in ("none", "auto"):
        raise ValueError("must be none, auto, or an object that names a function")
    return choice


def _names_a_function(
    choice: Literal["none", "auto"] | FunctionName, fields: ValidationInfo
) -> Literal["none", "auto"] | FunctionName:
    tool_choice(as_choice(choice), as_tools(fields.data.get("functions")))
    return choice


Functions: TypeAlias = Annotated[ListOf[FunctionDefinition], AfterValidator(_check_functions)]
"""Stands behind `tools` in its body."""
FunctionChoice: TypeAlias = Annotated[
    Literal["none", "auto"] | FunctionName,
    BeforeValidator(_known),
    AfterValidator(_names_a_function),
]
"""Stands behind `functions` in its body."""


def as_tools(functions: Sequence[FunctionDefinition] | None) -> list[ToolDefinition]:
    return [ToolDefinition(type="function", function=each) for each in functions or ()]


def as_choice(choice: Literal["none", "auto"] | FunctionName | None) -> Choice | None:
    if isinstance(choice, FunctionName):
        return NamedTool(type="function", function=choice)
    return choice


def said_call(call: FunctionCall | None, number: int) -> tuple[ToolCall, ...]:
    """`function_call` of an assistant's message; the message's number makes its id."""
    return (ToolCall(f"call_{number}", call.name, call.arguments),) if call else ()


# --- Answers ---------------------------------------------------------------------------------


def finish_reason(reason: str | None) -> str | None:
    return "function_call" if reason == "tool_calls" else reason


def call_of(calls: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of OpenAI's `tool_calls` the first, as a message's `function_call`."""
    return {"function_call": calls[0]["function"]}


def call_delta(item: ToolCallDelta) -> dict[str, Any]:
    """A piece of the first call; the first piece has the name."""
    named = {"name": item.name} if item.name else {}
    return {"function_call": {**named, "arguments": item.arguments}}
