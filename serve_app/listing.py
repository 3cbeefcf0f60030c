"""The models there are, and which of them answers a request. Values and pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from deployments.types import Capability, Sampling
from serve_app.errors import ModelNotFound, ModelRequired, Unavailable

State = Literal["pending", "loading", "ready", "failed", "disabled"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the catalog. `app` is its Serve application; `reason` why it failed or waits."""

    name: str
    state: State
    app: str = ""
    reason: str = ""
    capabilities: frozenset[Capability] = frozenset()
    backend: str = ""
    context_size: int | None = None
    sampling: Sampling = Sampling()  # noqa: RUF009  # it is frozen
    description: str = ""
    source: str = ""
    created: int = 0

    @property
    def usable(self) -> bool:
        """It answers, or will once it is loaded."""
        return self.state in ("pending", "loading", "ready")


@dataclass(frozen=True, slots=True)
class Listing:
    """What the catalog knew at `version`; a higher version is newer."""

    version: int = 0
    models: tuple[ModelEntry, ...] = ()

    def find(self, name: str) -> ModelEntry | None:
        """The model of this name; a bare file also answers to its name with the suffix."""
        stem = name.removesuffix(".gguf")
        for candidate in (name, stem):
            for entry in self.models:
                if entry.name == candidate:
                    return entry
        return None

    def usable(self, capability: Capability) -> Iterator[ModelEntry]:
        return (m for m in self.models if m.usable and capability in m.capabilities)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a request may name its model, in order of precedence."""

    body: str | None = None
    query: str | None = None
    token: str | None = None


def resolve(listing: Listing, capability: Capability, asked: Asked, *, strict: bool) -> ModelEntry:
    """The model that answers: the one that is named, or the only one for this kind of request.

    A bearer token counts only if a model has that name. `strict`: a name must be right even where
    there is only one model. Raises `ModelRequired`, `ModelNotFound`, or `Unavailable` where the
    listing has never been filled.
    """
    if not listing.version:
        raise Unavailable("the models are not known yet", code="starting", retry_after=2)
    name = asked.body or asked.query
    if not name and asked.token and listing.find(asked.token) is not None:
        name = asked.token
    named = listing.find(name) if name else None
    candidates = list(listing.usable(capability))
    if named is not None and (capability in named.capabilities or not named.usable):
        return named
    if len(candidates) == 1 and not (strict and name):
        return candidates[0]
    names = [entry.name for entry in candidates]
    if name or not candidates:
        raise ModelNotFound(name or "", names)
    raise ModelRequired(names)
