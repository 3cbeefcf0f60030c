"""OpenAI's chat completions: from events to an answer, whole or in chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from deployments.types import (
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    TokenLogprob,
    ToolCallDelta,
)
from serve_app.protocols import functions as legacy
from serve_app.protocols.openai import OpenAIAnswer, event, logprob


@dataclass(slots=True)
class _Choice:
    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    logprobs: list[dict[str, Any]] = field(default_factory=list)
    finish_reason: str | None = None


class ChatAnswer(OpenAIAnswer):
    """With `functions` its calls are told as they were before there were tools."""

    def __init__(
        self, id: str, created: int, n: int, include_usage: bool, functions: bool, model: str
    ) -> None:
        super().__init__(n, include_usage)
        self._functions = functions
        self._about = {"id": id, "created": created, "model": model}
        self._choices: dict[int, _Choice] = {}
        self._opened: set[int] = set()
        self._around_text: dict[int, tuple[bytes, bytes]] = {}

    def result(self) -> dict[str, Any]:
        choices = [
            {
                "index": index,
                "message": _message(choice, self._functions),
                "logprobs": {"content": choice.logprobs} if choice.logprobs else None,
                "finish_reason": self._reason(choice.finish_reason),
            }
            for index, choice in sorted(self._choices.items())
        ]
        return {
            **self._about,
            "object": "chat.completion",
            "choices": choices,
            "usage": self._usage.render(),
        }

    def _head(self) -> dict[str, Any]:
        return {**self._about, "object": "chat.completion.chunk"}

    def _reason(self, reason: str | None) -> str | None:
        return legacy.finish_reason(reason) if self._functions else reason

    def _choice(self, index: int) -> _Choice:
        return self._choices.setdefault(index, _Choice())

    def _keep(self, request: int, item: Event) -> None:
        if isinstance(item, TextDelta):
            choice = self._choice(item.index)
            choice.text.append(item.text)
            choice.logprobs += map(logprob, item.logprobs)
        elif isinstance(item, ReasoningDelta):
            self._choice(item.index).reasoning.append(item.text)
        elif isinstance(item, ToolCallDelta):
            self._keep_call(item)
        elif isinstance(item, Finished):
            self._choice(item.index).finish_reason = item.reason

    def _keep_call(self, item: ToolCallDelta) -> None:
        calls = self._choice(item.index).calls
        if item.call == len(calls):
            calls.append(_call(item))
        else:
            calls[item.call]["function"]["arguments"] += item.arguments

    def _render(self, request: int, item: Event) -> bytes:
        if isinstance(item, TextDelta):
            return self._text(item)
        if isinstance(item, ReasoningDelta):
            return self._delta(item.index, _reasoning(item.text))
        if isinstance(item, ToolCallDelta):
            return self._call_delta(item)
        if isinstance(item, Finished):
            return self._delta(item.index, {}, finish_reason=self._reason(item.reason))
        return b""

    def _call_delta(self, item: ToolCallDelta) -> bytes:
        if self._functions:
            return b"" if item.call else self._delta(item.index, legacy.call_delta(item))
        call = _call(item) if item.name else {"function": {"arguments": item.arguments}}
        return self._delta(item.index, {"tool_calls": [{"index": item.call, **call}]})

    def _text(self, item: TextDelta) -> bytes:
        """The chunk of nearly every event: all but its text is the same again and again."""
        index = item.index
        if not item.text and not item.logprobs:
            return b""
        if item.logprobs or index not in self._opened:
            return self._delta(index, {"content": item.text}, logprobs=item.logprobs)
        if index not in self._around_text:
            before, _, after = self._delta(index, {"content": "\0"}).partition(b'"\\u0000"')
            self._around_text[index] = before, after
        before, after = self._around_text[index]
        return before + orjson.dumps(item.text) + after

    def _delta(
        self,
        index: int,
        delta: dict[str, Any],
        *,
        logprobs: Sequence[TokenLogprob] = (),
        finish_reason: str | None = None,
    ) -> bytes:
        opening = b""
        if index not in self._opened:
            self._opened.add(index)
            opening = self._delta(index, {"role": "assistant", "content": ""})
        choice = {
            "index": index,
            "delta": delta,
            "logprobs": {"content": [*map(logprob, logprobs)]} if logprobs else None,
            "finish_reason": finish_reason,
        }
        return opening + event(self._envelope([choice]))


def _call(item: ToolCallDelta) -> dict[str, Any]:
    function = {"name": item.name, "arguments": item.arguments}
    return {"id": item.id, "type": "function", "function": function}


def _reasoning(text: str) -> dict[str, str]:
    """Under both names that clients look for."""
    return {"reasoning_content": text, "reasoning": text}


def _message(choice: _Choice, functions: bool) -> dict[str, Any]:
    text: str | None = "".join(choice.text)
    if choice.calls and not text:
        text = None
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if choice.calls:
        message |= legacy.call_of(choice.calls) if functions else {"tool_calls": choice.calls}
    if choice.reasoning:
        message |= _reasoning("".join(choice.reasoning))
    return message | {"refusal": None}
