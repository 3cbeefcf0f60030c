"""What is asked of both servers. Every round has words of its own: no round finds its cache warm.

A workload is a function `(port, words) -> Figures`; a figure is better when it is higher if it is a
rate, and when it is lower if it is a time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from benchmarks.engine.client import Answer, ask, ask_all, listen
from tools.demo_model.words import ADJECTIVES, NOUNS

Unit = Literal["tokens/s", "s"]
TRIES = 10  # random weights may repeat a token that is no text, and no piece of it comes

BEGUN = 20  # pieces of text, after which a stream has found its pace


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: Unit


Figures: TypeAlias = list[Figure]
Workload: TypeAlias = Callable[[int, "Words"], Awaitable[Figures]]


class Words:
    """Prompts of so many words, the same for both servers in the same round."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def draw(self, count: int) -> str:
        words = (*NOUNS, *ADJECTIVES)
        return " ".join(words[int(self._random.random() * len(words))] for _ in range(count))


async def one_stream(port: int, words: Words) -> Figures:
    answer = await ask(port, words.draw(20), 64)
    return [Figure("decode", answer.rate, "tokens/s")]


def streams(count: int) -> Workload:
    async def workload(port: int, words: Words) -> Figures:
        contents = [words.draw(100) for _ in range(count)]
        return [throughput(await ask_all(port, count, contents, 48))]

    return workload


async def long_prompts(port: int, words: Words) -> Figures:
    return [throughput(await ask_all(port, 8, [words.draw(1000) for _ in range(16)], 24))]


async def short_prefix(port: int, words: Words) -> Figures:
    shared = words.draw(400)
    contents = [f"{shared} {words.draw(12)}" for _ in range(16)]
    return [throughput(await ask_all(port, 8, contents, 24))]


async def long_prefix(port: int, words: Words) -> Figures:
    shared = words.draw(1500)
    answers = await ask_all(port, 8, [f"{shared} {words.draw(12)}" for _ in range(32)], 8)
    return [throughput(answers), Figure("first token p95", percentile(answers, 0.95), "s")]


async def growing_chats(port: int, words: Words) -> Figures:
    """Twice as many users as slots: nobody's slot waits for him."""
    said = [[words.draw(60) for _ in range(6)] for _ in range(8)]

    async def user(questions: list[str]) -> list[Answer]:
        messages: list[dict[str, str]] = []
        answers = []
        for question in questions:
            messages.append({"role": "user", "content": question})
            answers.append(await ask(port, list(messages), 24))
            messages.append({"role": "assistant", "content": answers[-1].text})
        return answers

    answers = await asyncio.gather(*map(user, said))
    return [throughput([answer for each in answers for answer in each])]


async def intrusion(port: int, words: Words) -> Figures:
    """A long prompt comes while three streams run: when all of them have come to say something."""
    for _ in range(TRIES):
        answers = [Answer(time.perf_counter()) for _ in range(3)]
        running = asyncio.gather(*(listen(port, words.draw(20), 200, each) for each in answers))
        while min(len(answer.times) for answer in answers) < BEGUN:
            await asyncio.sleep(0.01)
            if running.done():
                break
        begin = time.perf_counter()
        newcomer = await ask(port, words.draw(1500), 8)
        await running
        if all(len(answer.times) > 0.9 * answer.tokens for answer in answers):
            gap = max(answer.longest_gap(begin, newcomer.times[0]) for answer in answers)
            return [Figure("longest gap", gap, "s"), Figure("first token", newcomer.first, "s")]
    raise RuntimeError("the streams say too little to see their gaps")


def throughput(answers: list[Answer]) -> Figure:
    begun = min(answer.asked for answer in answers)
    ended = max(answer.times[-1] for answer in answers)
    return Figure("all", sum(answer.tokens for answer in answers) / (ended - begun), "tokens/s")


def percentile(answers: list[Answer], share: float) -> float:
    firsts = sorted(answer.first for answer in answers)
    return firsts[min(len(firsts) - 1, int(share * len(firsts)))]


@dataclass(frozen=True, slots=True)
class Task:
    """`goals`: ours divided by theirs, for each figure."""

    title: str
    run: Workload
    goals: tuple[float, ...]
    slots: int = 8


TASKS = (
    Task("1 stream", one_stream, (1.0,)),
    Task("8 streams of 100 own words", streams(8), (1.0,)),
    Task("32 streams of 100 own words", streams(32), (1.0,)),
    Task("16 x 1,000 own words, 8 at a time", long_prompts, (1.0,)),
    Task("16 x 400 shared + 12 own words, 8 at a time", short_prefix, (1.6,)),
    Task("32 x 1,500 shared + 12 own words, 8 at a time", long_prefix, (3.0, 0.2)),
    Task("8 users x 6 turns, 4 slots", growing_chats, (1.5,), slots=4),
    Task("3 streams while a 1,500-word prompt comes", intrusion, (0.12, 1.25)),
)
