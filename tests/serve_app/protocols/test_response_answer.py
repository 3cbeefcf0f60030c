"""Answers as Open Responses: a stream and the whole response tell the same."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from response_transcript import EVENT_TYPES, read
from test_response_transcripts import COUNTED, TOKEN, answer, result, stream
from test_responses import FORMAT

from deployments.types import (
    Accepted,
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    ToolCallDelta,
)

SEVERAL: list[Event] = [
    Accepted(9),
    ReasoningDelta("Hm"),
    ReasoningDelta("."),
    TextDelta("W", logprobs=(TOKEN,)),
    TextDelta(", then."),
    ToolCallDelta(0, id="call_1", name="add"),
    ToolCallDelta(0, '{"a"'),
    ToolCallDelta(0, ": 1}"),
    ToolCallDelta(1, "{}", id="call_2", name="stop"),
    ReasoningDelta("So"),
    TextDelta("Done"),
]
ENDINGS = [
    Finished("stop", usage=COUNTED),
    Finished("tool_calls", usage=COUNTED),
    Finished("length", usage=COUNTED),
]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.reason)
@pytest.mark.parametrize("count", range(len(SEVERAL)))
def test_the_stream_ends_with_the_whole_response(count: int, ending: Finished) -> None:
    events = [*SEVERAL[: count + 1], ending]
    told = stream(*events)
    assert told[-1]["response"] == result(*events)
    items = [event["item"] for event in told if event["type"] == "response.output_item.done"]
    assert items == told[-1]["response"]["output"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_batches_make_no_difference(size: int) -> None:
    streamed, events = answer(), iter([*SEVERAL, ENDINGS[0]])
    written = b""
    while batch := [*itertools.islice(events, size)]:
        written += streamed.chunk(0, batch)
    assert read(written + streamed.end()) == stream(*SEVERAL, ENDINGS[0])


def deltas(told: Sequence[dict[str, Any]], kind: str) -> str:
    return "".join(event["delta"] for event in told if event["type"] == f"response.{kind}.delta")


def test_deltas_are_all_that_is_said() -> None:
    told = stream(*SEVERAL, ENDINGS[0])
    assert deltas(told, "output_text") == "W, then.Done"
    assert deltas(told, "reasoning") == "Hm.So"
    assert deltas(told, "function_call_arguments") == '{"a": 1}{}'


def test_a_schema_is_told() -> None:
    text = {"format": FORMAT | {"description": None, "strict": True}}
    told = stream(Accepted(9), ENDINGS[0], text={"format": FORMAT})
    assert told[0]["response"]["text"] == text
    assert result(Accepted(9), ENDINGS[0], text={"format": FORMAT})["text"] == text


def test_the_events_there_are() -> None:
    """The map of the libraries' types is not empty."""
    assert len(EVENT_TYPES) == 24
    assert {"error", "response.created", "response.reasoning.delta"} < set(EVENT_TYPES)
