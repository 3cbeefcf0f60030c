"""One Ray cluster on loopback for the whole session, with the gateway over a models directory."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio.from_thread
import httpx
import pytest
import ray
import yaml
from openai import OpenAI
from ports import free_port
from ray import serve
from ray.cluster_utils import Cluster

from deployments.types import EngineStats
from serve_app.app import gateway
from serve_app.serve_apps import app_name, model_handle
from serve_app.settings import GatewaySettings

PROJECT = Path(__file__).resolve().parent.parent.parent
OBJECT_STORE = 100 << 20
MODELS: list[dict[str, Any]] = [
    {
        "name": "demo",
        "backend": "llama-cpp",
        "parameters": {"model": "demo.gguf"},
        "context_size": 1024,
        "threads": 1,
        "options": ["parallel:4"],
    },
    {"name": "fake", "backend": "fake", "options": ["tokens:64"]},
]


def wait_until(condition: Callable[[], Any], what: str, timeout: float = 60) -> Any:
    """The condition's first true value; polls because the thing waited for is another process."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {timeout} s: {what}")


@dataclass(frozen=True)
class Server:
    """The running gateway: address, models directory, a loop to call handles from, Ray's nodes."""

    url: str
    models: Path
    portal: anyio.from_thread.BlockingPortal
    nodes: Cluster

    @contextmanager
    def further_nodes(self, count: int, **resources: float) -> Iterator[list[Any]]:
        """Nodes that only exist in Ray's mind: it has further raylets on this machine."""
        added = [
            self.nodes.add_node(
                num_cpus=1,
                object_store_memory=OBJECT_STORE,
                resources=resources,
            )
            for _ in range(count)
        ]
        try:
            self.nodes.wait_for_nodes()
            yield added
        finally:
            for node in added:
                if node in self.nodes.worker_nodes:
                    self.nodes.remove_node(node)

    def write_model(self, config: dict[str, Any]) -> Path:
        path = self.models / f"{config['name']}.yaml"
        path.write_text(yaml.safe_dump(config))
        return path

    def entry(self, name: str) -> dict[str, Any]:
        """The model in the admin view, empty where it is not listed or nobody is there to ask."""
        try:
            answer = httpx.get(f"{self.url}/v1/models", params={"view": "admin"})
        except httpx.TransportError:
            return {}
        if answer.status_code != 200:  # while gateways that were killed are replaced
            return {}
        listing = answer.json()["data"]
        return next((model for model in listing if model["id"] == name), {})

    def wait_for_state(self, name: str, state: str, timeout: float = 60) -> dict[str, Any]:
        def reached() -> dict[str, Any] | None:
            entry = self.entry(name)
            return entry if entry.get("state") == state else None

        found: dict[str, Any] = wait_until(reached, f"{name} is {state}", timeout)
        return found

    def call(self, app: str, method: str) -> Any:
        """The result of a method of a model's replica."""

        async def ask() -> Any:
            response: Awaitable[Any] = getattr(model_handle(app), method).remote()
            return await response

        return self.portal.call(ask)

    def stats(self, name: str) -> EngineStats:
        stats: EngineStats = self.call(app_name(name), "stats")
        return stats


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    # A short path: sockets below it may not exceed 107 characters.
    temporary = Path(tempfile.mkdtemp(prefix="shoal-", dir="/tmp"))
    models = temporary / "models"
    models.mkdir()
    shutil.copy(PROJECT / "configs" / "models" / "demo.gguf", models)
    for config in MODELS:
        (models / f"{config['name']}.yaml").write_text(yaml.safe_dump(config))
    port = free_port()
    nodes = Cluster()
    nodes.add_node(
        num_cpus=4,
        include_dashboard=False,
        object_store_memory=OBJECT_STORE,
        temp_dir=str(temporary / "ray"),
    )
    ray.init(address=nodes.address, namespace="serve", log_to_driver=False)
    with anyio.from_thread.start_blocking_portal() as portal:
        try:
            serve.start(http_options={"host": "127.0.0.1", "port": port}, proxy_location="HeadOnly")
            settings = GatewaySettings(
                models_dir=str(models),
                max_body_mb=8,
                load_wait_s=20,
                max_resumes=3,
                num_replicas=2,
                database_url=f"sqlite:///{temporary / 'responses.db'}",
            )
            serve.run(gateway(settings), name="shoal", route_prefix="/")
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: is_ready(url), "the gateway is ready")
            yield Server(url, models, portal, nodes)
        finally:
            portal.call(serve.shutdown_async)  # on the loop that the handles were used on
            ray.shutdown()
            nodes.shutdown()
            shutil.rmtree(temporary, ignore_errors=True)


def is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture
def client(server: Server) -> Iterator[OpenAI]:
    """OpenAI's own client, pointed here; it retries nothing, so that every failure is seen."""
    with OpenAI(base_url=f"{server.url}/v1", api_key="none", max_retries=0) as client:
        yield client
