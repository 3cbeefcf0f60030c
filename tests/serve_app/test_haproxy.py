"""Ray Serve's HAProxy as `haproxy.sh` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ports import free_port
from ray.serve._private.haproxy_templates import HAPROXY_CONFIG_TEMPLATE

from serve_app.env import haproxy_environment

ENVIRONMENT = haproxy_environment()
KEEPALIVE = "02"  # of the timers that /proc/net/tcp tells of: a probe of a silent peer is due

pytestmark = pytest.mark.skipif(
    "SHOAL_HAPROXY_BINARY" not in ENVIRONMENT, reason="there is no HAProxy for this system"
)

CONFIG = """
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
    option abortonclose
frontend stats
    bind *:{stats}
frontend http
    bind 127.0.0.1:{front}
    default_backend gateways
backend gateways
    server one 127.0.0.1:{gateway}
"""


def test_the_environment_is_the_same_in_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    assert haproxy_environment() == ENVIRONMENT
    assert ENVIRONMENT["SHOAL_HAPROXY_BINARY"] != ENVIRONMENT["RAY_SERVE_HAPROXY_BINARY_PATH"]


def test_the_template_of_serve_has_the_lines_that_are_changed() -> None:
    assert "\n    option abortonclose\n" in HAPROXY_CONFIG_TEMPLATE


@pytest.fixture
def gateway() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def front(tmp_path: Path, gateway: socket.socket) -> Iterator[int]:
    """The port of an HAProxy before the gateway."""
    port, stats = free_port(), free_port()
    config = tmp_path / "haproxy.cfg"
    values = {"stats": stats, "front": port, "gateway": gateway.getsockname()[1]}
    config.write_text(CONFIG.format(**values))
    environment = {**os.environ, **ENVIRONMENT, "RAY_SERVE_HAPROXY_STATS_PORT": str(stats)}
    command = [ENVIRONMENT["RAY_SERVE_HAPROXY_BINARY_PATH"], "-db", "-f", str(config)]
    process = subprocess.Popen(command, env=environment)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()
    assert f"bind 127.0.0.1:{stats}\n" in config.read_text()


def test_a_silent_gateway_is_asked_for_a_sign_of_life(front: int, gateway: socket.socket) -> None:
    with connected(front) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answering, _ = gateway.accept()
        with answering:
            answering.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
            timer, seconds = timer_of(answering.getpeername()[1], answering.getsockname()[1])
            assert timer == KEEPALIVE
            assert seconds <= 10


def connected(port: int) -> socket.socket:
    """As soon as somebody listens."""
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")


def timer_of(local: int, remote: int) -> tuple[str, float]:
    """The timer of a TCP connection of this machine, and in how many seconds it is due."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        ports = [int(address.partition(":")[2], 16) for address in fields[1:3]]
        if ports == [local, remote]:
            timer, _, ticks = fields[5].partition(":")
            return timer, int(ticks, 16) / os.sysconf("SC_CLK_TCK")
    raise AssertionError("there is no such connection")
