"""Ray's label selectors: "x" must be a label's value, "!x" must not; "in(a,b)", "!in(a,b)".

Source: ray/_private/label_utils.py for the syntax; NodeResources::NodeLabelMatchesConstraint in
src/ray/common/scheduling/cluster_resource_data.cc for what a node without the label does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deployments.cluster_plan.room import Mask
from deployments.cluster_plan.types import Node

VALUE = r"[a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?"
SELECTOR = re.compile(rf"(!?)(?:in\(({VALUE}(?:,{VALUE})*)\)|({VALUE}))")


@dataclass(frozen=True, slots=True)
class Selector:
    """The values that a label may have, or those it may not have (`excluded`)."""

    values: tuple[str, ...]
    excluded: bool = False

    def matches(self, value: str | None) -> bool:
        """None where the node lacks the label."""
        return (value in self.values) != self.excluded

    def words(self, key: str) -> str:
        """zone=a, zone!=a, zone in (a, b), zone not in (a, b)"""
        if len(self.values) == 1:
            return f"{key}{'!=' if self.excluded else '='}{self.values[0]}"
        return f"{key} {'not ' * self.excluded}in ({', '.join(self.values)})"


def parse_selector(text: str) -> Selector:
    """Raises `ValueError` for what Ray does not know. No text is the value that has none.

    Ray accepts "in(a, b)" and then looks for the value " b", which no node has: refused here.
    """
    if not text:
        return Selector((text,))
    found = SELECTOR.fullmatch(text)
    if found is None:
        raise ValueError(f'\'{text}\' is none of "x", "!x", "in(a,b)", "!in(a,b)" (no spaces)')
    excluded, several, single = found.groups()
    values = (single,) if several is None else tuple(several.split(","))
    return Selector(values, bool(excluded))


def label_words(selectors: Mapping[str, str]) -> str:
    """zone=a and accel in (l4, t4)"""
    return " and ".join(parse_selector(text).words(key) for key, text in selectors.items())


class LabelMasks:
    """Which nodes selectors allow; computed once for each selector."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._masks: dict[tuple[tuple[str, str], ...], Mask] = {}

    def of(self, selectors: Mapping[str, str]) -> Mask:
        wanted = tuple(sorted(selectors.items()))
        if wanted not in self._masks:
            parsed = [(key, parse_selector(text)) for key, text in wanted]
            self._masks[wanted] = np.array(
                [all(s.matches(node.labels.get(key)) for key, s in parsed) for node in self._nodes],
                dtype=np.bool_,
            )
        return self._masks[wanted]
