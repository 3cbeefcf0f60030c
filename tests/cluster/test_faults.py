"""Whatever of the cluster is killed: new requests are answered, and others' streams go on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest
from conftest import Server, wait_until
from processes import actors
from ray.serve._private.constants import SERVE_CONTROLLER_NAME

QUESTION = [{"role": "user", "content": "Hi"}]
SLOW: dict[str, Any] = {
    "name": "slow",
    "backend": "fake",
    "options": ["tokens:1000000", "rate:50", "parallel:64"],
}
STREAMS = 12


@pytest.fixture
def slow(server: Server) -> Iterator[Server]:
    path = server.write_model(SLOW)
    server.wait_for_state("slow", "ready")
    yield server
    path.unlink()
    wait_until(lambda: not server.entry("slow"), "it is gone")


class Streams:
    """Streams of 200 words, four seconds long."""

    def __init__(self, server: Server) -> None:
        self._url = f"{server.url}/v1/chat/completions"
        self._threads = [threading.Thread(target=self._read) for _ in range(STREAMS)]
        self.begun = self.whole = self.broken = 0

    def _read(self) -> None:
        body = {"model": "slow", "messages": QUESTION, "max_tokens": 200, "stream": True}
        words = 0
        try:
            with httpx.stream("POST", self._url, json=body, timeout=30) as response:
                for line in response.iter_lines():
                    if '"content"' in line:
                        words += 1
                        self.begun += words == 2
                assert words == 201, "the first one has the role"
                self.whole += 1
        except (httpx.HTTPError, AssertionError):
            self.broken += 1

    def __enter__(self) -> Streams:
        for thread in self._threads:
            thread.start()
        wait_until(lambda: self.begun == STREAMS, "all have begun")
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join()


def answers(server: Server) -> bool:
    body = {"model": "slow", "messages": QUESTION, "max_tokens": 2}
    try:
        url = f"{server.url}/v1/chat/completions"
        return httpx.post(url, json=body, timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def kill(name: str) -> None:
    """The process of an actor whose name has this in it."""
    [actor, *_] = [actor for actor in actors() if name in actor["Name"]]
    os.kill(actor["Pid"], signal.SIGKILL)


def test_a_gateway_dies_and_streams_of_the_other_go_on(slow: Server) -> None:
    with Streams(slow) as streams:
        kill("shoal#Gateway")
        wait_until(lambda: answers(slow), "the other one answers", 10)
    assert streams.whole + streams.broken == STREAMS
    assert streams.whole >= STREAMS // 4, "HAProxy gives both some"
    wait_until(
        lambda: len([a for a in actors() if "shoal#Gateway" in a["Name"]]) == 2, "there are two"
    )


@pytest.mark.parametrize("name", ["shoal#Catalog", SERVE_CONTROLLER_NAME])
def test_who_only_looks_after_things_dies_and_nobody_notices(slow: Server, name: str) -> None:
    with Streams(slow) as streams:
        kill(name)
        for _ in range(5):
            assert answers(slow)
    assert streams.whole == STREAMS
    path = slow.write_model({"name": "later", "backend": "fake"})
    slow.wait_for_state("later", "ready")
    path.unlink()
    wait_until(lambda: not slow.entry("later"), "it is gone")


@pytest.mark.skipif(
    os.environ.get("RAY_SERVE_ENABLE_HA_PROXY") != "1", reason="there is no HAProxy here"
)
def test_haproxy_dies_and_is_replaced(slow: Server) -> None:
    own = [process for process in psutil.process_iter() if is_its_haproxy(process, slow)]
    assert own
    for process in own:
        process.kill()
    wait_until(lambda: answers(slow), "new requests are answered", 60)


def is_its_haproxy(process: psutil.Process, server: Server) -> bool:
    """Whether it listens on the session's port."""
    port = int(server.url.rpartition(":")[2])
    return process.name() == "haproxy" and any(
        connection.laddr.port == port for connection in process.net_connections()
    )
