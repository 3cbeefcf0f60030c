"""The prefix cache's third tier: states in files, which outlive the process.

A file holds a line of JSON, the tokens and the state. Its name is a hash of the tokens: the same
prompt is the same file, whichever replica wrote it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import mmap
import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np

from deployments.llama_cpp.saved_states import SavedState, Scales, State, Tokens

logger = logging.getLogger(__name__)

SUFFIX = ".state"
SHARE_OF_DISK = 1 / 4  # of what is free when the model is loaded
ALIGNED = 64  # bytes: where the tokens begin
IN_FILE: State = np.empty(0, dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class StateInFile(SavedState):
    """Its `state` is read when it is used: a file that is open takes one of few descriptors."""

    path: Path = Path()
    state_bytes: int = 0

    @property
    def size(self) -> int:
        return self.tokens.nbytes + self.state_bytes

    def read(self) -> State | None:
        opened = _opened(self.path)
        if opened is None or opened[1].nbytes != self.state_bytes:
            return None
        return opened[1]


class DiskStates:
    """Files of `folder`, of `limit` bytes together; those that were used least recently go first.

    Only files with the same `identity` are read: a state fits the model and the kind of cache that
    it was written by. A thread writes, so that nobody waits for the disk.
    """

    def __init__(
        self, folder: Path, identity: str, *, limit: int | None = None, read_only: bool = False
    ) -> None:
        """Raises `OSError` where the folder cannot be made."""
        self._folder = folder / identity
        self._read_only = read_only
        self._warned = False
        if not read_only:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._entries = {entry.path: entry for entry in self._found()}
        self._size = sum(entry.size for entry in self._entries.values())
        if limit is None:
            there = self._folder if self._folder.exists() else folder.parent
            limit = self._size + int(shutil.disk_usage(there).free * SHARE_OF_DISK)
        self._limit = limit
        self._lock = threading.Lock()
        self._queue: queue.SimpleQueue[SavedState | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_all, name="prompt-cache", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[SavedState]:
        with self._lock:
            return iter(list(self._entries.values()))

    def add(self, entry: SavedState) -> None:
        """Write it, soon; its memory must stay as it is."""
        if not self._read_only and entry.size <= self._limit:
            self._queue.put(entry)

    def remove(self, entry: SavedState) -> None:
        with self._lock:
            if path := self._path_of(entry):
                self._forget(path)

    def touch(self, entry: SavedState) -> None:
        """It was used just now."""
        with self._lock:
            if path := self._path_of(entry):
                self._entries[path] = self._entries.pop(path)
                self._change(os.utime, path)

    def close(self, seconds: float) -> None:
        """Write what waits, for so long at most."""
        self._queue.put(None)
        self._thread.join(seconds)

    def _write_all(self) -> None:
        while (entry := self._queue.get()) is not None:
            try:
                self._write(entry)
            except OSError as error:
                logger.warning("a prompt cache could not be written: %s", error)

    def _write(self, entry: SavedState) -> None:
        path = self._folder / f"{_name(entry)}{SUFFIX}"
        with self._lock:
            if path in self._entries:
                return
            while self._entries and self._size + entry.size > self._limit:
                self._forget(next(iter(self._entries)))
        partial = path.with_suffix(f".{os.getpid()}.partial")
        header = json.dumps({"tokens": len(entry.tokens), "adapters": entry.adapters}).encode()
        with partial.open("wb") as file:
            file.write(header.ljust(-(len(header) + 1) % ALIGNED + len(header)) + b"\n")
            entry.tokens.tofile(file)
            entry.state.tofile(file)
        partial.replace(path)
        written = _read(path)
        if written is not None:
            with self._lock:
                self._entries[path] = written
                self._size += written.size

    def _forget(self, path: Path) -> None:
        self._size -= self._entries.pop(path).size
        self._change(Path.unlink, path)  # who reads it now has it until he is done

    def _change(self, how: Callable[[Path], None], path: Path) -> None:
        """Others may have removed the file, or keep the folder to themselves."""
        if self._read_only:
            return
        try:
            how(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            if not self._warned:
                logger.warning("prompt caches cannot be changed: %s", error)
            self._warned = True

    def _path_of(self, entry: SavedState) -> Path | None:
        if isinstance(entry, StateInFile) and self._entries.get(entry.path) is entry:
            return entry.path
        return None

    def _found(self) -> Iterator[StateInFile]:
        """The oldest first."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}"), key=_last_used):
            if entry := _read(path):
                yield entry


def identity(name: str, files: Iterable[Path], kind: object) -> str:
    """A folder's name for what fits together: a model's files, the library, a kind of cache."""
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    facts = (llama_cpp.__version__, stats, kind)
    return f"{name.replace('/', '_')}-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"


def _name(entry: SavedState) -> str:
    digest = hashlib.sha256(entry.tokens.tobytes())
    digest.update(json.dumps(entry.adapters).encode())
    return digest.hexdigest()[:32]


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # by now
        return 0.0


def _read(path: Path) -> StateInFile | None:
    """The file as an entry; None where it is none."""
    if opened := _opened(path):
        tokens, state, adapters = opened
        return StateInFile(tokens.copy(), IN_FILE, adapters, path, state.nbytes)
    return None


def _opened(path: Path) -> tuple[Tokens, State, Scales] | None:
    """What is in the file, whose bytes are read when they are needed; None where it is none."""
    try:
        with path.open("rb") as file:
            header = file.readline()
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        facts = json.loads(header)
        count, adapters = int(facts["tokens"]), tuple(map(float, facts["adapters"]))
        tokens = np.frombuffer(content, dtype=np.int32, count=count, offset=len(header))
        state = np.frombuffer(content, dtype=np.uint8, offset=len(header) + tokens.nbytes)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("%s is no prompt cache: %s", path.name, error)
        return None
    return tokens, state, adapters
