"""The configurations that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ray.autoscaler._private.util import prepare_config, validate_config
from ray.serve.schema import ServeDeploySchema

from serve_app.app import gateway
from serve_app.settings import GatewaySettings

PROJECT = Path(__file__).resolve().parent.parent.parent


def test_ray_accepts_the_cluster_file() -> None:
    config = yaml.safe_load((PROJECT / "cluster.yaml").read_text())
    validate_config(prepare_config(config))


@pytest.mark.parametrize("name", ["quickstart.yaml", "cluster.yaml"])
def test_serve_accepts_the_serve_configs(name: str) -> None:
    config = ServeDeploySchema.model_validate(
        yaml.safe_load((PROJECT / "configs" / name).read_text())
    )
    for application in config.applications:
        assert application.import_path == "serve_app.app:gateway"
        gateway(GatewaySettings.model_validate(application.args))


def test_the_quickstart_listens_on_loopback_only() -> None:
    config = yaml.safe_load((PROJECT / "configs" / "quickstart.yaml").read_text())
    assert config["http_options"] == {"host": "127.0.0.1", "port": 8080}
