"""A network that swallows packets between a model and its RPC server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deployments.llama_cpp.rpc_devices import greet
from deployments.llama_cpp.rpc_endpoint import Endpoint

FOLDER = Path(__file__).parent
PROJECT = FOLDER.parent.parent.parent
HERE, THERE = "10.231.7.1", "10.231.7.2"

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("ip") is None, reason="network namespaces need root and ip"
)

GENERATE = """
import asyncio, logging, sys
from pathlib import Path
from deployments.types import Request
from toy_backend import toy_backend

async def main(models, server):
    options = [f"rpc_servers:{server}", "step_timeout:2"]
    async with toy_backend(models, options=options, gpu_layers=None, context_size=4096) as backend:
        request = Request(id="r", prompt="Once", ignore_eos=True, max_tokens=4000)
        async for events in backend.generate(request):
            print(len(events), flush=True)

logging.basicConfig(stream=sys.stderr)
asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@pytest.fixture
def cut() -> Iterator[Callable[[], None]]:
    """A second host, joined to this one by a cable that the function pulls out."""
    name = f"shoal{os.getpid()}"
    outside, inside = f"so{os.getpid()}", f"si{os.getpid()}"
    ip("netns", "add", name)
    try:
        ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name)
        ip("addr", "add", f"{HERE}/30", "dev", outside)
        ip("link", "set", outside, "up")
        ip("-n", name, "addr", "add", f"{THERE}/30", "dev", inside)
        ip("-n", name, "link", "set", inside, "up")
        server = subprocess.Popen(
            [
                *("ip", "netns", "exec", name, sys.executable),
                *("-m", "deployments.llama_cpp.rpc_server", "--host", THERE, "--port", "50052"),
            ],
            stdout=subprocess.DEVNULL,
            cwd=PROJECT,
        )
        try:
            wait_for(Endpoint(THERE, 50052))
            yield lambda: ip("-n", name, "link", "set", inside, "down")
        finally:
            server.kill()
            server.wait()
    finally:
        ip("netns", "del", name)


def wait_for(server: Endpoint) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return greet(server)
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_step_that_hangs_is_noticed(models: Path, cut: Callable[[], None]) -> None:
    path = os.pathsep.join(map(str, (FOLDER, PROJECT / "tests", PROJECT)))
    with subprocess.Popen(
        [sys.executable, "-c", GENERATE, str(models), f"{THERE}:50052"],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for _ in range(5):
            assert process.stdout.readline(), "it generates"
        cut()
        _, log = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "a step has not ended for 2 s" in log
