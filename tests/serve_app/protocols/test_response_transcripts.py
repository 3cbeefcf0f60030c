"""Answers as Open Responses: whole transcripts of streams, every field of every event."""

from typing import Any

import pytest
from response_transcript import check_response, read
from test_responses import ADD, DEFAULTS

from deployments.types import (
    Accepted,
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    TokenLogprob,
    ToolCallDelta,
    Usage,
)
from serve_app.errors import ApiError, BadRequest, InternalError, Unavailable
from serve_app.protocols.response_answer import ResponseAnswer
from serve_app.protocols.responses import Stored, call, parse

USAGE = {
    "input_tokens": 9,
    "input_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 0},
    "output_tokens": 12,
    "output_tokens_details": {"reasoning_tokens": 2},
    "total_tokens": 21,
}
COUNTED = Usage(9, 12, cached_tokens=4, reasoning_tokens=2)
TOKEN = TokenLogprob(5, b"W", -0.5, (TokenLogprob(5, b"W", -0.5), TokenLogprob(6, b"\xff", -2.0)))
TOLD_TOKEN = {
    "token": "W",
    "logprob": -0.5,
    "bytes": [87],
    "top_logprobs": [
        {"token": "W", "logprob": -0.5, "bytes": [87]},
        {"token": "�", "logprob": -2.0, "bytes": [255]},
    ],
}
COMPLETED = {"status": "completed", "completed_at": 1009, "usage": USAGE}


def answer(**fields: Any) -> ResponseAnswer:
    made = call(parse({"input": "Hi", **fields}), Stored(), "7", 1000).answer("fox")
    assert isinstance(made, ResponseAnswer)
    made.at(1009.75)
    return made


def stream(*events: Event, **fields: Any) -> list[dict[str, Any]]:
    """The events of a whole stream, each with a batch of its own."""
    streamed = answer(**fields)
    written = b"".join(streamed.chunk(0, [event]) for event in events)
    assert streamed.complete
    return read(written + streamed.end())


def result(*events: Event, **fields: Any) -> dict[str, Any]:
    whole = answer(**fields)
    whole.collect(0, events)
    assert whole.complete
    check_response(whole.result())
    return whole.result()


def broken(error: ApiError, *events: Event) -> list[dict[str, Any]]:
    """The events of a stream that ends with an error."""
    streamed = answer()
    written = streamed.chunk(0, events)
    return read(written + streamed.error(error))


def transcript(*events: dict[str, Any]) -> list[dict[str, Any]]:
    return [event | {"sequence_number": number} for number, event in enumerate(events)]


def of_response(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": f"response.{kind}", "response": DEFAULTS | fields}


BEGINNING = (of_response("created"), of_response("in_progress"))


def message(*content: dict[str, Any], status: str = "completed", place: int = 0) -> dict[str, Any]:
    return {
        "id": f"msg_7_{place}",
        "type": "message",
        "status": status,
        "role": "assistant",
        "content": [*content],
    }


def output_text(text: str, *tokens: dict[str, Any]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": [*tokens]}


def thought(*content: dict[str, Any], status: str = "completed", place: int = 0) -> dict[str, Any]:
    return {
        "id": f"rs_7_{place}",
        "type": "reasoning",
        "status": status,
        "summary": [],
        "content": [*content],
        "encrypted_content": None,
    }


def reasoning_text(text: str) -> dict[str, Any]:
    return {"type": "reasoning_text", "text": text}


def function_call(
    number: int, name: str, arguments: str, status: str = "completed", place: int = 0
) -> dict[str, Any]:
    return {
        "id": f"fc_7_{place}",
        "type": "function_call",
        "status": status,
        "call_id": f"call_{number}",
        "name": name,
        "arguments": arguments,
    }


def added(place: int, item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "response.output_item.added", "output_index": place, "item": item}


def done(place: int, item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "response.output_item.done", "output_index": place, "item": item}


def of_item(id: str, place: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": f"response.{kind}", "item_id": id, "output_index": place, **fields}


def of_part(id: str, place: int, kind: str, **fields: Any) -> dict[str, Any]:
    return of_item(id, place, kind, content_index=0, **fields)


# --- Transcripts ---------------------------------------------------------------------------------


def test_words() -> None:
    whole = message(output_text("Well, then."))
    events = stream(
        Accepted(9), TextDelta("Well"), TextDelta(", then."), Finished("stop", usage=COUNTED)
    )
    assert events == transcript(
        *BEGINNING,
        added(0, message(status="in_progress")),
        of_part("msg_7_0", 0, "content_part.added", part=output_text("")),
        of_part("msg_7_0", 0, "output_text.delta", delta="Well", logprobs=[]),
        of_part("msg_7_0", 0, "output_text.delta", delta=", then.", logprobs=[]),
        of_part("msg_7_0", 0, "output_text.done", text="Well, then.", logprobs=[]),
        of_part("msg_7_0", 0, "content_part.done", part=output_text("Well, then.")),
        done(0, whole),
        of_response("completed", output=[whole], **COMPLETED),
    )


def test_words_with_logprobs() -> None:
    whole = message(output_text("W", TOLD_TOKEN, TOLD_TOKEN))
    events = stream(
        Accepted(9),
        TextDelta("W", logprobs=(TOKEN,)),
        TextDelta("", logprobs=(TOKEN,)),
        Finished("stop", usage=COUNTED),
    )
    assert (
        events[3:]
        == transcript(
            *[{}] * 3,
            of_part("msg_7_0", 0, "content_part.added", part=output_text("")),
            of_part("msg_7_0", 0, "output_text.delta", delta="W", logprobs=[TOLD_TOKEN]),
            of_part("msg_7_0", 0, "output_text.delta", delta="", logprobs=[TOLD_TOKEN]),
            of_part("msg_7_0", 0, "output_text.done", text="W", logprobs=[TOLD_TOKEN] * 2),
            of_part(
                "msg_7_0", 0, "content_part.done", part=output_text("W", TOLD_TOKEN, TOLD_TOKEN)
            ),
            done(0, whole),
            of_response("completed", output=[whole], **COMPLETED),
        )[3:]
    )


def test_a_thought_and_words() -> None:
    first, second = thought(reasoning_text("Hm.")), message(output_text("Well"), place=1)
    events = stream(
        Accepted(9),
        ReasoningDelta("Hm"),
        ReasoningDelta(""),
        ReasoningDelta("."),
        TextDelta("Well"),
        Finished("stop", usage=COUNTED),
    )
    assert events == transcript(
        *BEGINNING,
        added(0, thought(status="in_progress")),
        of_part("rs_7_0", 0, "content_part.added", part=reasoning_text("")),
        of_part("rs_7_0", 0, "reasoning.delta", delta="Hm"),
        of_part("rs_7_0", 0, "reasoning.delta", delta="."),
        of_part("rs_7_0", 0, "reasoning.done", text="Hm."),
        of_part("rs_7_0", 0, "content_part.done", part=reasoning_text("Hm.")),
        done(0, first),
        added(1, message(status="in_progress", place=1)),
        of_part("msg_7_1", 1, "content_part.added", part=output_text("")),
        of_part("msg_7_1", 1, "output_text.delta", delta="Well", logprobs=[]),
        of_part("msg_7_1", 1, "output_text.done", text="Well", logprobs=[]),
        of_part("msg_7_1", 1, "content_part.done", part=output_text("Well")),
        done(1, second),
        of_response("completed", output=[first, second], **COMPLETED),
    )


def test_a_call() -> None:
    whole = function_call(1, "add", '{"a": 1}')
    tools = {"tools": [ADD], "tool_choice": "required"}
    events = stream(
        Accepted(9),
        ToolCallDelta(0, id="call_1", name="add"),
        ToolCallDelta(0, '{"a"'),
        ToolCallDelta(0, ": 1}"),
        Finished("tool_calls", usage=COUNTED),
        **tools,
    )
    assert events == transcript(
        of_response("created", **tools),
        of_response("in_progress", **tools),
        added(0, function_call(1, "add", "", "in_progress")),
        of_item("fc_7_0", 0, "function_call_arguments.delta", delta='{"a"'),
        of_item("fc_7_0", 0, "function_call_arguments.delta", delta=": 1}"),
        of_item("fc_7_0", 0, "function_call_arguments.done", name="add", arguments='{"a": 1}'),
        done(0, whole),
        of_response("completed", output=[whole], **tools, **COMPLETED),
    )


def test_words_and_several_calls() -> None:
    items = [
        message(output_text("Well")),
        function_call(1, "add", "{}", place=1),
        function_call(2, "stop", "", place=2),
        message(output_text("Done"), place=3),
    ]
    events = stream(
        Accepted(9),
        TextDelta("Well"),
        ToolCallDelta(0, "{}", id="call_1", name="add"),
        ToolCallDelta(1, id="call_2", name="stop"),
        TextDelta("Done"),
        Finished("tool_calls", usage=COUNTED),
    )
    assert events == transcript(
        *BEGINNING,
        added(0, message(status="in_progress")),
        of_part("msg_7_0", 0, "content_part.added", part=output_text("")),
        of_part("msg_7_0", 0, "output_text.delta", delta="Well", logprobs=[]),
        of_part("msg_7_0", 0, "output_text.done", text="Well", logprobs=[]),
        of_part("msg_7_0", 0, "content_part.done", part=output_text("Well")),
        done(0, items[0]),
        added(1, function_call(1, "add", "", "in_progress", place=1)),
        of_item("fc_7_1", 1, "function_call_arguments.delta", delta="{}"),
        of_item("fc_7_1", 1, "function_call_arguments.done", name="add", arguments="{}"),
        done(1, items[1]),
        added(2, function_call(2, "stop", "", "in_progress", place=2)),
        of_item("fc_7_2", 2, "function_call_arguments.done", name="stop", arguments=""),
        done(2, items[2]),
        added(3, message(status="in_progress", place=3)),
        of_part("msg_7_3", 3, "content_part.added", part=output_text("")),
        of_part("msg_7_3", 3, "output_text.delta", delta="Done", logprobs=[]),
        of_part("msg_7_3", 3, "output_text.done", text="Done", logprobs=[]),
        of_part("msg_7_3", 3, "content_part.done", part=output_text("Done")),
        done(3, items[3]),
        of_response("completed", output=items, **COMPLETED),
    )


def test_no_words_at_all() -> None:
    events = stream(Accepted(9), TextDelta(""), Finished("stop", usage=COUNTED))
    assert events == transcript(*BEGINNING, of_response("completed", **COMPLETED))


INCOMPLETE = {
    "status": "incomplete",
    "incomplete_details": {"reason": "max_output_tokens"},
    "usage": USAGE,
}


def test_too_few_tokens() -> None:
    cut = message(output_text("Well"), status="incomplete")
    events = stream(Accepted(9), TextDelta("Well"), Finished("length", usage=COUNTED))
    assert (
        events[-4:]
        == transcript(
            *[{}] * 5,
            of_part("msg_7_0", 0, "output_text.done", text="Well", logprobs=[]),
            of_part("msg_7_0", 0, "content_part.done", part=output_text("Well")),
            done(0, cut),
            of_response("incomplete", output=[cut], **INCOMPLETE),
        )[-4:]
    )


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        (ReasoningDelta("Hm"), thought(reasoning_text("Hm"), status="incomplete")),
        (
            ToolCallDelta(0, '{"a', id="call_1", name="add"),
            function_call(1, "add", '{"a', "incomplete"),
        ),
    ],
)
def test_too_few_tokens_for_other_items(said: Event, cut: dict[str, Any]) -> None:
    events = stream(Accepted(9), said, Finished("length", usage=COUNTED))
    assert events[-2] == done(0, cut) | {"sequence_number": len(events) - 2}
    assert events[-1]["response"] == DEFAULTS | INCOMPLETE | {"output": [cut]}


def test_what_was_whole_before_stays_complete() -> None:
    events = stream(
        Accepted(9), ReasoningDelta("Hm"), TextDelta("We"), Finished("length", usage=COUNTED)
    )
    output = events[-1]["response"]["output"]
    assert [item["status"] for item in output] == ["completed", "incomplete"]


CUT = message(output_text("Well"), status="incomplete")
CUT_OFF = (
    of_part("msg_7_0", 0, "output_text.done", text="Well", logprobs=[]),
    of_part("msg_7_0", 0, "content_part.done", part=output_text("Well")),
    done(0, CUT),
)


def failure(error: dict[str, Any], **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    told = {"code": error["code"], "message": error["message"]}
    failed = of_response("failed", status="failed", error=told, **fields)
    return {"type": "error", "error": error}, failed


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            InternalError("it broke"),
            {"type": "server_error", "code": "server_error", "message": "it broke", "param": None},
        ),
        (
            Unavailable("too many", code="overloaded"),
            {"type": "server_error", "code": "overloaded", "message": "too many", "param": None},
        ),
        (
            BadRequest("input: bad", param="input"),
            {
                "type": "invalid_request_error",
                "code": "invalid_request_error",
                "message": "input: bad",
                "param": "input",
            },
        ),
    ],
)
def test_a_failure_behind_the_first_words(error: ApiError, told: dict[str, Any]) -> None:
    assert broken(error, Accepted(9), TextDelta("Well")) == transcript(
        *BEGINNING,
        added(0, message(status="in_progress")),
        of_part("msg_7_0", 0, "content_part.added", part=output_text("")),
        of_part("msg_7_0", 0, "output_text.delta", delta="Well", logprobs=[]),
        *CUT_OFF,
        *failure(told, output=[CUT]),
    )


def test_a_failure_keeps_what_was_whole() -> None:
    told = broken(InternalError("it broke"), Accepted(9), ReasoningDelta("Hm"), TextDelta("Well"))
    output = told[-1]["response"]["output"]
    assert [item["status"] for item in output] == ["completed", "incomplete"]
    assert [
        event["item"] for event in told if event["type"] == "response.output_item.done"
    ] == output


def test_a_failure_with_the_error_of_a_stored_response() -> None:
    failed = answer()
    failed.queued()
    events = failed.failed_with({"code": "overloaded", "message": "too many"})
    told = read(b"".join(event for _, event in events) + failed.end(), first=2)
    expected = {"type": "server_error", "code": "overloaded", "message": "too many", "param": None}
    assert told == transcript({}, {}, *failure(expected))[2:]
    assert failed.complete


def test_one_that_waits_first() -> None:
    waiting = answer(background=True)
    events = waiting.queued() + waiting.numbered([Accepted(9), Finished("stop", usage=COUNTED)])
    assert [number for number, _ in events] == [0, 1, 2, 3]
    queued = {"background": True, "status": "queued"}
    assert read(b"".join(event for _, event in events) + waiting.end()) == transcript(
        of_response("created", **queued),
        of_response("queued", **queued),
        of_response("in_progress", background=True),
        of_response("completed", background=True, **COMPLETED),
    )


def test_one_that_is_cancelled_ends_its_last_item() -> None:
    cancelled = answer()
    begun = len(cancelled.numbered([Accepted(9), TextDelta("Well")]))
    events = cancelled.cancelled()
    assert cancelled.complete
    assert cancelled.result() == DEFAULTS | {"status": "cancelled", "output": [CUT]}
    told = read(b"".join(event for _, event in events) + cancelled.end(), first=begun)
    assert told == transcript(*[{}] * begun, *CUT_OFF)[begun:]


def test_one_that_is_cancelled_before_it_says_anything() -> None:
    cancelled = answer()
    cancelled.queued()
    assert cancelled.cancelled() == []
    assert cancelled.result() == DEFAULTS | {"status": "cancelled"}


def test_a_model_may_say_that_it_was_cancelled() -> None:
    events = stream(Accepted(9), TextDelta("Well"), Finished("cancelled", usage=COUNTED))
    assert events[-1]["item"] == CUT
    whole = result(Accepted(9), TextDelta("Well"), Finished("cancelled", usage=COUNTED))
    assert (whole["status"], whole["output"][0]["status"]) == ("cancelled", "incomplete")
