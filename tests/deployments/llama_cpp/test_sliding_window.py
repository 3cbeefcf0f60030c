"""A model whose layers look back a few tokens only: what is behind the window is gone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from toy_backend import Answer, ask, toy_backend
from toy_models.llama import write_gemma3

from deployments.llama_cpp.backend import LlamaCppBackend

pytestmark = pytest.mark.anyio

CONFIG: dict[str, Any] = {
    "parameters": {"model": "gemma3.gguf", "batch": 32},
    "context_size": 2048,
    "options": ["parallel:2"],
}


@pytest.fixture
async def backend(models: Path) -> AsyncIterator[LlamaCppBackend]:
    write_gemma3(models / "gemma3.gguf")
    async with toy_backend(models, **CONFIG) as backend:
        yield backend


def prompt(number: int, length: int) -> tuple[int, ...]:
    return tuple(300 + (7 * number + place) % 700 for place in range(length))


async def told(backend: LlamaCppBackend, tokens: tuple[int, ...], **keys: Any) -> Answer:
    return await ask(backend, tokens, ignore_eos=True, **keys)


async def test_who_looks_back_further_sees_something_else(backend: LlamaCppBackend) -> None:
    one = await told(backend, prompt(1, 200), cache_prompt=False)
    other = await told(backend, (5, *prompt(1, 200)[1:]), cache_prompt=False)
    assert one.token_ids() != other.token_ids()


async def test_together_as_alone(backend: LlamaCppBackend) -> None:
    prompts = [prompt(number, 100 + 30 * number) for number in range(6)]
    alone = [await told(backend, each, cache_prompt=False) for each in prompts]
    together = await asyncio.gather(*(told(backend, each) for each in prompts))
    assert [each.token_ids() for each in together] == [each.token_ids() for each in alone]


async def test_a_growing_chat_is_computed_once(backend: LlamaCppBackend) -> None:
    tokens = prompt(1, 200)
    for _ in range(3):
        answer = await told(backend, tokens, max_tokens=100)
        tokens = (*tokens, *answer.token_ids(), *prompt(2, 30))
    assert answer.finished.usage.cached_tokens >= len(tokens) - 30 - 100 - 31 - 1
    fresh = await told(backend, tokens, cache_prompt=False)
    assert (await told(backend, tokens)).token_ids() == fresh.token_ids()


async def test_a_turn_whose_answer_is_left_out(backend: LlamaCppBackend) -> None:
    """As a chat template does with thoughts: the next prompt goes on where the last one ended."""
    tokens = prompt(1, 400)
    await told(backend, tokens, max_tokens=600)
    after = (*tokens[:-2], *prompt(2, 30))
    second = await told(backend, after)
    fresh = await told(backend, after, cache_prompt=False)
    assert second.token_ids() == fresh.token_ids()
    assert second.finished.usage.cached_tokens >= 390


async def test_the_same_prompt_again(backend: LlamaCppBackend) -> None:
    tokens = prompt(3, 400)
    first = await told(backend, tokens, max_tokens=600)
    again = await told(backend, tokens, max_tokens=600)
    assert again.token_ids() == first.token_ids()
    assert again.finished.usage.cached_tokens >= 390


async def test_several_answers(backend: LlamaCppBackend) -> None:
    answer = await told(backend, prompt(4, 300), n=2, max_tokens=60)
    assert answer.token_ids(0) == answer.token_ids(1)


async def test_short_prompts_save_nothing(backend: LlamaCppBackend) -> None:
    await told(backend, prompt(5, 30), max_tokens=5)
    assert backend.stats().saved_states == 0


# --- With the cells behind the window (`swa_full`) ----------------------------------------------


FULL = [
    ["swa_full", "cache_ram:0", "parallel:2", "kv_unified:false"],
    ["swa_full", "cache_ram:64", "parallel:1"],
    ["swa_full", "cache_ram:64", "parallel:2", "kv_unified:true"],
]


@pytest.mark.parametrize("options", FULL, ids=" ".join)
@pytest.mark.parametrize("cut", [40, 90, 110])
async def test_what_copies_lack_is_computed(models: Path, options: list[str], cut: int) -> None:
    write_gemma3(models / "gemma3.gguf")
    wanted = (*prompt(1, 190)[:cut], *prompt(40, 20))
    async with toy_backend(models, **CONFIG | {"options": options}) as backend:
        fresh = await told(backend, wanted, cache_prompt=False, logprobs=0)
        await told(backend, prompt(1, 190), max_tokens=1)
        if "cache_ram:64" in options:  # the state is saved, and the slots are others'
            await asyncio.gather(told(backend, prompt(60, 200)), told(backend, prompt(61, 200)))
        answer = await told(backend, wanted, logprobs=0)
    assert [each.logprob for each in answer.logprobs()] == pytest.approx(
        [each.logprob for each in fresh.logprobs()], abs=1e-4
    )


async def test_in_its_slot_any_prefix_can_be_used(models: Path) -> None:
    write_gemma3(models / "gemma3.gguf")
    options = ["swa_full", "cache_ram:0", "parallel:1"]
    async with toy_backend(models, **CONFIG | {"options": options}) as backend:
        await told(backend, prompt(1, 190), max_tokens=1)
        answer = await told(backend, (*prompt(1, 190)[:90], *prompt(40, 20)))
    assert answer.finished.usage.cached_tokens == 90
