"""The way out for a replica that can never answer again; Serve puts another one in its place."""

from __future__ import annotations

import logging
import os

logger = logging.getLogger("ray.serve")


def end_process(reason: str) -> None:
    """At once: threads inside the library may hang for ever."""
    logger.error("this replica ends, to be replaced: %s", reason)
    os._exit(1)
