"""Keeping a generation to a grammar: a token is drawn freely and checked.

Only when it is refused is the mask of all allowed tokens computed and another one drawn, as
llama-server does (common/sampling.cpp): most tokens that a model draws are right already.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
from llguidance import LLMatcher, LLParserLimits, LLTokenizer

from deployments.chat.grammar import grammar_of, refusal
from deployments.llama_cpp.context import Logits
from deployments.llama_cpp.lazy_constraint import LazyConstraint
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.types import Constraint

KEPT_GRAMMARS = 64
STACK = 512 * 2**20
"""Bytes, of which only those are taken that are used: llguidance compiles rules in rules by
recursion, and an overflow would end the process."""
LIMITS = LLParserLimits(verbose_errors=False)  # their errors would show the whole grammar


class ConstraintBroken(Exception):
    """The grammar needs more work for a token than is allowed."""


class TokenConstraint(Protocol):
    """What may follow the tokens so far. Not for several threads at once."""

    @property
    def complete(self) -> bool:
        """Nothing may follow but the end."""

    def allows(self, token: int) -> bool: ...

    def forbid(self, logits: Logits) -> None:
        """Set the logits of all tokens that are not allowed to minus infinity.

        Raises `ConstraintBroken`.
        """

    def accept(self, token: int) -> None:
        """The token has been drawn. Raises `ConstraintBroken`."""

    def forced(self) -> list[int]:
        """The tokens that must follow, because there is no choice."""

    def copy(self) -> TokenConstraint:
        """One that goes on from here by itself."""


class GrammarConstraint:
    """What a grammar allows, from the first token on."""

    def __init__(self, matcher: LLMatcher, n_vocab: int) -> None:
        self._matcher = matcher
        self._n_vocab = n_vocab

    @property
    def complete(self) -> bool:
        return self._matcher.is_stopped()

    def allows(self, token: int) -> bool:
        return self._matcher.validate_tokens([token]) == 1

    def forbid(self, logits: Logits) -> None:
        mask = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        self._check()
        allowed = np.unpackbits(mask, count=self._n_vocab, bitorder="little")
        logits[allowed == 0] = -np.inf
        if not np.isfinite(logits).any():
            raise ConstraintBroken("no token is allowed")

    def accept(self, token: int) -> None:
        self._matcher.consume_token(token)
        self._check()

    def begin(self, tokens: list[int]) -> bool:
        """Take all of the tokens, if they are allowed."""
        return self._matcher.try_consume_tokens(tokens) == len(tokens)

    def forced(self) -> list[int]:
        return self._matcher.compute_ff_tokens()

    def copy(self) -> GrammarConstraint:
        return GrammarConstraint(self._matcher.deep_copy(), self._n_vocab)

    def _check(self) -> None:
        if self._matcher.is_error():
            raise ConstraintBroken(self._matcher.get_error())


def _thread_with_stack(size: int) -> ThreadPoolExecutor:
    """One thread, with a larger stack than others have."""
    pool = ThreadPoolExecutor(1, "grammar-compiler")
    usual = threading.stack_size(size)
    try:
        pool.submit(int).result()  # begins the thread
    finally:
        threading.stack_size(usual)
    return pool


class Grammars:
    """Compiles constraints for one model; from any thread."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._compiler = _thread_with_stack(STACK)
        self._compiled = lru_cache(KEPT_GRAMMARS)(self._compile)

    def constraint(self, constraint: Constraint) -> TokenConstraint:
        """Takes up to a second for a hard one, without the interpreter's lock.

        Raises:
            RequestRefused: naming what is wrong with it.
        """
        matcher = self._compiler.submit(self._compiled, grammar_of(constraint)).result()
        if matcher.is_error():
            raise refusal(constraint, matcher.get_error())
        whole = GrammarConstraint(matcher.deep_copy(), self._model.n_vocab)
        if not constraint.triggers:
            return whole
        triggers = [trigger.encode(errors="replace") for trigger in constraint.triggers]
        before = [text.encode(errors="replace") for text in constraint.before]
        outside = None
        if constraint.outside is not None:
            opening, closing = constraint.outside
            outside = opening.encode(), closing.encode()
        return LazyConstraint(
            whole,
            triggers,
            self._names,
            self._spelled,
            before,
            outside,
            constraint.begins_inside,
        )

    @cached_property
    def special(self) -> dict[str, int]:
        """The ids of tokens that no text stands for in a grammar, by their own texts."""
        spellings = enumerate(map(self._spelling, range(self._model.n_vocab)))
        return {
            each[1:].decode(): token
            for token, each in spellings
            if each[:1] == b"\xff" and each[1:]
        }

    def _compile(self, grammar: str) -> LLMatcher:
        matcher = LLMatcher(self._tokenizer, grammar, log_level=0, limits=LIMITS)
        begins = matcher.deep_copy()
        begins.compute_bitmask()
        return begins if begins.is_error() else matcher  # an error: nothing matches it

    @cached_property
    def _names(self) -> list[bytes]:
        """The texts of all tokens; control tokens, which say nothing, have their names."""
        pieces = enumerate(self._model.pieces)
        return [piece or self._model.token_text(token).encode() for token, piece in pieces]

    def _spelled(self, text: bytes) -> Iterator[list[int]]:
        """Its tokens without special ones, as a grammar's quotes mean them, and with them."""
        decoded = text.decode(errors="replace")
        yield self._tokenizer.greedy_tokenize(decoded)
        yield self._model.tokenize(decoded, add_special=False, parse_special=True)

    @cached_property
    def _tokenizer(self) -> LLTokenizer:
        constructor: Any = LLTokenizer  # what llguidance.llamacpp calls is missing in the stubs
        tokenizer: LLTokenizer = constructor.from_llamacpp(
            tokens=[self._spelling(token) for token in range(self._model.n_vocab)],
            vocab_ptr=self._model.vocab,
            tokenize_fptr=ctypes.cast(lib.llama_tokenize, ctypes.c_void_p).value,
            eos_token=sorted(self._model.eog),
            slices=None,
        )
        return tokenizer

    def _spelling(self, token: int) -> bytes:
        """A token's text; 0xFF before it says that only its name stands for it in a grammar."""
        piece = self._model.pieces[token]
        attributes = lib.llama_vocab_get_attr(self._model.vocab, token)
        markup = attributes & lib.LLAMA_TOKEN_ATTR_USER_DEFINED and piece[:1] + piece[-1:] == b"<>"
        if markup or attributes & lib.LLAMA_TOKEN_ATTR_CONTROL:
            return b"\xff" + self._model.token_text(token).encode()
        return piece
