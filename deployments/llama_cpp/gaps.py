"""Which slots to fill so that a step of streams is computed in one pass.

With a split cache the library computes sequences together only if their ids follow each other
(`llama_batch_allocr::split_equal`): a step over slots 0, 2 and 5 reads all weights three times. A
token more for each slot between them, forgotten again afterwards, is cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

WIDEST = 4  # slots in a row: filling more costs as much as another pass
LONGER = 256  # tokens by which a filled slot may exceed the longest one: all rows look as far


def gaps(slots: Sequence[int], length: Callable[[int], int]) -> dict[int, int]:
    """The slots to fill between the sorted `slots`, and the `length`s that they have."""
    found: dict[int, int] = {}
    longest = max(map(length, slots)) + LONGER
    for before, after in pairwise(slots):
        between = range(before + 1, after)
        if 0 < len(between) <= WIDEST:
            lengths = {slot: length(slot) for slot in between}
            if max(lengths.values()) <= longest:
                found |= lengths
    return found
