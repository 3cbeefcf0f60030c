"""Open Responses: https://www.openresponses.org/specification

A body may refer to what is stored: an earlier response, and single items. So it is validated first
(`parse`), and becomes a request when somebody has looked those up (`call`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationInfo, field_validator

from deployments.types import Constraint, Message, Reasoning, Sampling, TextPart, ToolChoice
from serve_app.errors import BadRequest
from serve_app.protocols.body import Strict, refuse_unsupported, validate
from serve_app.protocols.call import Call
from serve_app.protocols.generation_body import GenerationBody, request_of
from serve_app.protocols.lists import ListOf
from serve_app.protocols.response_answer import ResponseAnswer
from serve_app.protocols.response_items import (
    Item,
    ItemReference,
    MessageItem,
    messages,
    references,
)
from serve_app.protocols.response_text import TextOptions
from serve_app.protocols.response_tools import Choice, FunctionTool, tool_choice
from serve_app.protocols.tools import Tools

Metadata: TypeAlias = dict[
    Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]
]
Include: TypeAlias = Literal["reasoning.encrypted_content", "message.output_text.logprobs"]
NOT_THERE: dict[str, Sequence[Any]] = {
    "n": (1,),
    "conversation": (),
    "prompt": (),
    "context_management": ([],),
}
"""Fields that ask for what there is not, with the values that ask for nothing."""
MOST_REFERENCES = 1_000
UNSAID = Sampling()
STORED_ITEM: TypeAdapter[Item] = TypeAdapter(Item)


class ReasoningOptions(Strict):
    effort: Literal["none", "minimal", "low", "medium", "high", "xhigh"] | None = None
    summary: Literal["auto", "concise", "detailed"] | None = None


class ResponsesBody(GenerationBody):
    """`text_format` is LocalAI's name for `text.format`. Sampling fields are those of chats."""

    input: str | ListOf[Item] | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    max_output_tokens: int | None = Field(default=None, ge=1)
    max_tool_calls: int | None = Field(default=None, ge=1)
    tools: Tools[FunctionTool] | None = None
    tool_choice: Choice | None = None
    parallel_tool_calls: bool | None = None
    reasoning: ReasoningOptions | None = None
    text: TextOptions | None = None
    top_logprobs: int | None = Field(default=None, ge=0, le=20)
    truncation: Literal["auto", "disabled"] | None = None
    store: bool | None = None
    background: bool | None = None
    metadata: Metadata | None = Field(default=None, max_length=16)
    include: ListOf[Include] | None = None
    service_tier: Literal["auto", "default", "flex", "priority"] | None = None
    safety_identifier: str | None = Field(default=None, max_length=64)
    prompt_cache_key: str | None = Field(default=None, max_length=64)
    user: str | None = None
    chat_template_kwargs: dict[str, Any] | None = None

    @field_validator("background")
    @classmethod
    def _stores_what_nobody_waits_for(
        cls, background: bool | None, fields: ValidationInfo
    ) -> bool | None:
        if background and fields.data.get("store") is False:
            raise ValueError("needs store: nobody waits for the answer")
        return background

    @property
    def stores(self) -> bool:
        return self.store is not False

    @property
    def items(self) -> list[Item]:
        if isinstance(self.input, str):
            return [MessageItem(role="user", content=self.input)]
        return self.input or []

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of stored items that the input refers to."""
        return references(self.items)

    @property
    def constraint(self) -> Constraint | None:
        if self.text is not None and self.text.format is not None:
            return self.text.format.constraint
        return super().constraint

    @property
    def wants_logprobs(self) -> bool:
        return "message.output_text.logprobs" in (self.include or ())

    @property
    def thinking(self) -> Reasoning:
        effort = None if self.reasoning is None else self.reasoning.effort
        if effort == "none":
            return Reasoning(enabled=False)
        return Reasoning(enabled=None if effort is None else True, effort=effort)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a body refers to: the items of all earlier responses, and single items by their ids."""

    history: Sequence[Mapping[str, Any]] = ()
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def parse(data: Mapping[str, Any]) -> ResponsesBody:
    """Raises `BadRequest` naming the field."""
    refuse_unsupported(data, NOT_THERE)
    if data.get("text_format") is not None and data.get("text") is None:
        data = {**data, "text": {"format": data["text_format"]}}
    body = validate(ResponsesBody, data)
    if not body.items and body.previous_response_id is None:
        raise BadRequest("input: there is nothing to answer", param="input")
    if len(body.references) > MOST_REFERENCES:
        message = f"input: at most {MOST_REFERENCES:,} references to items"
        raise BadRequest(message, param="input")
    return body


def call(
    body: ResponsesBody, stored: Stored, id: str, created: int, usual: Sampling = UNSAID
) -> Call:
    """The call that a body and what it refers to make; `usual` is how the model samples.

    Raises:
        BadRequest: naming the field, as for items that are not stored.
    """
    wants_logprobs = body.wants_logprobs or bool(body.top_logprobs)
    request = request_of(
        body,
        id,
        messages=conversation(body, stored),
        tools=tuple(each.tool for each in body.tools or ()),
        tool_choice=chosen(body),
        parallel_tool_calls=body.parallel_tool_calls is not False and body.max_tool_calls != 1,
        max_tool_calls=body.max_tool_calls,
        reasoning=body.thinking,
        template_kwargs=body.chat_template_kwargs or {},
        max_tokens=body.max_output_tokens,
        logprobs=(body.top_logprobs or 0) if wants_logprobs else None,
    )
    return Call(
        model=body.model,
        capability="chat",
        stream=bool(body.stream),
        requests=(request,),
        answer=partial(ResponseAnswer, resource(body, id, created, usual)),
    )


def chosen(body: ResponsesBody) -> ToolChoice:
    return tool_choice(body.tool_choice, body.tools or [])


def conversation(body: ResponsesBody, stored: Stored) -> tuple[Message, ...]:
    """Instructions, what was said before, and the input."""
    named = [("", STORED_ITEM.validate_python(dict(each))) for each in stored.history]
    for number, item in enumerate(body.items):
        path = f"input[{number}]"
        named.append((path, _looked_up(item, path, stored)))
    said = messages(named)
    if body.instructions is not None:
        said = (Message("system", (TextPart(body.instructions),)), *said)
    return said


def _looked_up(item: Item, path: str, stored: Stored) -> Item:
    if not isinstance(item, ItemReference):
        return item
    if item.id not in stored.items:
        raise BadRequest(f"{path}.id: there is no item '{item.id}'", param=f"{path}.id")
    return STORED_ITEM.validate_python(dict(stored.items[item.id]))


def resource(body: ResponsesBody, id: str, created: int, usual: Sampling) -> dict[str, Any]:
    """A response before there is an answer; the model's name is added to it."""
    text, sampling = body.text or TextOptions(), body.sampling.over(usual)
    return {
        "id": f"resp_{id}",
        "object": "response",
        "created_at": created,
        "completed_at": None,
        "status": "in_progress",
        "incomplete_details": None,
        "model": body.model or "",
        "previous_response_id": body.previous_response_id,
        "instructions": body.instructions,
        "output": [],
        "error": None,
        "tools": [each.render() for each in body.tools or ()],
        "tool_choice": _rendered_choice(body.tool_choice),
        "truncation": body.truncation or "disabled",
        "parallel_tool_calls": body.parallel_tool_calls is not False,
        "text": text.render(),
        "top_p": 1.0 if sampling.top_p is None else sampling.top_p,
        "presence_penalty": sampling.presence_penalty or 0.0,
        "frequency_penalty": sampling.frequency_penalty or 0.0,
        "top_logprobs": body.top_logprobs or 0,
        "temperature": 1.0 if sampling.temperature is None else sampling.temperature,
        "reasoning": {
            "effort": body.reasoning and body.reasoning.effort,
            "summary": body.reasoning and body.reasoning.summary,
        },
        "usage": None,
        "max_output_tokens": body.max_output_tokens,
        "max_tool_calls": body.max_tool_calls,
        "store": body.stores,
        "background": bool(body.background),
        "service_tier": "default",
        "metadata": body.metadata or {},
        "safety_identifier": body.safety_identifier,
        "prompt_cache_key": body.prompt_cache_key,
        "user": body.user,
    }


def _rendered_choice(choice: Choice | None) -> Any:
    return "auto" if choice is None else choice if isinstance(choice, str) else choice.model_dump()
