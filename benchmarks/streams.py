"""Streams through the whole path, beside Starlette alone sending the same events.

    python -m benchmarks.streams [--streams 16] [--tokens 256] [--rounds 5] [--no-haproxy]

The model is the fake one, going as fast as the loop lets it: what is measured is the way through
gateway and Ray Serve. Rounds of both servers alternate; medians are shown. CPU counts all
processes of a server, Ray's own included, and not the client.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import median
from typing import Any

import psutil
import uvloop

from benchmarks import servers
from benchmarks.load import run_round

PLAIN_PORT = 18081
SHOAL_PORT = 18080


@dataclass(frozen=True, slots=True)
class Measured:
    """`rate`: events per second. `cpu`: microseconds per event. The others: milliseconds alone."""

    rate: float
    cpu: float
    first_byte: float
    first_word: float

    @classmethod
    def median_of(cls, rounds: Sequence[Measured]) -> Measured:
        return cls(*(median(getattr(r, field.name) for r in rounds) for field in fields(cls)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Streaming through the gateway, measured.")
    parser.add_argument("--streams", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--repeats", type=int, default=16, help="answers per stream and round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-haproxy", action="store_true")
    arguments = parser.parse_args()
    model = {"backend": "fake", "options": [f"tokens:{arguments.tokens}"]}
    haproxy = not arguments.no_haproxy
    with (
        servers.plain(PLAIN_PORT) as plain,
        servers.shoal(SHOAL_PORT, model, haproxy=haproxy) as shoal,
    ):
        measured = uvloop.run(measure(arguments, {PLAIN_PORT: plain, SHOAL_PORT: shoal}))
    report(arguments, measured[PLAIN_PORT], measured[SHOAL_PORT])


async def measure(
    arguments: argparse.Namespace, processes: dict[int, psutil.Process]
) -> dict[int, Measured]:
    body: dict[str, Any] = {
        "messages": [{"role": "user", "content": "Say this is a test!"}],
        "max_tokens": arguments.tokens,
        "stream": True,
    }
    rounds: dict[int, list[Measured]] = {port: [] for port in processes}
    for port in processes:
        await run_round(port, body, arguments.streams, 2)  # warm up
    for number in range(arguments.rounds):
        for port, process in processes.items():
            measured = await measure_round(port, process, body, arguments)
            rounds[port].append(measured)
            name = "plain" if port == PLAIN_PORT else "shoal"
            print(f"  round {number + 1} {name}: {measured.rate:8.0f} events/s", flush=True)
    return {port: Measured.median_of(rounds[port]) for port in processes}


async def measure_round(
    port: int, process: psutil.Process, body: dict[str, Any], arguments: argparse.Namespace
) -> Measured:
    before = servers.cpu_seconds(process)
    together = await run_round(port, body, arguments.streams, arguments.repeats)
    used = servers.cpu_seconds(process) - before
    alone = (await run_round(port, {**body, "max_tokens": 8}, 1, 30)).answers
    return Measured(
        together.rate,
        used / together.events * 1e6,
        median(answer.first_byte for answer in alone) * 1e3,
        median(answer.first_word for answer in alone) * 1e3,
    )


def report(arguments: argparse.Namespace, plain: Measured, shoal: Measured) -> None:
    proxy = "Python proxy" if arguments.no_haproxy else "HAProxy"
    print(f"\n{arguments.streams} streams of {arguments.tokens} tokens, {proxy}, medians:")
    print("                   events/s   CPU us/event   first byte   first word (one stream)")
    for name, m in (("plain uvicorn", plain), ("Shoal", shoal)):
        times = f"{m.first_byte:9.2f} ms {m.first_word:9.2f} ms"
        print(f"  {name:14} {m.rate:10.0f} {m.cpu:14.1f} {times}")
    print(f"  {'ratio':14} {shoal.rate / plain.rate:10.2f} {shoal.cpu / plain.cpu:14.1f}")


if __name__ == "__main__":
    main()
