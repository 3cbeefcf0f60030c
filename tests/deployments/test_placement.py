from typing import Any

import pytest
from ray import serve

from deployments.model_config import DeploymentOptions, parse_model_config
from deployments.placement import DEFAULTS, serve_options

EVERYTHING: dict[str, Any] = {
    "num_replicas": "auto",
    "autoscaling_config": {"min_replicas": 1, "max_replicas": 2},
    "ray_actor_options": {"num_gpus": 1},
    "max_replicas_per_node": None,
    "placement_group_bundles": [{"GPU": 1.0}],
    "placement_group_strategy": "STRICT_PACK",
    "placement_group_bundle_label_selector": [{"zone": "a"}],
    "max_ongoing_requests": 3,
    "max_queued_requests": 4,
    "graceful_shutdown_timeout_s": 5.0,
    "graceful_shutdown_wait_loop_s": 6.0,
    "health_check_period_s": 7.0,
    "health_check_timeout_s": 8.0,
}


def options(**deployment: Any) -> dict[str, Any]:
    return serve_options(parse_model_config({"name": "m", "deployment": deployment}, "m.yaml"))


def test_nothing_said_is_one_replica_without_reserved_cores() -> None:
    assert options() == {**DEFAULTS, "num_replicas": 1, "ray_actor_options": {"num_cpus": 0}}


def test_generations_may_outlast_serves_own_limits() -> None:
    assert options()["max_ongoing_requests"] > 5
    assert options()["graceful_shutdown_timeout_s"] > 20


def test_everything_said_is_passed_on() -> None:
    said = {key: value for key, value in EVERYTHING.items() if value is not None}
    actor = {"num_cpus": 0, "num_gpus": 1}
    assert options(**said) == {**said, "ray_actor_options": actor}


def test_the_yaml_may_reserve_cores() -> None:
    actor = {"num_cpus": 2.5, "resources": {"tpu": 1}}
    assert options(ray_actor_options=actor)["ray_actor_options"] == actor


def test_autoscaling_leaves_the_number_of_replicas_to_serve() -> None:
    assert "num_replicas" not in options(autoscaling_config={"max_replicas": 3})
    assert options(num_replicas=2)["num_replicas"] == 2


def test_one_models_options_do_not_leak_into_the_next() -> None:
    options(ray_actor_options={"num_gpus": 1}, max_ongoing_requests=1)["num_replicas"] = 9
    assert options() == {**DEFAULTS, "num_replicas": 1, "ray_actor_options": {"num_cpus": 0}}


def test_the_list_above_has_every_key_of_the_section() -> None:
    assert set(EVERYTHING) == set(DeploymentOptions.model_fields) - {"ignored_keys"}


@pytest.mark.parametrize("without", ["placement_group_bundles", "max_replicas_per_node"])
def test_serve_knows_every_option(without: str) -> None:
    said = EVERYTHING | {"max_replicas_per_node": 1}
    del said[without]
    if without == "placement_group_bundles":  # these need the bundles
        del said["placement_group_strategy"], said["placement_group_bundle_label_selector"]
    deployment = serve.deployment(lambda: None).options(**options(**said))
    assert deployment.ray_actor_options["num_gpus"] == 1
    assert deployment.max_queued_requests == 4
