"""Why a replica finds no place, in words that say what would fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deployments.cluster_plan.labels import label_words, parse_selector
from deployments.cluster_plan.room import GPU, UNIT, Mask, Room, needs
from deployments.cluster_plan.strategies import Want, all_allowed, summed
from deployments.cluster_plan.types import Demand
from deployments.cluster_plan.words import ACCELERATOR, amount_words, listing, resource_words
from deployments.placement import Bundle


@dataclass(frozen=True, slots=True)
class Situation:
    """What is free now, what was free at the beginning, and nodes with enough of these replicas."""

    room: Room
    beginning: Room
    full: Mask


def reason(demand: Demand, wants: Sequence[Want], now: Situation) -> str:
    """Of a replica for which there is no place."""
    bundles = demand.placement.bundles
    for bundle, want in zip(bundles, wants, strict=True):
        if not want.allowed.any():
            return _no_label(bundle.labels) if len(now.full) else "there is no node"
    for number, (bundle, want) in enumerate(zip(bundles, wants, strict=True)):
        if not _fitting(want, now).any():
            subject = "a worker " if number and bundle != bundles[0] else ""
            return f"{subject}needs {_lack(bundle.resources, want.allowed, now, _where([bundle]))}"
    if len(bundles) == 1:
        return _too_many_per_node(demand, wants[0], now)
    if demand.placement.strategy == "STRICT_PACK":
        return _not_together(bundles, wants, now)
    if demand.placement.strategy == "STRICT_SPREAD":
        return _too_few_nodes(bundles, wants, now)
    return _too_little_room(bundles, wants, now)


def _fitting(want: Want, now: Situation) -> Mask:
    return want.allowed & now.room.fits(want.needs)


def _no_label(labels: Mapping[str, str]) -> str:
    words = label_words(labels)
    if any(parse_selector(text).excluded for text in labels.values()):
        return f"no node matches {words}"
    return f"no node has the label{'s' * (len(labels) > 1)} {words}"


def _where(bundles: Sequence[Bundle]) -> str:
    labels = [label_words(bundle.labels) for bundle in bundles if bundle.labels]
    return f" with {' and '.join(dict.fromkeys(labels))}" if labels else ""


# --- One process ---------------------------------------------------------------------------------


def _lack(resources: Mapping[str, float], allowed: Mask, now: Situation, where: str) -> str:
    for name, amount in needs(resources):
        if not (allowed & now.room.fits(((name, amount),))).any():
            return (
                f"{resource_words(name, amount / UNIT)}, {_most(name, amount, allowed, now, where)}"
            )
    return f"{listing(resources)} on one node; no node{where} has that free together"


def _most(name: str, amount: int, allowed: Mask, now: Situation, where: str) -> str:
    """Of one resource, of which no node has as much as this."""
    if name == GPU and amount > UNIT and amount % UNIT:
        return "but Ray gives a part of one GPU, or whole ones"
    total = int(now.beginning.free(name)[allowed].sum(axis=1).max(initial=0))
    if not total:
        return f"no node{where} has {'it' if name.startswith(ACCELERATOR) else 'any'}"
    if not (allowed & now.beginning.fits(((name, amount),))).any():
        return f"the largest node{where} has {amount_words(name, total / UNIT)}"
    free = now.room.free(name)[allowed]
    if name == GPU and amount < UNIT:
        return f"the most free on one GPU{where} is {amount_words(name, free.max() / UNIT)}"
    most = int(free.sum(axis=1).max())
    if most >= amount:
        whole = int((free == UNIT).sum(axis=1).max())
        return f"the most unused ones on one node{where} are {whole}"
    return f"the most free on one node{where} is {amount_words(name, most / UNIT)}"


def _too_many_per_node(demand: Demand, want: Want, now: Situation) -> str:
    count = int((_fitting(want, now) & now.full).sum())
    resources = listing(demand.placement.bundles[0].resources)
    needed = f" with {resources}" if resources else ""
    nodes = "the node that has" if count == 1 else f"the {count} nodes that have"
    limit = f"max_replicas_per_node {demand.per_node}"
    return f"needs another node{needed}; {nodes} room already reached {limit}"


# --- Several -------------------------------------------------------------------------------------


def _not_together(bundles: Sequence[Bundle], wants: Sequence[Want], now: Situation) -> str:
    allowed, where = all_allowed(wants), _where(bundles)
    if not allowed.any():
        return f"needs one node{where} (STRICT_PACK); there is none"
    total = {name: amount / UNIT for name, amount in summed(wants)}
    together = f"{listing(total)} on one node (STRICT_PACK)"
    for name, amount in summed(wants):
        most = int(now.room.free(name)[allowed].sum(axis=1).max())
        if most < amount:
            words = resource_words(name, amount / UNIT)
            free = amount_words(name, most / UNIT)
            return (
                f"needs {words} on one node (STRICT_PACK), "
                f"the most free on one node{where} is {free}"
            )
    return f"needs {together} in {len(bundles)} parts; no node{where} has that free together"


def _too_few_nodes(bundles: Sequence[Bundle], wants: Sequence[Want], now: Situation) -> str:
    kinds = _kinds(bundles)
    found = [int(_fitting(wants[bundles.index(bundle)], now).sum()) for bundle, _ in kinds]
    if len(kinds) == 1:
        has = "one has it" if found[0] == 1 else f"{found[0]} have it"
        words = _needed(kinds[0][0])
        return f"needs {len(bundles)} nodes with {words} each (STRICT_SPREAD); {has}"
    needed = ", ".join(f"{count} with {_needed(bundle)}" for bundle, count in kinds)
    have = " and ".join(map(str, found))
    return f"needs {len(bundles)} nodes (STRICT_SPREAD): {needed}; {have} have it"


def _too_little_room(bundles: Sequence[Bundle], wants: Sequence[Want], now: Situation) -> str:
    kinds = _kinds(bundles)
    found = [_copies(wants[bundles.index(bundle)], len(bundles), now) for bundle, _ in kinds]
    if len(kinds) == 1:
        words = _needed(kinds[0][0])
        return f"needs room for {len(bundles)} processes with {words} each; there is for {found[0]}"
    needed = " and ".join(f"{count} with {_needed(bundle)}" for bundle, count in kinds)
    return f"needs room for {needed}; there is for {' or '.join(map(str, found))}"


def _copies(want: Want, most: int, now: Situation) -> int:
    copies = np.minimum(now.room.copies(want.needs), most)[want.allowed]
    return min(most, int(copies.sum()))


def _kinds(bundles: Sequence[Bundle]) -> list[tuple[Bundle, int]]:
    """Equal bundles counted, in the order of their first."""
    firsts = Counter(bundles.index(bundle) for bundle in bundles)
    return [(bundles[first], count) for first, count in firsts.items()]


def _needed(bundle: Bundle) -> str:
    labels = label_words(bundle.labels)
    return " and ".join(filter(None, [listing(bundle.resources), labels]))
