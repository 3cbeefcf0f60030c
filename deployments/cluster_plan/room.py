"""What is free on every node: one array per resource, all nodes at once.

Amounts are whole numbers of ten-thousandths, as in Ray (src/ray/common/scheduling/fixed_point.h).
GPUs are counted one by one, as Ray allocates them (resource_instance_set.cc): a part of a GPU comes
from the one that it leaves the least of; whole ones must be unused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
Amounts: TypeAlias = NDArray[np.int64]
Needs: TypeAlias = tuple[tuple[str, int], ...]
"""What a process needs: names of resources, and ten-thousandths of them."""

UNIT = 10_000
GPU = "GPU"
ANY_NUMBER = np.iinfo(np.int64).max
LARGEST = 2**62  # more than any node has
NO_DEVICES: tuple[int, ...] = ()


def needs(resources: Mapping[str, float]) -> Needs:
    counted = ((name, min(LARGEST, round(amount * UNIT))) for name, amount in resources.items())
    return tuple((name, amount) for name, amount in counted if amount > 0)


class Room:
    def __init__(self, count: int, free: Mapping[str, Amounts]) -> None:
        """`free`: of each resource an array of `count` nodes by its devices, or by one."""
        self._count = count
        self._free = dict(free)
        self._nothing = np.zeros((count, 1), dtype=np.int64)

    @classmethod
    def of(cls, nodes: Sequence[Mapping[str, float]]) -> Room:
        """Nodes that nobody uses, each given by its resources."""
        names = sorted({name for resources in nodes for name in resources})
        totals = {name: [each.get(name, 0) for each in nodes] for name in names}
        free = {name: _whole(amounts)[:, None] for name, amounts in totals.items() if name != GPU}
        if GPU in totals:
            counts = np.array(totals[GPU], dtype=np.int64)[:, None]
            free[GPU] = np.where(np.arange(counts.max(initial=1)) < counts, UNIT, 0)
        return cls(len(nodes), free)

    def copy(self) -> Room:
        return Room(self._count, {name: free.copy() for name, free in self._free.items()})

    def free(self, name: str) -> Amounts:
        """Nodes by devices, or by one."""
        return self._free.get(name, self._nothing)

    def copies(self, needed: Needs) -> Amounts:
        """How many processes that need this each node has room for, if no others come."""
        fewest = np.full(self._count, ANY_NUMBER)
        for name, amount in needed:
            np.minimum(fewest, _copies(self.free(name), name, amount), out=fewest)
        return fewest

    def fits(self, needed: Needs) -> Mask:
        return self.copies(needed) > 0

    def fits_at(self, node: int, needed: Needs) -> bool:
        rows = slice(node, node + 1)
        return all(_copies(self.free(name)[rows], name, amount)[0] > 0 for name, amount in needed)

    def fit_together(self, several: Sequence[Needs]) -> Mask:
        """The nodes that have room for all of these at once."""
        fits = np.ones(self._count, dtype=np.bool_)
        trial = self.copy()
        for needed in several:
            fits &= trial.fits(needed)
            trial._take(np.flatnonzero(fits), needed)
        return fits

    def scores(self, needed: Needs) -> NDArray[np.float64]:
        """Ray prefers the node that keeps most of what it has free, summed over what is needed.

        Source: LeastResourceScorer in src/ray/raylet/scheduling/policy/scorer.cc. Means something
        only where it fits.
        """
        score = np.zeros(self._count)
        for name, amount in needed:
            score += 1 - float(amount) / np.maximum(1, self.free(name).sum(axis=1))
        return score

    def take(self, node: int, needed: Needs) -> tuple[int, ...]:
        """What fits this node; returns the numbers of the GPUs it is taken from."""
        if GPU not in dict(needed):
            self._take(np.array([node]), needed)
            return NO_DEVICES
        before = self._free[GPU][node].copy()
        self._take(np.array([node]), needed)
        return tuple(np.flatnonzero(before != self._free[GPU][node]).tolist())

    def _take(self, nodes: NDArray[np.intp], needed: Needs) -> None:
        for name, amount in needed:
            if name in self._free:
                self._free[name][nodes] -= _taken(self._free[name][nodes], name, amount)


def _whole(amounts: Sequence[float]) -> Amounts:
    return np.array([round(amount * UNIT) for amount in amounts], dtype=np.int64)


def _copies(free: Amounts, name: str, amount: int) -> Amounts:
    if name == GPU and amount >= UNIT:
        if amount % UNIT:  # Ray refuses one and a half
            return np.zeros(len(free), dtype=np.int64)
        return np.asarray((free == UNIT).sum(axis=1) // (amount // UNIT))
    return np.asarray((free // amount).sum(axis=1))


def _taken(free: Amounts, name: str, amount: int) -> Amounts:
    """Of each node's devices; they must have it."""
    if name != GPU:
        return np.full_like(free, amount)
    if amount >= UNIT:
        whole = free == UNIT
        return np.where(whole & (whole.cumsum(axis=1) <= amount // UNIT), UNIT, 0)
    best = np.where(free >= amount, free, UNIT + 1).argmin(axis=1)
    return np.where(np.arange(free.shape[1]) == best[:, None], amount, 0)
