from typing import Any

import pytest
from ray import serve
from ray.serve.config import AutoscalingConfig, RequestRouterConfig

from deployments.model_config import (
    ConfigError,
    DeploymentOptions,
    ModelConfig,
    parse_model_config,
)
from deployments.placement import (
    DEFAULTS,
    Bundle,
    Placement,
    placement,
    replica_counts,
    serve_options,
    slots,
)
from deployments.prefix_router import PrefixRouter

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
    "request_router_config": {"request_router_kwargs": {}},
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
    said["autoscaling_config"] |= {"target_ongoing_requests": 3, "upscale_delay_s": 1}
    said["autoscaling_config"] |= {"downscale_delay_s": 2}
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
    ours = {"ignored_keys", "rpc_workers", "reserve"}
    assert set(EVERYTHING) == set(DeploymentOptions.model_fields) - ours


@pytest.mark.parametrize("without", ["placement_group_bundles", "max_replicas_per_node"])
def test_serve_knows_every_option(without: str) -> None:
    said = EVERYTHING | {"max_replicas_per_node": 1}
    del said[without]
    if without == "placement_group_bundles":  # these need the bundles
        del said["placement_group_strategy"], said["placement_group_bundle_label_selector"]
    deployment = serve.deployment(lambda: None).options(**options(**said))
    assert deployment.ray_actor_options["num_gpus"] == 1
    assert deployment.max_queued_requests == 4


# --- Replicas as many as are needed ------------------------------------------------------------


def model(**keys: Any) -> ModelConfig:
    return parse_model_config({"name": "m", "backend": "llama-cpp", **keys}, "m.yaml")


@pytest.mark.parametrize(
    ("listed", "target"),
    [([], 8), (["parallel:3"], 3), (["n_parallel: 2"], 2), (["parallel:many"], 8)],
)
def test_a_replica_is_full_when_its_slots_are(listed: list[str], target: float) -> None:
    config = model(options=listed, deployment={"autoscaling_config": {"max_replicas": 3}})
    scaling = serve_options(config)["autoscaling_config"]
    assert scaling["target_ongoing_requests"] == target
    assert scaling["upscale_delay_s"] < scaling["downscale_delay_s"]
    assert AutoscalingConfig(**scaling).max_replicas == 3


def test_vllm_takes_more() -> None:
    assert slots(model(backend="vllm")) > slots(model())
    assert slots(model(backend="vllm", engine_args={"max_num_seqs": 5})) == 5


@pytest.mark.parametrize(
    ("deployment", "counts"),
    [
        ({}, (1, 1)),
        ({"num_replicas": 3}, (3, 3)),
        ({"num_replicas": "auto"}, (1, 100)),
        ({"autoscaling_config": {"min_replicas": 0, "max_replicas": 3}}, (0, 3)),
        ({"autoscaling_config": {"max_replicas": 2}}, (1, 2)),
    ],
)
def test_how_many_there_may_be(deployment: dict[str, Any], counts: tuple[int, int]) -> None:
    assert replica_counts(model(deployment=deployment)) == counts


# --- Groups ------------------------------------------------------------------------------------


def test_one_bundle_for_the_replica_and_one_for_each_worker() -> None:
    workers = {
        "count": 2,
        "num_gpus": 0.5,
        "num_cpus": 1,
        "memory": 1e9,
        "accelerator_type": "L4",
        "label_selector": {"zone": "a"},
        "strategy": "SPREAD",
    }
    actor = {"num_cpus": 2, "num_gpus": 0.25, "label_selector": {"zone": "b"}}
    config = model(deployment={"rpc_workers": workers, "ray_actor_options": actor})
    worker = {"CPU": 1, "GPU": 0.5, "memory": 1e9, "accelerator_type:L4": 0.001}
    bundles = (
        Bundle({"CPU": 2, "GPU": 0.25}, {"zone": "b"}),
        *[Bundle(worker, {"zone": "a"})] * 2,
    )
    assert placement(config) == Placement(bundles, "SPREAD")
    options = serve_options(config)
    assert options["placement_group_bundles"] == [{"CPU": 2, "GPU": 0.25}, worker, worker]
    assert options["placement_group_strategy"] == "SPREAD"
    labels = options["placement_group_bundle_label_selector"]
    assert labels == [{"zone": "b"}, {"zone": "a"}, {"zone": "a"}]
    assert options["ray_actor_options"] == {"num_cpus": 2, "num_gpus": 0.25}
    assert options["health_check_period_s"] == 1
    assert "rpc_workers" not in options
    serve.deployment(lambda: None).options(**options)


def test_workers_on_nodes_of_their_own_where_nothing_is_said() -> None:
    placed = placement(model(deployment={"rpc_workers": {"count": 1}}))
    assert placed == Placement((Bundle({"CPU": 0.001}), Bundle({"CPU": 0.001})), "STRICT_SPREAD")


def test_own_bundles_and_workers_exclude_each_other() -> None:
    deployment = {"rpc_workers": {"count": 1}, "placement_group_bundles": [{"CPU": 1}]}
    with pytest.raises(ConfigError, match="rpc_workers exclude each other"):
        serve_options(model(deployment=deployment))


def test_selectors_are_one_for_all_or_one_for_each() -> None:
    deployment: dict[str, Any] = {"placement_group_bundles": [{"CPU": 1}] * 3}
    deployment["placement_group_bundle_label_selector"] = [{"a": "b"}]
    assert placement(model(deployment=deployment)).bundles == (Bundle({"CPU": 1}, {"a": "b"}),) * 3
    deployment["placement_group_bundle_label_selector"] = [{"a": "b"}] * 2
    with pytest.raises(ConfigError, match="2 entries for 3 bundles"):
        placement(model(deployment=deployment))


def test_the_ranks_of_vllm_have_a_gpu_each_and_the_replica_none() -> None:
    config = model(
        backend="vllm",
        tensor_parallel_size=2,
        pipeline_parallel_size=2,
        deployment={"ray_actor_options": {"num_cpus": 4}},
    )
    placed = placement(config)
    assert placed == Placement((Bundle({"CPU": 4, "GPU": 1}), *[Bundle({"GPU": 1})] * 3), "PACK")
    assert serve_options(config)["ray_actor_options"] == {"num_cpus": 4, "num_gpus": 0}


def test_ranks_without_gpus_share_the_replicas_node() -> None:
    deployment = {"ray_actor_options": {"num_gpus": 0}}
    config = model(backend="vllm", tensor_parallel_size=2, deployment=deployment)
    assert placement(config).bundles == (Bundle({"CPU": 2}),)
    assert serve_options(config)["ray_actor_options"] == {"num_cpus": 2, "num_gpus": 0}


def test_a_model_that_is_not_split_has_no_group() -> None:
    for config in (model(), model(backend="vllm", tensor_parallel_size=1)):
        assert len(placement(config).bundles) == 1
        assert "placement_group_bundles" not in serve_options(config)


@pytest.mark.parametrize(
    ("deployment", "routed"),
    [
        ({}, False),
        ({"num_replicas": 1}, False),
        ({"num_replicas": 2}, True),
        ({"autoscaling_config": {"max_replicas": 2}}, True),
    ],
)
def test_requests_go_where_their_prefix_is_if_there_are_several(
    deployment: dict[str, Any], routed: bool
) -> None:
    config = model(deployment=deployment, options=["parallel:6"])
    assert "request_router_config" not in serve_options(config)
    options = serve_options(config, routed=True)
    assert ("request_router_config" in options) == routed
    if routed:
        router = RequestRouterConfig(**options["request_router_config"])
        assert router.get_request_router_class() is PrefixRouter
        assert router.request_router_kwargs == {"slack": 3}
