"""The environment of Ray Serve, set before any test imports it: Serve reads it once."""

from __future__ import annotations

import os
import secrets

from ports import free_port

from serve_app.env import serve_environment

os.environ |= {
    "RAY_AUTH_MODE": "token",  # as in production, and no token of the user's is touched
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
    "RAY_SERVE_REPLICA_AUTOSCALING_METRIC_PUSH_INTERVAL_S": "0.2",
    "RAY_SERVE_HANDLE_AUTOSCALING_METRIC_PUSH_INTERVAL_S": "0.2",
    "SERVE_SLOW_STARTUP_WARNING_S": "2",
    "SERVE_SLOW_STARTUP_WARNING_PERIOD_S": "1",
    "RAY_SERVE_HAPROXY_STATS_PORT": str(free_port()),
    "RAY_SERVE_HAPROXY_METRICS_PORT": str(free_port()),
}
os.environ |= serve_environment()
