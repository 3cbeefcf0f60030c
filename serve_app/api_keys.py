"""API keys: who may ask, and whose responses are whose.

They come from the Serve config (`api_keys`) and from SHOAL_API_KEYS or API_KEY: a comma-separated
list, or the path of a file with one key in a line, which is read again when it changes.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import Headers

logger = logging.getLogger("ray.serve")

Stamp = tuple[int, int, int] | None


class ApiKeys:
    """A file that cannot be read has no keys, but keys are required all the same."""

    def __init__(self, named: Iterable[str]) -> None:
        parts = [part.strip() for part in named if part.strip()]
        self._listed = [part.encode() for part in parts if not _is_path(part)]
        self._files = {Path(part).expanduser(): _File() for part in parts if _is_path(part)}

    @property
    def required(self) -> bool:
        return bool(self._listed or self._files)

    def allows(self, headers: Headers) -> bool:
        """Takes the same time whichever key it is."""
        given = given_key(headers)
        right = [hmac.compare_digest(given, key) for key in self._all()]
        return any(right)

    def owner(self, headers: Headers) -> str:
        """Whose key it is; without keys all are one."""
        return hashlib.sha256(given_key(headers)).hexdigest()[:32] if self.required else ""

    def _all(self) -> list[bytes]:
        return [
            *self._listed,
            *(key for path, file in self._files.items() for key in file.keys(path)),
        ]


class _File:
    def __init__(self) -> None:
        self._stamp: Stamp = None
        self._keys: list[bytes] = []

    def keys(self, path: Path) -> list[bytes]:
        """Read again where it has changed."""
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp != self._stamp:
                lines = path.read_bytes().splitlines()
                self._keys = [line.strip() for line in lines if line.strip()]
                self._stamp = stamp
        except OSError as error:
            if self._stamp is not None or not self._keys:
                logger.warning("API keys: %s", error)
            self._stamp, self._keys = None, []
        return self._keys


def bearer(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def given_key(headers: Headers) -> bytes:
    """The API key of a request, or nothing."""
    return (bearer(headers) or headers.get("x-api-key") or "").encode("latin-1")


def _is_path(text: str) -> bool:
    return text.startswith(("/", "./", "~/"))
