"""A worker of a llama.cpp model: an actor that keeps an RPC server running on its node."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time

import ray

from deployments.llama_cpp.rpc_devices import ServerUnusable, greet
from deployments.llama_cpp.rpc_endpoint import Endpoint

logger = logging.getLogger(__name__)

STARTING = 60.0  # seconds until a server listens; a GPU's first use takes some
ATTEMPTS = 3


class RpcWorker:
    """The server is a child process: it cannot be stopped otherwise. It dies with this one."""

    def __init__(self, threads: int) -> None:
        """Raises `ServerUnusable`."""
        host = str(ray.util.get_node_ip_address())  # type: ignore[no-untyped-call]
        for attempt in range(1, ATTEMPTS + 1):
            self._endpoint = Endpoint(host, _free_port(host))
            self._server = _start(self._endpoint, threads)
            if self._listens():
                return
            logger.warning("attempt %d: no RPC server on %s", attempt, self._endpoint)
        raise ServerUnusable(f"{host}: llama.cpp's RPC server does not start")

    def endpoint(self) -> Endpoint:
        return self._endpoint

    def check(self) -> None:
        """Raises `ServerUnusable` if the server has ended."""
        if self._server.poll() is not None:
            raise ServerUnusable(f"{self._endpoint}: the server ended ({self._server.returncode})")

    def _listens(self) -> bool:
        """Whether it comes to that before it ends; the port may have been taken meanwhile."""
        deadline = time.monotonic() + STARTING
        while self._server.poll() is None and time.monotonic() < deadline:
            try:
                greet(self._endpoint)
            except OSError:
                time.sleep(0.1)
            else:
                return True
        self._server.kill()
        self._server.wait()
        return False


def _start(endpoint: Endpoint, threads: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "deployments.llama_cpp.rpc_server",
        *("--host", endpoint.host),
        *("--port", str(endpoint.port)),
        *("--threads", str(threads)),
        *("--parent", str(os.getpid())),
    ]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
