"""Streams over one, two and four replicas of a fake model that says 50 words a second.

    python -m benchmarks.replicas [--streams 6] [--rounds 3]

So many streams for each replica, all behind one gateway: words a second of all, when the first word
comes, and what a stream of 100 words takes longer than its two seconds. Medians of the rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import median

import uvloop

from benchmarks import servers
from benchmarks.gateway.client import Answered, streamed
from benchmarks.gateway.protocols import CHAT

PORT = 18080
REPLICAS = (1, 2, 4)
RATE = 50  # words a second
WORDS = 100
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Words a second of all streams; milliseconds to the first word, and in all beyond the rate."""

    rate: float
    first_word: float
    added: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--streams", type=int, default=6, help="for each replica")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    models = [
        {
            "name": f"replicas-{count}",
            "backend": "fake",
            "options": ["tokens:1000", f"rate:{RATE}", "parallel:64"],
            "deployment": {"num_replicas": count},
        }
        for count in REPLICAS
    ]
    with servers.shoal(PORT, {"backend": "fake"}, *models):
        uvloop.run(measure(arguments.streams, arguments.rounds))


async def measure(streams: int, rounds: int) -> None:
    measured: dict[int, list[Measured]] = {count: [] for count in REPLICAS}
    for count in REPLICAS:
        await streamed(PORT, CHAT, f"replicas-{count}", streams * count, 1, WORDS)  # warm up
    for _ in range(rounds):
        for count in REPLICAS:
            begun = time.perf_counter()
            model = f"replicas-{count}"
            answers = await streamed(PORT, CHAT, model, streams * count, REPEATS, WORDS)
            measured[count].append(of(answers, time.perf_counter() - begun))
    print("replicas  streams   words/s (of)   first word   a stream takes longer by")
    for count, rows in measured.items():
        rate, first_word, added = (
            median(column) for column in zip(*map(astuple, rows), strict=True)
        )
        wanted = streams * count * RATE
        print(
            f"{count:8} {streams * count:8} {rate:9.0f} ({wanted})"
            f" {first_word:9.1f} ms {added:14.0f} ms"
        )


def of(answers: Sequence[Answered], seconds: float) -> Measured:
    return Measured(
        rate=len(answers) * WORDS / seconds,
        first_word=median(answer.first_word for answer in answers) * 1e3,
        added=median(answer.total - WORDS / RATE for answer in answers) * 1e3,
    )


if __name__ == "__main__":
    main()
