"""One replica of a model: the Serve deployment that hosts a backend."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from ray import serve
from ray.serve import Application

from deployments.backend import Backend, ModelSpec, backend_name, create_backend, reply
from deployments.cluster_plan import demand
from deployments.end_process import end_process
from deployments.event_stream import together
from deployments.garbage import freeze_loaded
from deployments.model_config import ModelConfig, canonical
from deployments.placement import serve_options
from deployments.reservations import with_reservations
from deployments.types import (
    EngineStats,
    Event,
    Failed,
    ModelInfo,
    Question,
    Reply,
    Request,
    RequestRefused,
)

DEPLOYMENT_NAME = "Model"
PARTING = 0.2  # seconds, in which those who wait are told that they lost it

logger = logging.getLogger("ray.serve")


class ModelReplica:
    """Loads its model in the constructor: Serve sends requests only when that has returned.

    What a backend refuses comes back as a value: a `Failed` event ends the stream, so that nothing
    but events crosses between processes.
    """

    _closing = False

    async def __init__(  # type: ignore[misc]  # Serve awaits constructors
        self, config: dict[str, Any], models_dir: str, digest: str
    ) -> None:
        spec = ModelSpec(ModelConfig.model_validate(config), Path(models_dir), digest)
        logger.info("loading %s with %s", spec.config.name, backend_name(spec.config))
        self._backend: Backend = create_backend(spec)
        self._info = await self._backend.load()
        freeze_loaded()

    async def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        try:
            async with aclosing(self._backend.generate(request)) as stream:
                async for events in together(stream) if request.whole else stream:
                    yield events
                    if events and isinstance(events[-1], Failed):
                        self._end_if_broken(events[-1])
        except RequestRefused as refused:
            yield [refused.failure]
        except Exception:
            logger.exception("request %s failed", request.id)
            yield [Failed("internal", "the model failed on this request")]

    async def reply(self, question: Question) -> Reply | Failed:
        try:
            return await reply(self._backend, question)
        except RequestRefused as refused:
            self._end_if_broken(refused.failure)
            return refused.failure
        except Exception:
            logger.exception("a %s failed", type(question).__name__)
            return Failed("internal", "the model failed on this request")

    async def info(self) -> ModelInfo:
        return self._info

    async def stats(self) -> EngineStats:
        return self._backend.stats()

    async def check_health(self) -> None:
        self._backend.check_health()

    def _end_if_broken(self, failure: Failed) -> None:
        """An engine that has stopped answers at once: its replica would be the least busy of all.

        Serve's health checks need many seconds to find out.
        """
        if failure.kind != "lost" or self._closing:
            return
        try:
            self._backend.check_health()
        except Exception as error:
            asyncio.get_running_loop().call_later(PARTING, end_process, str(error))

    async def __del__(self) -> None:
        self._closing = True
        backend = getattr(self, "_backend", None)
        if backend is not None:
            await backend.close()


def model_application(
    config: ModelConfig, models_dir: Path, *, routed: bool = False
) -> Application:
    """The Serve application of one model. Raises `ConfigError` for what its YAML gets wrong.

    `routed`: requests go where their prefix is cached, which Serve allows to applications that no
    Serve config declares.
    """
    backend_name(config)
    reserving = with_reservations(config, models_dir)
    demand(reserving)  # what Ray would refuse later, or wait for without end
    # The gateway logs requests; a second line for each here would only cost.
    quiet = {"enable_access_log": False}
    deployment = serve.deployment(
        name=DEPLOYMENT_NAME, logging_config=quiet, **serve_options(reserving, routed=routed)
    )(ModelReplica)
    return deployment.bind(canonical(config), str(models_dir), config.digest(models_dir))
