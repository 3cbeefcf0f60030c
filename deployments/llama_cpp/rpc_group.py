"""The RPC servers that a replica depends on: started, connected to, and watched.

The library cannot let go of a device, and ends the process when one is gone in the middle of a
step. So a replica lives and dies with its servers: Serve starts both anew, and streams go on there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

import ray
from ray.util.placement_group import PlacementGroup
from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

from deployments.end_process import end_process
from deployments.llama_cpp.rpc_devices import connect
from deployments.llama_cpp.rpc_endpoint import Endpoint
from deployments.llama_cpp.rpc_worker import RpcWorker
from deployments.model_config import RpcWorkers

logger = logging.getLogger(__name__)

LOOK_PERIOD = 1.0
ANSWER_TIMEOUT = 10.0  # seconds; that a worker has died is known at once
STEP_TIMEOUT = 60  # seconds


class RpcGroup:
    """`workers` are actors that this replica has started; `servers` all that it is connected to."""

    def __init__(self, workers: Sequence[Any], servers: Sequence[Endpoint]) -> None:
        self._workers = workers
        self._servers = servers
        self._watching: asyncio.Task[None] | None = None

    @classmethod
    async def connect(cls, wanted: RpcWorkers | None, fixed: Sequence[Endpoint]) -> RpcGroup:
        """Start the workers that are wanted, and use their devices and those of `fixed` servers.

        Raises `ServerUnusable` and what Ray says of actors that do not start.
        """
        workers = start_workers(wanted) if wanted is not None else []
        started = await asyncio.gather(*(worker.endpoint.remote() for worker in workers))
        servers = (*started, *fixed)
        if servers:
            await asyncio.to_thread(connect, servers)
        return cls(workers, servers)

    def watch(
        self,
        step_seconds: Callable[[], float],
        step_timeout: float | None,
        end: Callable[[str], None] = end_process,
    ) -> None:
        """Look after the workers, and how long the engine's step has taken, from now on."""
        if step_timeout is None and self._servers:
            step_timeout = STEP_TIMEOUT
        if step_timeout is not None or self._workers:
            self._watching = asyncio.create_task(self._watch(step_seconds, step_timeout, end))

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        for worker in self._workers:
            ray.kill(worker)

    async def _watch(
        self, step_seconds: Callable[[], float], limit: float | None, end: Callable[[str], None]
    ) -> None:
        while True:
            await asyncio.sleep(LOOK_PERIOD)
            try:
                async with asyncio.timeout(ANSWER_TIMEOUT):
                    await asyncio.gather(*(worker.check.remote() for worker in self._workers))
            except Exception as error:
                end(f"a worker is lost: {error!r}")
                return
            if limit is not None and step_seconds() > limit:
                end(f"a step has not ended for {limit} s")
                return


def start_workers(wanted: RpcWorkers) -> list[Any]:
    """One actor in each bundle of this replica's placement group but the first, its own."""
    group = ray.util.get_current_placement_group()
    if group is None:
        raise RuntimeError("rpc_workers: this process has no placement group")
    return [_start(wanted, group, bundle) for bundle in range(1, wanted.count + 1)]


def _start(wanted: RpcWorkers, group: PlacementGroup, bundle: int) -> Any:
    """The actor ends with this process, which owns it."""
    options: dict[str, Any] = {
        "num_cpus": wanted.num_cpus,
        "num_gpus": wanted.num_gpus,
        "memory": wanted.memory or None,
        "resources": wanted.resources,
        "scheduling_strategy": PlacementGroupSchedulingStrategy(
            group, placement_group_bundle_index=bundle
        ),
    }
    threads = wanted.threads or max(1, int(wanted.num_cpus))
    return ray.remote(RpcWorker).options(**options).remote(threads)
