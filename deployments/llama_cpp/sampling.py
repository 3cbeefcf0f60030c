"""The sampler chain of one sequence, in llama-server's order (common/common.h, `samplers`)."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from deployments.llama_cpp.constraint import TokenConstraint
from deployments.llama_cpp.context import Logits
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.types import Failed, RequestRefused, Sampling, TokenLogprob

# llama-server's defaults; a model's YAML and then the request override them.
DEFAULTS = Sampling(
    temperature=0.8,
    dynatemp_range=0.0,
    dynatemp_exponent=1.0,
    top_k=40,
    top_p=0.95,
    min_p=0.05,
    typical_p=1.0,
    top_n_sigma=-1.0,
    xtc_probability=0.0,
    xtc_threshold=0.1,
    min_keep=0,
    repeat_penalty=1.0,
    repeat_last_n=64,
    presence_penalty=0.0,
    frequency_penalty=0.0,
    dry_multiplier=0.0,
    dry_base=1.75,
    dry_allowed_length=2,
    dry_penalty_last_n=-1,
    dry_sequence_breakers=("\n", ":", '"', "*"),
    mirostat=0,
    mirostat_tau=5.0,
    mirostat_eta=0.1,
    logit_bias=(),
)
RANDOM_SEED = 0xFFFFFFFF  # LLAMA_DEFAULT_SEED of llama.h: the library draws one itself
_NOT_YET = ("adaptive_target", "adaptive_decay", "samplers", "allowed_token_ids", "bad_words")


def check_sampling(sampling: Sampling, n_vocab: int) -> None:
    """Raises `RequestRefused` for what the chain cannot do or the library would abort on."""
    for name in _NOT_YET:
        if getattr(sampling, name) is not None:
            raise RequestRefused(Failed("unsupported", f"{name} is not supported yet", name))
    for token, _ in sampling.logit_bias or ():
        if not 0 <= token < n_vocab:
            message = f"logit_bias: token {token} is not in the vocabulary of {n_vocab} tokens"
            raise RequestRefused(Failed("invalid_request", message, "logit_bias"))


class Candidates:
    """All tokens with the logits of one output, as the library's samplers want them.

    `logits` is a view of the context's, or a copy: what is changed in it changes the draws.
    """

    _TOKEN = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])

    def __init__(self, n_vocab: int) -> None:
        self.logits = np.zeros(n_vocab, dtype=np.float32)
        self._tokens = np.zeros(n_vocab, dtype=self._TOKEN)
        self._data = self._tokens.ctypes.data_as(lib.llama_token_data_p)
        self._ids = np.arange(n_vocab, dtype=np.int32)

    def array(self) -> Any:
        """Fresh for every draw: samplers sort it and cut it short."""
        self._tokens["id"] = self._ids
        self._tokens["logit"] = self.logits
        return lib.llama_token_data_array(self._data, len(self._tokens), -1, False)


class SamplerChain:
    """Draws tokens for one sequence and remembers them for the penalties.

    The same seed draws the same tokens from the same logits, whatever else is in the batch.
    """

    def __init__(self, model: Model, sampling: Sampling, seed: int) -> None:
        sampling = sampling.over(DEFAULTS)
        self._handle: Any = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        for sampler in _samplers(model, sampling, min(seed & 0xFFFFFFFF, RANDOM_SEED - 1)):
            lib.llama_sampler_chain_add(self._handle, sampler)
        self._window = _window(model, sampling)

    def accept(self, tokens: Sequence[int]) -> None:
        """Show the chain tokens it did not draw, as far back as a penalty counts them."""
        for token in tokens[max(0, len(tokens) - self._window) :]:
            lib.llama_sampler_accept(self._handle, token)

    def sample(self, context: Any, output: int) -> int:
        """Draw the next token from an output of the last decode, and accept it."""
        token: int = lib.llama_sampler_sample(self._handle, context, output)
        return token

    def sample_allowed(self, candidates: Candidates, constraint: TokenConstraint) -> int:
        """Draw a token that the constraint allows, and accept it.

        Raises `ConstraintBroken`.
        """
        token = self._draw(candidates)
        if not constraint.allows(token):
            constraint.forbid(candidates.logits)
            token = self._draw(candidates)
        lib.llama_sampler_accept(self._handle, token)
        return token

    def _draw(self, candidates: Candidates) -> int:
        array = candidates.array()
        lib.llama_sampler_apply(self._handle, ctypes.byref(array))
        token: int = array.data[array.selected].id
        return token

    def close(self) -> None:
        lib.llama_sampler_free(self._handle)


def _window(model: Model, s: Sampling) -> int:
    """How many tokens the penalties look back."""
    window = 0
    if s.repeat_penalty != 1.0 or s.presence_penalty or s.frequency_penalty:
        window = _last_n(model, s.repeat_last_n)
    if s.dry_multiplier:
        window = max(window, _last_n(model, s.dry_penalty_last_n))
    return window


def _last_n(model: Model, said: int | None) -> int:
    if said is None or said < 0:
        return model.n_ctx_train
    return min(said, model.n_ctx_train)  # the library allocates this many tokens


def _samplers(model: Model, s: Sampling, seed: int) -> list[Any]:
    chain = [*_logit_bias(model, s), *_penalties(model, s)]
    if s.temperature is not None and s.temperature <= 0:
        return [*chain, lib.llama_sampler_init_greedy()]
    if s.mirostat == 1:
        temperature = lib.llama_sampler_init_temp(s.temperature)
        last = lib.llama_sampler_init_mirostat(
            model.n_vocab, seed, s.mirostat_tau, s.mirostat_eta, 100
        )
        return [*chain, temperature, last]
    if s.mirostat == 2:
        temperature = lib.llama_sampler_init_temp(s.temperature)
        last = lib.llama_sampler_init_mirostat_v2(seed, s.mirostat_tau, s.mirostat_eta)
        return [*chain, temperature, last]
    return [*chain, *_truncation(s, seed), lib.llama_sampler_init_dist(seed)]


def _logit_bias(model: Model, s: Sampling) -> list[Any]:
    if not s.logit_bias:
        return []
    array = (lib.llama_logit_bias * len(s.logit_bias))(
        *(lib.llama_logit_bias(token, bias) for token, bias in s.logit_bias)
    )
    return [lib.llama_sampler_init_logit_bias(model.n_vocab, len(s.logit_bias), array)]


def _penalties(model: Model, s: Sampling) -> list[Any]:
    chain = [
        lib.llama_sampler_init_penalties(
            model.n_vocab,
            _last_n(model, s.repeat_last_n),
            s.repeat_penalty,
            s.frequency_penalty,
            s.presence_penalty,
        )
    ]
    if s.dry_multiplier:
        breakers = [text.encode() for text in s.dry_sequence_breakers or ()]
        chain.append(
            lib.llama_sampler_init_dry(
                model.vocab,
                s.dry_multiplier,
                s.dry_base,
                s.dry_allowed_length,
                _last_n(model, s.dry_penalty_last_n),
                (ctypes.c_char_p * len(breakers))(*breakers),
                len(breakers),
            )
        )
    return chain


def _truncation(s: Sampling, seed: int) -> list[Any]:
    return [
        lib.llama_sampler_init_top_n_sigma(s.top_n_sigma),
        lib.llama_sampler_init_top_k(s.top_k),
        lib.llama_sampler_init_typical(s.typical_p, s.min_keep),
        lib.llama_sampler_init_top_p(s.top_p, s.min_keep),
        lib.llama_sampler_init_min_p(s.min_p, s.min_keep),
        lib.llama_sampler_init_xtc(s.xtc_probability, s.xtc_threshold, s.min_keep, seed),
        lib.llama_sampler_init_temp_ext(s.temperature, s.dynatemp_range, s.dynatemp_exponent),
    ]


def token_logprob(logits: Logits, token: int, n_top: int, pieces: list[bytes]) -> TokenLogprob:
    """The token's log-probability over the whole vocabulary, before any sampler changed it."""
    maximum = float(logits.max())
    log_sum = maximum + float(np.log(np.exp(logits - maximum).sum()))
    top: tuple[TokenLogprob, ...] = ()
    if n_top:
        likeliest = np.argpartition(logits, -n_top)[-n_top:]
        likeliest = likeliest[np.argsort(-logits[likeliest], kind="stable")]
        top = tuple(TokenLogprob(int(i), pieces[i], float(logits[i]) - log_sum) for i in likeliest)
    return TokenLogprob(token, pieces[token], float(logits[token]) - log_sum, top)
