"""The builders that Serve configs name in `import_path`.

serve_app.app:gateway   the HTTP gateway and the catalog of a models directory
serve_app.app:model     one model, declared in the Serve config instead of a YAML file
"""

# Serve looks at the parameters' annotations at run time: no `from __future__ import annotations`.
from typing import Any

from ray import serve
from ray.serve import Application

from deployments.replica import model_application
from serve_app.catalog import CatalogDeployment
from serve_app.gateway import GatewayDeployment
from serve_app.settings import GatewaySettings, declared_model


def gateway(args: GatewaySettings) -> Application:
    """`args`: the fields of `GatewaySettings`."""
    catalog = serve.deployment(
        name="Catalog",
        num_replicas=1,
        max_ongoing_requests=1000,
        ray_actor_options={"num_cpus": 0},
        graceful_shutdown_timeout_s=5,
    )(CatalogDeployment)
    front = serve.deployment(
        name="Gateway",
        num_replicas=args.num_replicas,
        max_ongoing_requests=10_000,
        ray_actor_options={"num_cpus": 0},
    )(GatewayDeployment)
    return front.bind(args, catalog.bind(str(args.models_path)))


def model(args: dict[str, Any]) -> Application:
    """`args`: the keys of a model's YAML, and `models_dir` if its file is in another one."""
    return model_application(*declared_model(args, source="Serve config"))
