"""Our engine behind our gateway and llama-server, in turn, on the same file with as many threads.

    python -m benchmarks.engine [--size 60M] [--threads 2] [--rounds 3] [--only PART OF A TITLE]

Rounds of both alternate; medians and their ratio (ours / theirs) are shown. Nothing else should
run: with more threads than free cores OpenMP's barriers make every number meaningless.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median

from benchmarks import servers
from benchmarks.engine.alone import constrained_share, share_outside
from benchmarks.engine.client import ask
from benchmarks.engine.llama_server import llama_server
from benchmarks.engine.model_files import SIZES, model_file
from benchmarks.engine.workloads import TASKS, Figure, Task, Words

SHOAL_PORT, LLAMA_PORT = 18080, 18082
CONTEXT = 4096  # tokens for each slot
CONSTRAINED_GOAL = 0.95
OUTSIDE_GOAL = 0.03


def main() -> None:
    arguments = parser().parse_args()
    tasks = [task for task in TASKS if arguments.only in task.title]
    load = os.getloadavg()[0]
    print(
        f"{arguments.size} parameters, Q8_0; {arguments.threads} threads on {os.cpu_count()} cores,"
        f" load before {load:.1f}; {arguments.rounds} rounds each, medians",
        flush=True,
    )
    for slots in sorted({task.slots for task in tasks}, reverse=True):
        with both(arguments, slots):
            asyncio.run(measure([task for task in tasks if task.slots == slots], arguments.rounds))
            if slots == 8 and not arguments.only:
                report_constrained(*asyncio.run(constrained_share(SHOAL_PORT, arguments.rounds)))
    if not arguments.only:
        report_outside(share_outside(model_file(arguments.size), arguments.threads))


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default="60M")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--option", action="append", default=[], help="one of our options")
    return parser


@contextmanager
def both(arguments: argparse.Namespace, slots: int) -> Iterator[None]:
    model = model_file(arguments.size)
    ours = {
        "context_size": CONTEXT,
        "threads": arguments.threads,
        "gpu_layers": 0,
        "options": [f"parallel:{slots}", *arguments.option],
    }
    with (
        llama_server(LLAMA_PORT, model, slots=slots, context=CONTEXT, threads=arguments.threads),
        servers.shoal(SHOAL_PORT, ours, file=model),
    ):
        yield


async def measure(tasks: Sequence[Task], rounds: int) -> None:
    for port in (LLAMA_PORT, SHOAL_PORT):
        await ask(port, "warm up", 8)
    for task in tasks:
        found: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for number in range(rounds):
            for port in (LLAMA_PORT, SHOAL_PORT):
                figures = await task.run(port, Words(f"{task.title}/{number}"))
                for index, figure in enumerate(figures):
                    found[index, port].append(figure)
        for index, goal in enumerate(task.goals):
            report(task.title, found[index, SHOAL_PORT], found[index, LLAMA_PORT], goal)


def report(title: str, ours: list[Figure], theirs: list[Figure], goal: float) -> None:
    figure = ours[0]
    own, other = (median(each.value for each in figures) for figures in (ours, theirs))
    ratio = own / other
    higher = figure.unit == "tokens/s"
    met = "met" if (ratio >= goal if higher else ratio <= goal) else "NOT MET"
    sign = ">=" if higher else "<="
    print(
        f"{title:46} {figure.name:16} ours {own:8.2f} {figure.unit:9} llama-server {other:8.2f}"
        f"  ratio {ratio:5.2f}  goal {sign} {goal:<5} {met}",
        flush=True,
    )


def report_constrained(ratio: float, valid: int, asked: int) -> None:
    met = "met" if ratio >= CONSTRAINED_GOAL and valid == asked else "NOT MET"
    title = "8 streams held to a JSON schema, against free"
    goal = f"goal >= {CONSTRAINED_GOAL}, all valid"
    print(f"{title:46} ratio {ratio:.2f}, {valid} of {asked} valid  {goal}  {met}", flush=True)


def report_outside(share: float) -> None:
    met = "met" if share <= OUTSIDE_GOAL else "NOT MET"
    title = "share of a step outside llama.cpp, 8 streams"
    print(f"{title:46} {share:.1%}  goal <= {OUTSIDE_GOAL:.0%}  {met}")


if __name__ == "__main__":
    main()
