from typing import Any

import pytest
from http_exchange import chat, sse

from deployments.types import (
    Accepted,
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    TokenLogprob,
    Usage,
)
from serve_app.errors import InternalError
from serve_app.protocols.call import Answer
from serve_app.protocols.chat import parse

TOP = TokenLogprob(9, b"Ho", -2.0)
LOGPROB = TokenLogprob(8, b"\xf0\x9f", -0.5, (TOP,))


def answer(**fields: Any) -> Answer:
    return parse(chat() | fields, "7", 1000).answer("fox")


def choices(chunk: bytes) -> list[dict[str, Any]]:
    """The choices of some chunks, one in each."""
    events = sse(chunk + b"data: [DONE]\n\n")
    return [choice for event in events for choice in event["choices"]]


EVENTS: list[Event] = [
    Accepted(3),
    ReasoningDelta("Hm."),
    TextDelta("Hello"),
    TextDelta(" there", logprobs=(LOGPROB,)),
    Finished("length", usage=Usage(3, 4, cached_tokens=2, reasoning_tokens=1)),
]


def test_a_whole_answer() -> None:
    whole = answer()
    whole.collect(0, EVENTS[:3])
    assert not whole.complete
    whole.collect(0, EVENTS[3:])
    assert whole.complete
    result = whole.result()
    assert {key: result[key] for key in ("id", "object", "created", "model")} == {
        "id": "chatcmpl-7",
        "object": "chat.completion",
        "created": 1000,
        "model": "fox",
    }
    (choice,) = result["choices"]
    assert choice["message"] == {
        "role": "assistant",
        "content": "Hello there",
        "reasoning_content": "Hm.",
        "reasoning": "Hm.",
        "refusal": None,
    }
    assert choice["finish_reason"] == "length"
    assert result["usage"] == {
        "prompt_tokens": 3,
        "completion_tokens": 4,
        "total_tokens": 7,
        "prompt_tokens_details": {"cached_tokens": 2},
        "completion_tokens_details": {"reasoning_tokens": 1},
    }


def test_logprobs_of_a_token_that_is_half_a_character() -> None:
    whole = answer()
    whole.collect(0, EVENTS)
    expected = {"token": "\ufffd", "logprob": -0.5, "bytes": [0xF0, 0x9F]}
    expected["top_logprobs"] = [{"token": "Ho", "logprob": -2.0, "bytes": [72, 111]}]
    assert whole.result()["choices"][0]["logprobs"] == {"content": [expected]}
    assert choices(answer().chunk(0, EVENTS))[3]["logprobs"] == {"content": [expected]}


def test_chunks() -> None:
    stream = answer()
    chunks = choices(stream.chunk(0, EVENTS))
    assert [chunk["delta"] for chunk in chunks] == [
        {"role": "assistant", "content": ""},
        {"reasoning_content": "Hm.", "reasoning": "Hm."},
        {"content": "Hello"},
        {"content": " there"},
        {},
    ]
    assert [chunk["finish_reason"] for chunk in chunks] == [None] * 4 + ["length"]
    assert stream.complete
    assert stream.end() == b"data: [DONE]\n\n"


def test_events_that_say_nothing_make_no_chunk() -> None:
    assert answer().chunk(0, [Accepted(3)]) == b""
    assert answer().chunk(0, []) == b""
    assert answer().chunk(0, [TextDelta("")]) == b""
    assert b'"logprob":-0.5' in answer().chunk(0, [TextDelta("", logprobs=(LOGPROB,))])


@pytest.mark.parametrize("text", ['"', "\\", "\n\n", "\0", "\u2028", "data: [DONE]\n\n", "日👍🏽"])
def test_any_text_in_a_chunk(text: str) -> None:
    stream = answer()
    chunks = choices(stream.chunk(0, [TextDelta(text), TextDelta(text), TextDelta(text)]))
    assert [chunk["delta"]["content"] for chunk in chunks] == ["", text, text, text]
    first, second = (stream.chunk(0, [TextDelta(text)]) for _ in range(2))
    assert first == second


def test_later_chunks_are_like_the_first() -> None:
    stream = answer(stream_options={"include_usage": True})
    chunk = stream.chunk(0, [TextDelta("a"), TextDelta("b"), TextDelta("b", logprobs=(LOGPROB,))])
    opening, slow, fast, rich = sse(chunk + b"data: [DONE]\n\n")
    slow["choices"][0]["delta"]["content"] = "b"
    assert fast == slow
    assert fast.keys() == opening.keys() == rich.keys()
    assert fast["usage"] is None


def test_choices_open_each_for_itself() -> None:
    stream = answer(n=2)
    chunks = choices(stream.chunk(0, [TextDelta("a", 1), TextDelta("b", 0), TextDelta("c", 1)]))
    seen = [(c["index"], c["delta"].get("role"), c["delta"]["content"]) for c in chunks]
    assert seen == [
        (1, "assistant", ""),
        (1, None, "a"),
        (0, "assistant", ""),
        (0, None, "b"),
        (1, None, "c"),
    ]


def test_complete_only_when_every_choice_has_finished() -> None:
    stream = answer(n=2)
    stream.chunk(0, [Finished("stop", 1, Usage(3, 4))])
    assert not stream.complete
    stream.chunk(0, [Finished("stop", 0, Usage(3, 5))])
    assert stream.complete
    assert b'"choices":[],' not in stream.end()


def test_usage_at_the_end_counts_the_prompt_once() -> None:
    stream = answer(n=2, stream_options={"include_usage": True})
    stream.chunk(0, [Finished("stop", 1, Usage(3, 4)), Finished("stop", 0, Usage(3, 5))])
    (last,) = sse(stream.end())
    assert (last["choices"], last["object"]) == ([], "chat.completion.chunk")
    assert (last["usage"]["prompt_tokens"], last["usage"]["completion_tokens"]) == (3, 9)


def test_choices_come_by_their_index_in_whatever_order_they_began() -> None:
    whole = answer(n=3)
    whole.collect(0, [TextDelta("c", 2), TextDelta("a", 0), TextDelta("b", 1)])
    whole.collect(0, [Finished("stop", index) for index in (1, 2, 0)])
    found = [(c["index"], c["message"]["content"]) for c in whole.result()["choices"]]
    assert found == [(0, "a"), (1, "b"), (2, "c")]


def test_an_answer_without_text() -> None:
    whole = answer()
    whole.collect(0, [Finished("stop")])
    assert whole.result()["choices"][0]["message"]["content"] == ""
    deltas = [chunk["delta"] for chunk in choices(answer().chunk(0, [Finished("stop")]))]
    assert deltas == [{"role": "assistant", "content": ""}, {}]


def test_an_error_in_a_stream() -> None:
    (event,) = sse(answer().error(InternalError("no", code="c")))
    assert event == {"error": {"message": "no", "type": "server_error", "param": None, "code": "c"}}
