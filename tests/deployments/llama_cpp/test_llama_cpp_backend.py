"""Loading, prompts, refusals, failing and closing of the backend, with the toy model."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from toy_backend import GREEDY, ask, toy_backend, toy_config
from toy_models.llama import DESCRIPTION

from deployments.backend import ModelSpec
from deployments.llama_cpp import sampling
from deployments.llama_cpp.backend import LONG_TEXT, LlamaCppBackend
from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.model import LoadError, Model
from deployments.model_config import ConfigError
from deployments.types import (
    Accepted,
    AudioPart,
    Constraint,
    Failed,
    ImagePart,
    Message,
    Part,
    Request,
    RequestRefused,
    Sampling,
    TextPart,
)

pytestmark = pytest.mark.anyio
TEXT = "The fox is at home."


def user(*parts: Part) -> tuple[Message, ...]:
    return (Message("user", parts),)


async def refusal(backend: LlamaCppBackend, **keys: Any) -> Failed:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, **keys)
    return refused.value.failure


async def test_load_says_what_the_model_is(models: Path) -> None:
    backend = LlamaCppBackend(ModelSpec(toy_config(context_size=300), models, "digest"))
    info = await backend.load()
    await backend.close()
    assert (info.name, info.backend, info.digest) == ("toy", "llama-cpp", "digest")
    assert info.capabilities == {"chat", "completion", "tokenize"}
    assert info.context_size == 300
    assert info.description == DESCRIPTION


async def test_the_yamls_description_wins(models: Path) -> None:
    backend = LlamaCppBackend(ModelSpec(toy_config(description="mine"), models, "digest"))
    assert (await backend.load()).description == "mine"
    await backend.close()


async def test_the_context_is_what_the_model_was_trained_on_unless_told(models: Path) -> None:
    async with toy_backend(models, context_size=None) as backend:
        assert backend.stats().cells_total == 8 * 2048


@pytest.mark.parametrize(
    ("keys", "error", "message"),
    [
        ({"parameters": {"model": "absent.gguf"}}, LoadError, "no such file"),
        ({"parameters": {"model": "toy.yaml"}}, LoadError, "could not load"),
        ({"parameters": {"model": None}}, LoadError, "name a .gguf file"),
        ({"parameters": {"model": "../toy.gguf"}}, ConfigError, "inside the models directory"),
        ({"options": ["paralell:2"]}, ConfigError, "did you mean 'parallel'"),
    ],
)
async def test_what_cannot_be_loaded_says_why(
    keys: dict[str, Any], error: type[Exception], message: str, models: Path
) -> None:
    backend = LlamaCppBackend(ModelSpec(toy_config(**keys), models, "digest"))
    with pytest.raises(error, match=message):
        await backend.load()
    await backend.close()


async def test_options_without_effect_are_logged(
    caplog: pytest.LogCaptureFixture, models: Path
) -> None:
    with caplog.at_level(logging.WARNING):
        async with toy_backend(models, options=["n_rs_seq:1", "gpu"]):
            pass
    assert "n_rs_seq, gpu" in caplog.text


async def test_before_loading_nothing_is_answered(tmp_path: Path) -> None:
    backend = LlamaCppBackend(ModelSpec(toy_config(), tmp_path, "digest"))
    with pytest.raises(RuntimeError, match="not loaded"):
        backend.check_health()
    with pytest.raises(RuntimeError, match="not loaded"):
        await ask(backend)


async def test_text_messages_and_token_ids_are_prompts(backend: LlamaCppBackend) -> None:
    ids = await backend.tokenize(TEXT)
    by_text, by_ids = await ask(backend, TEXT), await ask(backend, ids)
    assert by_text.accepted == by_ids.accepted == Accepted(len(ids))
    assert by_text.text() == by_ids.text() != ""
    rendered = f"<|im_start|>user\n{TEXT}<|im_end|>\n<|im_start|>assistant\n"
    by_messages = await ask(backend, messages=user(TextPart(TEXT)))
    assert by_messages.accepted == Accepted(len(await backend.tokenize(rendered)))
    assert by_messages.text() == (await ask(backend, rendered)).text() != by_text.text()


async def test_the_yamls_system_prompt_is_part_of_the_messages(models: Path) -> None:
    async with toy_backend(models, system_prompt="Be brief.") as backend:
        rendered = (
            "<|im_start|>system\nBe brief.<|im_end|>\n"
            f"<|im_start|>user\n{TEXT}<|im_end|>\n<|im_start|>assistant\n"
        )
        answer = await ask(backend, messages=user(TextPart(TEXT)))
        assert answer.accepted == Accepted(len(await backend.tokenize(rendered)))
        assert (await ask(backend, TEXT)).accepted == Accepted(len(await backend.tokenize(TEXT)))


async def test_tokens_and_text_are_the_same(backend: LlamaCppBackend) -> None:
    ids = await backend.tokenize(f"<|im_start|>{TEXT} 🐟")
    assert len(await backend.tokenize("<|im_start|>")) == 1
    assert await backend.detokenize(ids) == f"{TEXT} 🐟"  # control tokens have no text
    assert await backend.detokenize(()) == ""


@pytest.mark.parametrize("ids", [(-1,), (5, 1024), (2**40,)])
async def test_token_ids_out_of_range_are_refused(
    ids: Sequence[int], backend: LlamaCppBackend
) -> None:
    failure = await refusal(backend, prompt=tuple(ids))
    assert (failure.kind, failure.param) == ("invalid_request", "prompt")
    assert "1024" in failure.message
    with pytest.raises(RequestRefused, match="below 1024"):
        await backend.detokenize(ids)


@pytest.mark.parametrize("prompt", ["", ()])
async def test_an_empty_prompt_is_refused(prompt: Any, backend: LlamaCppBackend) -> None:
    assert (await refusal(backend, prompt=prompt)).kind == "invalid_request"


@pytest.mark.parametrize("length", [256, 257, 5000])
async def test_a_prompt_as_long_as_the_context_is_refused(
    length: int, backend: LlamaCppBackend
) -> None:
    failure = await refusal(backend, prompt=(300,) * length)
    assert (failure.kind, failure.param) == ("context_length", "prompt")
    assert f"{length} tokens" in failure.message
    assert "256 tokens" in failure.message


async def test_a_prompt_one_shorter_than_the_context_gets_one_token(
    backend: LlamaCppBackend,
) -> None:
    answer = await ask(backend, (300,) * 255, ignore_eos=True)
    assert (answer.finished.reason, answer.finished.usage.completion_tokens) == ("length", 1)


async def test_too_many_messages_are_refused_by_their_name(backend: LlamaCppBackend) -> None:
    text = "words " * LONG_TEXT  # long enough to be tokenised beside the event loop
    failure = await refusal(backend, messages=user(TextPart(text)))
    assert (failure.kind, failure.param) == ("context_length", "messages")


@pytest.mark.parametrize(
    "keys",
    [
        {"messages": user(TextPart("a")), "suffix": "end"},
        {"messages": user(TextPart("see"), ImagePart(b"", "image/png"))},
        {"messages": user(AudioPart(b"", "wav"))},
    ],
)
async def test_what_is_not_supported_is_refused(
    keys: dict[str, Any], backend: LlamaCppBackend
) -> None:
    failure = await refusal(backend, **keys)
    assert failure.kind == "unsupported"


async def test_a_bias_outside_the_vocabulary_is_refused(backend: LlamaCppBackend) -> None:
    failure = await refusal(backend, sampling=Sampling(logit_bias=((1024, 1.0),)))
    assert (failure.kind, failure.param) == ("invalid_request", "logit_bias")


async def test_after_the_engine_failed_every_request_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, models: Path
) -> None:
    def boom(_: Context, rows: Sequence[Row]) -> list[int]:
        raise RuntimeError("boom")

    async with toy_backend(models, options=["parallel:2"]) as backend:
        backend.check_health()
        monkeypatch.setattr(Context, "decode", boom)
        answers = await asyncio.gather(*(ask(backend, n=2) for _ in range(3)))
        later = await asyncio.wait_for(ask(backend), 20)
        assert {answer.failure.kind for answer in [*answers, later]} == {"lost"}
        with pytest.raises(RuntimeError, match="the engine stopped") as raised:
            backend.check_health()
        assert str(raised.value.__cause__) == "boom"
    assert "the engine stopped" in caplog.text


async def test_closing_twice_is_closing_once(models: Path) -> None:
    async with toy_backend(models) as backend:
        await ask(backend)
        await backend.close()
        with pytest.raises(RuntimeError, match="not loaded"):
            backend.stats()


async def test_closing_ends_the_streams_that_are_open(models: Path) -> None:
    async with toy_backend(models, context_size=16384) as backend:
        request = Request(id="r", prompt=TEXT, sampling=GREEDY, ignore_eos=True)
        stream = backend.generate(request)
        await anext(stream)
        await backend.close()
        async with asyncio.timeout(0.3):
            events = [event async for events in stream for event in events]
        assert isinstance(events[-1], Failed)


async def test_a_batch_smaller_than_the_slots_is_loaded(models: Path) -> None:
    async with toy_backend(models, parameters={"batch": 4}, options=["parallel:8"]) as backend:
        answers = await asyncio.gather(*(ask(backend, f"Hello {n}") for n in range(8)))
    assert all(answer.finished for answer in answers)


async def test_a_choice_that_is_refused_is_the_last_word(models: Path) -> None:
    sampling = Sampling(allowed_token_ids=(400, 401), bad_words=("x",), temperature=2.0)
    async with toy_backend(models) as backend:
        for seed in range(20):
            answer = await ask(
                backend,
                n=4,
                constraint=Constraint("regex", "[0-9]{1,3}"),
                sampling=Sampling(seed=seed).over(sampling),
            )
            assert isinstance(answer.events[-1], Failed)


async def test_a_model_stays_until_its_tokenizer_is_done(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for the tokens any more, but the thread that makes them needs the model."""
    begun, may_end = threading.Event(), threading.Event()
    order = []

    def slow(self: Model, text: str, **_: bool) -> list[int]:
        begun.set()
        may_end.wait(20)
        order.append("tokenised")
        return []

    def closed(self: Model) -> None:
        order.append("closed")

    async with toy_backend(models) as backend:
        free = backend._model
        monkeypatch.setattr(Model, "tokenize", slow)
        monkeypatch.setattr(Model, "close", closed)
        asked = asyncio.create_task(backend.tokenize("x" * (LONG_TEXT + 1)))
        await asyncio.to_thread(begun.wait, 20)
        asked.cancel()
        asyncio.get_running_loop().call_later(0.2, may_end.set)
    monkeypatch.undo()
    assert order == ["tokenised", "closed"]
    free.close()


# --- Samplers that look at the whole vocabulary --------------------------------------------------


DRY = Sampling(temperature=0.0, dry_multiplier=1.0)


async def test_they_are_made_beside_the_engine_once_for_all_choices(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers = []
    create = sampling.lib.llama_sampler_init_dry

    def noted(*args: Any) -> Any:
        makers.append(threading.current_thread().name)
        return create(*args)

    monkeypatch.setattr(sampling.lib, "llama_sampler_init_dry", noted)
    async with toy_backend(models) as backend:
        answer = await ask(backend, n=3, sampling=DRY)
        assert answer.token_ids(0) == answer.token_ids(2) != []
    assert len(makers) == 1
    assert makers[0] not in ("llama-cpp-engine", threading.main_thread().name)


async def test_those_that_cannot_be_made_end_their_request_alone(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any) -> Any:
        raise OverflowError("no such sampler")

    monkeypatch.setattr(sampling.lib, "llama_sampler_init_dry", fails)
    async with toy_backend(models) as backend:
        bystander = asyncio.create_task(ask(backend, max_tokens=100, ignore_eos=True))
        with pytest.raises(OverflowError):
            await ask(backend, sampling=DRY)
        assert (await bystander).finished.usage.completion_tokens == 100
        backend.check_health()


async def test_who_leaves_while_they_are_made_leaves_nothing(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on, freed = threading.Event(), threading.Event(), threading.Event()
    create, free = sampling.lib.llama_sampler_init_dry, sampling.SamplerChain.close

    def slow(*args: Any) -> Any:
        begun.set()
        assert goes_on.wait(10)
        return create(*args)

    def noted(chain: sampling.SamplerChain) -> None:
        free(chain)
        freed.set()

    monkeypatch.setattr(sampling.lib, "llama_sampler_init_dry", slow)
    monkeypatch.setattr(sampling.SamplerChain, "close", noted)
    async with toy_backend(models) as backend:
        request = asyncio.create_task(ask(backend, sampling=DRY))
        assert await asyncio.to_thread(begun.wait, 10)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        goes_on.set()
        assert await asyncio.to_thread(freed.wait, 10)
        assert backend.stats().running == 0
