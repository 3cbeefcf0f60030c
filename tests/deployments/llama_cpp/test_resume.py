"""Generations that go on where another process has left them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from toy_backend import GREEDY, ask

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import Constraint, RequestRefused, Sampling

pytestmark = pytest.mark.anyio

STRONG = Sampling(temperature=0.0, repeat_penalty=1.3, dry_multiplier=2.0, frequency_penalty=0.5)


@pytest.mark.parametrize("cut", [1, 7, 19])
@pytest.mark.parametrize("sampling", [GREEDY, STRONG], ids=["greedy", "penalties"])
async def test_what_follows_is_what_would_have_followed(
    backend: LlamaCppBackend, sampling: Sampling, cut: int
) -> None:
    keys: dict[str, Any] = {
        "prompt": "Once upon",
        "sampling": sampling,
        "max_tokens": 20,
        "ignore_eos": True,
    }
    whole = await ask(backend, **keys)
    tokens = tuple(whole.token_ids())
    rest = await ask(backend, **keys, resumed_token_ids=(tokens[:cut],))
    assert tuple(rest.token_ids()) == tokens[cut:]
    assert rest.finished.reason == whole.finished.reason == "length"
    assert rest.finished.usage.completion_tokens == 20
    assert rest.finished.usage.prompt_tokens == whole.finished.usage.prompt_tokens


async def test_every_choice_goes_on_behind_its_own(backend: LlamaCppBackend) -> None:
    warm = Sampling(temperature=1.0, seed=5)
    keys: dict[str, Any] = {"prompt": "Once", "max_tokens": 8, "ignore_eos": True}
    whole = await ask(backend, **keys, n=2, sampling=warm)
    begun = tuple(tuple(whole.token_ids(index)[:4]) for index in range(2))
    assert begun[0] != begun[1]
    rest = await ask(backend, **keys, n=2, sampling=GREEDY, resumed_token_ids=begun)
    for index in range(2):
        alone = await ask(backend, **keys, sampling=GREEDY, resumed_token_ids=(begun[index],))
        assert rest.token_ids(index) == alone.token_ids()
        assert len(rest.token_ids(index)) == 4


async def test_a_grammar_goes_on_where_it_was(backend: LlamaCppBackend) -> None:
    constraint = Constraint("regex", "(ab|cd){6}")
    keys: dict[str, Any] = {
        "prompt": "x",
        "constraint": constraint,
        "sampling": GREEDY,
        "max_tokens": 40,
    }
    whole = await ask(backend, **keys)
    tokens = tuple(whole.token_ids())
    for cut in range(1, len(tokens) - 1):
        rest = await ask(backend, **keys, resumed_token_ids=(tokens[:cut],))
        assert tuple(rest.token_ids()) == tokens[cut:]
        assert rest.finished.reason == whole.finished.reason


async def test_nothing_more_where_all_was_said(backend: LlamaCppBackend) -> None:
    keys: dict[str, Any] = {
        "prompt": "x",
        "sampling": GREEDY,
        "max_tokens": 3,
        "ignore_eos": True,
    }
    whole = await ask(backend, **keys)
    rest = await ask(backend, **keys, resumed_token_ids=(tuple(whole.token_ids()),))
    assert rest.text() == ""
    assert rest.finished.reason == "length"


@pytest.mark.parametrize("token", [-1, 1024, 10**6])
async def test_tokens_of_another_model_are_refused(backend: LlamaCppBackend, token: int) -> None:
    bystander = asyncio.create_task(ask(backend, max_tokens=100, ignore_eos=True))
    with pytest.raises(RequestRefused, match="resumed_token_ids"):
        await ask(backend, n=2, resumed_token_ids=((5,), (6, token)))
    assert (await bystander).finished.usage.completion_tokens == 100
    backend.check_health()


async def test_of_the_prompt_no_more_is_cached_than_it_has(backend: LlamaCppBackend) -> None:
    keys: dict[str, Any] = {"prompt": "Hello", "max_tokens": 100, "ignore_eos": True}
    whole = await ask(backend, **keys)
    rest = await ask(backend, **keys, resumed_token_ids=(tuple(whole.token_ids()[:90]),))
    usage = rest.finished.usage
    assert usage.cached_tokens == usage.prompt_tokens == whole.finished.usage.prompt_tokens
