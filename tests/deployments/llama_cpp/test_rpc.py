"""llama.cpp's RPC, both ends: servers as processes, and what they are told apart by."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deployments.llama_cpp import rpc_devices, rpc_group
from deployments.llama_cpp.rpc_devices import ServerUnusable, connect, greet
from deployments.llama_cpp.rpc_endpoint import Endpoint
from deployments.llama_cpp.rpc_group import RpcGroup

FOLDER = Path(__file__).parent
HOST = "127.0.0.1"


@contextmanager
def rpc_server(parent: int | None = None) -> Iterator[tuple[Endpoint, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        endpoint = Endpoint(HOST, probe.getsockname()[1])
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "deployments.llama_cpp.rpc_server"),
            *("--host", HOST, "--port", str(endpoint.port)),
            *("--parent", str(parent or os.getpid())),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield endpoint, process
    finally:
        process.kill()
        process.wait()


def greet_soon(endpoint: Endpoint) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return greet(endpoint)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


@contextmanager
def answering(answer: bytes | None) -> Iterator[Endpoint]:
    """Somebody else's server, which says this to whoever comes; None: nothing, and stays."""
    with socket.create_server((HOST, 0)) as listener:
        kept = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                kept.append(connection)
                if answer is not None:
                    connection.recv(100)
                    connection.sendall(answer)
                    connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Endpoint(HOST, listener.getsockname()[1])
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in kept:
                connection.close()


def answer_of(models: Path, *servers: Endpoint) -> dict[str, Any]:
    command = [sys.executable, str(FOLDER / "rpc_answer.py"), str(models)]
    command += [",".join(map(str, servers))] * bool(servers)
    path = os.pathsep.join(
        [str(FOLDER), str(FOLDER.parent.parent), str(FOLDER.parent.parent.parent)]
    )
    run = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True, timeout=60
    )
    answer: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return answer


def test_split_over_two_servers_it_says_the_same(models: Path) -> None:
    with rpc_server() as (first, _), rpc_server() as (second, _):
        split = answer_of(models, first, second)
    assert split["tokens"] == answer_of(models)["tokens"]
    assert len(split["tokens"]) == 40
    for endpoint in (first, second):
        held = [line for line in split["log"] if f"[{endpoint}] model buffer size" in line]
        assert len(held) == 1, "each holds weights"


def test_a_server_takes_the_next_client_when_one_has_left(models: Path) -> None:
    with rpc_server() as (endpoint, _):
        assert answer_of(models, endpoint)["tokens"] == answer_of(models, endpoint)["tokens"]


def test_a_server_ends_with_the_process_that_started_it() -> None:
    with subprocess.Popen(["sleep", "1000"]) as other:
        with rpc_server(parent=other.pid) as (_, process):
            assert process.wait(30) == 1, "it is not that one's child"
        other.kill()
    starter = (
        "import os, subprocess, sys; subprocess.Popen([sys.executable, '-m',"
        " 'deployments.llama_cpp.rpc_server', '--host', '127.0.0.1', '--port', sys.argv[1],"
        " '--parent', str(os.getpid())], stdout=subprocess.DEVNULL); sys.stdin.read()"
    )
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        endpoint = Endpoint(HOST, probe.getsockname()[1])
    command = [sys.executable, "-c", starter, str(endpoint.port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        greet_soon(endpoint)
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            greet(endpoint)
        except OSError:
            return
    pytest.fail("the server outlived its parent by 10 s")


def test_nobody_there_is_said_so() -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        endpoint = Endpoint(HOST, probe.getsockname()[1])
    with pytest.raises(ServerUnusable, match=f"{endpoint}: no RPC server .*refused"):
        connect([endpoint], patience=0.1)


def test_a_server_that_is_busy_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpc_devices, "GREETING_TIMEOUT", 0.1)
    with answering(None) as endpoint, pytest.raises(ServerUnusable, match="another client"):
        connect([endpoint], patience=0.1)


def test_another_version_is_told() -> None:
    hello = rpc_devices.ANSWER.pack(28, 3, 6, 1, 0, b"")
    with answering(hello) as endpoint, pytest.raises(ServerUnusable, match=r"version 3\.6\.1"):
        connect([endpoint], patience=0.1)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_another_kind_of_server_is_told(answer: bytes) -> None:
    with answering(answer) as endpoint, pytest.raises(ServerUnusable, match="no RPC server of"):
        connect([endpoint], patience=0.1)


# --- The watch -----------------------------------------------------------------------------


class Worker:
    """An actor's handle: `check.remote()` may be awaited."""

    def __init__(self) -> None:
        self.check = self
        self.lost = False

    async def remote(self) -> None:
        if self.lost:
            raise ServerUnusable("the server ended")


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpc_group, "LOOK_PERIOD", 0.001)


async def ended(group: RpcGroup, step_seconds: float, limit: float | None) -> str:
    """Why it would have ended the process."""
    reasons: asyncio.Queue[str] = asyncio.Queue()
    group.watch(lambda: step_seconds, limit, reasons.put_nowait)
    try:
        async with asyncio.timeout(0.5):
            return await reasons.get()
    except TimeoutError:
        return ""
    finally:
        await group.close()


@pytest.mark.anyio
@pytest.mark.usefixtures("often")
async def test_a_worker_that_is_lost_ends_the_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpc_group.ray, "kill", lambda _: None)
    workers = [Worker(), Worker()]
    assert await ended(RpcGroup(workers, []), 0, None) == ""
    workers[1].lost = True
    assert "a worker is lost: ServerUnusable" in await ended(RpcGroup(workers, []), 0, None)


@pytest.mark.anyio
@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(
    ("servers", "limit", "seconds", "reason"),
    [
        ([], None, 1e6, ""),
        ([], 5, 4, ""),
        ([], 5, 6, "5 s"),
        ([Endpoint(HOST, 1)], None, 59, ""),
        ([Endpoint(HOST, 1)], None, 61, "60 s"),
        ([Endpoint(HOST, 1)], 100, 61, ""),
    ],
)
async def test_a_step_that_hangs_ends_the_replica(
    servers: list[Endpoint], limit: float | None, seconds: float, reason: str
) -> None:
    said = await ended(RpcGroup([], servers), seconds, limit)
    assert said == (f"a step has not ended for {reason}" if reason else "")
