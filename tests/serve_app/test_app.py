from pathlib import Path

import pytest
from ray.serve import Application

from deployments.model_config import ConfigError
from serve_app import app
from serve_app.settings import GatewaySettings


def test_the_gateway_and_its_catalog() -> None:
    gateway = app.gateway(GatewaySettings(num_replicas=3))
    assert isinstance(gateway, Application)
    front = gateway._bound_deployment
    assert (front.name, front.num_replicas) == ("Gateway", 3)
    settings, catalog = front.init_args
    assert settings == GatewaySettings(num_replicas=3)
    assert catalog._bound_deployment.name == "Catalog"
    assert catalog._bound_deployment.num_replicas == 1


def test_a_declared_model(tmp_path: Path) -> None:
    config = {"name": "fox", "backend": "fake", "models_dir": str(tmp_path)}
    deployment = app.model(config)._bound_deployment
    assert deployment.name == "Model"
    canonical, models_dir, digest = deployment.init_args
    assert canonical == {"name": "fox", "backend": "fake"}
    assert models_dir == str(tmp_path)
    assert len(digest) == 16
    assert config["models_dir"]  # Serve's own dictionary stays as it is


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"backend": "fake"}, "Serve config: name: Field required"),
        ({"name": "fox", "backend": "fkae"}, "did you mean 'fake'"),
        ({"name": "fox"}, "backend: name one"),
    ],
)
def test_a_declared_model_that_is_wrong(config: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        app.model(config)
