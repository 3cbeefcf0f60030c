"""What a model said, as JSON and back."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deployments.types import (
    Accepted,
    Event,
    Failed,
    Finished,
    PromptLogprobs,
    ReasoningDelta,
    TextDelta,
    Timings,
    TokenLogprob,
    ToolCallDelta,
    Usage,
)
from serve_app.store.event_json import from_json, to_json, token_ids
from serve_app.store.tables import Json

TEXT = some.text(some.characters(), max_size=20)  # with lone surrogates and NULs
COUNT = some.integers(0, 2**40)
SECONDS = some.floats(0, 1e9)
IDS = some.lists(some.integers(0, 2**31 - 1), max_size=5).map(tuple)
TOKEN = some.builds(
    TokenLogprob, COUNT, some.binary(max_size=8), some.floats(-1e9, 0), some.just(())
)
TOKENS = some.lists(
    some.builds(dataclasses.replace, TOKEN, top=some.lists(TOKEN, max_size=3).map(tuple)),
    max_size=3,
).map(tuple)
DELTA: dict[str, Any] = {"index": COUNT, "token_ids": IDS, "logprobs": TOKENS}
EVENTS = some.lists(
    some.one_of(
        some.builds(Accepted, COUNT),
        some.builds(TextDelta, TEXT, **DELTA),
        some.builds(ReasoningDelta, TEXT, **DELTA),
        some.builds(
            ToolCallDelta,
            call=COUNT,
            arguments=TEXT,
            id=some.none() | TEXT,
            name=some.none() | TEXT,
            **DELTA,
        ),
        some.builds(
            Finished,
            some.sampled_from(["stop", "length", "tool_calls", "cancelled"]),
            index=COUNT,
            usage=some.builds(Usage, COUNT, COUNT, COUNT, COUNT),
            timings=some.builds(Timings, SECONDS, SECONDS, SECONDS, COUNT, COUNT),
            stop=some.none() | TEXT,
        ),
    ),
    max_size=6,
)


def stored(data: Any) -> Any:
    """The same, after it was in a database."""
    column: Any = Json()
    return column.process_result_value(column.process_bind_param(data, None), None)


@given(EVENTS)
def test_events_come_back(events: list[Event]) -> None:
    assert from_json(stored(to_json(events))) == events


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (Accepted(7), ["accepted", {"prompt_tokens": 7}]),
        (TextDelta("Hi"), ["text", {"text": "Hi"}]),
        (
            TextDelta(
                "Hi", 1, (5,), (TokenLogprob(5, b"Hi", -0.5, (TokenLogprob(6, b"\xff", -2.0),)),)
            ),
            [
                "text",
                {
                    "text": "Hi",
                    "index": 1,
                    "token_ids": [5],
                    "logprobs": [[5, [72, 105], -0.5, [[6, [255], -2.0, []]]]],
                },
            ],
        ),
        (ReasoningDelta("Hm", token_ids=(1, 2)), ["thought", {"text": "Hm", "token_ids": [1, 2]}]),
        (ToolCallDelta(0, id="c", name="f"), ["call", {"call": 0, "id": "c", "name": "f"}]),
        (ToolCallDelta(0, "{}"), ["call", {"call": 0, "arguments": "{}"}]),
        (Finished("stop"), ["finished", {"reason": "stop"}]),
        (
            Finished("length", usage=Usage(1, 2), stop="x"),
            [
                "finished",
                {
                    "reason": "length",
                    "usage": {
                        "prompt_tokens": 1,
                        "completion_tokens": 2,
                        "cached_tokens": 0,
                        "reasoning_tokens": 0,
                    },
                    "stop": "x",
                },
            ],
        ),
    ],
)
def test_as_json(event: Event, data: Any) -> None:
    assert to_json([event]) == [data]
    assert json.loads(json.dumps(data)) == data
    assert from_json([data]) == [event]


def test_a_response_has_no_other_events() -> None:
    assert to_json([PromptLogprobs(0, ()), Failed("internal", "x"), TextDelta("a")]) == [
        ["text", {"text": "a"}]
    ]


def test_all_tokens_that_were_generated() -> None:
    events = [
        Accepted(9),
        ReasoningDelta("a", token_ids=(1, 2)),
        TextDelta("b"),
        TextDelta("c", token_ids=(3,)),
        ToolCallDelta(0, "{", token_ids=(4, 5)),
        Finished("stop"),
    ]
    assert token_ids(events) == (1, 2, 3, 4, 5)
    assert token_ids(from_json(stored(to_json(events)))) == (1, 2, 3, 4, 5)
