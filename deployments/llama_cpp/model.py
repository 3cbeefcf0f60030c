"""The weights and the vocabulary of a GGUF file."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from deployments.llama_cpp.devices import UnknownDevice, buffer_overrides, device_list
from deployments.llama_cpp.library import initialise, last_errors, lib
from deployments.llama_cpp.options import CACHE_TYPES, EngineOptions


class LoadError(Exception):
    """The library refused the file or the parameters; the reason is in its log."""


class Model:
    """A loaded model. `pieces[i]` is the text of token i in UTF-8, empty for control tokens.

    `longest_token` is the number of bytes that one token stands for at most.
    """

    def __init__(self, path: Path, options: EngineOptions, *, weights: bool = True) -> None:
        """Without `weights` it can tell of itself, but not compute."""
        initialise()
        if options.numa:
            lib.llama_numa_init(lib.GGML_NUMA_STRATEGY_DISTRIBUTE)
        if not path.is_file():
            raise LoadError(f"{path}: no such file")
        try:
            parameters = _model_parameters(options)
            if not weights:
                parameters.no_alloc, parameters.load_mode = True, lib.LLAMA_LOAD_MODE_NONE
        except UnknownDevice as error:
            raise LoadError(str(error)) from None
        self.handle: Any = lib.llama_model_load_from_file(str(path).encode(), parameters)
        if not self.handle:
            raise LoadError(f"{path}: llama.cpp could not load this file: {last_errors()}")
        self.vocab: Any = lib.llama_model_get_vocab(self.handle)
        self.n_vocab: int = lib.llama_vocab_n_tokens(self.vocab)
        self.n_ctx_train: int = lib.llama_model_n_ctx_train(self.handle)
        self.pieces = [self._piece(token) for token in range(self.n_vocab)]
        self.longest_token = max(
            len(self.token_text(token).encode()) for token in range(self.n_vocab)
        )
        self.eog = frozenset(
            token for token in range(self.n_vocab) if lib.llama_vocab_is_eog(self.vocab, token)
        )
        self.suppressed = self._suppressed()
        self.adds_bos: bool = lib.llama_vocab_get_add_bos(self.vocab)
        self.bos: int = lib.llama_vocab_bos(self.vocab)
        self.eos: int = lib.llama_vocab_eos(self.vocab)

    def spell_out(self, texts: Collection[str]) -> None:
        """Control tokens in these texts have their own as pieces: whoever parses needs them."""
        for token, piece in enumerate(self.pieces):
            text = "" if piece else self.token_text(token)
            if text and any(text in each for each in texts):
                self.pieces[token] = text.encode()

    def tokenize(self, text: str, *, add_special: bool, parse_special: bool) -> list[int]:
        """Token ids. `parse_special`: the text of a special token stands for the token."""
        data = text.encode()
        capacity = len(data) + 16
        tokens = (lib.llama_token * capacity)()
        count = lib.llama_tokenize(
            self.vocab, data, len(data), tokens, capacity, add_special, parse_special
        )
        if count < 0:
            raise ValueError(f"the tokenizer needs {-count} tokens for {len(data)} bytes")
        return list(tokens[:count])

    def infilling(self, before: Sequence[int], after: Sequence[int]) -> list[int] | None:
        """The prompt for what stands between, as llama-server's /infill; None: it has no tokens."""
        marks = (
            lib.llama_vocab_fim_pre(self.vocab),
            lib.llama_vocab_fim_suf(self.vocab),
            lib.llama_vocab_fim_mid(self.vocab),
        )
        if min(marks) < 0:
            return None
        prefix, suffix, middle = marks
        begin = [self.bos] if self.adds_bos else []
        return [*begin, prefix, *before, suffix, *after, middle]

    def detokenize(self, token_ids: list[int]) -> str:
        return b"".join(self.pieces[token] for token in token_ids).decode(errors="replace")

    def token_text(self, token: int) -> str:
        """The text that stands for a token in templates, also for control tokens."""
        if token < 0:
            return ""
        text: bytes = lib.llama_vocab_get_text(self.vocab, token)
        return text.decode(errors="replace")

    def template(self, name: str | None) -> str | None:
        """A template that the file brings."""
        said = None if name is None else name.encode()
        source: bytes | None = lib.llama_model_chat_template(self.handle, said)
        return source.decode(errors="replace") if source else None

    @property
    def description(self) -> str:
        return self._said("general.description")

    @property
    def n_ctx_original(self) -> int:
        """The context it was trained on before it was stretched to `n_ctx_train`."""
        key = f"{self._said('general.architecture')}.rope.scaling.original_context_length"
        return int(self._said(key) or self.n_ctx_train)

    def _said(self, key: str) -> str:
        """What the file says; the empty string where it says nothing."""
        buffer = ctypes.create_string_buffer(4096)
        lib.llama_model_meta_val_str(self.handle, key.encode(), buffer, len(buffer))
        return buffer.value.decode(errors="replace")

    def kv_bytes(self, *types: int) -> float:
        """What a token takes in the KV cache, about: keys and values of these ggml types."""
        heads = max(1, lib.llama_model_n_head(self.handle))
        width = lib.llama_model_n_embd(self.handle) / heads * lib.llama_model_n_head_kv(self.handle)
        sizes = {CACHE_TYPES[name]: size for name, size in (("f32", 4), ("f16", 2), ("bf16", 2))}
        bytes_each = sum(sizes.get(type, 1) for type in types)
        return float(lib.llama_model_n_layer(self.handle) * width * bytes_each)

    def close(self) -> None:
        lib.llama_model_free(self.handle)

    def _suppressed(self) -> list[int]:
        """Tokens that must not be drawn."""
        count = ctypes.c_int32()
        tokens = lib.llama_vocab_get_suppress_tokens(self.vocab, ctypes.byref(count))
        return tokens[: count.value] if count.value else []

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        length = lib.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, False)
        if length < 0:
            buffer = ctypes.create_string_buffer(-length)
            length = lib.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[:length]


def _model_parameters(options: EngineOptions) -> Any:
    parameters = lib.llama_model_default_params()
    parameters.n_gpu_layers = -1 if options.gpu_layers is None else options.gpu_layers
    parameters.main_gpu = options.main_gpu
    parameters.split_mode = options.split_mode
    parameters.load_mode = options.load_mode
    parameters.check_tensors = options.check_tensors
    if options.tensor_split:
        split = (ctypes.c_float * lib.llama_max_devices())(*options.tensor_split)
        parameters.tensor_split = split
    if options.devices:
        parameters.devices = _address(parameters, device_list(options.devices))
    if options.placements:
        overrides = buffer_overrides(options.placements)
        parameters.tensor_buft_overrides = _address(parameters, overrides)
    return parameters


def _address(parameters: Any, array: Any) -> int:
    """For a field that is a bare pointer: what it points to lives as long as the parameters."""
    parameters.kept = (*getattr(parameters, "kept", ()), array)
    return ctypes.addressof(array)
