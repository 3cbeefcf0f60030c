"""A GGUF file in llama.cpp itself: one thread, no GPU, one sequence at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deployments.llama_cpp.library import initialise, lib

Vector = NDArray[np.float32]


class LoadedModel:
    """A model and a context of 256 tokens."""

    def __init__(self, path: Path, *, embeddings: bool = False) -> None:
        initialise()
        parameters = lib.llama_model_default_params()
        parameters.n_gpu_layers = 0
        self.handle: Any = lib.llama_model_load_from_file(str(path).encode(), parameters)
        assert self.handle, path
        self.vocab: Any = lib.llama_model_get_vocab(self.handle)
        self.context: Any = lib.llama_init_from_model(self.handle, context_parameters(embeddings))
        assert self.context, path
        self.memory: Any = lib.llama_get_memory(self.context)

    def close(self) -> None:
        lib.llama_free(self.context)
        lib.llama_model_free(self.handle)

    def tokenize(self, text: str, *, add_special: bool = False) -> list[int]:
        data = text.encode()
        tokens = (lib.llama_token * (len(data) + 2))()
        count = lib.llama_tokenize(
            self.vocab, data, len(data), tokens, len(tokens), add_special, True
        )
        return list(tokens[:count])

    def detokenize(self, tokens: Sequence[int]) -> bytes:
        return b"".join(self.piece(token) for token in tokens)

    def piece(self, token: int) -> bytes:
        """Empty for control tokens."""
        buffer = bytes(64)
        length = lib.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, False)
        return buffer[:length]

    def decode(self, tokens: Sequence[int]) -> None:
        """Compute the tokens, after those computed before."""
        array = (lib.llama_token * len(tokens))(*tokens)
        assert lib.llama_decode(self.context, lib.llama_batch_get_one(array, len(tokens))) == 0

    def logits(self) -> Vector:
        """Those of the last token."""
        pointer = lib.llama_get_logits_ith(self.context, -1)
        size = lib.llama_vocab_n_tokens(self.vocab)
        return np.ctypeslib.as_array(pointer, shape=(size,)).copy()

    def forget(self) -> None:
        lib.llama_memory_clear(self.memory, True)

    def greedy(self, prompt: str, count: int = 16) -> list[int]:
        """The answer to a prompt, which does not stop at an end token."""
        self.forget()
        self.decode(self.tokenize(prompt))
        answer = [int(self.logits().argmax())]
        while len(answer) < count:
            self.decode(answer[-1:])
            answer.append(int(self.logits().argmax()))
        return answer

    def pooled(self, tokens: Sequence[int], size: int) -> Vector:
        """What the model makes of a whole sequence: its vector, or its score."""
        self.decode(tokens)
        pointer = lib.llama_get_embeddings_seq(self.context, 0)
        return np.ctypeslib.as_array(pointer, shape=(size,)).copy()


def context_parameters(embeddings: bool) -> Any:
    parameters = lib.llama_context_default_params()
    parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = 256
    parameters.n_threads = parameters.n_threads_batch = 1
    parameters.embeddings = embeddings
    return parameters


@contextmanager
def loaded(path: Path, *, embeddings: bool = False) -> Iterator[LoadedModel]:
    model = LoadedModel(path, embeddings=embeddings)
    yield model
    model.close()
