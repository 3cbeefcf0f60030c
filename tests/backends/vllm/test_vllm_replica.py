"""The backend inside a replica of Ray Serve, in a placement group, beside its two ranks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import ray
from ray import serve
from ray.serve.handle import DeploymentHandle
from vllm_backend import Answer, tiny_config

from deployments.replica import model_application
from deployments.types import Accepted, Request, Sampling

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def handle(
    models: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[DeploymentHandle]:
    folder = str(tmp_path_factory.mktemp("ray"))
    ray.init(
        "local", num_cpus=2, include_dashboard=False, log_to_driver=False, _temp_dir=folder,
        object_store_memory=100 * 2**20,
    )  # fmt: skip
    serve.start(http_options={"location": "NoServer"})
    bundles = [{"CPU": 1}, {"CPU": 1}]
    config = tiny_config(
        tensor_parallel_size=2, threads=2, deployment={"placement_group_bundles": bundles}
    )
    try:
        application = model_application(config, models)
        yield await asyncio.to_thread(serve.run, application, name="tiny", route_prefix=None)
    finally:
        await serve.shutdown_async()
        ray.shutdown()


async def test_a_replica_answers(handle: DeploymentHandle) -> None:
    request = Request(
        id="r", prompt="Hello", max_tokens=6, ignore_eos=True, sampling=Sampling(temperature=0)
    )
    stream = handle.options(stream=True).generate.remote(request)
    answer = Answer([event async for events in stream for event in events])
    assert answer.events[0] == Accepted(1)
    assert len(answer.token_ids()) == 6
    assert answer.finished().reason == "length"
    assert (await handle.info.remote()).backend == "vllm"
    assert (await handle.stats.remote()).finished == 1
