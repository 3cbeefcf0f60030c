"""Streams through the whole path, beside Starlette alone sending the same events.

    python -m benchmarks.streams [--streams 16] [--tokens 256] [--rounds 5] [--no-haproxy]

The model is the fake one, going as fast as the loop lets it: what is measured is the way through
gateway and Ray Serve. Rounds of both servers alternate; medians are shown. CPU counts all
processes of a server, Ray's own included, and not the client.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from statistics import median

import psutil
import uvloop

from benchmarks import servers
from benchmarks.load import Round, run_round

PLAIN_PORT = 18081
SHOAL_PORT = 18080


@dataclass(frozen=True, slots=True)
class Measured:
    """`cpu`: microseconds per event. `first_byte`: milliseconds at one stream."""

    rate: float
    cpu: float
    first_byte: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Streaming through the gateway, measured.")
    parser.add_argument("--streams", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--repeats", type=int, default=8, help="answers per stream and round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-haproxy", action="store_true")
    arguments = parser.parse_args()
    model = [f"tokens:{arguments.tokens}"]
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
    body = {
        "messages": [{"role": "user", "content": "Say this is a test!"}],
        "max_tokens": arguments.tokens,
        "stream": True,
    }
    rates: dict[int, list[float]] = {port: [] for port in processes}
    cpus: dict[int, list[float]] = {port: [] for port in processes}
    first_bytes: dict[int, list[float]] = {port: [] for port in processes}
    for port in processes:
        await run_round(port, body, arguments.streams, 2)  # warm up
    for number in range(arguments.rounds):
        for port, process in processes.items():
            before = servers.cpu_seconds(process)
            together = await run_round(port, body, arguments.streams, arguments.repeats)
            used = servers.cpu_seconds(process) - before
            alone = await run_round(port, {**body, "max_tokens": 8}, 1, 30)
            rates[port].append(together.rate)
            cpus[port].append(used / together.events * 1e6)
            first_bytes[port].append(median(alone.first_bytes) * 1e3)
            show_round(number, port, together, used)
    return {
        port: Measured(median(rates[port]), median(cpus[port]), median(first_bytes[port]))
        for port in processes
    }


def show_round(number: int, port: int, result: Round, used: float) -> None:
    name = "plain" if port == PLAIN_PORT else "shoal"
    print(
        f"  round {number + 1} {name}: {result.rate:8.0f} events/s "
        f"{used / result.events * 1e6:6.1f} us/event",
        flush=True,
    )


def report(arguments: argparse.Namespace, plain: Measured, shoal: Measured) -> None:
    proxy = "Python proxy" if arguments.no_haproxy else "HAProxy"
    print(f"\n{arguments.streams} streams of {arguments.tokens} tokens, {proxy}, medians:")
    print("                     events/s   CPU us/event   first byte at one stream")
    print(f"  plain uvicorn    {plain.rate:10.0f} {plain.cpu:14.1f} {plain.first_byte:18.2f} ms")
    print(f"  Shoal            {shoal.rate:10.0f} {shoal.cpu:14.1f} {shoal.first_byte:18.2f} ms")
    print(f"  ratio            {shoal.rate / plain.rate:10.2f} {shoal.cpu / plain.cpu:14.1f}")


if __name__ == "__main__":
    main()
