"""The demo model behind a backend, and answers that are easy to compare."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments.backend import ModelSpec
from deployments.llama_cpp.backend import LlamaCppBackend
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

MODELS = Path(__file__).parents[3] / "configs/models"
DEMO = MODELS / "demo.gguf"
GREEDY = Sampling(temperature=0.0)


def demo_config(**keys: Any) -> ModelConfig:
    """Without flash attention, whose rounding depends on where in the cache a sequence lies."""
    parameters = {"model": DEMO.name, **keys.pop("parameters", {})}
    defaults = {"context_size": 256, "threads": 1, "gpu_layers": 0, "flash_attention": "off"}
    data = {"name": "demo", "backend": "llama-cpp", **defaults, **keys, "parameters": parameters}
    return parse_model_config(data, "demo.yaml")


@asynccontextmanager
async def demo_backend(**keys: Any) -> AsyncIterator[LlamaCppBackend]:
    backend = LlamaCppBackend(ModelSpec(demo_config(**keys), MODELS, "digest"))
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
