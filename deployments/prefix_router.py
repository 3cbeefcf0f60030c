"""Which replica Serve asks: one whose cache has the prompt's beginning, unless it is busy."""

from __future__ import annotations

import random
from typing import Any

from ray.serve._private.common import ReplicaID
from ray.serve._private.request_router.common import PendingRequest
from ray.serve._private.request_router.replica_wrapper import RunningReplica
from ray.serve._private.request_router.request_router import (
    LocalityMixin,
    MultiplexMixin,
    RequestRouter,
)

from deployments.prefixes import Prefixes, home, prefix_keys
from deployments.types import Request


class PrefixRouter(LocalityMixin, MultiplexMixin, RequestRouter):
    """In each gateway, for each model with several replicas; it knows what it has sent where.

    What it does not know it sends where other gateways would, too. A replica that has `slack` more
    requests than another one is busy; then, and for short prompts, the less busy of two that are
    drawn at random has it.
    """

    def initialize_state(self, **kwargs: Any) -> None:
        """`slack`: as above."""
        self._slack: int = kwargs["slack"]
        self._prefixes: Prefixes[str] = Prefixes()

    async def choose_replicas(
        self,
        candidate_replicas: list[RunningReplica],
        pending_request: PendingRequest | None = None,
    ) -> list[list[RunningReplica]]:
        """Groups of replicas to try, one after the other."""
        if len(candidate_replicas) < 2:
            return [candidate_replicas]
        drawn = random.sample(candidate_replicas, 2)
        keys = _keys(pending_request)
        if not keys:
            return [drawn]
        names = {replica.replica_id.unique_id: replica for replica in candidate_replicas}
        wanted = names[self._prefixes.longest(keys, names) or home(keys[0], names)]
        return [drawn] if self._is_busy(wanted, candidate_replicas) else [[wanted], drawn]

    def on_request_routed(
        self, pending_request: PendingRequest, replica_id: ReplicaID, result: Any
    ) -> None:
        if len(self._replicas) > 1:
            self._prefixes.note(_keys(pending_request), replica_id.unique_id)

    def _is_busy(self, replica: RunningReplica, replicas: list[RunningReplica]) -> bool:
        return self._load(replica) >= min(map(self._load, replicas)) + self._slack

    def _load(self, replica: RunningReplica) -> int:
        """Its requests, as far as this gateway has heard."""
        return self._replica_queue_len_cache.get(replica.replica_id) or 0


def _keys(pending: PendingRequest | None) -> list[bytes]:
    """Of a generation that is asked for; other questions have no prefix to speak of."""
    first = pending.args[0] if pending is not None and pending.args else None
    return prefix_keys(first) if isinstance(first, Request) else []
