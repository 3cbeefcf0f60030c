"""The processes of the session's cluster, as tests look for them to end them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ray import serve
from ray._private.state import state

from serve_app.serve_apps import app_name


def actors() -> list[dict[str, Any]]:
    """Those that are alive, the oldest first; as Ray's own table of them has it."""
    alive = state.actor_table(None, actor_state_name="ALIVE").values()
    return sorted(alive, key=lambda actor: actor["StartTime"])


def replica_pids(model: str) -> list[int]:
    begin = f"SERVE_REPLICA::{app_name(model)}#"
    return [actor["Pid"] for actor in actors() if actor["Name"].startswith(begin)]


def children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def running_replicas(model: str) -> int:
    """How many Serve sends requests to."""
    application = serve.status().applications.get(app_name(model))
    deployments = application.deployments.values() if application else ()
    return sum(deployment.replica_states.get("RUNNING", 0) for deployment in deployments)
