"""What only our engine is asked: constraints, and what a step costs outside llama.cpp."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from benchmarks.engine.client import Answer, ask
from benchmarks.engine.workloads import Words
from deployments.backend import ModelSpec
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.model_config import parse_model_config
from deployments.types import EngineStats, Request, Sampling

LONGEST = 800  # tokens: random weights like letters of several bytes, each of them a token
Word = Annotated[str, Field(max_length=12)]


class Order(BaseModel):
    """What answers are held to: bounded strings and numbers, choices, a list."""

    customer: Word
    priority: Literal["low", "medium", "high"]
    amount: int = Field(ge=1, le=500)
    items: list[Word] = Field(min_length=4, max_length=4)
    paid: bool


async def constrained_share(port: int, rounds: int) -> tuple[float, int, int]:
    """The speed of 8 constrained streams against that of free ones; valid answers, and all."""
    schema = {"name": "order", "schema": Order.model_json_schema(), "strict": True}
    shaped = {
        "response_format": {"type": "json_schema", "json_schema": schema},
        "ignore_eos": False,
    }
    ratios, valid, asked = [], 0, 0
    for number in range(rounds):
        words = Words(f"constrained/{number}")
        contents = [words.draw(50) for _ in range(8)]
        held = await asyncio.gather(*(ask(port, each, LONGEST, **shaped) for each in contents))
        lengths = [answer.tokens for answer in held]
        contents = [words.draw(50) for _ in range(8)]
        pairs = zip(contents, lengths, strict=True)
        free = await asyncio.gather(*(ask(port, each, length) for each, length in pairs))
        ratios.append(rate(held) / rate(free))
        valid += sum(map(is_order, held))
        asked += len(held)
    return median(ratios), valid, asked


def rate(answers: Sequence[Answer]) -> float:
    first = min(answer.times[0] for answer in answers)
    last = max(answer.times[-1] for answer in answers)
    return sum(answer.tokens for answer in answers) / (last - first)


def is_order(answer: Answer) -> bool:
    try:
        Order.model_validate_json(answer.text)
    except ValidationError:
        return False
    return True


def share_outside(model: Path, threads: int) -> float:
    """The share of a step at 8 streams that is not spent in llama.cpp."""
    return asyncio.run(_share_outside(model, threads))


async def _share_outside(model: Path, threads: int) -> float:
    config = {
        "name": "bench",
        "parameters": {"model": model.name},
        "context_size": 1024,
        "threads": threads,
        "gpu_layers": 0,
        "options": ["parallel:8"],
    }
    spec = ModelSpec(parse_model_config(config, model.name), model.parent, "bench")
    backend = LlamaCppBackend(spec)
    await backend.load()
    try:
        await eight_streams(backend, 8)
        before = backend.stats()
        await eight_streams(backend, 128)
        return outside(before, backend.stats())
    finally:
        await backend.close()


async def eight_streams(backend: LlamaCppBackend, tokens: int) -> None:
    async def one(number: int) -> None:
        request = Request(
            id=str(number),
            prompt=f"stream {number}",
            max_tokens=tokens,
            ignore_eos=True,
            sampling=Sampling(temperature=0.0),
        )
        async for _ in backend.generate(request):
            pass

    await asyncio.gather(*map(one, range(8)))


def outside(before: EngineStats, after: EngineStats) -> float:
    total = after.step_seconds - before.step_seconds
    inside = after.decode_seconds - before.decode_seconds
    inside += after.sampling_seconds - before.sampling_seconds
    return (total - inside) / total
