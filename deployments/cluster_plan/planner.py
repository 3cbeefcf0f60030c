"""Places the least replicas of every model, one after the other; then counts what else would fit.

Ray has no fixed order: on a cluster models are placed as they are deployed, and where two want the
last room, the other one may get it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from deployments.cluster_plan.labels import LabelMasks
from deployments.cluster_plan.reasons import Situation, reason
from deployments.cluster_plan.room import Amounts, Mask, Room, needs
from deployments.cluster_plan.strategies import Spot, Spots, Want, next_in_turn, place_group
from deployments.cluster_plan.types import Demand, More, Node, NodeUse, Plan, Process, Unplaced


def plan(models: Iterable[Demand], nodes: Sequence[Node]) -> Plan:
    """Nodes must have different names, and whole numbers of GPUs."""
    cluster = Cluster(nodes)
    placed = [PlacedModel(model, cluster) for model in models]
    unplaced = [each for model in placed for each in model.place_least()]
    more = tuple(model.more() for model in placed if model.demand.most > model.demand.least)
    processes = tuple(process for model in placed for process in model.processes())
    return Plan(processes, tuple(unplaced), more, _uses(nodes, processes))


@dataclass(slots=True)
class Cluster:
    """The nodes, and what is free on them. `turn`: the node that is offered the next replica."""

    nodes: Sequence[Node]
    beginning: Room = field(init=False)
    room: Room = field(init=False)
    labels: LabelMasks = field(init=False)
    turn: int = 0

    def __post_init__(self) -> None:
        self.beginning = Room.of([node.resources for node in self.nodes])
        self.room = self.beginning.copy()
        self.labels = LabelMasks(self.nodes)


class PlacedModel:
    """A model, and the places of its replicas so far."""

    def __init__(self, demand: Demand, cluster: Cluster) -> None:
        self.demand = demand
        self._cluster = cluster
        self._wants = [
            Want(needs(bundle.resources), cluster.labels.of(bundle.labels))
            for bundle in demand.placement.bundles
        ]
        self._replicas: list[Spots] = []

    def place_least(self) -> Iterator[Unplaced]:
        """Where one replica finds no place, no further one does: all want the same."""
        for number in range(1, self.demand.least + 1):
            spots = self._place()
            if spots is None:
                yield Unplaced(self.demand.name, number, self.demand.least, self._reason())
                return
            self._replicas.append(spots)

    def more(self) -> More:
        """Beyond the least, if all other models stay as they are."""
        least, most = self.demand.least, self.demand.most
        missing = least - len(self._replicas)
        fit = 0 if missing else self._count(most - least)
        return More(self.demand.name, least, most, fit)

    def processes(self) -> Iterator[Process]:
        nodes, bundles = self._cluster.nodes, self.demand.placement.bundles
        for replica, spots in enumerate(self._replicas, start=1):
            for number, bundle in enumerate(bundles):
                spot = spots[number]
                name = nodes[spot.node].name
                yield Process(
                    self.demand.name, replica, number, name, bundle.resources, spot.devices
                )

    def _place(self) -> Spots | None:
        cluster = self._cluster
        if self.demand.in_group:
            found = place_group(cluster.room, self._wants, self.demand.placement.strategy)
            if found is None:
                return None
            cluster.room, spots = found
            return spots
        needed = self._wants[0].needs
        node = next_in_turn(self._open() & cluster.room.fits(needed), cluster.turn)
        if node is None:
            return None
        cluster.turn = (node + 1) % len(cluster.nodes)
        return {0: Spot(node, cluster.room.take(node, needed))}

    def _count(self, wanted: int) -> int:
        room, want = self._cluster.room, self._wants[0]
        if not self.demand.in_group:
            copies = np.minimum(room.copies(want.needs), self._left_per_node(wanted))
            return min(wanted, int(copies[want.allowed].sum()))
        for number in range(wanted):
            found = place_group(room, self._wants, self.demand.placement.strategy)
            if found is None:
                return number
            room, _ = found
        return wanted

    def _open(self) -> Mask:
        """The nodes that labels and `per_node` allow."""
        if self.demand.per_node is None:
            return self._wants[0].allowed
        return self._wants[0].allowed & (self._left_per_node(1) > 0)

    def _left_per_node(self, wanted: int) -> Amounts:
        """How many more replicas each node may have; `wanted` where nothing limits them."""
        count = len(self._cluster.nodes)
        if self.demand.per_node is None:
            return np.full(count, wanted)
        taken = np.array([spots[0].node for spots in self._replicas], dtype=np.intp)
        return np.asarray(self.demand.per_node - np.bincount(taken, minlength=count))

    def _reason(self) -> str:
        cluster = self._cluster
        now = Situation(cluster.room, cluster.beginning, full=~self._open())
        return reason(self.demand, self._wants, now)


def _uses(nodes: Sequence[Node], processes: Iterable[Process]) -> tuple[NodeUse, ...]:
    used: dict[str, dict[str, float]] = {node.name: {} for node in nodes}
    for process in processes:
        sums = used[process.node]
        for name, amount in process.resources.items():
            sums[name] = sums.get(name, 0) + amount
    return tuple(
        NodeUse(node, {name: round(amount, 4) for name, amount in used[node.name].items()})
        for node in nodes
    )
