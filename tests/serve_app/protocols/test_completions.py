import dataclasses
import math
from typing import Any

import pytest
from http_exchange import sse

from deployments.types import (
    Accepted,
    Finished,
    PromptLogprobs,
    Request,
    Sampling,
    TextDelta,
    TokenLogprob,
    Usage,
)
from serve_app.errors import BadRequest
from serve_app.protocols.call import Answer, Call
from serve_app.protocols.completions import DEFAULT_MAX_TOKENS, parse


def call(prompt: Any = "Hi", **fields: Any) -> Call:
    return parse({"prompt": prompt, **fields}, "7", 1000)


def answer(prompt: Any = "Hi", **fields: Any) -> Answer:
    return call(prompt, **fields).answer("fox")


def token(text: bytes, logprob: float, **top: float) -> TokenLogprob:
    others = tuple(TokenLogprob(0, name.encode(), value) for name, value in top.items())
    return TokenLogprob(0, text, logprob, others)


def test_the_least_body() -> None:
    parsed = call()
    assert (parsed.model, parsed.capability, parsed.stream) == (None, "completion", False)
    assert parsed.requests == (Request(id="7", prompt="Hi", max_tokens=DEFAULT_MAX_TOKENS),)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Hi", ["Hi"]),
        (["Hi"], ["Hi"]),
        (["a", "b"], ["a", "b"]),
        ([1, 2], [(1, 2)]),
        ([0], [(0,)]),
        ([[1, 2]], [(1, 2)]),
        ([[1, 2], [3]], [(1, 2), (3,)]),
    ],
)
def test_prompts(prompt: Any, expected: list[Any]) -> None:
    requests = call(prompt).requests
    assert [request.prompt for request in requests] == expected
    assert len({request.id for request in requests}) == len(expected)


def test_the_answers_to_all_prompts_are_limited_together() -> None:
    assert len(call(["a"] * 64, n=2).requests) == 64
    with pytest.raises(BadRequest, match="128 choices") as refused:
        call(["a"] * 65, n=2)
    assert refused.value.param == "n"


def test_what_every_prompt_is_asked_for() -> None:
    fields = {"n": 2, "max_tokens": 5, "stop": "x", "temperature": 1, "logprobs": 0, "seed": 4}
    for request in call(["a", "b"], **fields).requests:
        assert (request.n, request.max_tokens, request.stop) == (2, 5, ("x",))
        assert request.sampling == Sampling(temperature=1, seed=4)
        assert request.logprobs == 0


def test_values_that_ask_for_nothing_are_no_unsupported_fields() -> None:
    assert call(suffix="", echo=False).requests == call().requests


def test_echo_and_best_of_are_passed_on() -> None:
    (request,) = call(echo=True, best_of=3, n=2, logprobs=4, max_tokens=0).requests
    assert (request.echo, request.best_of, request.n, request.max_tokens) == (True, 3, 2, 0)
    assert (request.logprobs, request.prompt_logprobs) == (4, 4)
    assert call(logprobs=4).requests[0].prompt_logprobs is None


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"max_tokens": 0}, "max_tokens"),
        ({"best_of": 2, "n": 3}, "best_of"),
        ({"best_of": 2, "stream": True}, "best_of"),
        ({"best_of": 1000}, "best_of"),
        ({"best_of": 128, "prompt": ["a", "b"]}, "n"),
    ],
)
def test_what_cannot_be_chosen_from(fields: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        call(**fields)
    assert refused.value.param == param


def test_logprobs_of_an_echoed_prompt() -> None:
    whole = answer(["ab"], n=1)
    prompt = (token(b"a", math.nan), token(b"b", -0.5, x=-0.1))
    whole.collect(0, [Accepted(2), TextDelta("ab"), PromptLogprobs(0, prompt)])
    whole.collect(0, [TextDelta("c", 0, (3,), (token(b"c", -1.0, x=-0.1),))])
    whole.collect(0, [Finished("length", 0, Usage(2, 1))])
    (choice,) = whole.result()["choices"]
    assert choice["text"] == "abc"
    assert choice["logprobs"] == {
        "tokens": ["a", "b", "c"],
        "token_logprobs": [None, -0.5, -1.0],
        "top_logprobs": [None, {"x": -0.1}, {"x": -0.1}],
        "text_offset": [0, 1, 2],
    }


def test_a_whole_answer_of_several_prompts() -> None:
    whole = answer(["a", "bc"], n=2)
    whole.collect(1, [Accepted(2), TextDelta("three", 1), Finished("length", 1, Usage(2, 1))])
    whole.collect(0, [Accepted(1), TextDelta("ze", 0), TextDelta("ro", 0)])
    whole.collect(1, [TextDelta("two", 0), Finished("stop", 0, Usage(2, 1))])
    whole.collect(0, [Finished("stop", 0, Usage(1, 2))])
    assert not whole.complete
    whole.collect(0, [TextDelta("one", 1), Finished("stop", 1, Usage(1, 1))])
    assert whole.complete
    result = whole.result()
    assert (result["id"], result["object"], result["model"]) == ("cmpl-7", "text_completion", "fox")
    assert result["choices"] == [
        {"index": 0, "text": "zero", "logprobs": None, "finish_reason": "stop"},
        {"index": 1, "text": "one", "logprobs": None, "finish_reason": "stop"},
        {"index": 2, "text": "two", "logprobs": None, "finish_reason": "stop"},
        {"index": 3, "text": "three", "logprobs": None, "finish_reason": "length"},
    ]
    assert (result["usage"]["prompt_tokens"], result["usage"]["completion_tokens"]) == (3, 5)


def test_chunks_of_several_prompts() -> None:
    stream = answer(["a", "bc"], n=2)
    chunk = stream.chunk(1, [Accepted(2), TextDelta("", 1), TextDelta("x", 1), Finished("stop", 1)])
    text, end = sse(chunk + b"data: [DONE]\n\n")
    assert text["choices"] == [{"index": 3, "text": "x", "logprobs": None, "finish_reason": None}]
    assert end["choices"] == [{"index": 3, "text": "", "logprobs": None, "finish_reason": "stop"}]
    assert "usage" not in text
    assert not stream.complete


def test_usage_at_the_end() -> None:
    stream = answer(stream_options={"include_usage": True})
    chunk = stream.chunk(0, [TextDelta("x"), Finished("stop", 0, Usage(1, 1))])
    assert [event["usage"] for event in sse(chunk + stream.end())[:-1]] == [None, None]
    last = sse(stream.end())[-1]
    assert (last["choices"], last["usage"]["total_tokens"]) == ([], 2)


def test_logprobs_are_parallel_lists() -> None:
    whole = answer(logprobs=1)
    whole.collect(0, [TextDelta("Hül", logprobs=(token("Hül".encode(), -0.5, Hol=-1.5),))])
    whole.collect(0, [TextDelta("lo", logprobs=(token(b"lo", -0.25), token(b"\xf0", -1.0)))])
    whole.collect(0, [Finished("stop")])
    assert whole.result()["choices"][0]["logprobs"] == {
        "tokens": ["Hül", "lo", "\ufffd"],
        "token_logprobs": [-0.5, -0.25, -1.0],
        "top_logprobs": [{"Hol": -1.5}, {}, {}],
        "text_offset": [0, 3, 5],
    }


def test_an_event_without_text_makes_a_chunk_for_its_logprobs_only() -> None:
    assert answer().chunk(0, [TextDelta("")]) == b""
    chunk = answer().chunk(0, [TextDelta("", logprobs=(token(b"\xf0", -1.0),))])
    assert b'"token_logprobs":[-1.0]' in chunk


def test_offsets_of_logprobs_go_on_from_chunk_to_chunk_of_each_choice() -> None:
    stream = answer(n=2, logprobs=0)
    deltas = [
        TextDelta("ab", 0, logprobs=(token(b"ab", -1.0),)),
        TextDelta("xyz", 1, logprobs=(token(b"xyz", -1.0),)),
        TextDelta("c", 0, logprobs=(token(b"c", -1.0),)),
    ]
    events = sse(stream.chunk(0, deltas) + b"data: [DONE]\n\n")
    offsets = [event["choices"][0]["logprobs"]["text_offset"] for event in events]
    assert offsets == [[0], [0], [2]]


EVERY_SAMPLING_FIELD = {
    "temperature": 0.5, "dynatemp_range": 0.1, "dynatemp_exponent": 1.5, "top_k": 7, "top_p": 0.5,
    "min_p": 0.1, "typical_p": 0.6, "top_n_sigma": 2.0, "xtc_probability": 0.5,
    "xtc_threshold": 0.2, "min_keep": 2, "repeat_penalty": 1.1, "repeat_last_n": 64,
    "presence_penalty": 0.3, "frequency_penalty": 0.4, "dry_multiplier": 0.8, "dry_base": 1.75,
    "dry_allowed_length": 2, "dry_penalty_last_n": -1, "dry_sequence_breakers": ["x"],
    "mirostat": 2, "mirostat_tau": 4.0, "mirostat_eta": 0.2, "adaptive_target": 0.5,
    "adaptive_decay": 0.8, "samplers": ["top_k"], "logit_bias": {"5": 1.0},
    "allowed_token_ids": [1, 2], "bad_words": ["no"], "seed": 3,
}  # fmt: skip


def test_every_sampling_field_is_passed_on() -> None:
    (request,) = call(**EVERY_SAMPLING_FIELD).requests
    expected = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in EVERY_SAMPLING_FIELD.items()
    }
    assert request.sampling == Sampling(**(expected | {"logit_bias": ((5, 1.0),)}))
    assert set(EVERY_SAMPLING_FIELD) == {field.name for field in dataclasses.fields(Sampling)}


def test_vllms_name_of_the_repeat_penalty() -> None:
    assert call(repetition_penalty=1.3).requests[0].sampling.repeat_penalty == 1.3


def test_nulls_ask_for_nothing() -> None:
    names = ("echo", "best_of", "ignore_eos", "min_tokens", "stop_token_ids", "cache_prompt")
    assert call(**dict.fromkeys(names)).requests == call().requests


def test_adapters_by_number_or_name() -> None:
    (request,) = call(lora=[{"id": 0, "scale": 0.5}, {"id": "one"}]).requests
    assert request.adapters == (("0", 0.5), ("one", 1.0))
    assert call(lora=[]).requests[0].adapters == ()
    with pytest.raises(BadRequest) as refused:
        call(lora=[{"id": 0, "scale": "much"}])
    assert refused.value.param == "lora[0].scale"


def test_how_long_an_answer_is() -> None:
    (request,) = call(min_tokens=4, stop_token_ids=[1, 2], cache_prompt=False, priority=-3).requests
    assert (request.min_tokens, request.stop_token_ids) == (4, (1, 2))
    assert not request.cache_prompt
    assert request.priority == -3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("samplers", "top_k"), ("samplers", [""]), ("bad_words", ["x"] * 65), ("dry_base", 0.5),
        ("allowed_token_ids", ["1"]), ("stop_token_ids", [1.5]), ("min_tokens", -1),
        ("repetition_penalty", 0), ("mirostat", 3), ("adaptive_decay", 1.0),
    ],
)  # fmt: skip
def test_a_sampling_field_that_is_wrong_is_named(field: str, value: Any) -> None:
    with pytest.raises(BadRequest) as refused:
        call(**{field: value})
    assert (refused.value.param or "").split("[")[0] == field
