import dataclasses
import pickle
from typing import Any

import pytest

from deployments.types import (
    Accepted,
    AudioPart,
    Compact,
    Constraint,
    Event,
    Failed,
    Finished,
    ImagePart,
    Message,
    PromptLogprobs,
    Reasoning,
    ReasoningDelta,
    Request,
    RequestRefused,
    Sampling,
    TextDelta,
    TextPart,
    Timings,
    TokenLogprob,
    Tool,
    ToolCall,
    ToolCallDelta,
    ToolChoice,
    Usage,
)

LOGPROB = TokenLogprob(7, b"\xff", -0.5, (TokenLogprob(8, b"b", -0.25),))
EVENTS: list[Event] = [
    Accepted(12),
    PromptLogprobs(1, (LOGPROB,)),
    TextDelta("text", 1, (7, 8), (LOGPROB,)),
    ReasoningDelta("thought", 2, (9,), (LOGPROB,)),
    ToolCallDelta(3, "{}", "id", "name", 4, (10,), (LOGPROB,)),
    Finished("length", 1, Usage(1, 2, 3, 4), Timings(0.1, 0.2, 0.3), "stop"),
    Failed("overloaded", "message", "param", 1.5),
]
CONTENT: list[Any] = [
    TextPart("text"),
    ImagePart(b"png", "image/png", "low"),
    AudioPart(b"wav", "wav"),
    Message("tool", (TextPart("a"),), "name", "why", (ToolCall("1", "f", "{}"),), "1"),
    Tool("f", "does", {"type": "object"}, True),
    ToolChoice("required", ("f",)),
    Constraint("choice", ["a", "b"]),
    Reasoning(True, "high", 100),
    Sampling(temperature=0.5, logit_bias=((1, 2.0),), seed=3),
]


@pytest.mark.parametrize("value", [*EVENTS, *CONTENT], ids=lambda value: type(value).__name__)
def test_values_survive_pickling(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("value", [*EVENTS, *CONTENT], ids=lambda value: type(value).__name__)
def test_values_cannot_be_changed(value: Any) -> None:
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_every_event_is_compact() -> None:
    assert all(isinstance(event, Compact) for event in EVENTS)


def test_a_pickled_event_does_not_spell_out_its_fields() -> None:
    pickled = pickle.dumps(TextDelta("text", 1, (7, 8)))
    assert not any(field.name.encode() in pickled for field in dataclasses.fields(TextDelta)[1:])


def test_a_request_survives_pickling() -> None:
    request = Request(
        id="r",
        messages=(Message("user", (TextPart("Hi"),)),),
        tools=(Tool("f", parameters={"type": "object"}),),
        sampling=Sampling(seed=1),
        template_kwargs={"a": 1},
        resumed_token_ids=((1, 2),),
    )
    assert pickle.loads(pickle.dumps(request)) == request


def test_text_of_a_message_leaves_out_other_parts() -> None:
    message = Message("user", (TextPart("a"), ImagePart(b"", "image/png"), TextPart("b")))
    assert message.text == "ab"


def test_sampling_over_keeps_what_is_said() -> None:
    asked = Sampling(temperature=0.0, top_k=5)
    defaults = Sampling(temperature=0.8, top_p=0.9, seed=1)
    assert asked.over(defaults) == Sampling(temperature=0.0, top_k=5, top_p=0.9, seed=1)


def test_sampling_over_counts_zero_and_empty_as_said() -> None:
    asked = Sampling(seed=0, logit_bias=())
    assert asked.over(Sampling(seed=7, logit_bias=((1, 1.0),))) == asked


def test_refusal_carries_its_failure_and_says_its_message() -> None:
    failure = Failed("context_length", "too long", "prompt")
    refused = RequestRefused(failure)
    assert refused.failure is failure
    assert str(refused) == "too long"
