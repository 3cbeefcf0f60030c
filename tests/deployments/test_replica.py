from pathlib import Path

import pytest

from deployments.model_config import ConfigError, parse_model_config
from deployments.replica import model_application


def test_what_ray_would_wait_for_without_end_is_refused() -> None:
    actor = {"label_selector": {"zone": "in(a, b)"}}
    config = parse_model_config(
        {"name": "m", "backend": "fake", "deployment": {"ray_actor_options": actor}}, "m.yaml"
    )
    with pytest.raises(ConfigError, match=r"label_selector: zone: 'in\(a, b\)'"):
        model_application(config, Path("models"))
