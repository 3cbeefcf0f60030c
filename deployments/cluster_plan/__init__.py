"""Where the replicas of models would go on given nodes, and what is left. No cluster is asked.

`demand` reads a model's YAML, `plan` places what all of them want as Ray would.
"""

from deployments.cluster_plan.demand import demand
from deployments.cluster_plan.planner import plan
from deployments.cluster_plan.types import Demand, More, Node, NodeUse, Plan, Process, Unplaced
from deployments.cluster_plan.words import ACCELERATOR, amount_words, listing

__all__ = [
    "ACCELERATOR",
    "Demand",
    "More",
    "Node",
    "NodeUse",
    "Plan",
    "Process",
    "Unplaced",
    "amount_words",
    "demand",
    "listing",
    "plan",
]
