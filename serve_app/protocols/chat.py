"""OpenAI's chat completions: https://platform.openai.com/docs/api-reference/chat"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, ValidationInfo, field_validator

from deployments.types import (
    Continuation,
    Message,
    Reasoning,
    ReasoningFormat,
    Role,
)
from serve_app.protocols import functions as legacy
from serve_app.protocols.body import Strict, refuse_unsupported, validate
from serve_app.protocols.call import Call
from serve_app.protocols.chat_answer import ChatAnswer
from serve_app.protocols.chat_tools import (
    Choice,
    FunctionCall,
    MessageToolCall,
    ToolDefinition,
    tool_choice,
)
from serve_app.protocols.content import Content, parts
from serve_app.protocols.generation_body import GenerationBody, request_of
from serve_app.protocols.lists import ListOf
from serve_app.protocols.tools import Tools

# Fields that need later work, with the values that ask for nothing.
NOT_YET: dict[str, Sequence[Any]] = {
    "audio": (),
    "modalities": (["text"],),
}
THINKING_BUDGET = (
    "thinking_budget_tokens", "reasoning_budget_tokens", "thinking_token_budget", "thinking_budget"
)  # fmt: skip
"""Names of one field: llama-server's two, vLLM's, and Qwen's."""


class ChatMessage(Strict):
    role: Role | Literal["function"]
    content: str | ListOf[Content] | None = None
    name: str | None = None
    reasoning: str | None = Field(
        default=None, validation_alias=AliasChoices("reasoning_content", "reasoning")
    )
    tool_calls: ListOf[MessageToolCall] | None = None
    tool_call_id: str | None = None
    function_call: FunctionCall | None = None

    def check_unfinished(self) -> None:
        """Raises `ValueError` if nothing could follow inside the message."""
        if self.role != "assistant" or self.tool_calls or self.function_call:
            raise ValueError("the last message must be the assistant's, without tool calls")

    def parse(self, number: int, called: Mapping[str, str]) -> Message:
        """`called` are the ids of the latest calls by function; role `function` answers these."""
        calls = tuple(each.call for each in self.tool_calls or ())
        answers = self.tool_call_id
        if self.role == "function":
            answers = called.get(self.name or "")
        return Message(
            role="tool" if self.role == "function" else self.role,
            content=parts(self.content),
            name=self.name,
            reasoning=self.reasoning,
            tool_calls=calls + legacy.said_call(self.function_call, number),
            tool_call_id=answers,
        )


class ChatBody(GenerationBody):
    messages: Annotated[ListOf[ChatMessage], Field(min_length=1)]
    tools: Tools[ToolDefinition] | None = None
    tool_choice: Choice | None = None
    parallel_tool_calls: bool | None = None
    functions: legacy.Functions | None = None
    function_call: legacy.FunctionChoice | None = None
    reasoning_effort: str | None = None
    thinking_budget: int | None = Field(
        default=None, ge=-1, le=2**31 - 1, validation_alias=AliasChoices(*THINKING_BUDGET)
    )
    reasoning_format: ReasoningFormat | None = None
    continue_final_message: Continuation | None = None
    add_generation_prompt: bool | None = None
    chat_template_kwargs: dict[str, Any] | None = None
    max_completion_tokens: int | None = Field(default=None, ge=1)
    logprobs: bool | None = None
    top_logprobs: int | None = Field(default=None, ge=0, le=20)

    @property
    def reasoning(self) -> Reasoning:
        """`none` and llama-server's `enable_thinking` say whether to think at all."""
        enabled = (self.chat_template_kwargs or {}).get("enable_thinking")
        if self.reasoning_effort is not None and enabled is None:
            enabled = self.reasoning_effort != "none"
        effort = None if self.reasoning_effort == "none" else self.reasoning_effort
        enabled = enabled if isinstance(enabled, bool) else None
        return Reasoning(enabled, effort, self.thinking_budget, self.reasoning_format)

    @field_validator("continue_final_message")
    @classmethod
    def _has_a_message_to_continue(
        cls, wanted: Continuation | None, fields: ValidationInfo
    ) -> Continuation | None:
        messages = fields.data.get("messages")
        if wanted and messages:
            messages[-1].check_unfinished()
            if wanted == "reasoning_content" and messages[-1].content:
                raise ValueError("the thought of a message that has content has ended")
        return wanted

    @field_validator("add_generation_prompt")
    @classmethod
    def _prompts_once(cls, wanted: bool | None, fields: ValidationInfo) -> bool | None:
        continues, messages = map(fields.data.get, ("continue_final_message", "messages"))
        if wanted is not None and continues is not None and wanted == bool(continues):
            raise ValueError("must be the opposite of continue_final_message")
        if wanted is False and messages:
            messages[-1].check_unfinished()
        return wanted

    @property
    def continuation(self) -> Continuation | None:
        """None: as the model's YAML has it."""
        if self.continue_final_message is None and self.add_generation_prompt is not None:
            return not self.add_generation_prompt
        return self.continue_final_message

    @field_validator("messages")
    @classmethod
    def _has_content(cls, messages: list[ChatMessage]) -> list[ChatMessage]:
        for i, message in enumerate(messages):
            if message.content is None and message.role != "assistant":
                raise ValueError(f"message {i} ({message.role}) has no content")
            if message.name is None and message.role == "function":
                raise ValueError(f"message {i} ({message.role}) has no name")
        return messages


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Call:
    """Raises `BadRequest` naming the field."""
    refuse_unsupported(data, NOT_YET)
    chat = validate(ChatBody, data)
    wants_logprobs = chat.logprobs or chat.top_logprobs is not None
    tools = chat.tools or legacy.as_tools(chat.functions)
    choice = legacy.as_choice(chat.function_call) if chat.functions else chat.tool_choice
    request = request_of(
        chat,
        request_id,
        messages=_messages(chat.messages),
        tools=tuple(each.tool for each in tools),
        tool_choice=tool_choice(choice, tools),
        parallel_tool_calls=not chat.functions and chat.parallel_tool_calls is not False,
        reasoning=chat.reasoning,
        template_kwargs=chat.chat_template_kwargs or {},
        continue_final_message=chat.continuation,
        max_tokens=chat.max_completion_tokens or chat.max_tokens,
        logprobs=(chat.top_logprobs or 0) if wants_logprobs else None,
    )
    return Call(
        model=chat.model,
        capability="chat",
        stream=bool(chat.stream),
        requests=(request,),
        answer=partial(
            ChatAnswer,
            f"chatcmpl-{request_id}",
            created,
            request.n,
            chat.include_usage,
            bool(chat.functions),
        ),
    )


def _messages(messages: Sequence[ChatMessage]) -> tuple[Message, ...]:
    parsed: list[Message] = []
    called: dict[str, str] = {}
    for number, message in enumerate(messages):
        parsed.append(message.parse(number, called))
        called |= {call.name: call.id for call in parsed[-1].tool_calls}
    return tuple(parsed)
