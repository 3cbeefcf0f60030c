"""Through libmtmd's C API, in the order of llama.cpp's tools/mtmd/mtmd.h."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_cpp import mtmd_cpp as mtmd
from loaded_model import LoadedModel, Vector
from numpy.typing import NDArray
from toy_models import llama
from toy_models.vision import PATCHES, write_mmproj

from deployments.llama_cpp.library import lib

Image = NDArray[np.uint8]
MARKER = mtmd.mtmd_default_marker().decode()
PROMPT = f"What is {MARKER} this?"
QUIET = lib.llama_log_callback(lambda *_: None)


@pytest.fixture(scope="module")
def encoder(model: LoadedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path: Path = tmp_path_factory.mktemp("toys") / "mmproj.gguf"
    write_mmproj(path)
    mtmd.mtmd_log_set(QUIET, ctypes.c_void_p(0))
    mtmd.mtmd_helper_log_set(QUIET, ctypes.c_void_p(0))
    parameters = mtmd.mtmd_context_params_default()
    parameters.use_gpu = False
    parameters.n_threads = 1
    encoder = mtmd.mtmd_init_from_file(str(path).encode(), model.handle, parameters)
    assert encoder
    yield encoder
    mtmd.mtmd_free(encoder)


def plain(red: int, green: int, blue: int) -> Image:
    return np.full((32, 32, 3), (red, green, blue), dtype=np.uint8)


def upper_half(image: Image) -> Image:
    image[16:] = 0
    return image


@contextmanager
def chunks_of(encoder: Any, prompt: str, image: Image) -> Iterator[list[Any]]:
    """Text and images of a prompt, in their order."""
    height, width, _ = image.shape
    pixels = (ctypes.c_uint8 * image.size).from_buffer_copy(image.tobytes())
    bitmap = mtmd.mtmd_bitmap_init(width, height, pixels)
    bitmaps = (mtmd.mtmd_bitmap_p_ctypes * 1)(bitmap)
    data = prompt.encode()
    text = mtmd.mtmd_input_text(data, len(data), False, True)
    chunks = mtmd.mtmd_input_chunks_init()
    assert mtmd.mtmd_tokenize(encoder, chunks, ctypes.byref(text), bitmaps, 1) == 0
    count = mtmd.mtmd_input_chunks_size(chunks)
    yield [mtmd.mtmd_input_chunks_get(chunks, number) for number in range(count)]
    mtmd.mtmd_input_chunks_free(chunks)
    mtmd.mtmd_bitmap_free(bitmap)


def embeddings(encoder: Any, image: Image) -> Vector:
    """Shape (16, 128)."""
    with chunks_of(encoder, MARKER, image) as (chunk,):
        assert mtmd.mtmd_encode_chunk(encoder, chunk) == 0
        pointer = mtmd.mtmd_get_output_embd(encoder)
        return np.ctypeslib.as_array(pointer, shape=(PATCHES, llama.EMBEDDING)).copy()


def logits(model: LoadedModel, encoder: Any, image: Image) -> Vector:
    """After the whole prompt, image and text."""
    model.forget()
    position = lib.llama_pos(0)
    with chunks_of(encoder, PROMPT, image) as chunks:
        for chunk in chunks:
            status = mtmd.mtmd_helper_eval_chunk_single(
                encoder, model.context, chunk, position, 0, 256, True, ctypes.byref(position)
            )
            assert status == 0
    return model.logits()


def test_it_sees(encoder: Any) -> None:
    assert mtmd.mtmd_support_vision(encoder)
    assert not mtmd.mtmd_support_audio(encoder)


def test_the_image_stands_between_the_text(encoder: Any) -> None:
    with chunks_of(encoder, PROMPT, plain(200, 0, 0)) as chunks:
        kinds = [mtmd.mtmd_input_chunk_get_type(chunk) for chunk in chunks]
        sizes = [mtmd.mtmd_input_chunk_get_n_tokens(chunk) for chunk in chunks]
    text, image = mtmd.MTMD_INPUT_CHUNK_TYPE_TEXT, mtmd.MTMD_INPUT_CHUNK_TYPE_IMAGE
    assert kinds == [text, image, text]
    assert sizes[1] == PATCHES


def test_each_image_has_its_embeddings(encoder: Any) -> None:
    red, blue, half = plain(200, 0, 0), plain(0, 0, 200), upper_half(plain(200, 0, 0))
    vectors = [embeddings(encoder, image) for image in (red, blue, half)]
    assert np.array_equal(vectors[0], embeddings(encoder, red))
    assert np.isfinite(vectors).all()
    for other in vectors[1:]:
        assert np.abs(vectors[0] - other).max() > 0.1


def test_an_image_of_any_size_takes_as_many_tokens(encoder: Any) -> None:
    wide = np.zeros((40, 100, 3), dtype=np.uint8)
    with chunks_of(encoder, MARKER, wide) as (chunk,):
        assert mtmd.mtmd_input_chunk_get_n_tokens(chunk) == PATCHES


def test_the_image_changes_the_logits(model: LoadedModel, encoder: Any) -> None:
    red, blue = plain(200, 0, 0), plain(0, 0, 200)
    seen = [logits(model, encoder, image) for image in (red, blue)]
    assert np.array_equal(seen[0], logits(model, encoder, red))
    assert np.abs(seen[0] - seen[1]).max() > 1
    assert seen[0].argmax() != seen[1].argmax()
