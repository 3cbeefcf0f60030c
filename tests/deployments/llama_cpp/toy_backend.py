"""The toy model behind a backend, and answers that are easy to compare."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments.backend import ModelSpec
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.options import CACHE_TYPES, EngineOptions
from deployments.model_config import ModelConfig, parse_model_config
from deployments.types import (
    Accepted,
    Event,
    Failed,
    Finished,
    Request,
    Sampling,
    TextDelta,
    TokenLogprob,
)

MODEL = "toy.gguf"
GREEDY = Sampling(temperature=0.0)
F32 = CACHE_TYPES["f32"]
OPTIONS = EngineOptions(
    context_size=256,
    parallel=4,
    prefill_chunk=16,
    cache_ram=0,
    gpu_layers=0,
    flash_attention=0,
    cache_type_k=F32,
    cache_type_v=F32,
)


def toy_config(**keys: Any) -> ModelConfig:
    """As exact as can be, so that answers can be compared.

    The cache is in F32, and there is no flash attention, whose rounding depends on where in the
    cache a sequence lies.
    """
    parameters = {"model": MODEL, **keys.pop("parameters", {})}
    exact = {"f16": False, "flash_attention": "off"}
    defaults = {"context_size": 256, "threads": 1, "gpu_layers": 0, **exact}
    data = {"name": "toy", "backend": "llama-cpp", **defaults, **keys, "parameters": parameters}
    return parse_model_config(data, "toy.yaml")


@asynccontextmanager
async def toy_backend(models: Path, **keys: Any) -> AsyncIterator[LlamaCppBackend]:
    """A backend that is loaded. `models`: the fixture's directory; `keys`: of the YAML file."""
    backend = LlamaCppBackend(ModelSpec(toy_config(**keys), models, "digest"))
    try:
        await backend.load()
        yield backend
    finally:
        await backend.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """All events of one request."""

    events: list[Event]

    def deltas(self, index: int = 0) -> list[TextDelta]:
        return [e for e in self.events if isinstance(e, TextDelta) and e.index == index]

    def text(self, index: int = 0) -> str:
        return "".join(delta.text for delta in self.deltas(index))

    def token_ids(self, index: int = 0) -> list[int]:
        return [token for delta in self.deltas(index) for token in delta.token_ids]

    def logprobs(self, index: int = 0) -> list[TokenLogprob]:
        return [logprob for delta in self.deltas(index) for logprob in delta.logprobs]

    @property
    def accepted(self) -> Accepted:
        (accepted,) = (event for event in self.events if isinstance(event, Accepted))
        assert self.events[0] is accepted
        return accepted

    @property
    def finished(self) -> Finished:
        """The only ending, and the last event."""
        (finished,) = (event for event in self.events if isinstance(event, Finished))
        assert self.events[-1] is finished
        return finished

    @property
    def failure(self) -> Failed:
        failure = self.events[-1]
        assert isinstance(failure, Failed)
        return failure


async def ask(backend: LlamaCppBackend, prompt: Any = "Hello", **keys: Any) -> Answer:
    """The answer to a prompt, or to `messages`; greedy and 8 tokens unless told otherwise."""
    keys = {"id": "r", "prompt": prompt, "max_tokens": 8, "sampling": GREEDY} | keys
    if "messages" in keys:
        del keys["prompt"]
    return Answer([event async for events in backend.generate(Request(**keys)) for event in events])
