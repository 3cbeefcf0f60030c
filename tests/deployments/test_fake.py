import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from waiting import until

from deployments.backend import ModelSpec
from deployments.fake import SENTENCE, FakeBackend, FakeOptions
from deployments.model_config import ConfigError, ModelConfig
from deployments.types import (
    Accepted,
    EngineStats,
    Event,
    Failed,
    Finished,
    Message,
    Request,
    RequestRefused,
    TextDelta,
    TextPart,
)

DIE = """
import asyncio
from pathlib import Path
from deployments.backend import ModelSpec
from deployments.fake import FakeBackend
from deployments.model_config import ModelConfig
from deployments.types import Request
async def main():
    config = ModelConfig(name="m", options=("die_after:2", "rate:20"))
    async for events in FakeBackend(ModelSpec(config, Path("."), "")).generate(
        Request(id="r", prompt="p")
    ):
        print(events, flush=True)
asyncio.run(main())
"""


def fake(*options: str, **keys: Any) -> FakeBackend:
    config = ModelConfig(name="m", backend="fake", options=options, **keys)
    return FakeBackend(ModelSpec(config, Path("."), "digest"))


async def ask(backend: FakeBackend, **keys: Any) -> list[Event]:
    request = Request(**({"id": "r", "prompt": "Hi"} | keys))
    return [event async for events in backend.generate(request) for event in events]


def said(events: Sequence[Event], index: int = 0) -> str:
    deltas = [event for event in events if isinstance(event, TextDelta)]
    return "".join(delta.text for delta in deltas if delta.index == index)


def endless(backend: FakeBackend) -> AsyncGenerator[Sequence[Event]]:
    return backend.generate(Request(id="r", prompt="Hi", max_tokens=10**9))


def test_it_says_its_text_once() -> None:
    assert "".join(FakeOptions().words()) == SENTENCE
    assert list(FakeOptions(text="a  b\nc ").words()) == ["a", "  b", "\nc"]


def test_with_tokens_it_says_that_many_words() -> None:
    assert list(FakeOptions(text="a b", tokens=5).words()) == ["a", " b", " a", " b", " a"]
    assert list(FakeOptions(text="a b", tokens=1).words()) == ["a"]


def test_options_are_read_by_type() -> None:
    parsed = FakeOptions.parse(["text:a:b", "tokens:3", "rate:1.5", "error:no"])
    assert parsed == FakeOptions(text="a:b", tokens=3, rate=1.5, error="no")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("speed:3", "no option 'speed'"),
        ("tokens:many", "tokens: 'many' is not a number"),
        ("parallel", "parallel: '' is not a number"),
    ],
)
def test_a_wrong_option_is_named(option: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        fake(option)


@pytest.mark.anyio
async def test_one_answer() -> None:
    events = await ask(fake("text:one two three"), prompt="Grüezi")
    assert events[0] == Accepted(len("Grüezi".encode()))
    assert said(events) == "one two three"
    ending = events[-1]
    assert isinstance(ending, Finished)
    assert (ending.reason, ending.usage.prompt_tokens) == ("stop", 7)
    assert ending.usage.completion_tokens == 3
    ids = [id for event in events if isinstance(event, TextDelta) for id in event.token_ids]
    assert len(set(ids)) == 3


@pytest.mark.anyio
async def test_the_prompts_length_is_that_of_its_bytes_or_ids() -> None:
    turns = tuple(Message("user", (TextPart(text),)) for text in ("ab", "c"))
    assert (await ask(fake(), messages=turns, prompt=None))[0] == Accepted(4)
    assert (await ask(fake(), prompt=(1, 2, 3)))[0] == Accepted(3)


@pytest.mark.anyio
async def test_max_tokens_ends_by_length() -> None:
    events = await ask(fake("text:a b c"), max_tokens=2)
    assert said(events) == "a b"
    ending = events[-1]
    assert isinstance(ending, Finished)
    assert (ending.reason, ending.usage.completion_tokens) == ("length", 2)


@pytest.mark.anyio
async def test_a_stop_string_across_words_ends_it() -> None:
    events = await ask(fake("text:one two three four"), stop=("wo th",))
    assert said(events) == "one t"
    ending = events[-1]
    assert isinstance(ending, Finished)
    assert (ending.reason, ending.stop) == ("stop", "wo th")


@pytest.mark.anyio
async def test_every_choice_speaks_and_finishes() -> None:
    events = await ask(fake("text:a b"), n=3)
    assert [said(events, index) for index in range(3)] == ["a b"] * 3
    assert sorted(e.index for e in events if isinstance(e, Finished)) == [0, 1, 2]


@pytest.mark.anyio
async def test_a_long_prompt_is_refused() -> None:
    with pytest.raises(RequestRefused, match="5 tokens; the context is 5 tokens") as refused:
        await ask(fake(context_size=5), prompt="12345")
    assert refused.value.failure.kind == "context_length"
    assert (await ask(fake(context_size=5), prompt="1234"))[0] == Accepted(4)


@pytest.mark.anyio
async def test_error_refuses_every_request() -> None:
    with pytest.raises(RequestRefused, match="not today"):
        await ask(fake("error:not today"))


@pytest.mark.anyio
async def test_fail_after_breaks_the_stream() -> None:
    backend = fake("fail_after:2", "text:a b c")
    events = await ask(backend)
    assert said(events) == "a b"
    assert isinstance(events[-1], Failed)
    assert backend.stats().finished == 0


@pytest.mark.anyio
async def test_load_says_what_it_is_or_fails() -> None:
    info = await fake(context_size=7, description="d").load()
    assert (info.name, info.backend, info.digest) == ("m", "fake", "digest")
    assert (info.context_size, info.description) == (7, "d")
    with pytest.raises(RuntimeError, match="broken file"):
        await fake("load_error:broken file").load()


@pytest.mark.anyio
async def test_tokens_are_bytes() -> None:
    assert await fake().tokenize("aé") == (97, 195, 169)
    assert await fake().detokenize((97, 195, 169)) == "aé"


@pytest.mark.anyio
async def test_more_requests_than_places_wait_and_all_finish() -> None:
    backend = fake("parallel:2", "text:a b c d")
    tasks = [asyncio.create_task(ask(backend)) for _ in range(5)]
    most = 0
    while not all(task.done() for task in tasks):
        stats = backend.stats()
        assert stats.running + stats.free_slots == 2
        most = max(most, stats.waiting)
        await asyncio.sleep(0)
    assert most == 3
    assert {said(task.result()) for task in tasks} == {"a b c d"}
    assert backend.stats() == EngineStats(free_slots=2, finished=5, generated_tokens=20)


@pytest.mark.anyio
async def test_leaving_early_frees_the_place() -> None:
    backend = fake("parallel:1", "tokens:1000000000")
    async with aclosing(endless(backend)) as stream:
        await anext(stream)
        await anext(stream)
        assert backend.stats().running == 1
    await until(lambda: backend.stats().running == 0)
    assert (backend.stats().aborted, backend.stats().free_slots) == (1, 1)


@pytest.mark.anyio
async def test_rate_spaces_the_words() -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await ask(fake("rate:200", "ttft:0.01", "tokens:10"))
    assert loop.time() - begun >= 0.01 + 10 / 200


def test_die_after_ends_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIE], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "Accepted" in done.stdout
    assert "Traceback" not in done.stderr
