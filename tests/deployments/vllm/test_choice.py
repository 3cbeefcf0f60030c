"""What vLLM generated becomes events; vLLM's objects are made up."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from deployments.chat.output import OutputStream
from deployments.types import (
    Failed,
    Finished,
    PromptLogprobs,
    TextDelta,
    Timings,
    TokenLogprob,
    Usage,
)
from deployments.vllm.choice import Choice, timings, token_logprob

PIECES = [bytes([letter]) for letter in range(ord("a"), ord("z") + 1)]
A, B, C, D = range(4)
STATS = SimpleNamespace(queued_ts=10.0, scheduled_ts=11.0, first_token_ts=13.0, last_token_ts=17.0)


def choice(*, stops: tuple[str, ...] = (), **keys: Any) -> Choice:
    return Choice(index=0, output=OutputStream(0, stops), prompt=[A, B], pieces=PIECES, **keys)


def said(*tokens: int, reason: str | None = None, **keys: Any) -> Any:
    logprobs, prompt = keys.pop("logprobs", None), keys.pop("prompt_logprobs", None)
    completion = SimpleNamespace(token_ids=tokens, logprobs=logprobs, finish_reason=reason)
    defaults = {"num_cached_tokens": 0, "metrics": None, "prompt_logprobs": prompt}
    return SimpleNamespace(outputs=[completion], **(defaults | keys))


def score(logprob: float, rank: int) -> Any:
    return SimpleNamespace(logprob=logprob, rank=rank)


def test_tokens_are_told_as_they_come() -> None:
    one = choice()
    assert one.take(said(C, D)) == [TextDelta("c", 0, (C,)), TextDelta("d", 0, (D,))]
    ending = one.take(said(A, reason="length", num_cached_tokens=1, metrics=STATS))
    usage = Usage(prompt_tokens=2, completion_tokens=3, cached_tokens=1)
    finished = Finished("length", 0, usage, Timings(1.0, 2.0, 4.0))
    assert ending == [TextDelta("a", 0, (A,)), finished]
    assert one.ended


def test_the_token_that_ends_an_answer_is_counted_and_not_told() -> None:
    one = choice()
    assert one.take(said(C, D, reason="stop")) == [
        TextDelta("c", 0, (C,)),
        Finished("stop", 0, Usage(2, 2)),
    ]


def test_a_stop_string_ends_an_answer_in_the_midst_of_what_came() -> None:
    one = choice(stops=("dc",))
    assert one.take(said(A, D)) == [TextDelta("a", 0, (A,))]
    assert one.take(said(C, B, B)) == [Finished("stop", 0, Usage(2, 3), stop="dc")]
    assert one.ended


def test_what_was_told_before_is_not_told_again() -> None:
    behind = choice(stops=("cd",))
    behind.resume([A, C])
    assert behind.take(said(D)) == [Finished("stop", 0, Usage(2, 3), stop="cd")]
    behind.resume([])
    assert behind.generated == 3
    again = choice(silent=2)
    assert again.take(said(A)) == []
    assert again.take(said(C, D)) == [TextDelta("d", 0, (D,))]
    assert again.generated == 3


def test_only_the_prompt_was_wanted() -> None:
    one = choice(keeps=False)
    assert one.take(said(C, reason="length")) == [Finished("length", 0, Usage(2, 0))]


@pytest.mark.parametrize(("reason", "kind"), [("abort", "lost"), ("error", "internal")])
def test_what_breaks_is_a_failure(reason: str, kind: str) -> None:
    one = choice()
    *_, failure = one.take(said(reason=reason))
    assert isinstance(failure, Failed)
    assert failure.kind == kind
    assert one.ended


def test_logprobs_belong_to_their_tokens() -> None:
    one = choice(logprobs=1)
    candidates = {C: score(-3.0, 5), A: score(-0.5, 1)}
    (delta,) = one.take(said(C, logprobs=[candidates]))
    assert isinstance(delta, TextDelta)
    likeliest = TokenLogprob(A, b"a", -0.5)
    assert delta.logprobs == (TokenLogprob(C, b"c", -3.0, (likeliest,)),)


def test_the_token_itself_is_among_the_likeliest_where_it_is() -> None:
    candidates = {C: score(-0.7, 2), A: score(-0.5, 1)}
    told = token_logprob(C, candidates, 2, PIECES)
    assert [each.token_id for each in told.top] == [A, C]
    assert token_logprob(C, candidates, 0, PIECES).top == ()


def test_the_prompts_logprobs_are_told_once() -> None:
    one = choice(scores_prompt=1)
    scores = [None, {B: score(-1.0, 1)}]
    told, *_ = one.take(said(C, prompt_logprobs=scores))
    assert isinstance(told, PromptLogprobs)
    first, second = told.tokens
    assert (first.token_id, math.isnan(first.logprob)) == (A, True)
    assert second == TokenLogprob(B, b"b", -1.0, (TokenLogprob(B, b"b", -1.0),))
    assert one.take(said(C, prompt_logprobs=scores)) == [TextDelta("c", 0, (C,))]


def test_times_that_are_missing_are_zero() -> None:
    assert timings(None) is None
    waiting = SimpleNamespace(queued_ts=1.0, scheduled_ts=0.0, first_token_ts=0, last_token_ts=0)
    assert timings(waiting) is None
    begun = SimpleNamespace(queued_ts=1.0, scheduled_ts=2.0, first_token_ts=0, last_token_ts=0)
    assert timings(begun) == Timings(queued=1.0)
