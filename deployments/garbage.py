"""Python's collector of reference cycles, in a process that serves requests."""

from __future__ import annotations

import gc

NEW_OBJECTS = 20_000
"""So many more objects than were freed, and the collector looks for cycles among the new ones."""


def freeze_loaded() -> None:
    """Keep the collector from stopping requests; to be called when everything is loaded.

    What there is by now stays: the collector need not look through it again, which takes as long as
    several requests. And requests make few cycles: it need not come often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
