"""How the next token of a sequence is drawn: its chain of samplers, and logprobs."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deployments.llama_cpp.constraint import TokenConstraint
from deployments.llama_cpp.context import Logits
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.samplers import (
    NOTHING,
    SAMPLERS,
    canonical,
    penalties_of,
    samplers_of,
    window,
)
from deployments.token_ids import check_token_ids
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
    adaptive_target=-1.0,
    adaptive_decay=0.9,
    logit_bias=(),
)
MOST_BREAKERS = 8  # for each the library looks at the whole vocabulary
RANDOM_SEED = 0xFFFFFFFF  # LLAMA_DEFAULT_SEED of llama.h: the library draws one itself


def check_sampling(sampling: Sampling, n_vocab: int) -> None:
    """Raises `RequestRefused` for what the chain cannot do or the library would abort on."""
    for name in sampling.samplers or ():
        if canonical(name) is None:
            message = f"samplers: '{name}' is unknown; there are {', '.join(SAMPLERS)}"
            raise RequestRefused(Failed("invalid_request", message, "samplers"))
    if len(sampling.samplers or ()) != len(set(map(canonical, sampling.samplers or ()))):
        message = "samplers: each of them once"
        raise RequestRefused(Failed("invalid_request", message, "samplers"))
    breakers = sampling.dry_sequence_breakers or ()
    if len(breakers) > MOST_BREAKERS or any(
        len(text.encode(errors="replace")) > 40 for text in breakers
    ):
        message = f"dry_sequence_breakers: at most {MOST_BREAKERS} of 40 bytes"
        raise RequestRefused(Failed("invalid_request", message, "dry_sequence_breakers"))
    check_token_ids(sampling, n_vocab)


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

    def __init__(
        self, model: Model, sampling: Sampling, seed: int, made: Mapping[str, Any] = NOTHING
    ) -> None:
        """`samplers_of` says what is `made`."""
        sampling = sampling.over(DEFAULTS)
        self._handle: Any = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        seed = min(seed & 0xFFFFFFFF, RANDOM_SEED - 1)
        for sampler in samplers_of(model, sampling, seed, made):
            lib.llama_sampler_chain_add(self._handle, sampler)
        self._window = window(model, sampling)

    def accept(self, tokens: Sequence[int]) -> None:
        """Show the chain tokens it did not draw, as far back as a penalty counts them."""
        assert self._handle is not None, "the chain is closed"
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
        handle, self._handle = self._handle, None
        if handle is not None:
            lib.llama_sampler_free(handle)

    def __del__(self) -> None:
        self.close()  # of a request that never came to draw


def looks_back(model: Model, sampling: Sampling) -> bool:
    """Whether its chains need the tokens before the answer, and time to be made."""
    return window(model, sampling.over(DEFAULTS)) > 0


def sampler_chains(
    model: Model, sampling: Sampling, seeds: Sequence[int], seen: Sequence[int]
) -> list[SamplerChain]:
    """One for each seed; all have seen the tokens.

    What looks back at them is made once and copied: a DRY sampler reads the whole vocabulary.
    """
    said = sampling.over(DEFAULTS)
    made = penalties_of(model, said)
    try:
        for sampler in made.values():
            for token in seen[max(0, len(seen) - window(model, said)) :]:
                lib.llama_sampler_accept(sampler, token)
        return [SamplerChain(model, sampling, seed, made) for seed in seeds]
    finally:
        for sampler in made.values():
            lib.llama_sampler_free(sampler)


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
