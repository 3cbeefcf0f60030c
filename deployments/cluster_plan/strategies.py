"""Ray's four ways to place the bundles of a group, and the way of replicas without a group.

Source: bundle_scheduling_policy.cc and spread_scheduling_policy.cc in
src/ray/raylet/scheduling/policy.
Where Ray has no order (nodes of the same score), the first node is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deployments.cluster_plan.room import Mask, Needs, Room
from deployments.model_config import Strategy


@dataclass(frozen=True, slots=True)
class Want:
    """What one process needs, and the nodes that its labels allow."""

    needs: Needs
    allowed: Mask


@dataclass(frozen=True, slots=True)
class Spot:
    node: int
    devices: tuple[int, ...]


Spots = dict[int, Spot]
"""Places, by the number of the bundle."""


def place_group(room: Room, wants: Sequence[Want], strategy: Strategy) -> tuple[Room, Spots] | None:
    """The room that is left and the bundles' places, or None where they do not fit."""
    trial = room.copy()
    spots = POLICIES[strategy](trial, wants)
    return None if len(spots) < len(wants) else (trial, spots)


def next_in_turn(fits: Mask, turn: int) -> int | None:
    """The first node that fits from `turn` on, round and round."""
    nodes = np.flatnonzero(fits)
    if not len(nodes):
        return None
    return int(nodes[np.searchsorted(nodes, turn) % len(nodes)])


def pack(room: Room, wants: Sequence[Want]) -> Spots:
    """As many as fit on the best node for the first, then on the next best."""
    spots: Spots = {}
    waiting, candidates = by_scarcity(wants), _all(wants)
    while waiting:
        node = best(room, wants[waiting[0]], candidates)
        if node is None:
            return spots
        for number in list(waiting):
            want = wants[number]
            if want.allowed[node] and room.fits_at(node, want.needs):
                spots[number] = Spot(node, room.take(node, want.needs))
                waiting.remove(number)
        candidates[node] = False
    return spots


def spread(room: Room, wants: Sequence[Want]) -> Spots:
    """Each on a node of its own, while there are any; then on the others too."""
    spots: Spots = {}
    candidates = _all(wants)
    for number in by_scarcity(wants):
        want = wants[number]
        node = best(room, want, candidates)
        if node is None:
            node = best(room, want, ~candidates)
        if node is None:
            return spots
        spots[number] = Spot(node, room.take(node, want.needs))
        candidates[node] = False
    return spots


def strict_spread(room: Room, wants: Sequence[Want]) -> Spots:
    spots: Spots = {}
    candidates = _all(wants)
    for number in by_scarcity(wants):
        node = best(room, wants[number], candidates)
        if node is None:
            return spots
        spots[number] = Spot(node, room.take(node, wants[number].needs))
        candidates[node] = False
    return spots


def strict_pack(room: Room, wants: Sequence[Want]) -> Spots:
    fits = all_allowed(wants) & room.fit_together([want.needs for want in wants])
    node = _highest(room.scores(summed(wants)), fits)
    if node is None:
        return {}
    return {number: Spot(node, room.take(node, want.needs)) for number, want in enumerate(wants)}


POLICIES: Mapping[Strategy, Callable[[Room, Sequence[Want]], Spots]] = {
    "PACK": pack,
    "SPREAD": spread,
    "STRICT_PACK": strict_pack,
    "STRICT_SPREAD": strict_spread,
}


def best(room: Room, want: Want, candidates: Mask) -> int | None:
    fits = room.fits(want.needs) & want.allowed & candidates
    return _highest(room.scores(want.needs), fits)


def by_scarcity(wants: Sequence[Want]) -> list[int]:
    """The bundles' numbers, those first that need most GPUs, own resources, memory, then CPUs."""
    own = sorted({name for want in wants for name, _ in want.needs} - {"GPU", "memory", "CPU"})
    names = ("GPU", *own, "memory", "CPU")

    def key(number: int) -> tuple[int, ...]:
        needed = dict(wants[number].needs)
        return tuple(-needed.get(name, 0) for name in names)

    return sorted(range(len(wants)), key=key)


def all_allowed(wants: Sequence[Want]) -> Mask:
    """The nodes that every bundle's labels allow."""
    allowed = _all(wants)
    for want in wants:
        allowed &= want.allowed
    return allowed


def summed(wants: Sequence[Want]) -> Needs:
    total: dict[str, int] = {}
    for want in wants:
        for name, amount in want.needs:
            total[name] = total.get(name, 0) + amount
    return tuple(total.items())


def _all(wants: Sequence[Want]) -> Mask:
    return np.ones_like(wants[0].allowed)


def _highest(scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], fits: Mask) -> int | None:
    if not fits.any():
        return None
    return int(np.where(fits, scores, -np.inf).argmax())
