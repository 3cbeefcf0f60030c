"""The tiny model behind vLLM, and answers that are easy to compare."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments.backend import ModelSpec
from deployments.model_config import ModelConfig, parse_model_config
from deployments.types import (
    Event,
    Finished,
    ReasoningDelta,
    Request,
    Sampling,
    TextDelta,
    TokenLogprob,
    ToolCallDelta,
)
from deployments.vllm.backend import VllmBackend

GREEDY = Sampling(temperature=0.0)
Delta = TextDelta | ReasoningDelta | ToolCallDelta


def tiny_config(**keys: Any) -> ModelConfig:
    engine_args = {"block_size": 32, "max_num_seqs": 8, "kv_cache_memory_bytes": 2**27}
    engine_args |= keys.pop("engine_args", {})
    data = {"name": "tiny", "backend": "vllm", "dtype": "float32", "threads": 1, **keys}
    data["parameters"] = {"model": "tiny", **keys.get("parameters", {})}
    return parse_model_config({**data, "engine_args": engine_args}, "tiny.yaml")


@asynccontextmanager
async def vllm_backend(models: Path, **keys: Any) -> AsyncIterator[VllmBackend]:
    backend = VllmBackend(ModelSpec(tiny_config(**keys), models, "digest"))
    try:
        await backend.load()
        yield backend
    finally:
        await backend.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """All events of one request."""

    events: list[Event]

    def deltas(self, index: int = 0) -> list[Delta]:
        return [e for e in self.events if isinstance(e, Delta) and e.index == index]

    def text(self, index: int = 0) -> str:
        return "".join(e.text for e in self.deltas(index) if isinstance(e, TextDelta))

    def thought(self) -> str:
        return "".join(e.text for e in self.events if isinstance(e, ReasoningDelta))

    def token_ids(self, index: int = 0) -> list[int]:
        return [token for delta in self.deltas(index) for token in delta.token_ids]

    def logprobs(self, index: int = 0) -> list[TokenLogprob]:
        return [logprob for delta in self.deltas(index) for logprob in delta.logprobs]

    def calls(self) -> list[tuple[str, Any]]:
        """Names and arguments."""
        made: list[tuple[str, list[str]]] = []
        for event in self.events:
            if isinstance(event, ToolCallDelta):
                if event.name is not None:
                    made.append((event.name, []))
                made[-1][1].append(event.arguments)
        return [(name, json.loads("".join(pieces))) for name, pieces in made]

    def finished(self, index: int = 0) -> Finished:
        (ending,) = (e for e in self.events if isinstance(e, Finished) and e.index == index)
        return ending


async def ask(backend: VllmBackend, prompt: Any = "Hello", **keys: Any) -> Answer:
    """The answer to a prompt, or to `messages`; greedy and 8 tokens unless told otherwise."""
    keys = {"id": "r", "prompt": prompt, "max_tokens": 8, "sampling": GREEDY} | keys
    if "messages" in keys:
        del keys["prompt"]
    return Answer([event async for events in backend.generate(Request(**keys)) for event in events])
