"""The ingress deployment: the HTTP application in a Serve replica. Stateless; run many."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from ray import serve
from ray.serve.context import _get_global_client
from ray.serve.handle import DeploymentHandle
from starlette.types import ASGIApp

from deployments.garbage import freeze_loaded
from serve_app import env
from serve_app.asgi import create_app
from serve_app.models import ServeModels
from serve_app.resume import EnduringModels
from serve_app.settings import GatewaySettings, is_loopback
from serve_app.store.keeper import Keeper

logger = logging.getLogger("ray.serve")


def listening_host() -> str:
    """The address that Serve's proxies listen on. Blocks: it asks Serve's controller."""
    client = _get_global_client()
    return str(client.http_config.host) if client else ""


@serve.ingress()
class GatewayDeployment:
    async def __init__(  # type: ignore[misc]  # Serve awaits it
        self, settings: GatewaySettings, catalog: DeploymentHandle[Any]
    ) -> None:
        self._settings = settings
        models = ServeModels(catalog, settings.load_wait_s)
        self._following = asyncio.create_task(models.follow())
        self._models = EnduringModels(models, settings.max_resumes)
        self._keeper = Keeper(self._models, settings)
        self._opening = asyncio.create_task(self._keeper.start())
        if not settings.keys and not is_loopback(await asyncio.to_thread(listening_host)):
            logger.warning("OPEN TO THE NETWORK WITHOUT A KEY: set api_keys or SHOAL_API_KEYS")
        if not env.haproxy_enabled():
            logger.warning(
                "HAProxy is off: set RAY_SERVE_ENABLE_HA_PROXY=1 before Ray starts "
                "for several times the throughput (make serve does)"
            )
        freeze_loaded()

    def __serve_build_asgi_app__(self) -> ASGIApp:
        return create_app(self._models, self._settings, self._keeper)

    async def check_health(self) -> None:
        if self._following.done():
            raise RuntimeError("the gateway no longer follows the catalog")
