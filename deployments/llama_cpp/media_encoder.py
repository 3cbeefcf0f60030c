"""A model's `mmproj` file: images and sounds to embeddings, on a thread of its own (libmtmd).

Each is encoded by itself and once, and kept while there is room. (The few models for which it
matters what comes before an image, HunyuanVL and DeepSeek V4, take every image as the first.)
"""

from __future__ import annotations

import asyncio
import ctypes
import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from llama_cpp import mtmd_cpp as mtmd

from deployments.llama_cpp.library import last_errors, lib, log_callback
from deployments.llama_cpp.media import Embeddings, Places, Prompt, Span, joined, tokens_of
from deployments.llama_cpp.media_files import (
    Pixels,
    Samples,
    UnreadableMedia,
    read_audio,
    read_image,
)
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import EngineOptions
from deployments.types import AudioPart, ImagePart

KEPT = 256 * 2**20  # bytes of embeddings
MARKER = mtmd.mtmd_default_marker()


class MediaEncoder:
    """`sees` and `hears` say what the file is for."""

    def __init__(self, path: Path, model: Model, options: EngineOptions) -> None:
        """Raises `LoadError`."""
        if not path.is_file():
            raise LoadError(f"mmproj: {path}: no such file")
        mtmd.mtmd_log_set(log_callback, ctypes.c_void_p(0))
        mtmd.mtmd_helper_log_set(log_callback, ctypes.c_void_p(0))
        self._model = model  # libmtmd keeps a pointer to it
        parameters = _parameters(options)
        self._handle: Any = mtmd.mtmd_init_from_file(str(path).encode(), model.handle, parameters)
        if not self._handle:
            raise LoadError(f"mmproj: {path}: llama.cpp could not load it: {last_errors()}")
        self.sees: bool = mtmd.mtmd_support_vision(self._handle)
        self.hears: bool = mtmd.mtmd_support_audio(self._handle)
        self._rate: int = mtmd.mtmd_get_audio_sample_rate(self._handle)
        self._sections = 4 if mtmd.mtmd_decode_use_mrope(self._handle) else 1
        self._width: int = lib.llama_model_n_embd_inp(model.handle)
        self._kind = str(path).encode() + str(path.stat().st_mtime_ns).encode()
        self._known: OrderedDict[bytes, Prompt] = OrderedDict()
        self._size = 0
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="llama-cpp-media")

    async def prompt(self, part: ImagePart | AudioPart, room: int) -> Prompt:
        """The tokens that stand for it, with those that the model wants around them.

        Raises `UnreadableMedia`, also for more tokens than there is `room` for.
        """
        loop = asyncio.get_running_loop()
        running = loop.run_in_executor(self._thread, self._prompt, part, room)
        try:
            return await running
        except asyncio.CancelledError:
            if self._closed:
                raise UnreadableMedia("the model was unloaded") from None
            raise

    def close(self) -> None:
        self._closed = True
        self._thread.shutdown(cancel_futures=True)
        mtmd.mtmd_free(self._handle)

    # The encoder's thread.

    def _prompt(self, part: ImagePart | AudioPart, room: int) -> Prompt:
        kind = type(part).__name__.encode()
        digest = hashlib.sha256(self._kind + kind + part.data).digest()
        known = self._known.get(digest)
        if known is None:
            known = self._encoded(part, digest, room)
            self._keep(digest, known)
        self._known.move_to_end(digest)
        return known

    def _keep(self, digest: bytes, prompt: Prompt) -> None:
        self._known[digest] = prompt
        self._size += _size(prompt)
        while self._size > KEPT and len(self._known) > 1:
            self._size -= _size(self._known.popitem(last=False)[1])

    def _encoded(self, part: ImagePart | AudioPart, digest: bytes, room: int) -> Prompt:
        if isinstance(part, ImagePart):
            bitmap = _image(read_image(part.data))
        else:
            bitmap = _sound(read_audio(part.data, self._rate))
        try:
            with self._chunks(bitmap) as chunks:
                count = mtmd.mtmd_input_chunks_size(chunks)
                parts = [mtmd.mtmd_input_chunks_get(chunks, i) for i in range(count)]
                tokens = sum(map(mtmd.mtmd_input_chunk_get_n_tokens, parts))
                if tokens > room:
                    raise UnreadableMedia(f"it takes {tokens} tokens; there is room for {room}")
                numbered = (digest + str(i).encode() for i in range(count))
                return joined(map(self._chunk, parts, numbered))
        finally:
            mtmd.mtmd_bitmap_free(bitmap)

    @contextmanager
    def _chunks(self, bitmap: Any) -> Iterator[Any]:
        """Text and media, in order."""
        text = mtmd.mtmd_input_text(MARKER, len(MARKER), False, True)
        bitmaps = (mtmd.mtmd_bitmap_p_ctypes * 1)(bitmap)
        chunks = mtmd.mtmd_input_chunks_init()
        try:
            if mtmd.mtmd_tokenize(self._handle, chunks, ctypes.byref(text), bitmaps, 1):
                raise UnreadableMedia("the model cannot take it")
            yield chunks
        finally:
            mtmd.mtmd_input_chunks_free(chunks)

    def _chunk(self, chunk: Any, name: bytes) -> Prompt:
        count: int = mtmd.mtmd_input_chunk_get_n_tokens(chunk)
        if mtmd.mtmd_input_chunk_get_type(chunk) == mtmd.MTMD_INPUT_CHUNK_TYPE_TEXT:
            size = ctypes.c_size_t()
            ids = mtmd.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
            return Prompt(ids[: size.value])
        span = Span(
            0,
            self._embeddings(chunk, count),
            *self._places(chunk, count),
            mtmd.mtmd_input_chunk_get_n_pos(chunk),
            not mtmd.mtmd_decode_use_non_causal(self._handle, chunk),
        )
        return Prompt(tokens_of(name, count), (span,))

    def _embeddings(self, chunk: Any, count: int) -> Embeddings:
        if mtmd.mtmd_encode_chunk(self._handle, chunk):
            raise UnreadableMedia("the model cannot take it")
        pointer = mtmd.mtmd_get_output_embd(self._handle)
        embeddings = np.ctypeslib.as_array(pointer, shape=(count, self._width)).copy()
        if not np.isfinite(embeddings).all():  # in the cache they would spoil what others compute
            raise UnreadableMedia("the model's encoder makes nothing of it")
        return embeddings

    def _places(self, chunk: Any, count: int) -> tuple[Places, Places]:
        """Where the tokens are if the first is at 0, and which of that moves with it."""
        image = mtmd.mtmd_input_chunk_get_tokens_image(chunk)
        if self._sections == 1 or not image:
            places = np.tile(np.arange(count, dtype=np.int32), (self._sections, 1))
            return places, np.ones_like(places)
        places, moved = _positions(image, count, 0), _positions(image, count, 1)
        return places, moved - places


def _positions(image: Any, count: int, start: int) -> Places:
    """(4, tokens), in the library's order (mtmd-helper-common.h, set_position_mrope_2d)."""
    found = (mtmd.mtmd_decoder_pos * count)()
    mtmd.mtmd_helper_image_get_decoder_pos(image, start, found)
    return np.array([(at.t, at.y, at.x, at.z) for at in found], dtype=np.int32).T


def _parameters(options: EngineOptions) -> Any:
    parameters = mtmd.mtmd_context_params_default()
    parameters.use_gpu = options.media_gpu and options.gpu_layers != 0
    parameters.print_timings = False
    parameters.n_threads = options.threads
    parameters.warmup = options.warmup
    parameters.flash_attn_type = options.flash_attention
    if options.image_min_tokens is not None:
        parameters.image_min_tokens = options.image_min_tokens
    if options.image_max_tokens is not None:
        parameters.image_max_tokens = options.image_max_tokens
    return parameters


def _image(pixels: Pixels) -> Any:
    height, width, _ = pixels.shape
    data = np.ascontiguousarray(pixels).ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
    return mtmd.mtmd_bitmap_init(width, height, data)


def _sound(samples: Samples) -> Any:
    data = np.ascontiguousarray(samples).ctypes.data_as(ctypes.POINTER(ctypes.c_float))
    return mtmd.mtmd_bitmap_init_from_audio(len(samples), data)


def _size(prompt: Prompt) -> int:
    return sum(span.embeddings.nbytes for span in prompt.spans)
