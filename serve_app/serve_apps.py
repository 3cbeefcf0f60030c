"""The models' Serve applications: the edge where the catalog touches Ray Serve."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from ray import serve
from ray.serve._private import build_app
from ray.serve._private.application_state import StatusOverview
from ray.serve.api import RunTarget
from ray.serve.context import _get_global_client
from ray.serve.handle import DeploymentHandle
from ray.serve.schema import ApplicationStatus

from deployments.model_config import ModelConfig
from deployments.replica import DEPLOYMENT_NAME, model_application
from deployments.types import ModelInfo

EXCEPTION_LINE = re.compile(r"[\w.]*(Error|Exception|Refused)(: .*)?$")
NO_ROOM = re.compile(
    r"Resources required for each replica: (.*?), total resources available: (.*?)\. Use"
)
PREFIX = "shoal."  # of the applications that the catalog deploys


@dataclass(frozen=True, slots=True)
class AppState:
    """What Serve says of an application; `reason` why it failed, or for what it waits."""

    phase: Literal["loading", "ready", "failed", "deleting"]
    reason: str = ""


class ModelApps(Protocol):
    """What the catalog needs of Serve."""

    async def states(self) -> Mapping[str, AppState]:
        """All applications of models, by their name, also those that others declared."""
        ...

    async def info(self, app: str) -> ModelInfo:
        """What a ready model says of itself."""
        ...

    async def deploy(self, app: str, config: ModelConfig) -> None:
        """Start it, or start it anew; returns before it has loaded."""
        ...

    async def delete(self, app: str) -> None: ...


class ServeApps:
    """Calls to Serve's controller block, so each runs in a thread of its own."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir
        # Serve refuses routers of one's own in the first deployment of an application, because
        # HAProxy would pass them by. It never sees these: they have no route.
        build_app.RAY_SERVE_ENABLE_HA_PROXY = False  # type: ignore[attr-defined]

    async def states(self) -> Mapping[str, AppState]:
        return {
            app.name: _app_state(app)
            for app in await asyncio.to_thread(_statuses)
            if app.name.startswith(PREFIX) or app.get_deployment_status(DEPLOYMENT_NAME)
        }

    async def info(self, app: str) -> ModelInfo:
        handle = by_value(await asyncio.to_thread(model_handle, app))
        info: ModelInfo = await handle.info.remote()
        return info

    async def deploy(self, app: str, config: ModelConfig) -> None:
        application = model_application(config, self._models_dir, routed=True)
        target = RunTarget(application, name=app, route_prefix=None)
        await asyncio.to_thread(
            serve.run_many,
            [target],
            wait_for_ingress_deployment_creation=False,
            wait_for_applications_running=False,
        )

    async def delete(self, app: str) -> None:
        await asyncio.to_thread(serve.delete, app, _blocking=False)


def model_handle(app: str) -> DeploymentHandle[Any]:
    """A handle to the model of an application, which need not be running yet."""
    handle: DeploymentHandle[Any] = serve.get_deployment_handle(
        DEPLOYMENT_NAME, app, _check_exists=False, _record_telemetry=False
    )
    return handle


def by_value(handle: DeploymentHandle[Any]) -> DeploymentHandle[Any]:
    """The handle with calls that carry values from process to process.

    By reference, Ray would keep each result where it was made, and fetch it; where a node has
    vanished, it waits for it and blocks the caller's event loop meanwhile.
    """
    chosen: DeploymentHandle[Any] = handle.options(
        _by_reference=False, request_serialization="pickle", response_serialization="pickle"
    )
    return chosen


def app_name(model: str) -> str:
    """The name of a model's application: safe in paths and URLs, and one for each model."""
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", model)
    if safe != model:
        safe += "-" + hashlib.sha256(model.encode()).hexdigest()[:8]
    return PREFIX + safe


def _statuses() -> list[StatusOverview]:
    """Those of all applications. `serve.status()` would read all of Serve's configuration as well,
    which costs ten times as much.
    """
    client = _get_global_client(raise_if_no_controller_running=False)
    statuses: list[StatusOverview] = client.list_serve_statuses() if client else []
    return statuses


def _app_state(app: StatusOverview) -> AppState:
    status, model = app.app_status.status, app.get_deployment_status(DEPLOYMENT_NAME)
    if status is ApplicationStatus.DEPLOY_FAILED:
        return AppState("failed", _reason(model.message if model else app.app_status.message))
    if status is ApplicationStatus.DELETING:
        return AppState("deleting")
    if status in (ApplicationStatus.RUNNING, ApplicationStatus.UNHEALTHY):
        # Unhealthy: a replica is being replaced; requests wait for it or go to another one.
        return AppState("ready")
    return AppState("loading", _waits_for(model.message) if model else "")


def _waits_for(message: str) -> str:
    """What a replica needs and the cluster does not have, which Serve says after half a minute."""
    found = NO_ROOM.search(message)
    if found is None:
        return ""
    return f"there is no room yet: a replica needs {found[1]}, and free are {found[2]}"


def _reason(message: str) -> str:
    """The exception's own line out of Serve's message, which holds a whole traceback."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    raised = [line for line in lines if EXCEPTION_LINE.match(line)]
    if not raised and "unexpectedly" in message:  # Ray's word where a process is simply gone
        return "its process ended unexpectedly; out of memory? (the replica's log may say)"
    reason = (raised or lines or ["unknown"])[-1]
    return re.sub(r"^(\w+\.)+(?=\w+(: |$))", "", reason)  # without the exception's module
