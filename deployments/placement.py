"""What a model needs of the cluster, in Ray Serve's own words. Pure: no cluster is asked.

Everything the YAML's `deployment:` section says is passed on; the defaults differ from Serve's
where those suit web requests and not generations that run for minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deployments.model_config import ModelConfig

DEFAULTS: Mapping[str, Any] = {
    # A replica queues by itself and knows what fits; Serve's default of 5 would idle an engine.
    "max_ongoing_requests": 256,
    # A stream may run for minutes; Serve's default of 20 s would cut it on every redeploy.
    "graceful_shutdown_timeout_s": 600.0,
    "graceful_shutdown_wait_loop_s": 1.0,
    "health_check_period_s": 5.0,
    "health_check_timeout_s": 30.0,
}
# CPU is reserved only when the YAML says so: on one machine several models share its cores, and a
# reservation would leave all but the first pending for ever.
ACTOR_DEFAULTS: Mapping[str, Any] = {"num_cpus": 0}


def serve_options(config: ModelConfig) -> dict[str, Any]:
    """Keyword arguments for `Deployment.options()`."""
    said = config.deployment.model_dump(exclude_none=True, exclude_defaults=True)
    actor = {**ACTOR_DEFAULTS, **said.pop("ray_actor_options", {})}
    options = {**DEFAULTS, **said, "ray_actor_options": actor}
    if "num_replicas" not in options and "autoscaling_config" not in options:
        options["num_replicas"] = 1
    return options
