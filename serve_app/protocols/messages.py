"""Anthropic's messages: https://platform.claude.com/docs/en/api/messages

What a body says; what a model is told of its messages is in `message_turns.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field

from deployments.types import Constraint, CountRequest, Message, Reasoning, Request, TokenCount
from serve_app.errors import BadRequest
from serve_app.protocols.body import Strict, refuse_unsupported, validate
from serve_app.protocols.call import Ask, Call
from serve_app.protocols.generation_body import FiniteFloat, GenerationBody, request_of
from serve_app.protocols.lists import ListOf
from serve_app.protocols.message_answer import MessageAnswer
from serve_app.protocols.message_content import TextBlock
from serve_app.protocols.message_tools import Choice, CustomTool, tool_choice
from serve_app.protocols.message_turns import InputMessage, conversation
from serve_app.protocols.tools import Tools

NOT_THERE: dict[str, Sequence[Any]] = {"n": (1,), "mcp_servers": ([],)}
"""Fields that ask for what there is not, with the values that ask for nothing."""


class Thinking(Strict):
    """`adaptive`: as long as the model thinks right."""

    type: Literal["enabled", "disabled", "adaptive"]
    budget_tokens: int | None = Field(default=None, ge=1, le=2**31 - 1)

    @property
    def budget(self) -> int | None:
        return self.budget_tokens if self.type == "enabled" else None


class OutputFormat(Strict):
    type: Literal["json_schema"]
    json_schema: dict[str, Any] = Field(alias="schema")


class OutputConfig(Strict):
    effort: str | None = None
    format: OutputFormat | None = None


class PromptBody(GenerationBody):
    """What is said of a prompt and its answer; sampling fields are Anthropic's and those of chats.

    `output_format` was the name of `output_config.format`.
    """

    messages: Annotated[ListOf[InputMessage], Field(min_length=1)]
    system: str | ListOf[TextBlock] | None = None
    temperature: FiniteFloat | None = Field(default=None, ge=0, le=2)
    top_k: int | None = Field(default=None, ge=0, le=2**31 - 1)
    stop: ListOf[str] | None = Field(default=None, validation_alias="stop_sequences")
    metadata: dict[str, Any] | None = None
    tools: Tools[CustomTool] | None = None
    tool_choice: Choice | None = None
    thinking: Thinking | None = None
    output_config: OutputConfig | None = None
    output_format: OutputFormat | None = None

    @property
    def constraint(self) -> Constraint | None:
        config = self.output_config
        wanted = (config and config.format) or self.output_format
        return Constraint("json_schema", wanted.json_schema) if wanted else super().constraint

    @property
    def reasoning(self) -> Reasoning:
        """`enable_thinking` in the metadata is LocalAI's."""
        effort = self.output_config.effort if self.output_config else None
        if self.thinking is None:
            return Reasoning(_flag((self.metadata or {}).get("enable_thinking")), effort)
        return Reasoning(self.thinking.type != "disabled", effort, self.thinking.budget)

    @property
    def calls_in_parallel(self) -> bool:
        return not (self.tool_choice and self.tool_choice.disable_parallel_tool_use)


class MessagesBody(PromptBody):
    max_tokens: int = Field(ge=1)


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Call:
    """Raises `BadRequest` naming the field."""
    refuse_unsupported(data, NOT_THERE)
    body = validate(MessagesBody, data)
    request = _request(body, request_id)
    return Call(
        model=body.model,
        capability="chat",
        stream=bool(body.stream),
        requests=(request,),
        answer=partial(MessageAnswer, f"msg_{request_id}", request.stop),
    )


def count_tokens(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    refuse_unsupported(data, NOT_THERE)
    body = validate(PromptBody, data)
    return Ask(
        model=body.model,
        capability="chat",
        question=CountRequest(request=_request(body, request_id)),
        answer=render_count,
    )


def render_count(model: str, reply: TokenCount) -> dict[str, Any]:
    return {"input_tokens": reply.prompt_tokens}


def _request(body: PromptBody, id: str) -> Request:
    messages = conversation(body.system, body.messages)
    return request_of(
        body,
        id,
        n=1,
        messages=messages,
        tools=tuple(each.tool for each in body.tools or ()),
        tool_choice=tool_choice(body.tool_choice, body.tools or []),
        parallel_tool_calls=body.calls_in_parallel,
        reasoning=body.reasoning,
        continue_final_message=_goes_on(messages),
    )


def _goes_on(messages: Sequence[Message]) -> Literal[True] | None:
    """An assistant's message at the end is the beginning of the answer."""
    if messages[-1].role != "assistant":
        return None
    if messages[-1].tool_calls:
        reason = "the last one calls tools, and their results are missing"
        raise BadRequest(f"messages: {reason}", param="messages")
    return True


def _flag(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None
