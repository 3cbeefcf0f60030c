"""Answers as Anthropic's messages, whole or as server-sent events, and errors.

https://platform.claude.com/docs/en/build-with-claude/streaming
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import orjson

from deployments.types import (
    Accepted,
    Event,
    Finished,
    FinishReason,
    ReasoningDelta,
    TextDelta,
    ToolCallDelta,
    Usage,
)
from serve_app.errors import ApiError
from serve_app.protocols.openai import event

ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    405: "invalid_request_error",
    413: "request_too_large",
    429: "rate_limit_error",
    503: "overloaded_error",
}
STOP_REASONS: Mapping[FinishReason, str] = {
    "stop": "end_turn",
    "length": "max_tokens",
    "tool_calls": "tool_use",
    "cancelled": "end_turn",
}
UNFINISHED: Mapping[str, str | None] = {"stop_reason": None, "stop_sequence": None}
DELTAS = (TextDelta, ReasoningDelta, ToolCallDelta)
Delta: TypeAlias = TextDelta | ReasoningDelta | ToolCallDelta
BlockKey: TypeAlias = Literal["text", "thinking"] | int
"""Deltas that follow each other with the same key are one block; calls have their numbers."""


def error_body(error: ApiError) -> dict[str, Any]:
    kind = ERROR_TYPES.get(error.status, "api_error")
    return {"type": "error", "error": {"type": kind, "message": error.message}}


class MessageAnswer:
    """See `Answer` in call.py. `stops` are the client's: the model's YAML may have others."""

    def __init__(self, id: str, stops: Sequence[str], model: str) -> None:
        self._about = {"id": id, "type": "message", "role": "assistant", "model": model}
        self._stops = stops
        self._deltas: list[Delta] = []
        self._blocks = _BlockEvents()
        self._finished: Finished | None = None

    @property
    def complete(self) -> bool:
        return self._finished is not None

    def chunk(self, request: int, events: Sequence[Event]) -> bytes:
        return b"".join([self._render(item) for item in events])

    def end(self) -> bytes:
        return _event("message_stop")

    def error(self, error: ApiError) -> bytes:
        return b"event: error\n" + event(error_body(error))

    def collect(self, request: int, events: Sequence[Event]) -> None:
        for item in events:
            if isinstance(item, DELTAS):
                self._deltas.append(item)
            elif isinstance(item, Finished):
                self._finished = item

    def result(self) -> dict[str, Any]:
        assert self._finished is not None
        said = [item for item in self._deltas if _says(item)]
        blocks = [_block([*items]) for _, items in itertools.groupby(said, _key)]
        return self._message(blocks, self._ending(self._finished), self._finished.usage)

    def _render(self, item: Event) -> bytes:
        if isinstance(item, DELTAS):
            return self._blocks.write(item)
        if isinstance(item, Accepted):
            message = self._message([], UNFINISHED, Usage(prompt_tokens=item.prompt_tokens))
            return _event("message_start", message=message) + _event("ping")
        if isinstance(item, Finished):
            self._finished = item
            ending, usage = self._ending(item), _usage(item.usage)
            return self._blocks.close() + _event("message_delta", delta=ending, usage=usage)
        return b""

    def _message(
        self, blocks: list[dict[str, Any]], ending: Mapping[str, str | None], usage: Usage
    ) -> dict[str, Any]:
        return {**self._about, "content": blocks, **ending, "usage": _usage(usage)}

    def _ending(self, finished: Finished) -> dict[str, str | None]:
        if finished.reason == "stop" and finished.stop in self._stops:
            return {"stop_reason": "stop_sequence", "stop_sequence": finished.stop}
        return {"stop_reason": STOP_REASONS[finished.reason], "stop_sequence": None}


class _BlockEvents:
    """The events of blocks, one block after the other; it begins when something of it comes."""

    def __init__(self) -> None:
        self._index = -1
        self._open: BlockKey | None = None
        self._around = b"", b""

    def write(self, item: Delta) -> bytes:
        """All around a text is the same for the whole block: it is rendered once."""
        text = _text(item)
        if not text and not _says(item):
            return b""
        opening = b"" if _key(item) == self._open else self._begin(item)
        before, after = self._around
        return opening + before + orjson.dumps(text) + after if text else opening

    def close(self) -> bytes:
        if self._open is None:
            return b""
        signature = b""
        if self._open == "thinking":
            signature = self._delta({"type": "signature_delta", "signature": ""})
        self._open = None
        return signature + _event("content_block_stop", index=self._index)

    def _begin(self, item: Delta) -> bytes:
        ended = self.close()
        self._index += 1
        self._open = _key(item)
        before, _, after = self._delta(_delta(item)).partition(b'"\\u0000"')
        self._around = before, after
        block = _opening(item)
        return ended + _event("content_block_start", index=self._index, content_block=block)

    def _delta(self, delta: dict[str, str]) -> bytes:
        return _event("content_block_delta", index=self._index, delta=delta)


def _event(kind: str, **fields: Any) -> bytes:
    return b"event: " + kind.encode() + b"\n" + event({"type": kind, **fields})


def _usage(usage: Usage) -> dict[str, int]:
    """Input is what was not cached; the three together are the prompt."""
    return {
        "input_tokens": usage.prompt_tokens - usage.cached_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": usage.cached_tokens,
        "output_tokens": usage.completion_tokens,
    }


# --- Blocks ------------------------------------------------------------------------------------


def _key(item: Delta) -> BlockKey:
    if isinstance(item, TextDelta):
        return "text"
    return "thinking" if isinstance(item, ReasoningDelta) else item.call


def _text(item: Delta) -> str:
    return item.arguments if isinstance(item, ToolCallDelta) else item.text


def _says(item: Delta) -> bool:
    return bool(_text(item)) or (isinstance(item, ToolCallDelta) and item.name is not None)


def _opening(item: Delta) -> dict[str, Any]:
    """How the block that begins with this item looks before anything is in it."""
    if isinstance(item, TextDelta):
        return {"type": "text", "text": ""}
    if isinstance(item, ReasoningDelta):
        return {"type": "thinking", "thinking": "", "signature": ""}
    return {"type": "tool_use", "id": item.id, "name": item.name, "input": {}}


def _delta(item: Delta) -> dict[str, str]:
    r"""A delta of the item's kind, with `\0` for what it says."""
    if isinstance(item, TextDelta):
        return {"type": "text_delta", "text": "\0"}
    if isinstance(item, ReasoningDelta):
        return {"type": "thinking_delta", "thinking": "\0"}
    return {"type": "input_json_delta", "partial_json": "\0"}


def _block(items: Sequence[Delta]) -> dict[str, Any]:
    opening = _opening(items[0])
    text = "".join(map(_text, items))
    if opening["type"] == "tool_use":
        return {**opening, "input": _input(text)}
    return {**opening, opening["type"]: text}


def _input(arguments: str) -> dict[str, Any]:
    """Of a call; nothing where they are no object, as when the answer ended inside them."""
    try:
        parsed = orjson.loads(arguments)
    except orjson.JSONDecodeError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
