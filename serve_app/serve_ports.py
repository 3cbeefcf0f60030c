"""Ports for Serve's replicas and fallback proxy that no other Serve on this machine uses.

They listen with SO_REUSEPORT, on the same ports in every instance: two instances on one machine
would share them without an error, and answer each other's requests.
"""

from __future__ import annotations

import errno
import random
import socket
from collections.abc import Mapping

BLOCKS = range(24_000, 32_000, 500)  # first ports; below the range that Linux hands out itself
BLOCK_SIZE = 500


def serve_ports() -> Mapping[str, str]:
    """Variables for Serve that name a free block: half of it for HTTP, half for gRPC."""
    for first in random.sample(BLOCKS, len(BLOCKS)):
        if all(map(_is_free, range(first, first + BLOCK_SIZE))):
            middle = first + BLOCK_SIZE // 2
            return {
                "RAY_SERVE_FALLBACK_PROXY_HTTP_PORT": str(first),
                "RAY_SERVE_DIRECT_INGRESS_MIN_HTTP_PORT": str(first + 1),
                "RAY_SERVE_DIRECT_INGRESS_MAX_HTTP_PORT": str(middle - 1),
                "RAY_SERVE_FALLBACK_PROXY_GRPC_PORT": str(middle),
                "RAY_SERVE_DIRECT_INGRESS_MIN_GRPC_PORT": str(middle + 1),
                "RAY_SERVE_DIRECT_INGRESS_MAX_GRPC_PORT": str(first + BLOCK_SIZE - 1),
            }
    return {}  # then Serve's own


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True
