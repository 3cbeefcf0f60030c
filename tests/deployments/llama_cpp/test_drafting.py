"""Guessed tokens: the answers are what they are without, in fewer steps."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from toy_backend import Answer, ask, toy_backend

from deployments.llama_cpp.drafting import NGramDrafter, Wish
from deployments.types import Sampling

pytestmark = pytest.mark.anyio
OPTIONS = ["spec_type:ngram-simple", "spec_ngram_size_n:2", "draft_max:6"]
KINDS = pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])


def guesses(drafter: NGramDrafter, tokens: list[int], most: int) -> list[int]:
    return drafter.draft([Wish(1, tokens, most)])[0]


def test_what_came_after_the_same_tokens_is_guessed() -> None:
    drafter = NGramDrafter(2, longest=3)
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2], most=9) == [3, 4, 5]
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2, 3, 4], most=2) == [5, 1]
    assert guesses(drafter, [1, 2, 3, 4, 5, 1, 2, 3, 4, 9], most=9) == []


def test_the_latest_time_counts() -> None:
    assert guesses(NGramDrafter(1, longest=1), [7, 1, 7, 2, 7], most=1) == [2]


def test_no_guess_for_what_is_too_short_or_new() -> None:
    drafter = NGramDrafter(3, longest=2)
    assert guesses(drafter, [1], most=5) == []
    assert guesses(drafter, [1, 1, 1], most=5) == []
    assert guesses(drafter, [1, 1, 1, 1], most=5) == [1]


def test_too_few_guesses_are_none() -> None:
    drafter = NGramDrafter(1, longest=4, least=2)
    assert guesses(drafter, [1, 2, 1], most=1) == []
    assert guesses(drafter, [1, 2, 1, 3, 1], most=4) == [3, 1]


def test_a_sequence_that_became_shorter_is_read_again() -> None:
    drafter = NGramDrafter(1, longest=1)
    assert guesses(drafter, [1, 2, 3, 1], most=1) == [2]
    assert guesses(drafter, [5, 1], most=1) == []
    assert guesses(drafter, [5, 1, 5], most=1) == [1]


def test_each_sequence_has_its_own_n_grams() -> None:
    drafter = NGramDrafter(1, longest=1)
    wishes = [Wish(1, [1, 2, 1], 1), Wish(2, [1, 3, 1], 1)]
    assert drafter.draft(wishes) == [[2], [3]]
    drafter.forget(1)
    assert drafter.draft([Wish(1, [4, 1], 1), Wish(2, [1, 3, 1, 3], 1)]) == [[], [1]]


async def both(models: Path, *requests: dict[str, Any], **config: Any) -> list[list[Answer]]:
    """The answers without guesses, and with them."""
    options = config.pop("options", [])
    found = []
    for more in ([], OPTIONS):
        async with toy_backend(models, options=[*options, *more], **config) as backend:
            answers = await asyncio.gather(*(ask(backend, **request) for request in requests))
            stats = backend.stats()
            assert stats.cells_used == stats.running == 0
            found.append(answers)
    return found


REPETITIVE = {"prompt": tuple([*range(300, 320)] * 4), "max_tokens": 80, "ignore_eos": True}


@KINDS
async def test_the_same_tokens_in_fewer_steps(models: Path, kind: str) -> None:
    request = REPETITIVE | {"sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES)}
    (plain,), (guessed,) = await both(models, request, options=[kind])
    assert guessed.token_ids() == plain.token_ids()
    assert guessed.text() == plain.text()
    timings = guessed.finished.timings
    assert 0 < timings.accepted <= timings.drafted
    assert (plain.finished.timings.drafted, plain.finished.timings.accepted) == (0, 0)


FAVOURITES = ((300, 40.0), (301, 39.0))  # so that the toy repeats itself


@KINDS
async def test_in_company_and_with_dice(models: Path, kind: str) -> None:
    """Right guesses, wrong ones and none at all, beside each other."""
    requests: list[dict[str, Any]] = [
        REPETITIVE | {"sampling": Sampling(temperature=1.0, seed=n, logit_bias=FAVOURITES)}
        for n in range(4)
    ]
    requests += [{"prompt": tuple(range(400, 430 + n)), "max_tokens": 60} for n in range(4)]
    plain, guessed = await both(models, *requests, options=[kind], context_size=512)
    assert [a.token_ids() for a in guessed] == [a.token_ids() for a in plain]
    assert sum(a.finished.timings.accepted for a in guessed) > 0
    assert sum(a.finished.timings.drafted - a.finished.timings.accepted for a in guessed) > 0


async def test_logprobs_and_limits_are_the_same(models: Path) -> None:
    request = REPETITIVE | {
        "sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES),
        "logprobs": 2,
        "max_tokens": 33,
    }
    (plain,), (guessed,) = await both(models, request)
    assert guessed.finished.usage == plain.finished.usage
    assert guessed.finished.timings.accepted > 0
    assert len(guessed.logprobs()) == 33
    for one, other in zip(guessed.logprobs(), plain.logprobs(), strict=True):
        assert one.token_id == other.token_id
        assert one.logprob == pytest.approx(other.logprob, abs=0.01)


async def test_a_stop_string_among_guesses_ends_the_answer(models: Path) -> None:
    request = REPETITIVE | {"sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES)}
    (plain,), _ = await both(models, request)
    stop = plain.text()[30:33]
    (plain,), (guessed,) = await both(models, request | {"stop": (stop,)})
    assert guessed.text() == plain.text()
    assert guessed.finished.stop == plain.finished.stop == stop


async def test_what_was_wrong_is_not_used_again(models: Path) -> None:
    """The next turn of a chat begins with what was said, not with what was guessed."""
    options = [*OPTIONS, "parallel:1"]
    async with toy_backend(models, options=options, context_size=512) as backend:
        first = await ask(backend, **REPETITIVE)
        longer = (*REPETITIVE["prompt"], *first.token_ids(), 500, 501)
        answer = await ask(backend, longer)
        expected = await ask(backend, longer, cache_prompt=False)
    assert answer.finished.usage.cached_tokens >= 150
    assert answer.token_ids() == expected.token_ids()
