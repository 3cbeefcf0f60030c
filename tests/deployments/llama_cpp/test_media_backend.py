"""Images in prompts, encoded by the toy `mmproj` and computed beside text."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from toy_backend import Answer, ask, toy_backend
from toy_models.vision import PATCHES, write_mmproj

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import AudioPart, ImagePart, Message, RequestRefused, TextPart

pytestmark = pytest.mark.anyio

MMPROJ = "mmproj.gguf"


@pytest.fixture(scope="module", autouse=True)
def mmproj(models: Path) -> None:
    write_mmproj(models / MMPROJ)


@pytest.fixture(scope="module")
async def seeing(models: Path) -> AsyncIterator[LlamaCppBackend]:
    async with toy_backend(models, mmproj=MMPROJ) as backend:
        yield backend


def png(colour: tuple[int, int, int], size: tuple[int, int] = (32, 32)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return data.getvalue()


RED, BLUE = png((200, 0, 0)), png((0, 0, 200))


def image(data: bytes) -> ImagePart:
    return ImagePart(data, "image/png")


def user(*parts: str | bytes) -> Message:
    return Message(
        "user", tuple(TextPart(part) if isinstance(part, str) else image(part) for part in parts)
    )


async def look(backend: LlamaCppBackend, *parts: str | bytes, **keys: object) -> Answer:
    return await ask(backend, messages=(user(*parts),), **keys)


async def test_an_image_is_part_of_the_prompt(seeing: LlamaCppBackend) -> None:
    without = await look(seeing, "What is  this?")
    red = await look(seeing, "What is ", RED, " this?", cache_prompt=False)
    blue = await look(seeing, "What is ", BLUE, " this?", cache_prompt=False)
    again = await look(seeing, "What is ", RED, " this?", cache_prompt=False)
    assert red.accepted.prompt_tokens == pytest.approx(without.accepted.prompt_tokens + 16, abs=2)
    assert red.token_ids() != blue.token_ids()
    assert red.token_ids() == again.token_ids()


async def test_the_order_of_images_matters(seeing: LlamaCppBackend) -> None:
    one = await look(seeing, "Compare ", RED, " and ", BLUE, ".")
    two = await look(seeing, "Compare ", BLUE, " and ", RED, ".")
    assert one.token_ids() != two.token_ids()


@pytest.mark.parametrize("batch", [5, 16, 24])
async def test_an_image_may_be_computed_in_pieces(
    models: Path, seeing: LlamaCppBackend, batch: int
) -> None:
    question = ("Here is ", RED, " and here is ", BLUE, ". What is it?")
    expected = await look(seeing, *question, cache_prompt=False)
    async with toy_backend(models, mmproj=MMPROJ, parameters={"batch": batch}) as backend:
        assert (await look(backend, *question)).token_ids() == expected.token_ids()


async def test_images_and_texts_of_many_requests_at_once(seeing: LlamaCppBackend) -> None:
    questions: list[tuple[str | bytes, ...]] = [
        ("What is ", RED, " this?"),
        ("A text of some length, and nothing to see in it.",),
        (BLUE, "Say what you see, please."),
        ("Two: ", RED, BLUE, "?"),
        ("Short.",),
    ]
    alone = [await look(seeing, *each, max_tokens=12, cache_prompt=False) for each in questions]
    asked = [look(seeing, *each, max_tokens=12, cache_prompt=False) for each in questions * 2]
    together = await asyncio.gather(*asked)
    assert [one.token_ids() for one in together] == [one.token_ids() for one in alone] * 2


async def test_an_image_is_computed_once(models: Path, seeing: LlamaCppBackend) -> None:
    text = "Words enough, I hope, that to copy them is worth more than to compute them: "
    question = (text, RED, " What is this?")
    expected = await look(seeing, *question, cache_prompt=False)
    async with toy_backend(models, mmproj=MMPROJ) as backend:
        first = await look(backend, *question)
        second = await look(backend, *question)
        other_text = await look(backend, *question[:2], " Where was this?")
        other_image = await look(backend, question[0], BLUE, question[2])
    assert first.finished.usage.cached_tokens == 0
    assert second.finished.usage.cached_tokens == second.accepted.prompt_tokens - 1
    assert second.token_ids() == first.token_ids() == expected.token_ids()
    before_image = other_image.finished.usage.cached_tokens
    assert 32 <= before_image < 80
    assert other_text.finished.usage.cached_tokens >= before_image + PATCHES


async def test_no_part_of_an_image_is_reused(models: Path) -> None:
    """The prompt ends inside an image's tokens, as far as the cache can tell."""
    async with toy_backend(models, mmproj=MMPROJ, parameters={"batch": 5}) as backend:
        text = "Some words that come before the image in both of the requests: "
        long = asyncio.create_task(look(backend, text, RED, " and then some more."))
        await asyncio.sleep(0)
        long.cancel()
        answer = await look(backend, text, RED, " and then some more.")
        expected = await look(backend, text, RED, " and then some more.", cache_prompt=False)
    assert answer.token_ids() == expected.token_ids()


async def test_a_growing_chat_keeps_its_image(models: Path) -> None:
    async with toy_backend(models, mmproj=MMPROJ) as backend:
        messages = [user("Look at this picture and remember it well: ", RED)]
        first = await ask(backend, messages=tuple(messages))
        messages.append(Message("assistant", (TextPart(first.text()),)))
        messages.append(user("What was it?"))
        second = await ask(backend, messages=tuple(messages))
        expected = await ask(backend, messages=tuple(messages), cache_prompt=False)
    assert second.finished.usage.cached_tokens >= first.accepted.prompt_tokens - 1
    assert second.token_ids() == expected.token_ids()


async def test_several_answers_to_an_image(seeing: LlamaCppBackend) -> None:
    answer = await look(seeing, "What is ", RED, " this?", n=3)
    assert answer.token_ids(0) == answer.token_ids(1) == answer.token_ids(2)


async def test_an_unfinished_image_ends_its_request_alone(seeing: LlamaCppBackend) -> None:
    noise = np.random.default_rng(1).integers(0, 255, 2000, dtype=np.uint8).tobytes()
    for data in (b"", b"no image", RED[:60], noise, png((1, 1, 1), (300, 1))):
        with pytest.raises(RequestRefused) as refused:
            await look(seeing, "What is ", data, " this?")
        assert refused.value.failure.param == "messages[0].content[1]"
    assert (await look(seeing, "What is ", RED, " this?")).finished


async def test_a_model_without_eyes(backend: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused, match="takes no images"):
        await look(backend, "What is ", RED, " this?")


async def test_a_model_without_ears(seeing: LlamaCppBackend) -> None:
    sound = Message("user", (AudioPart(b"RIFF", "wav"),))
    with pytest.raises(RequestRefused, match="takes no sounds"):
        await ask(seeing, messages=(sound,))


async def test_text_that_looks_like_a_marker_is_text(seeing: LlamaCppBackend) -> None:
    assert (await look(seeing, "Is <__media__> an image?")).finished


async def test_no_speculation_beside_images(models: Path, seeing: LlamaCppBackend) -> None:
    question = ("What is ", RED, " this?")
    expected = await look(seeing, *question, max_tokens=30, cache_prompt=False)
    options = ["spec_type:ngram-simple", "ngram_size_n:2"]
    async with toy_backend(models, mmproj=MMPROJ, options=options) as backend:
        answer = await look(backend, *question, max_tokens=30)
    assert answer.token_ids() == expected.token_ids()
    assert answer.finished.timings.drafted == 0


async def test_context_shift_is_off(models: Path) -> None:
    async with toy_backend(models, mmproj=MMPROJ, options=["context_shift"]) as backend:
        answer = await look(backend, RED, "What?", max_tokens=1000, ignore_eos=True)
    assert answer.finished.reason == "length"
    tokens = answer.finished.usage
    assert tokens.prompt_tokens + tokens.completion_tokens == 256


async def test_images_that_do_not_fit_are_not_encoded(
    seeing: LlamaCppBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded = []
    media = seeing._ready.media
    assert media is not None
    real = media._embeddings
    monkeypatch.setattr(media, "_embeddings", lambda *args: encoded.append(1) or real(*args))
    images = [png((number, 7, 7)) for number in range(40)]
    with pytest.raises(RequestRefused, match="takes 16 tokens; there is room for"):
        await look(seeing, "What are these?", *images)
    assert 10 <= len(encoded) < 16


async def test_who_waits_when_the_model_is_unloaded_is_told(models: Path) -> None:
    async with toy_backend(models, mmproj=MMPROJ) as backend:
        images = [png((number, 9, 9)) for number in range(3)]
        asked = [asyncio.create_task(look(backend, "See: ", each, ".")) for each in images]
        await asyncio.sleep(0)
    for outcome in await asyncio.gather(*asked, return_exceptions=True):
        assert not isinstance(outcome, asyncio.CancelledError)
