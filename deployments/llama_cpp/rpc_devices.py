"""Devices of other machines: the client's side of llama.cpp's RPC (ggml-rpc.h).

The library ends the process where a server does not answer, and waits for ever where it serves
somebody else. So each server is greeted here first, as the protocol has it, with a time limit.
"""

from __future__ import annotations

import ctypes
import logging
import socket
import struct
import time
from collections.abc import Sequence

from deployments.llama_cpp.devices import load_library
from deployments.llama_cpp.library import initialise
from deployments.llama_cpp.rpc_endpoint import Endpoint

logger = logging.getLogger(__name__)

PROTOCOL_MAJOR = 7  # RPC_PROTO_MAJOR_VERSION
HELLO = 14  # RPC_CMD_HELLO
CAPABILITIES = 24  # RPC_CONN_CAPS_SIZE: bytes in either direction; zeros: plain TCP
ANSWER = struct.Struct(f"<Q4B{CAPABILITIES}s")
GREETING_TIMEOUT = 5.0


class ServerUnusable(Exception):
    """An RPC server cannot be reached, serves another client, or is of another build."""


def connect(servers: Sequence[Endpoint], patience: float = 30.0) -> None:
    """Make the servers' devices known to the library, for the life of this process.

    `patience`: seconds to wait for servers that have just been started, or are being left by
    another client. Raises `ServerUnusable`.
    """
    deadline = time.monotonic() + patience
    for server in servers:
        _wait_for(server, deadline)
    initialise()
    ggml, rpc = load_library("ggml"), load_library("ggml-rpc")
    rpc.ggml_backend_rpc_add_server.argtypes = [ctypes.c_char_p]
    rpc.ggml_backend_rpc_add_server.restype = ctypes.c_void_p
    ggml.ggml_backend_register.argtypes = [ctypes.c_void_p]
    for server in servers:
        registry = rpc.ggml_backend_rpc_add_server(str(server).encode())
        if registry is None:
            raise ServerUnusable(f"{server}: the library refused this RPC server")
        ggml.ggml_backend_register(registry)
        logger.info("the devices of %s are used", server)


def _wait_for(server: Endpoint, deadline: float) -> None:
    while True:
        try:
            greet(server)
            return
        except OSError as error:
            reason = "it serves another client" if isinstance(error, TimeoutError) else str(error)
            if time.monotonic() > deadline:
                raise ServerUnusable(f"{server}: no RPC server answers there: {reason}") from None
        time.sleep(0.2)


def greet(server: Endpoint) -> None:
    """Shake hands and leave again. Raises `OSError` or `ServerUnusable`."""
    with socket.create_connection((server.host, server.port), GREETING_TIMEOUT) as connection:
        greeting = struct.pack(f"<BQ{CAPABILITIES}x", HELLO, CAPABILITIES)
        connection.sendall(greeting)
        answer = b""
        while len(answer) < ANSWER.size:
            piece = connection.recv(ANSWER.size - len(answer))
            if not piece:
                raise ServerUnusable(f"{server}: this is no RPC server of llama.cpp")
            answer += piece
    size, major, minor, patch, _, _ = ANSWER.unpack(answer)
    if (size, major) != (ANSWER.size - 8, PROTOCOL_MAJOR):
        raise ServerUnusable(
            f"{server}: speaks version {major}.{minor}.{patch} of the RPC protocol and not "
            f"{PROTOCOL_MAJOR}.x; run the same build of llama.cpp on all nodes"
        )
