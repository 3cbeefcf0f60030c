"""How long `shoal plan` thinks: thousands of models on a thousand nodes.

    python -m benchmarks.plan [--nodes 1000] [--models 5000]

One model in ten has two workers on other nodes, one in ten is autoscaled; the others take a part of
a GPU, a whole one, or CPUs alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from typing import Any

from deployments.cluster_plan import ACCELERATOR, Demand, Node, Plan, demand, plan
from deployments.model_config import parse_model_config

GIB = 2**30
ACTORS: tuple[Mapping[str, Any], ...] = (
    {"num_cpus": 1, "num_gpus": 0.1, "memory": 2 * GIB},
    {"num_cpus": 2, "num_gpus": 0.25, "label_selector": {"zone": "in(a,b)"}},
    {"num_cpus": 2, "num_gpus": 1, "accelerator_type": "L4"},
    {"num_cpus": 4, "memory": 8 * GIB, "label_selector": {"zone": "!c"}},
)
WORKERS = {"count": 2, "num_gpus": 1, "memory": 16 * GIB}
KINDS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description="The time that a plan takes.")
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument("--models", type=int, default=5000)
    arguments = parser.parse_args()
    nodes = [node(number) for number in range(arguments.nodes)]
    begun = time.perf_counter()
    demands = [model(number) for number in range(arguments.models)]
    read = time.perf_counter()
    planned = plan(demands, nodes)
    report(arguments, planned, read - begun, time.perf_counter() - read)


def node(number: int) -> Node:
    labels = {"zone": "abc"[number % 3]}
    if number % 4 == 0:
        return Node(f"cpu-{number}", {"CPU": 64, "memory": 256 * GIB}, labels)
    gpus = {"GPU": 8 if number % 4 == 1 else 4, f"{ACCELERATOR}L4": 1}
    return Node(f"gpu-{number}", {"CPU": 64, "memory": 512 * GIB, **gpus}, labels)


def model(number: int) -> Demand:
    deployment: dict[str, Any] = {"ray_actor_options": ACTORS[number % len(ACTORS)]}
    if number % KINDS == 0:
        deployment["rpc_workers"] = WORKERS
    elif number % KINDS == 1:
        deployment["autoscaling_config"] = {"min_replicas": 0, "max_replicas": 4}
    elif number % KINDS == 2:
        deployment |= {"num_replicas": 2, "max_replicas_per_node": 1}
    name = f"model-{number}"
    return demand(parse_model_config({"name": name, "deployment": deployment}, name))


def report(arguments: argparse.Namespace, planned: Plan, read: float, thought: float) -> None:
    more = sum(each.fit for each in planned.more)
    print(f"{arguments.models} models on {arguments.nodes} nodes")
    print(f"  YAML to demands    {read:6.2f} s")
    print(f"  plan               {thought:6.2f} s")
    print(f"  {len(planned.processes)} processes placed, {len(planned.unplaced)} models left over")
    print(f"  {more} more replicas of {len(planned.more)} autoscaled models, each counted alone")


if __name__ == "__main__":
    main()
