"""With a real model: what is cached is not computed again, and the answers are the same."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from toy_backend import Answer, ask, toy_backend
from toy_models.rwkv7 import write_rwkv7
from waiting import until

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import Sampling

pytestmark = pytest.mark.anyio

KINDS = pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])


def prompt(number: int, length: int, shared: int = 0) -> tuple[int, ...]:
    """Token ids; the first `shared` are everybody's."""
    own = range(300 + 10 * number, 300 + 10 * number + length - shared)
    return (*range(400, 400 + shared), *own)


async def fresh(backend: LlamaCppBackend, **request: Any) -> Answer:
    """The answer without the cache."""
    answer = await ask(backend, cache_prompt=False, **request)
    assert answer.finished.usage.cached_tokens == 0
    return answer


async def computed(backend: LlamaCppBackend, *requests: dict[str, Any]) -> tuple[list[Answer], int]:
    """Answers to requests that come together, and how many tokens of prompts were computed."""
    before = backend.stats().prompt_tokens
    answers = await asyncio.gather(*(ask(backend, **request) for request in requests))
    return answers, backend.stats().prompt_tokens - before


def cached(answers: list[Answer]) -> list[int]:
    return [answer.finished.usage.cached_tokens for answer in answers]


@KINDS
async def test_the_same_prompt_again(models: Path, kind: str) -> None:
    async with toy_backend(models, options=[kind]) as backend:
        expected = await fresh(backend, prompt=prompt(1, 80))
        (answer,), cost = await computed(backend, {"prompt": prompt(1, 80)})
    assert cached([answer]) == [79]
    assert cost == 1
    assert answer.token_ids() == expected.token_ids()


@KINDS
async def test_a_chat_that_grows_computes_what_is_new(models: Path, kind: str) -> None:
    async with toy_backend(models, options=[kind]) as backend:
        first = await ask(backend, prompt=prompt(1, 60))
        said = (*prompt(1, 60), *first.token_ids())
        following = (*said, *prompt(3, 20))
        expected = await fresh(backend, prompt=following)
        answer = await ask(backend, prompt=following)
    assert answer.finished.usage.cached_tokens >= len(said) - 1
    assert answer.token_ids() == expected.token_ids()


@KINDS
async def test_those_that_come_together_compute_their_prefix_once(models: Path, kind: str) -> None:
    requests = [{"prompt": prompt(number, 120, shared=100)} for number in range(6)]
    async with toy_backend(models, options=[kind, "parallel:6"], context_size=1024) as backend:
        answers, cost = await computed(backend, *requests)
        expected = [await fresh(backend, **request) for request in requests]
    assert sorted(cached(answers)) == [0, 100, 100, 100, 100, 100]
    assert cost == 120 + 5 * 20
    assert [a.token_ids() for a in answers] == [e.token_ids() for e in expected]


@KINDS
async def test_choices_of_a_request_compute_its_prompt_once(models: Path, kind: str) -> None:
    request = {"prompt": prompt(1, 100), "n": 4, "sampling": Sampling(temperature=1.0, seed=7)}
    async with toy_backend(models, options=[kind], context_size=1024) as backend:
        (answer,), cost = await computed(backend, request)
        expected = await ask(backend, cache_prompt=False, **request)
    assert cost == 100 + 3
    assert [answer.token_ids(i) for i in range(4)] == [expected.token_ids(i) for i in range(4)]
    assert len({answer.text(i) for i in range(4)}) > 1


@KINDS
async def test_one_joins_while_another_generates(models: Path, kind: str) -> None:
    async with toy_backend(models, options=[kind], context_size=2048) as backend:
        running = asyncio.create_task(
            ask(backend, prompt=prompt(1, 100, shared=90), max_tokens=300, ignore_eos=True)
        )
        await until(lambda: backend.stats().generated_tokens > 0)
        (answer,), cost = await computed(backend, {"prompt": prompt(2, 100, shared=90)})
        assert cost == 10
        assert backend.stats().running == 1
        running.cancel()
        expected = await fresh(backend, prompt=prompt(2, 100, shared=90))
    assert answer.token_ids() == expected.token_ids()


@KINDS
async def test_more_chats_than_slots_come_back_from_ram(models: Path, kind: str) -> None:
    prompts = [prompt(number, 80) for number in range(3)]
    async with toy_backend(models, options=[kind, "parallel:1"]) as backend:
        first = [await ask(backend, prompt=each) for each in prompts]
        again = [await ask(backend, prompt=each) for each in prompts]
        once_more = [await ask(backend, prompt=each) for each in prompts]
    assert cached(first) == [0, 0, 0]
    assert cached(again) == cached(once_more) == [79, 79, 79]
    assert [a.token_ids() for a in again] == [e.token_ids() for e in first]
    assert [a.token_ids() for a in once_more] == [e.token_ids() for e in first]


async def test_without_ram_only_the_slots_remember(models: Path) -> None:
    prompts = [prompt(number, 80) for number in range(3)]
    async with toy_backend(models, options=["parallel:1", "cache_ram:0"]) as backend:
        answers = [await ask(backend, prompt=each) for each in [*prompts, *prompts]]
    assert cached(answers) == [0] * 6


async def test_a_recurrent_state_is_shared_where_it_fits(models: Path) -> None:
    write_rwkv7(models / "rwkv7.gguf")
    config = {"parameters": {"model": "rwkv7.gguf"}, "options": ["parallel:4"]}
    words = [list(range(40 + n, 100 + n)) for n in range(3)]
    async with toy_backend(models, **config) as backend:
        first = await ask(backend, prompt=tuple(words[0]), ignore_eos=True)
        longer = (*words[0], *first.token_ids(), *words[1])
        (answer,), cost = await computed(backend, {"prompt": longer})
        choices, choices_cost = await computed(backend, {"prompt": tuple(words[2]), "n": 3})
        expected = await fresh(backend, prompt=longer)
    assert answer.finished.usage.cached_tokens == 60 + 7
    assert cost == 1 + 60
    assert answer.token_ids() == expected.token_ids()
    assert choices_cost == 60 + 2
    assert choices[0].token_ids(0) == choices[0].token_ids(2)


async def test_a_recurrent_state_comes_back_from_a_checkpoint(models: Path) -> None:
    write_rwkv7(models / "rwkv7.gguf")
    options = ["parallel:2", "checkpoint_min_step:32"]
    config = {"parameters": {"model": "rwkv7.gguf"}, "options": options}
    shared, own = tuple(range(40, 110)), tuple(range(120, 140))
    async with toy_backend(models, **config) as backend:
        await ask(backend, prompt=(*shared, *range(5, 15)))
        answer = await ask(backend, prompt=(*shared, *own))
        again = await ask(backend, prompt=(*shared, *own))
        expected = await fresh(backend, prompt=(*shared, *own))
    assert cached([answer, again]) == [64, 86]
    assert answer.token_ids() == again.token_ids() == expected.token_ids()


async def test_what_follows_a_part_that_was_taken_out_is_moved(models: Path) -> None:
    """As when a chat is cut at its beginning: the rest is not computed again."""
    head, gone, rest = prompt(0, 40), prompt(9, 50), prompt(20, 60)
    options = ["parallel:1", "cache_reuse:30", "cache_ram:0"]
    async with toy_backend(models, options=options) as backend:
        await ask(backend, prompt=(*head, *gone, *rest))
        answer = await ask(backend, prompt=(*head, *rest, 5))
    assert answer.finished.usage.cached_tokens == 100
    assert len(answer.token_ids()) == 8


async def test_a_state_is_not_copied_before_the_library_has_moved_its_keys(models: Path) -> None:
    """The first choice moves a run of tokens; the second comes too early to copy that."""
    head, gone, rest = prompt(0, 110), prompt(9, 30), prompt(20, 60)
    options = ["parallel:2", "cache_reuse:30", "cache_ram:0", "kv_unified:false"]
    async with toy_backend(models, options=options, context_size=512) as backend:
        await ask(backend, prompt=(*head, *gone, *rest))
        answer = await ask(backend, prompt=(*head, *rest, 5), n=2)
        expected = await fresh(backend, prompt=(*head, *rest, 5))
    assert answer.token_ids(1) == expected.token_ids()


async def test_cells_that_two_choices_share_are_not_moved(models: Path) -> None:
    """Whoever shifts first computes again; the other, then alone with them, moves its own."""
    options = ["kv_unified:true", "context_shift", "parallel:2"]
    request = {"prompt": prompt(1, 200), "max_tokens": 160, "ignore_eos": True}
    async with toy_backend(models, options=options, context_size=300) as backend:
        answer = await ask(backend, n=2, **request)
        expected = await ask(backend, cache_prompt=False, **request)
    assert answer.token_ids(1) == expected.token_ids()
    assert answer.token_ids(0)[:100] == expected.token_ids()[:100]
    assert len(answer.token_ids(0)) == 160


async def test_a_chat_that_grows_is_saved_where_it_lay(models: Path) -> None:
    """Two chats in turn in one slot: each is saved, and saved again over what it was."""
    async with toy_backend(models, options=["parallel:1", "cache_ram:100"]) as backend:
        chats = [tuple(range(300, 380)), tuple(range(500, 580))]
        for turn in range(4):
            for number, chat in enumerate(chats):
                answer = await ask(backend, chat, max_tokens=4, ignore_eos=True)
                expected = await ask(backend, chat, max_tokens=4, ignore_eos=True)
                assert answer.token_ids() == expected.token_ids()
                if turn:
                    assert answer.finished.usage.cached_tokens >= len(chat) - 6
                chats[number] = (*chat, *answer.token_ids(), 700 + turn, 701)
        assert backend.stats().saved_states == 2
