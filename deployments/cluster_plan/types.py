"""Nodes, what models want of them, and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deployments.placement import Placement


@dataclass(frozen=True, slots=True)
class Node:
    """A machine, its resources by Ray's names (CPU, GPU, memory in bytes, …), and its labels."""

    name: str
    resources: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a model wants: from `least` to `most` replicas, each with this placement.

    grouped: a replica is a placement group of Ray's, as it always is where it has workers. Else
        Serve lets Ray spread the replicas over the nodes, `per_node` of them on each at most.
    """

    name: str
    placement: Placement
    least: int = 1
    most: int = 1
    per_node: int | None = None
    grouped: bool = False

    @property
    def in_group(self) -> bool:
        return self.grouped or len(self.placement.bundles) > 1


@dataclass(frozen=True, slots=True)
class Process:
    """A replica (`number` 0) or one of its workers (1, 2, …) on a node; replicas count from 1.

    devices: the numbers of the node's GPUs that it has, or has a part of.
    """

    model: str
    replica: int
    number: int
    node: str
    resources: Mapping[str, float]
    devices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Replicas `first` to `last` of a model find no place, and why."""

    model: str
    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class More:
    """Of an autoscaled model `fit` more replicas would find a place, beyond its least."""

    model: str
    least: int
    most: int
    fit: int


@dataclass(frozen=True, slots=True)
class NodeUse:
    node: Node
    used: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    processes: tuple[Process, ...]
    unplaced: tuple[Unplaced, ...]
    more: tuple[More, ...]
    nodes: tuple[NodeUse, ...]
