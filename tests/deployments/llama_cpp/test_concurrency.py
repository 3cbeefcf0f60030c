"""Requests beside each other: the same answers as alone, and places that come free again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from toy_backend import GREEDY, Answer, ask, toy_backend
from waiting import until

from deployments.llama_cpp import drawing
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.drawing import Drawing
from deployments.types import Accepted, Constraint, Request, Sampling

pytestmark = pytest.mark.anyio


@pytest.fixture
async def narrow(models: Path) -> AsyncIterator[LlamaCppBackend]:
    """Two slots, and room for answers that take many seconds."""
    async with toy_backend(models, context_size=16384, options=["parallel:2"]) as backend:
        yield backend


def prompt(number: int, length: int) -> tuple[int, ...]:
    return tuple(range(300 + 7 * number, 300 + 7 * number + length))


async def together(backend: LlamaCppBackend, requests: list[dict[str, Any]]) -> list[Answer]:
    return await asyncio.gather(*(ask(backend, **request) for request in requests))


async def alone(backend: LlamaCppBackend, requests: list[dict[str, Any]]) -> list[Answer]:
    return [await ask(backend, **request) for request in requests]


def endless(id: str = "long") -> Request:
    return Request(id=id, prompt="Hello", sampling=GREEDY, ignore_eos=True)


async def idle(backend: LlamaCppBackend) -> None:
    await until(lambda: backend.stats().running == backend.stats().waiting == 0)


async def test_the_same_answer_whether_its_tokens_are_drawn_in_a_thread(
    backend: LlamaCppBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among those that are drawn in threads, some are not: they are held to a grammar."""
    keys = [
        {"logprobs": 2},
        {"constraint": Constraint("regex", "[a-z ]{5,30}")},
        {"sampling": Sampling(temperature=1.0, repeat_penalty=1.3, seed=5)},
        {"ignore_eos": True},
        {"max_tokens": 0},
        {},
        {},
    ]
    requests = [
        {
            "prompt": prompt(number, 3 + 4 * number),
            "max_tokens": 12,
            "sampling": Sampling(temperature=1.0, seed=number),
            **each,
        }
        for number, each in enumerate(keys)
    ]
    expected = await alone(backend, requests)
    engine = backend._ready.engine
    shared: list[int] = []

    def noted(rows: Sequence[Any]) -> dict[int, int]:
        shared.append(len(rows))
        return Drawing._draw_share(engine._drawing, rows)

    with ThreadPoolExecutor(3) as pool:
        monkeypatch.setattr(drawing, "WORTH_THREADS", 0)
        monkeypatch.setattr(engine._drawing, "_pool", pool)
        monkeypatch.setattr(engine._drawing, "_draw_share", noted)
        answers = await together(backend, requests)
    assert sum(shared) > 12
    assert [a.token_ids() for a in answers] == [e.token_ids() for e in expected]
    assert not engine._drawing._drawn


@pytest.mark.parametrize("temperature", [0.0, 1.0])
async def test_the_same_answer_alone_and_among_six_others(
    temperature: float, backend: LlamaCppBackend
) -> None:
    requests = [
        {
            "prompt": prompt(number, 3 + 4 * number),
            "max_tokens": 12,
            "sampling": Sampling(temperature=temperature, seed=number),
        }
        for number in range(7)
    ]
    expected = await alone(backend, requests)
    steps = backend.stats().steps
    answers = await together(backend, requests)
    assert backend.stats().steps - steps < 7 * 12  # they did share steps
    assert [a.token_ids() for a in answers] == [e.token_ids() for e in expected]
    assert [a.text() for a in answers] == [e.text() for e in expected]
    assert len({answer.text() for answer in answers}) == 7


async def test_logprobs_in_company_are_those_of_ones_own_tokens(backend: LlamaCppBackend) -> None:
    requests = [
        {"prompt": prompt(number, 9), "max_tokens": 4, "logprobs": 2 if number % 2 else None}
        for number in range(6)
    ]
    expected = await alone(backend, requests)
    for answer, own in zip(await together(backend, requests), expected, strict=True):
        got = [(entry.token_id, entry.logprob) for entry in answer.logprobs()]
        want = [(entry.token_id, entry.logprob) for entry in own.logprobs()]
        assert [token for token, _ in got] == [token for token, _ in want]
        assert [p for _, p in got] == pytest.approx([p for _, p in want], abs=0.01)


async def test_more_requests_than_slots_all_finish(narrow: LlamaCppBackend) -> None:
    choices = [1 + number % 3 for number in range(12)]
    requests = [
        {"prompt": prompt(number, 5), "n": n, "ignore_eos": True}
        for number, n in enumerate(choices)
    ]
    answers = await together(narrow, requests)
    for answer, n in zip(answers, choices, strict=True):
        assert [len(answer.token_ids(index)) for index in range(n)] == [8] * n
    stats = narrow.stats()
    assert stats.finished == sum(choices)
    assert (stats.free_slots, stats.cells_used, stats.waiting) == (2, 0, 0)


async def test_a_cache_too_small_for_all_still_serves_everyone(models: Path) -> None:
    requests = [
        {"prompt": prompt(number, 28), "max_tokens": 24, "ignore_eos": True} for number in range(8)
    ]
    async with toy_backend(models, options=["parallel:8", "kv_unified:true"]) as backend:
        expected = await alone(backend, requests)
        assert backend.stats().preempted == 0
        answers = await together(backend, requests)
        assert backend.stats().preempted > 0
        assert backend.stats().cells_used == 0
    assert [answer.finished.reason for answer in answers] == ["length"] * 8
    assert [answer.token_ids() for answer in answers] == [own.token_ids() for own in expected]
    assert [answer.finished.usage for answer in answers] == [own.finished.usage for own in expected]


async def test_a_preempted_one_keeps_its_dice_and_its_penalties(models: Path) -> None:
    sampling = Sampling(temperature=1.0, presence_penalty=50.0)
    requests = [
        {
            "prompt": prompt(number, 40),
            "max_tokens": 30,
            "ignore_eos": True,
            "sampling": Sampling(seed=number).over(sampling),
        }
        for number in range(6)
    ]
    async with toy_backend(models, options=["parallel:6", "kv_unified"]) as backend:
        expected = await alone(backend, requests)
        answers = await together(backend, requests)
        assert backend.stats().preempted > 0
    assert [answer.token_ids() for answer in answers] == [own.token_ids() for own in expected]
    assert all(len(set(answer.token_ids())) == 30 for answer in answers)


async def test_a_reader_that_leaves_frees_its_slot(narrow: LlamaCppBackend) -> None:
    async with aclosing(narrow.generate(endless())) as stream:
        assert (await anext(stream))[0] == Accepted(1)
        await anext(stream)
        assert narrow.stats().running == 1
        assert narrow.stats().cells_used > 0
    await until(lambda: narrow.stats().running == 0)
    stats = narrow.stats()
    assert (stats.aborted, stats.finished) == (1, 0)
    assert (stats.free_slots, stats.cells_used) == (2, 0)


async def test_a_reader_that_leaves_ends_all_choices(narrow: LlamaCppBackend) -> None:
    request = Request(id="r", prompt="Hello", n=4, ignore_eos=True)
    async with aclosing(narrow.generate(request)) as stream:
        await anext(stream)
        await until(lambda: narrow.stats().waiting == 2)
    await idle(narrow)
    assert narrow.stats().aborted == 4


async def test_a_task_that_is_cancelled_frees_its_slot(narrow: LlamaCppBackend) -> None:
    task = asyncio.create_task(ask(narrow, max_tokens=None, ignore_eos=True))
    await until(lambda: narrow.stats().running == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await idle(narrow)
    assert narrow.stats().aborted == 1


async def test_one_that_waits_may_leave_and_the_others_go_on(narrow: LlamaCppBackend) -> None:
    async with aclosing(narrow.generate(endless("a"))) as a:
        await anext(a)
        async with aclosing(narrow.generate(endless("b"))) as b:
            await anext(b)
            async with aclosing(narrow.generate(endless("c"))) as c:
                assert await anext(c) == [Accepted(1)]
                await until(lambda: narrow.stats().waiting == 1)
            await until(lambda: narrow.stats().waiting == 0)
            stats = narrow.stats()
            # On a busy machine one may have reached the end of its context by now.
            assert (stats.running + stats.finished, stats.aborted) == (2, 1)
    await idle(narrow)
    assert (await ask(narrow, max_tokens=3)).finished.usage.completion_tokens == 3


async def test_leaving_after_the_end_aborts_nothing(narrow: LlamaCppBackend) -> None:
    await ask(narrow)
    async with aclosing(narrow.generate(Request(id="r", prompt="Hello", max_tokens=1))) as stream:
        async for _ in stream:
            pass
    await ask(narrow)
    assert (narrow.stats().finished, narrow.stats().aborted) == (3, 0)


async def test_a_refused_request_takes_no_slot(narrow: LlamaCppBackend) -> None:
    stream = narrow.generate(Request(id="r", prompt=(300,) * 20_000))
    with pytest.raises(Exception, match="context"):
        await anext(stream)
    await ask(narrow)
    assert (narrow.stats().finished, narrow.stats().aborted) == (1, 0)
