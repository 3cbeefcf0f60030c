"""The samplers that a chain is made of, in llama-server's order (common/sampling.cpp)."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.types import Sampling

ORDER = (
    "penalties", "dry", "top_n_sigma", "top_k", "typ_p", "top_p", "min_p", "xtc", "temperature",
)  # fmt: skip
"""What is used, and in which order, unless a request says otherwise."""
MOST = 1e6  # of a bias: beyond that sums of them are infinite
PENALTIES = ("penalties", "dry")
NOTHING: Mapping[str, Any] = {}
COLDEST = 1e-5  # a temperature below is none: logits divided by it would be infinite
LIKELIEST = 1024
"""Of a large vocabulary only so many tokens are looked at: to sort all of it takes milliseconds."""

Make: TypeAlias = Callable[[Model, Sampling, int], Any]


def samplers_of(
    model: Model, sampling: Sampling, seed: int, made: Mapping[str, Any] = NOTHING
) -> list[Any]:
    """A chain that ends with the sampler that draws. Every value of `sampling` must be said.

    Of those that are `made` already, by name, it has copies.
    """
    s = sampling
    chain = _logit_bias(model, s)
    chain += [
        lib.llama_sampler_clone(made[name]) if name in made else SAMPLERS[name](model, s, seed)
        for name in _names(s)
    ]
    if s.mirostat and not _is_greedy(s):
        chain.append(lib.llama_sampler_init_temp(s.temperature))
    chain.append(_last(model, s, seed))
    return [sampler for sampler in chain if sampler is not None]


def penalties_of(model: Model, sampling: Sampling) -> dict[str, Any]:
    """By their names, the samplers of the chain that look back; no seed matters to them."""
    names = [name for name in _names(sampling) if name in PENALTIES]
    samplers = {name: SAMPLERS[name](model, sampling, 0) for name in names}
    return {name: sampler for name, sampler in samplers.items() if sampler is not None}


def _names(s: Sampling) -> tuple[str, ...]:
    """What is used, and in which order."""
    names = ORDER if s.samplers is None else tuple(canonical(name) or "" for name in s.samplers)
    if _is_greedy(s) or s.mirostat:
        names = tuple(name for name in names if name in PENALTIES)
    return tuple(name for name in names if name in SAMPLERS)


def _is_greedy(s: Sampling) -> bool:
    return s.temperature is not None and s.temperature < COLDEST


def _last(model: Model, s: Sampling, seed: int) -> Any:
    """The one that draws."""
    if _is_greedy(s):
        return lib.llama_sampler_init_greedy()
    if s.mirostat:
        return _mirostat(model, s, seed)
    if s.adaptive_target is not None and s.adaptive_target >= 0:
        return lib.llama_sampler_init_adaptive_p(s.adaptive_target, s.adaptive_decay, seed)
    return lib.llama_sampler_init_dist(seed)


def canonical(name: str) -> str | None:
    """The name of a sampler as this file writes it: `top-k`, `topk` and `top_k` are one."""
    plain = name.lower().replace("-", "_")
    plain = ALIASES.get(plain, plain)
    return next((known for known in SAMPLERS if plain in (known, known.replace("_", ""))), None)


def window(model: Model, s: Sampling) -> int:
    """How many tokens the penalties look back."""
    longest = 0
    if s.repeat_penalty != 1.0 or s.presence_penalty or s.frequency_penalty:
        longest = _last_n(model, s.repeat_last_n)
    if s.dry_multiplier:
        longest = max(longest, _last_n(model, s.dry_penalty_last_n))
    return longest


def _last_n(model: Model, said: int | None) -> int:
    if said is None or said < 0:
        return model.n_ctx_train
    return min(said, model.n_ctx_train)  # the library allocates this many tokens


def _logit_bias(model: Model, s: Sampling) -> list[Any]:
    """The request's, and the tokens that the model's file says must never be drawn."""
    said = ((token, max(-MOST, min(MOST, bias))) for token, bias in s.logit_bias or ())
    biases = [*said, *((token, -math.inf) for token in model.suppressed)]
    if not biases:
        return []
    array = (lib.llama_logit_bias * len(biases))(
        *(lib.llama_logit_bias(token, bias) for token, bias in biases)
    )
    return [lib.llama_sampler_init_logit_bias(model.n_vocab, len(biases), array)]


def _penalties(model: Model, s: Sampling, _seed: int) -> Any:
    return lib.llama_sampler_init_penalties(
        model.n_vocab,
        _last_n(model, s.repeat_last_n),
        s.repeat_penalty,
        s.frequency_penalty,
        s.presence_penalty,
    )


def _dry(model: Model, s: Sampling, _seed: int) -> Any:
    if not s.dry_multiplier:
        return None
    breakers = [text.encode() for text in s.dry_sequence_breakers or ()]
    return lib.llama_sampler_init_dry(
        model.vocab,
        s.dry_multiplier,
        s.dry_base,
        s.dry_allowed_length,
        _last_n(model, s.dry_penalty_last_n),
        (ctypes.c_char_p * len(breakers))(*breakers),
        len(breakers),
    )


def _top_k(model: Model, s: Sampling, _seed: int) -> Any:
    wanted = s.top_k if s.top_k and s.top_k > 0 else LIKELIEST
    return lib.llama_sampler_init_top_k(wanted)


def _mirostat(model: Model, s: Sampling, seed: int) -> Any:
    if s.mirostat == 1:
        return lib.llama_sampler_init_mirostat(
            model.n_vocab, seed, s.mirostat_tau, s.mirostat_eta, 100
        )
    return lib.llama_sampler_init_mirostat_v2(seed, s.mirostat_tau, s.mirostat_eta)


SAMPLERS: Mapping[str, Make] = {
    "penalties": _penalties,
    "dry": _dry,
    "top_n_sigma": lambda _, s, seed: lib.llama_sampler_init_top_n_sigma(s.top_n_sigma),
    "top_k": _top_k,
    "typ_p": lambda _, s, seed: lib.llama_sampler_init_typical(s.typical_p, s.min_keep),
    "top_p": lambda _, s, seed: lib.llama_sampler_init_top_p(s.top_p, s.min_keep),
    "min_p": lambda _, s, seed: lib.llama_sampler_init_min_p(s.min_p, s.min_keep),
    "xtc": lambda _, s, seed: lib.llama_sampler_init_xtc(
        s.xtc_probability, s.xtc_threshold, s.min_keep, seed
    ),
    "temperature": lambda _, s, seed: lib.llama_sampler_init_temp_ext(
        s.temperature, s.dynatemp_range, s.dynatemp_exponent
    ),
    "adaptive_p": lambda _, s, seed: None,  # draws, so it comes last wherever it is named
}
ALIASES: Mapping[str, str] = {
    "nucleus": "top_p",
    "temp": "temperature",
    "typ": "typ_p",
    "typical_p": "typ_p",
}
