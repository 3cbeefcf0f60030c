"""What a backend is, and which ones there are.

A backend lives in one replica process. It turns a `Request` into lists of `Event`s: each list is
whatever was ready, so that a slow reader gets fewer, longer lists and the first event never waits.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from deployments.model_config import ConfigError, ModelConfig
from deployments.types import (
    CountRequest,
    DetokenizeRequest,
    Embeddings,
    EmbedRequest,
    EngineStats,
    Event,
    Failed,
    ModelInfo,
    Question,
    Reply,
    Request,
    RequestRefused,
    RerankRequest,
    Scores,
    TokenCount,
    TokenizeRequest,
    Tokens,
    Words,
)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a replica needs to load its model: the configuration and where the files are."""

    config: ModelConfig
    models_dir: Path
    digest: str


class Backend(Protocol):
    """One loaded model. Its constructor takes a `ModelSpec` and does no work; `load` does."""

    async def load(self) -> ModelInfo: ...

    def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        """Raises `RequestRefused` before the first item, or ends with `Failed` after it.

        Closing the iterator frees the request's place within one step of the engine.
        """
        ...

    async def embed(self, request: EmbedRequest) -> Embeddings: ...

    async def rerank(self, request: RerankRequest) -> Scores: ...

    async def count_tokens(self, request: Request) -> int:
        """Of its prompt. Raises `RequestRefused` as `generate` does, but for its length."""
        ...

    async def tokenize(self, text: str, *, special: bool = False) -> tuple[int, ...]: ...

    def piece(self, token_id: int) -> bytes:
        """The text of a token that `tokenize` gave."""
        ...

    async def detokenize(self, token_ids: Sequence[int]) -> str: ...

    def stats(self) -> EngineStats: ...

    def check_health(self) -> None:
        """Raises if the engine can no longer answer."""
        ...

    async def close(self) -> None: ...


class BackendBase:
    """Refuses the kinds of request that a backend does not implement."""

    async def embed(self, request: EmbedRequest) -> Embeddings:
        raise RequestRefused(Failed("unsupported", "this model does not make embeddings"))

    async def rerank(self, request: RerankRequest) -> Scores:
        raise RequestRefused(Failed("unsupported", "this model does not rerank"))

    async def count_tokens(self, request: Request) -> int:
        raise RequestRefused(Failed("unsupported", "this model does not generate"))


async def reply(backend: Backend, question: Question) -> Reply:
    """What a backend says to a question. Raises `RequestRefused`."""
    match question:
        case EmbedRequest():
            return await backend.embed(question)
        case RerankRequest():
            return await backend.rerank(question)
        case TokenizeRequest(text=text, special=special):
            ids = await backend.tokenize(text, special=special)
            return Tokens(ids, tuple(map(backend.piece, ids)))
        case DetokenizeRequest(token_ids=token_ids):
            return Words(await backend.detokenize(token_ids))
        case CountRequest(request=request):
            return TokenCount(await backend.count_tokens(request))


BACKENDS: Mapping[str, str] = {
    "llama-cpp": "deployments.llama_cpp.create:llama_cpp_backend",
    "vllm": "deployments.vllm.backend:VllmBackend",
    "fake": "deployments.fake:FakeBackend",
}
ALIASES: Mapping[str, str] = {
    "llama": "llama-cpp",
    "llama.cpp": "llama-cpp",
    "llama_cpp": "llama-cpp",
    "go-llama": "llama-cpp",
}


def backend_name(config: ModelConfig) -> str:
    """The registered name of the model's backend, guessed from its file if the YAML has none."""
    if not config.backend:
        return _guess(config)
    name = ALIASES.get(config.backend, config.backend)
    if name not in BACKENDS:
        known = sorted({*BACKENDS, *ALIASES})
        near = difflib.get_close_matches(config.backend, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(sorted(BACKENDS))}"
        raise ConfigError(f"backend: '{config.backend}' is not known; {hint}")
    return name


def _guess(config: ModelConfig) -> str:
    file = config.parameters.model
    if file is not None and file.lower().endswith(".gguf"):
        return "llama-cpp"
    raise ConfigError("backend: name one; it can be left out for a .gguf file only")


def create_backend(spec: ModelSpec) -> Backend:
    """The model's backend, imported only now: no other engine's library is loaded."""
    module, _, name = BACKENDS[backend_name(spec.config)].partition(":")
    factory: Any = getattr(importlib.import_module(module), name)
    return cast(Backend, factory(spec))
