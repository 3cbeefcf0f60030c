import socket

import pytest

from serve_app import serve_ports as module
from serve_app.serve_ports import serve_ports


def test_a_block_is_halved() -> None:
    ports = sorted(int(port) for port in serve_ports().values())
    first = ports[0]
    assert first in module.BLOCKS
    assert [port - first for port in ports] == [0, 1, 249, 250, 251, 499]


def test_a_block_in_which_somebody_listens_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as Serve's replicas do
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(module, "BLOCKS", range(taken, taken + 1))
        monkeypatch.setattr(module, "BLOCK_SIZE", 2)
        assert serve_ports() == {}
