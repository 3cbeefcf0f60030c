"""Every environment variable that the HTTP side reads, typed, in one place."""

from __future__ import annotations

import os
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
