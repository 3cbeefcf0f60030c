"""The environment of Ray Serve, set before any test imports it: Serve reads it once."""

from __future__ import annotations

import os

from ports import free_port

from serve_app.env import serve_environment

os.environ |= {
    "RAY_AUTH_MODE": "disabled",  # loopback only, and no token of the user's is touched
    "RAY_SERVE_HAPROXY_STATS_PORT": str(free_port()),
    "RAY_SERVE_HAPROXY_METRICS_PORT": str(free_port()),
}
os.environ |= serve_environment()
