"""Every way in which models take images and sounds, against libmtmd's own single-sequence loop."""

import asyncio
import ctypes
import io
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from llama_cpp import mtmd_cpp as mtmd
from PIL import Image
from toy_backend import OPTIONS, Answer, ask, toy_backend
from toy_models import encoders, llama, vision

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.media_files import read_audio, read_image
from deployments.types import AudioPart, ImagePart, Message, Request, RequestRefused, TextPart

pytestmark = pytest.mark.anyio

Media = ImagePart | AudioPart


@dataclass(frozen=True)
class Kind:
    name: str
    write_model: Callable[[Path], None]
    write_encoder: Callable[[Path], None]
    hears: bool = False


KINDS = [
    Kind("llava", llama.write_llama, vision.write_mmproj),
    Kind("qwen2vl", llama.write_qwen2vl, encoders.write_qwen_mmproj),
    Kind("gemma3", llama.write_llama, encoders.write_gemma_mmproj),
    Kind("ultravox", llama.write_llama, encoders.write_ultravox_mmproj, hears=True),
]


def picture(seed: int) -> ImagePart:
    pixels = np.random.default_rng(seed).integers(0, 255, (48, 80, 3), dtype=np.uint8)
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return ImagePart(data.getvalue(), "image/png")


def sound(seed: int) -> AudioPart:
    samples = np.sin(np.arange(16_000) * seed / 50).astype(np.float32)
    data = io.BytesIO()
    soundfile.write(data, samples, 16_000, format="WAV")
    return AudioPart(data.getvalue(), "wav")


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest, models: Path) -> Kind:
    made: Kind = request.param
    made.write_model(models / f"{made.name}.gguf")
    made.write_encoder(models / f"{made.name}-mmproj.gguf")
    return made


def config(kind: Kind, **keys: Any) -> dict[str, Any]:
    parameters = {"model": f"{kind.name}.gguf", **keys.pop("parameters", {})}
    return {"mmproj": f"{kind.name}-mmproj.gguf", "parameters": parameters, **keys}


@pytest.fixture(scope="module")
async def backend(kind: Kind, models: Path) -> AsyncIterator[LlamaCppBackend]:
    async with toy_backend(models, **config(kind)) as backend:
        yield backend


def something(kind: Kind, seed: int) -> Media:
    return sound(seed) if kind.hears else picture(seed)


def user(*parts: str | Media) -> Message:
    return Message("user", tuple(TextPart(p) if isinstance(p, str) else p for p in parts))


async def answer(backend: LlamaCppBackend, *parts: str | Media, **keys: Any) -> Answer:
    return await ask(backend, messages=(user(*parts),), ignore_eos=True, **keys)


def bitmap(part: Media) -> Any:
    if isinstance(part, AudioPart):
        samples = read_audio(part.data, 16_000)
        floats = samples.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        return mtmd.mtmd_bitmap_init_from_audio(len(samples), floats)
    pixels = np.ascontiguousarray(read_image(part.data))
    data = pixels.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
    return mtmd.mtmd_bitmap_init(pixels.shape[1], pixels.shape[0], data)


def expected(backend: LlamaCppBackend, message: Message, count: int) -> list[int]:
    """Greedy tokens by `mtmd_helper_eval_chunks`, in a context of its own."""
    loaded = backend._ready
    assert loaded.media is not None
    encoder = loaded.media._handle
    request = Request(id="r", messages=(message,))
    rendered = loaded.templates.of(request).render(request)
    text = mtmd.mtmd_default_marker().decode().join(rendered.texts).encode()
    media = [part for part in message.content if not isinstance(part, TextPart)]
    maps = [bitmap(part) for part in media]
    chunks = mtmd.mtmd_input_chunks_init()
    prompt = mtmd.mtmd_input_text(text, len(text), True, True)
    array = (mtmd.mtmd_bitmap_p_ctypes * len(maps))(*maps)
    assert mtmd.mtmd_tokenize(encoder, chunks, ctypes.byref(prompt), array, len(maps)) == 0
    context = Context(loaded.model, OPTIONS)
    after = lib.llama_pos(0)
    status = mtmd.mtmd_helper_eval_chunks(
        encoder, context.handle, chunks, 0, 0, 256, True, ctypes.byref(after)
    )
    assert status == 0
    logits = context.logits(-1)
    tokens: list[int] = []
    while len(tokens) < count:
        allowed = logits.copy()
        allowed[list(loaded.model.eog)] = -np.inf
        tokens.append(int(allowed.argmax()))
        (outputs,) = context.decode([Row(0, after.value + len(tokens) - 1, tokens[-1:], 1)])
        logits = context.logits(outputs[0])
    context.close()
    mtmd.mtmd_input_chunks_free(chunks)
    for each in maps:
        mtmd.mtmd_bitmap_free(each)
    return tokens


async def test_the_answer_is_the_librarys(kind: Kind, backend: LlamaCppBackend) -> None:
    parts = ("First ", something(kind, 1), " then ", something(kind, 2), ". What is it?")
    told = await answer(backend, *parts, max_tokens=12)
    assert told.token_ids() == expected(backend, user(*parts), 12)


async def test_many_at_once_answer_as_alone(kind: Kind, backend: LlamaCppBackend) -> None:
    questions: list[tuple[str | Media, ...]] = [
        ("What is ", something(kind, 3), " this?"),
        ("Nothing to see or hear.",),
        (something(kind, 4), "And this?"),
        ("One ", something(kind, 3), " and two ", something(kind, 4), "."),
    ]
    alone = [await answer(backend, *each, cache_prompt=False) for each in questions]
    together = await asyncio.gather(*(answer(backend, *each) for each in questions * 3))
    assert [each.token_ids() for each in together] == [each.token_ids() for each in alone] * 3


async def test_a_conversation_about_it_is_computed_once(
    kind: Kind, backend: LlamaCppBackend
) -> None:
    messages = [user("Keep this in mind, please, for I will ask: ", something(kind, 5), " Thanks.")]
    first = await ask(backend, messages=tuple(messages), ignore_eos=True)
    messages += [Message("assistant", (TextPart(first.text()),)), user("And what was it now?")]
    second = await ask(backend, messages=tuple(messages), ignore_eos=True)
    anew = await ask(backend, messages=tuple(messages), ignore_eos=True, cache_prompt=False)
    assert second.finished.usage.cached_tokens >= first.accepted.prompt_tokens - 1
    assert second.token_ids() == anew.token_ids()


@pytest.mark.parametrize("unified", [False, True])
async def test_another_request_takes_a_copy(kind: Kind, models: Path, unified: bool) -> None:
    """While the first one's slot is in use: behind an image positions and tokens differ."""
    start = ("Look here: ", something(kind, 6), " That was it, and now comes the question. ")
    keys = {"options": [f"kv_unified:{unified}"], "context_size": 1024}
    async with toy_backend(models, **config(kind, **keys)) as backend:
        anew = [
            await answer(backend, *start, question, cache_prompt=False)
            for question in ("What?", "Where?", "Who?")
        ]
        await answer(backend, *start, "When?")
        asked = [answer(backend, *start, question) for question in ("What?", "Where?", "Who?")]
        copied = await asyncio.gather(*asked)
    assert min(each.finished.usage.cached_tokens for each in copied) >= 32, copied
    assert [each.token_ids() for each in copied] == [each.token_ids() for each in anew]


async def test_small_batches(kind: Kind, models: Path, backend: LlamaCppBackend) -> None:
    """Pieces of an image where its tokens look back only; else it is refused."""
    parts = ("See: ", something(kind, 7), " What is it?")
    whole = await answer(backend, *parts, cache_prompt=False)
    async with toy_backend(models, **config(kind, parameters={"batch": 7})) as small:
        assert (await answer(small, *parts)).token_ids() == whole.token_ids()


async def test_an_image_that_must_be_computed_at_once(models: Path) -> None:
    gemma = KINDS[2]
    gemma.write_encoder(models / f"{gemma.name}-mmproj.gguf")
    gemma.write_model(models / f"{gemma.name}.gguf")
    async with toy_backend(models, **config(gemma, parameters={"batch": 3})) as backend:
        with pytest.raises(RequestRefused, match="n_ubatch allows 3"):
            await answer(backend, "What is ", picture(1), " this?")
        assert (await answer(backend, "And without?")).finished
