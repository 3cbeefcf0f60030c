"""The C library: what must be set before it is loaded, and where its log lines go."""

from __future__ import annotations

import ctypes
import logging
import os
from collections import deque
from collections.abc import Mapping
from typing import Any

# Read by libgomp and ggml when they are loaded. Spinning OpenMP threads take the cores that the
# event loop and other replicas need; a backtrace on abort starts gdb and takes seconds.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GGML_NO_BACKTRACE", "1")

import llama_cpp.llama_cpp as lib

__all__ = ["initialise", "last_errors", "lib", "log_callback"]

logger = logging.getLogger(__name__)


class _LogRelay:
    """Lines of the library's log to `logging`; a CONT line has the level of the one before."""

    # ggml_log_level of ggml.h
    LEVELS: Mapping[int, int] = {
        1: logging.DEBUG,
        2: logging.DEBUG,
        3: logging.WARNING,
        4: logging.ERROR,
    }
    CONT = 5

    def __init__(self) -> None:
        self._level = logging.DEBUG
        self.errors: deque[str] = deque(maxlen=3)

    def __call__(self, level: int, text: bytes, _user_data: ctypes.c_void_p) -> None:
        if level != self.CONT:
            self._level = self.LEVELS.get(level, logging.DEBUG)
        message = text.decode(errors="replace").rstrip()
        if message.strip("."):
            if self._level >= logging.ERROR:
                self.errors.append(message)
            logger.log(self._level, "llama.cpp: %s", message)


_relay = _LogRelay()
log_callback = lib.llama_log_callback(_relay)  # the library keeps a pointer to it


def last_errors() -> str:
    """What the library complained of last: the reason behind a null pointer."""
    return "; ".join(_relay.errors)


def initialise() -> Any:
    """Send the library's log to `logging` and start its backends; call before anything else."""
    lib.llama_log_set(log_callback, ctypes.c_void_p(0))
    lib.llama_backend_init()
    return lib
