"""Answers as Anthropic's messages; the client library's own types read them."""

import json
from collections.abc import Iterator
from typing import Any

import anthropic.types
import pytest
from anthropic.types.shared import ErrorResponse
from pydantic import BaseModel, TypeAdapter

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
from serve_app.errors import (
    ApiError,
    BadRequest,
    BodyTooLarge,
    InternalError,
    MethodNotAllowed,
    ModelDisabled,
    ModelNotFound,
    Unauthorized,
    Unavailable,
)
from serve_app.protocols.call import Answer
from serve_app.protocols.message_answer import error_body
from serve_app.protocols.messages import parse

STREAM_EVENT: TypeAdapter[BaseModel] = TypeAdapter(anthropic.types.RawMessageStreamEvent)
EVENTS: list[Event] = [
    Accepted(9),
    ReasoningDelta("Hm"),
    ReasoningDelta("."),
    TextDelta("Well"),
    TextDelta(", then."),
    ToolCallDelta(0, id="call_1", name="add"),
    ToolCallDelta(0, '{"a"'),
    ToolCallDelta(0, ": 1}"),
    ToolCallDelta(1, id="call_2", name="stop"),
    TextDelta("Done"),
    Finished("tool_calls", usage=Usage(9, 12, cached_tokens=4, reasoning_tokens=2)),
]
USAGE = {
    "input_tokens": 5,
    "cache_creation_input_tokens": 0,
    "cache_read_input_tokens": 4,
    "output_tokens": 12,
}


def answer(**fields: Any) -> Answer:
    body = {"max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}], **fields}
    return parse(body, "7", 1000).answer("fox")


def result(*events: Event, **fields: Any) -> dict[str, Any]:
    whole = answer(**fields)
    whole.collect(0, events)
    assert whole.complete
    known(anthropic.types.Message.model_validate(whole.result()))
    return whole.result()


def stream(*events: Event, **fields: Any) -> list[dict[str, Any]]:
    """The events of a whole stream."""
    streamed = answer(**fields)
    written = b"".join(streamed.chunk(0, [event]) for event in events)
    assert streamed.complete
    return [*read(written + streamed.end())]


def read(written: bytes) -> Iterator[dict[str, Any]]:
    *events, rest = written.decode().split("\n\n")
    assert rest == ""
    for event in events:
        name, data = event.split("\n")
        content = json.loads(data.removeprefix("data: "))
        assert name == f"event: {content['type']}"
        if content["type"] != "ping":
            known(STREAM_EVENT.validate_python(content))
        yield content


def known(model: BaseModel) -> None:
    """The library has a name for each of the model's fields."""
    assert not model.model_extra
    for name in model.model_fields_set:
        value = getattr(model, name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                known(each)


def test_a_whole_answer() -> None:
    assert result(*EVENTS) == {
        "id": "msg_7",
        "type": "message",
        "role": "assistant",
        "model": "fox",
        "content": [
            {"type": "thinking", "thinking": "Hm.", "signature": ""},
            {"type": "text", "text": "Well, then."},
            {"type": "tool_use", "id": "call_1", "name": "add", "input": {"a": 1}},
            {"type": "tool_use", "id": "call_2", "name": "stop", "input": {}},
            {"type": "text", "text": "Done"},
        ],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": USAGE,
    }


def block(index: int, start: dict[str, Any], *deltas: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": "content_block_start", "index": index, "content_block": start},
        *({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": index},
    ]


def test_a_stream() -> None:
    message = {
        "id": "msg_7",
        "type": "message",
        "role": "assistant",
        "model": "fox",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {
            "input_tokens": 9,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "output_tokens": 0,
        },
    }
    assert stream(*EVENTS) == [
        {"type": "message_start", "message": message},
        {"type": "ping"},
        *block(
            0,
            {"type": "thinking", "thinking": "", "signature": ""},
            {"type": "thinking_delta", "thinking": "Hm"},
            {"type": "thinking_delta", "thinking": "."},
            {"type": "signature_delta", "signature": ""},
        ),
        *block(
            1,
            {"type": "text", "text": ""},
            {"type": "text_delta", "text": "Well"},
            {"type": "text_delta", "text": ", then."},
        ),
        *block(
            2,
            {"type": "tool_use", "id": "call_1", "name": "add", "input": {}},
            {"type": "input_json_delta", "partial_json": '{"a"'},
            {"type": "input_json_delta", "partial_json": ": 1}"},
        ),
        *block(3, {"type": "tool_use", "id": "call_2", "name": "stop", "input": {}}),
        *block(4, {"type": "text", "text": ""}, {"type": "text_delta", "text": "Done"}),
        {
            "type": "message_delta",
            "delta": {"stop_reason": "tool_use", "stop_sequence": None},
            "usage": USAGE,
        },
        {"type": "message_stop"},
    ]


def test_the_bytes_of_a_stream() -> None:
    streamed = answer()
    streamed.chunk(0, [Accepted(1), TextDelta("a")])
    assert streamed.chunk(0, [TextDelta('"b"\n\n')]) == (
        b"event: content_block_delta\n"
        b'data: {"type":"content_block_delta","index":0,'
        b'"delta":{"type":"text_delta","text":"\\"b\\"\\n\\n"}}\n\n'
    )
    assert streamed.chunk(0, []) == b""
    assert not streamed.complete
    assert streamed.end() == b'event: message_stop\ndata: {"type":"message_stop"}\n\n'


@pytest.mark.parametrize("text", ["\\", "\0", "\\u0000", "\u2028", "event: x\n\n", "日👍🏽"])
def test_any_text(text: str) -> None:
    events = [TextDelta(text), ReasoningDelta(text), ReasoningDelta(text), Finished("stop")]
    deltas = [each["delta"] for each in stream(Accepted(1), *events) if "delta" in each]
    assert [delta.get("text") or delta.get("thinking") for delta in deltas] == [
        text,
        text,
        text,
        None,
        None,
    ]
    blocks = result(*events)["content"]
    assert [each.get("text") or each.get("thinking") for each in blocks] == [text, text * 2]


def test_what_says_nothing_opens_no_block() -> None:
    events = [TextDelta(""), ReasoningDelta(""), TextDelta("a"), ReasoningDelta(""), TextDelta("b")]
    types = [each["type"] for each in stream(Accepted(1), *events, Finished("stop"))]
    assert types[2:-2] == [
        "content_block_start",
        "content_block_delta",
        "content_block_delta",
        "content_block_stop",
    ]
    assert result(*events, Finished("stop"))["content"] == [{"type": "text", "text": "ab"}]


def test_an_answer_without_content() -> None:
    assert result(Accepted(1), Finished("stop"))["content"] == []
    types = [each["type"] for each in stream(Accepted(1), Finished("stop"))]
    assert types == ["message_start", "ping", "message_delta", "message_stop"]


@pytest.mark.parametrize(
    ("arguments", "parsed"),
    [
        ("", {}),
        ('{"a": {"b": ["ü"]}}', {"a": {"b": ["ü"]}}),
        ('{"a": ', {}),
        ("[1]", {}),
        ("NaN", {}),
    ],
)
def test_arguments_that_are_no_object(arguments: str, parsed: dict[str, Any]) -> None:
    call = ToolCallDelta(0, arguments, "call_1", "add")
    (said,) = result(call, Finished("length"))["content"]
    assert said["input"] == parsed


@pytest.mark.parametrize(
    ("reason", "stop", "told", "sequence"),
    [
        ("stop", None, "end_turn", None),
        ("stop", "END", "stop_sequence", "END"),
        ("stop", "<|im_end|>", "end_turn", None),  # the model's own
        ("length", None, "max_tokens", None),
        ("tool_calls", "END", "tool_use", None),
        ("cancelled", None, "end_turn", None),
    ],
)
def test_why_it_ended(
    reason: FinishReason, stop: str | None, told: str, sequence: str | None
) -> None:
    finished = Finished(reason, stop=stop)
    ending = {"stop_reason": told, "stop_sequence": sequence}
    assert result(finished, stop_sequences=["END"]).items() >= ending.items()
    delta = stream(Accepted(1), finished, stop_sequences=["END"])[-2]["delta"]
    assert delta == ending


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("no", param="top_k"), "invalid_request_error"),
        (Unauthorized("no"), "authentication_error"),
        (ModelDisabled("fox"), "permission_error"),
        (ModelNotFound("fox", []), "not_found_error"),
        (MethodNotAllowed("no"), "invalid_request_error"),
        (InternalError("no"), "api_error"),
        (Unavailable("no"), "overloaded_error"),
    ],
)
def test_errors(error: ApiError, kind: str) -> None:
    body = error_body(error)
    assert body == {"type": "error", "error": {"type": kind, "message": error.message}}
    known(ErrorResponse.model_validate(body))


def test_the_error_of_a_large_body() -> None:
    assert error_body(BodyTooLarge("no"))["error"]["type"] == "request_too_large"


def test_an_error_in_a_stream() -> None:
    assert answer().error(Unavailable("no")) == (
        b"event: error\n"
        b'data: {"type":"error","error":{"type":"overloaded_error","message":"no"}}\n\n'
    )
