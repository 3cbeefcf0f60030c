"""From a request to the arguments of vLLM's `SamplingParams`. Pure: no vLLM here.

What vLLM cannot do is refused by the field's name, unless the value asks for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from deployments.token_ids import check_token_ids
from deployments.types import Failed, Request, RequestRefused, Sampling

# vLLM's own defaults; the model's generation_config.json, its YAML and the request override them.
DEFAULTS = Sampling(
    temperature=1.0,
    top_k=0,
    top_p=1.0,
    min_p=0.0,
    repeat_penalty=1.0,
    presence_penalty=0.0,
    frequency_penalty=0.0,
)
NAMES: Mapping[str, str] = {
    "temperature": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "repeat_penalty": "repetition_penalty",
    "presence_penalty": "presence_penalty",
    "frequency_penalty": "frequency_penalty",
    "logit_bias": "logit_bias",
    "allowed_token_ids": "allowed_token_ids",
    "bad_words": "bad_words",
    "seed": "seed",
}
"""Ours, and what vLLM calls them."""
GENERATION_CONFIG: Mapping[str, str] = {
    "temperature": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "repetition_penalty": "repeat_penalty",
    "presence_penalty": "presence_penalty",
    "frequency_penalty": "frequency_penalty",
}
"""Hugging Face's names in generation_config.json, and ours."""


def _is_zero(value: Any) -> bool:
    return bool(value == 0)


# Fields that vLLM lacks, and which of their values ask for nothing.
LACKING: Mapping[str, Callable[[Any], bool]] = {
    "dynatemp_range": _is_zero,
    "typical_p": lambda value: bool(value >= 1),
    "top_n_sigma": lambda value: bool(value <= 0),
    "xtc_probability": _is_zero,
    "min_keep": lambda value: bool(value <= 1),
    "dry_multiplier": _is_zero,
    "mirostat": _is_zero,
    "adaptive_target": lambda value: bool(value < 0),
    "samplers": lambda _: False,
}
# What these say matters only where another field, which is refused, asks for something.
DETAILS: Mapping[str, str] = {
    "dynatemp_exponent": "dynatemp_range",
    "xtc_threshold": "xtc_probability",
    "dry_base": "dry_multiplier",
    "dry_allowed_length": "dry_multiplier",
    "dry_penalty_last_n": "dry_multiplier",
    "dry_sequence_breakers": "dry_multiplier",
    "mirostat_tau": "mirostat",
    "mirostat_eta": "mirostat",
    "adaptive_decay": "adaptive_target",
}
PENALTIES: Mapping[str, float] = {
    "repeat_penalty": 1.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
}
WHOLE_TEXT = -1  # of `repeat_last_n`
HOTTEST = 2.0  # temperature that vLLM takes


def defaults_of(generation_config: Mapping[str, Any], yaml: Sampling) -> Sampling:
    """What holds where a request says nothing."""
    said = {
        ours: generation_config[theirs]
        for theirs, ours in GENERATION_CONFIG.items()
        if generation_config.get(theirs) is not None
    }
    return yaml.over(Sampling(**said).over(DEFAULTS))


def check_sampling(sampling: Sampling, n_vocab: int) -> None:
    """Raises `RequestRefused` naming the field that vLLM cannot honour."""
    for field, asks_nothing in LACKING.items():
        value = getattr(sampling, field)
        if value is not None and not asks_nothing(value):
            raise _refused("unsupported", field, "this model's engine, vLLM, does not have it")
    penalised = any(
        getattr(sampling, field) not in (None, neutral) for field, neutral in PENALTIES.items()
    )
    if penalised and sampling.repeat_last_n not in (None, WHOLE_TEXT):
        raise _refused("unsupported", "repeat_last_n", "vLLM's penalties look at the whole text")
    if sampling.temperature is not None and sampling.temperature > HOTTEST:
        raise _refused("invalid_request", "temperature", f"at most {HOTTEST} with this model")
    if any(not word for word in sampling.bad_words or ()):
        raise _refused("invalid_request", "bad_words", "one of them is empty")
    check_token_ids(sampling, n_vocab)


def sampling_arguments(
    request: Request,
    sampling: Sampling,
    *,
    index: int,
    max_tokens: int,
    ignore_eos: bool,
    n_vocab: int,
    thought_budget: int | None = None,
    replayed: tuple[int, ...] = (),
) -> dict[str, Any]:
    """For one choice; `sampling` has been checked, and is complete.

    Stop strings are not among them: `OutputStream` finds these, as it does for every engine.

    Args:
        max_tokens: that may still be generated, at least one.
        replayed: tokens with which the answer has to begin.
    """
    arguments: dict[str, Any] = {
        theirs: value
        for ours, theirs in NAMES.items()
        if (value := getattr(sampling, ours)) is not None
    }
    arguments["top_k"] = max(0, sampling.top_k or 0)
    arguments["top_p"] = sampling.top_p or 1.0  # 0 is none here, and not allowed there
    arguments |= _as_vllm_wants(sampling)
    if sampling.seed is not None:
        arguments["seed"] = (sampling.seed + index) % 2**63
    done = len(request.resumed_token_ids[index]) if request.resumed_token_ids else 0
    least = request.min_tokens - (0 if replayed else done)
    return arguments | {
        "n": 1,
        "max_tokens": max_tokens,
        "min_tokens": min(max(0, least), max_tokens),
        "ignore_eos": ignore_eos,
        "stop_token_ids": list(request.stop_token_ids),
        "logprobs": _bounded(request.logprobs, n_vocab),
        "prompt_logprobs": None if done else _bounded(request.prompt_logprobs, n_vocab),
        "skip_reading_prefix_cache": True if not request.cache_prompt else None,
        "thinking_token_budget": thought_budget,
        "extra_args": {"replay": list(replayed)} if replayed else None,
        "detokenize": False,
    }


def _as_vllm_wants(sampling: Sampling) -> dict[str, Any]:
    """Lists and mappings where we have tuples."""
    wanted: dict[str, Any] = {}
    if sampling.logit_bias is not None:
        wanted["logit_bias"] = dict(sampling.logit_bias)
    if sampling.allowed_token_ids is not None:
        wanted["allowed_token_ids"] = list(sampling.allowed_token_ids)
    if sampling.bad_words is not None:
        wanted["bad_words"] = list(sampling.bad_words)
    return wanted


def _bounded(number: int | None, most: int) -> int | None:
    return None if number is None else min(number, most)


def _refused(kind: Any, field: str, message: str) -> RequestRefused:
    return RequestRefused(Failed(kind, f"{field}: {message}", field))
