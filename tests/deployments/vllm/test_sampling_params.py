"""From requests to vLLM's sampling parameters: nothing that a request says is dropped."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from deployments.types import Failed, Request, RequestRefused, Sampling
from deployments.vllm.sampling_params import (
    DEFAULTS,
    DETAILS,
    LACKING,
    NAMES,
    check_sampling,
    defaults_of,
    sampling_arguments,
)

VOCABULARY = 1000
PLAIN = {
    "temperature": 1.0,
    "top_k": 0,
    "top_p": 1.0,
    "min_p": 0.0,
    "repetition_penalty": 1.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
    "n": 1,
    "max_tokens": 50,
    "min_tokens": 0,
    "ignore_eos": False,
    "stop_token_ids": [],
    "logprobs": None,
    "prompt_logprobs": None,
    "skip_reading_prefix_cache": None,
    "thinking_token_budget": None,
    "extra_args": None,
    "detokenize": False,
}


def arguments(
    sampling: Sampling = Sampling(),  # noqa: B008  # it is frozen
    index: int = 0,
    max_tokens: int = 50,
    ignore_eos: bool = False,
    replayed: tuple[int, ...] = (),
    **keys: Any,
) -> dict[str, Any]:
    return sampling_arguments(
        Request(id="r", prompt="x", **keys),
        sampling.over(DEFAULTS),
        index=index,
        max_tokens=max_tokens,
        ignore_eos=ignore_eos,
        n_vocab=VOCABULARY,
        replayed=replayed,
    )


def refusal(**keys: Any) -> Failed:
    with pytest.raises(RequestRefused) as refused:
        check_sampling(Sampling(**keys).over(DEFAULTS), VOCABULARY)
    return refused.value.failure


def test_every_field_is_mapped_or_refused() -> None:
    known = [*NAMES, *LACKING, *DETAILS, "repeat_last_n"]
    assert sorted(known) == sorted(field.name for field in fields(Sampling))
    assert set(DETAILS.values()) <= set(LACKING)


def test_a_request_without_wishes() -> None:
    assert arguments() == PLAIN


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"temperature": 0.0}, {"temperature": 0.0}),
        ({"temperature": 0.3, "top_p": 0.9}, {"temperature": 0.3, "top_p": 0.9}),
        ({"top_k": 40, "min_p": 0.1}, {"top_k": 40, "min_p": 0.1}),
        ({"top_k": -1}, {"top_k": 0}),
        ({"top_p": 0.0}, {"top_p": 1.0}),
        ({"repeat_penalty": 1.2}, {"repetition_penalty": 1.2}),
        (
            {"presence_penalty": 0.5, "frequency_penalty": -0.5},
            {"presence_penalty": 0.5, "frequency_penalty": -0.5},
        ),
        ({"logit_bias": ((5, -1.0), (6, 2.0))}, {"logit_bias": {5: -1.0, 6: 2.0}}),
        ({"allowed_token_ids": (1, 2)}, {"allowed_token_ids": [1, 2]}),
        ({"bad_words": ("a b",)}, {"bad_words": ["a b"]}),
        ({"seed": 7}, {"seed": 7}),
    ],
)
def test_sampling_reaches_vllm(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    check_sampling(Sampling(**keys).over(DEFAULTS), VOCABULARY)
    assert arguments(Sampling(**keys)) == PLAIN | expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"stop_token_ids": (3, 4)}, {"stop_token_ids": [3, 4]}),
        ({"min_tokens": 5}, {"min_tokens": 5}),
        ({"min_tokens": 500}, {"min_tokens": 50}),
        ({"ignore_eos": True}, {"ignore_eos": True}),
        ({"logprobs": 0}, {"logprobs": 0}),
        ({"logprobs": 5000}, {"logprobs": VOCABULARY}),
        ({"prompt_logprobs": 2}, {"prompt_logprobs": 2}),
        ({"cache_prompt": False}, {"skip_reading_prefix_cache": True}),
        ({"stop": ("a",)}, {}),  # found in the text, by `OutputStream`
        ({"priority": 3}, {}),  # beside the parameters
    ],
)
def test_requests_reach_vllm(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    assert arguments(**keys) == PLAIN | expected


def test_each_choice_has_numbers_of_its_own() -> None:
    assert arguments(Sampling(seed=7), index=2)["seed"] == 9
    assert arguments(Sampling(seed=2**63 - 1), index=1)["seed"] == 0


def test_behind_what_was_said_less_is_to_come() -> None:
    resumed = ((1, 2, 3),)
    made = arguments(resumed_token_ids=resumed, min_tokens=5, prompt_logprobs=1)
    assert (made["min_tokens"], made["prompt_logprobs"], made["extra_args"]) == (2, None, None)
    again = arguments(resumed_token_ids=resumed, min_tokens=5, replayed=resumed[0])
    assert (again["min_tokens"], again["extra_args"]) == (5, {"replay": [1, 2, 3]})


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ({"dynatemp_range": 0.5}, "dynatemp_range"),
        ({"typical_p": 0.9}, "typical_p"),
        ({"top_n_sigma": 1.0}, "top_n_sigma"),
        ({"xtc_probability": 0.5, "xtc_threshold": 0.1}, "xtc_probability"),
        ({"min_keep": 3}, "min_keep"),
        ({"dry_multiplier": 0.8}, "dry_multiplier"),
        ({"mirostat": 2, "mirostat_tau": 5.0}, "mirostat"),
        ({"adaptive_target": 0.5}, "adaptive_target"),
        ({"samplers": ("top_k",)}, "samplers"),
        ({"repeat_penalty": 1.1, "repeat_last_n": 64}, "repeat_last_n"),
        ({"presence_penalty": 0.1, "repeat_last_n": 0}, "repeat_last_n"),
        ({"temperature": 2.5}, "temperature"),
        ({"allowed_token_ids": ()}, "allowed_token_ids"),
        ({"allowed_token_ids": (VOCABULARY,)}, "allowed_token_ids"),
        ({"logit_bias": ((-1, 1.0),)}, "logit_bias"),
        ({"bad_words": ("",)}, "bad_words"),
    ],
)
def test_what_vllm_lacks_is_refused_by_its_name(keys: dict[str, Any], field: str) -> None:
    failure = refusal(**keys)
    assert failure.param == field
    assert failure.message.startswith(f"{field}: ")


@pytest.mark.parametrize(
    "keys",
    [
        {"dynatemp_range": 0.0, "dynatemp_exponent": 2.0},
        {"typical_p": 1.0, "top_n_sigma": -1.0, "xtc_probability": 0.0, "xtc_threshold": 0.3},
        {"dry_multiplier": 0.0, "dry_base": 1.75, "dry_sequence_breakers": ("\n",)},
        {"mirostat": 0, "mirostat_tau": 5.0, "mirostat_eta": 0.1, "adaptive_target": -1.0},
        {"repeat_last_n": 64},
        {"repeat_penalty": 1.1, "repeat_last_n": -1},
        {"min_keep": 0},
    ],
)
def test_what_asks_for_nothing_is_no_reason_to_refuse(keys: dict[str, Any]) -> None:
    check_sampling(Sampling(**keys).over(DEFAULTS), VOCABULARY)
    assert arguments(Sampling(**keys))["temperature"] == 1.0


def test_requests_override_the_yaml_and_that_the_models_own_file() -> None:
    shipped = {"temperature": 0.6, "top_p": 0.9, "repetition_penalty": 1.1, "max_new_tokens": 9}
    defaults = defaults_of(shipped, Sampling(temperature=0.2))
    assert (defaults.temperature, defaults.top_p, defaults.repeat_penalty) == (0.2, 0.9, 1.1)
    assert defaults.top_k == 0
