"""What the gateway costs over a fake model, and beside LiteLLM's proxy in front of one.

    python -m benchmarks.gateway [--rounds 3] [--seconds 10] [--no-litellm]

For each protocol: the latency of short answers at 100 requests a second, the time to the first
word of a stream alone and among 32 of 50 words a second, and the CPU time of a request and of an
event of these streams, all processes of the server counted, Ray's own included. The fake model says
its first word at once, so that all of it is the gateway's and Ray Serve's; "Serve alone" does the
same transfers with nothing of Shoal's in between. Then LiteLLM and Shoal in turn, on chat
completions. Medians of the rounds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from statistics import median

import psutil
import uvloop

from benchmarks import servers
from benchmarks.gateway import litellm
from benchmarks.gateway.client import busy, paced, percentile, streamed
from benchmarks.gateway.protocols import BARE, BARE_PREFIX, CHAT, PROTOCOLS, Protocol

SHOAL_PORT, PLAIN_PORT, LITELLM_PORT = 18080, 18081, 18082
RATE = 100.0  # requests a second
STREAMS = 32
TOKENS, STREAMED_TOKENS = 8, 64
CLIENTS = 16
GOALS = {"p50": 3.0, "p99": 10.0, "first_one": 5.0, "first_many": 15.0}
MODEL = {"backend": "fake", "options": ["tokens:1000", "parallel:256"]}
WORDS_A_SECOND = 50
SPOKEN = {
    "name": "spoken",
    "backend": "fake",
    "options": ["tokens:1000", "parallel:256", f"rate:{WORDS_A_SECOND}"],
}
BARE_SERVE = {
    "name": "bare",
    "route_prefix": BARE_PREFIX,
    "import_path": "benchmarks.bare_serve:application",
    "args": {"rate": WORDS_A_SECOND},
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Latencies in milliseconds, CPU time in microseconds."""

    p50: float
    p99: float
    first_one: float
    first_many: float
    cpu_request: float
    cpu_event: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement at a rate")
    parser.add_argument("--no-litellm", action="store_true")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        shoal = stack.enter_context(servers.shoal(SHOAL_PORT, MODEL, SPOKEN, beside=[BARE_SERVE]))
        costs = uvloop.run(all_costs(shoal, arguments.rounds, arguments.seconds))
        report(costs)
        if not arguments.no_litellm:
            stack.enter_context(servers.plain(PLAIN_PORT))
            stack.enter_context(litellm.proxy(LITELLM_PORT, PLAIN_PORT))
            uvloop.run(beside(arguments.rounds, arguments.seconds))


async def all_costs(process: psutil.Process, rounds: int, seconds: float) -> dict[str, Cost]:
    protocols = (*PROTOCOLS, BARE)
    measured: dict[str, list[Cost]] = {protocol.name: [] for protocol in protocols}
    for protocol in protocols:
        await busy(SHOAL_PORT, protocol, CLIENTS, 2.0, TOKENS)  # warm up
    for number in range(rounds):
        for protocol in protocols:
            cost = await cost_of(process, protocol, seconds)
            measured[protocol.name].append(cost)
            print(f"  round {number + 1} {protocol.name:12} p50 {cost.p50:6.2f} ms", flush=True)
    return {name: median_of(costs) for name, costs in measured.items()}


async def cost_of(process: psutil.Process, protocol: Protocol, seconds: float) -> Cost:
    before = servers.cpu_seconds(process)
    answers = await paced(SHOAL_PORT, protocol, RATE, seconds, TOKENS)
    request = (servers.cpu_seconds(process) - before) / len(answers)
    latencies = [answer.total * 1e3 for answer in answers]
    one = await streamed(SHOAL_PORT, protocol, "spoken", 1, 50, 2)
    before = servers.cpu_seconds(process)
    many = await streamed(SHOAL_PORT, protocol, "spoken", STREAMS, 4, STREAMED_TOKENS)
    used = servers.cpu_seconds(process) - before
    return Cost(
        p50=percentile(latencies, 50),
        p99=percentile(latencies, 99),
        first_one=median(answer.first_word for answer in one) * 1e3,
        first_many=median(answer.first_word for answer in many) * 1e3,
        cpu_request=request * 1e6,
        cpu_event=used / sum(answer.events for answer in many) * 1e6,
    )


def median_of(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, field.name) for cost in costs) for field in fields(Cost)))


async def beside(rounds: int, seconds: float) -> None:
    """Requests a second, and latency at a rate that both can keep, in turn."""
    ports = {"Shoal": SHOAL_PORT, "LiteLLM": LITELLM_PORT, "(its model alone)": PLAIN_PORT}
    rates: dict[str, list[float]] = {name: [] for name in ports}
    latencies: dict[str, list[float]] = {name: [] for name in ports}
    for port in ports.values():
        await busy(port, CHAT, CLIENTS, 2.0, TOKENS)  # warm up
    for _ in range(rounds):
        for name, port in ports.items():
            rates[name].append(await busy(port, CHAT, CLIENTS, seconds, TOKENS))
            answers = await paced(port, CHAT, 20.0, seconds, TOKENS)
            latencies[name].append(percentile([answer.total * 1e3 for answer in answers], 50))
    print(f"\nchat completions of {TOKENS} words, not streamed:")
    for name in ports:
        rate, latency = median(rates[name]), median(latencies[name])
        print(f"  {name:18} {rate:8.0f} requests/s   p50 at 20 requests/s {latency:7.2f} ms")
    faster = median(rates["Shoal"]) / median(rates["LiteLLM"])
    shorter = median(latencies["Shoal"]) / median(latencies["LiteLLM"])
    print(f"  requests/s {faster:.1f} x LiteLLM's (goal 3): {met(faster >= 3)}")
    print(f"  p50 {shorter:.2f} x LiteLLM's (goal 0.5): {met(shorter <= 0.5)}")


def report(costs: dict[str, Cost]) -> None:
    print(f"\nadded latency at {RATE:.0f} requests/s, first word of streams, CPU time:")
    print("                 p50 ms   p99 ms   1 stream   32 streams   us/request   us/event")
    for name, cost in costs.items():
        print(
            f"  {name:12} {cost.p50:8.2f} {cost.p99:8.2f} {cost.first_one:10.2f}"
            f" {cost.first_many:12.2f} {cost.cpu_request:12.0f} {cost.cpu_event:10.1f}"
        )
    floor = costs.pop(BARE.name)
    for field, goal in GOALS.items():
        worst, least = max(getattr(cost, field) for cost in costs.values()), getattr(floor, field)
        print(
            f"  {field} at most {worst:.2f} ms (goal {goal:.0f}): {met(worst <= goal)};"
            f" {worst - least:.2f} ms more than Serve alone"
        )


def met(reached: bool) -> str:
    return "met" if reached else "NOT MET"


if __name__ == "__main__":
    main()
