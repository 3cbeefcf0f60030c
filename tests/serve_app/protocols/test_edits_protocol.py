from typing import Any

import pytest
from http_exchange import sse

from deployments.types import (
    Accepted,
    Event,
    Finished,
    Message,
    Reasoning,
    ReasoningDelta,
    Request,
    Sampling,
    TextDelta,
    TextPart,
    Usage,
)
from serve_app.errors import BadRequest, InternalError
from serve_app.protocols.call import Answer, Call
from serve_app.protocols.edits import parse

EVENTS: list[Event] = [
    Accepted(3),
    ReasoningDelta("Hm."),
    TextDelta("He "),
    TextDelta("goes."),
    Finished("stop", usage=Usage(3, 4)),
]


def call(**fields: Any) -> Call:
    return parse({"instruction": "Correct this", **fields}, "7", 1000)


def answer(**fields: Any) -> Answer:
    return call(**fields).answer("fox")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"input": "He go."}, "Correct this\n\nHe go."),
        ({"input": ""}, "Correct this"),
        ({"input": None}, "Correct this"),
        ({}, "Correct this"),
    ],
)
def test_the_message(said: dict[str, Any], message: str) -> None:
    parsed = call(**said)
    assert (parsed.model, parsed.capability, parsed.stream) == (None, "chat", False)
    user = Message("user", (TextPart(message),))
    assert parsed.requests == (
        Request(id="7", messages=(user,), reasoning=Reasoning(enabled=False)),
    )


def test_all_that_a_body_may_say_about_generating() -> None:
    parsed = call(model="fox", n=2, temperature=0, top_p=0.5, max_tokens=9, stop="x", stream=True)
    (request,) = parsed.requests
    assert (parsed.model, parsed.stream) == ("fox", True)
    assert (request.n, request.max_tokens, request.stop) == (2, 9, ("x",))
    assert request.sampling == Sampling(temperature=0, top_p=0.5)


def test_a_whole_answer() -> None:
    whole = answer(input="He go.")
    whole.collect(0, EVENTS[:3])
    assert not whole.complete
    whole.collect(0, EVENTS[3:])
    assert whole.complete
    result = whole.result()
    usage = result.pop("usage")
    assert result == {
        "object": "edit",
        "created": 1000,
        "model": "fox",
        "choices": [{"text": "He goes.", "index": 0, "finish_reason": "stop"}],
    }
    counts = {key: count for key, count in usage.items() if key.endswith("tokens")}
    assert counts == {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}


def test_choices_come_by_their_index() -> None:
    whole = answer(n=2)
    whole.collect(
        0, [TextDelta("b", 1), TextDelta("a", 0), Finished("length", 1), Finished("stop")]
    )
    assert whole.result()["choices"] == [
        {"text": "a", "index": 0, "finish_reason": "stop"},
        {"text": "b", "index": 1, "finish_reason": "length"},
    ]


def test_an_answer_without_text() -> None:
    whole = answer()
    whole.collect(0, [Finished("stop")])
    assert whole.result()["choices"] == [{"text": "", "index": 0, "finish_reason": "stop"}]


def test_chunks() -> None:
    stream = answer(stream=True)
    chunks = sse(stream.chunk(0, EVENTS) + stream.end())
    assert stream.complete
    assert [chunk["choices"] for chunk in chunks] == [
        [{"text": "He ", "index": 0, "finish_reason": None}],
        [{"text": "goes.", "index": 0, "finish_reason": None}],
        [{"text": "", "index": 0, "finish_reason": "stop"}],
    ]
    assert {(chunk["object"], chunk["created"], chunk["model"]) for chunk in chunks} == {
        ("edit", 1000, "fox")
    }


def test_usage_and_errors_in_a_stream() -> None:
    stream = answer(stream=True, stream_options={"include_usage": True})
    stream.chunk(0, EVENTS)
    (last,) = sse(stream.end())
    assert (last["choices"], last["usage"]["total_tokens"]) == ([], 7)
    (error,) = sse(stream.error(InternalError("no")))
    assert error["error"]["message"] == "no"


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"instruction": None}, "instruction"),
        ({"instruction": ""}, "instruction"),
        ({"instruction": ["a"]}, "instruction"),
        ({"input": 5}, "input"),
        ({"input": ["a"]}, "input"),
        ({"n": 0}, "n"),
        ({"temperature": -1}, "temperature"),
        ({"top_p": 1.1}, "top_p"),
        ({"model": 5}, "model"),
    ],
)
def test_wrong_fields(wrong: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        call(**wrong)
    assert refused.value.param == param


def test_the_instruction_is_needed() -> None:
    with pytest.raises(BadRequest) as refused:
        parse({"input": "He go."}, "7", 1000)
    assert refused.value.param == "instruction"
