"""What a model needs of the cluster, in Ray Serve's own words. Pure: no cluster is asked.

Everything the YAML's `deployment:` section says is passed on; the defaults differ from Serve's
where those suit web requests and not generations that run for minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deployments.model_config import ConfigError, DeploymentOptions, ModelConfig, Strategy

DEFAULTS: Mapping[str, Any] = {
    # A replica queues by itself and knows what fits; Serve's default of 5 would idle an engine.
    "max_ongoing_requests": 256,
    # A stream may run for minutes; Serve's default of 20 s would cut it on every redeploy.
    "graceful_shutdown_timeout_s": 600.0,
    "graceful_shutdown_wait_loop_s": 1.0,
    "health_check_period_s": 5.0,
    "health_check_timeout_s": 30.0,
    # Of each gateway; whoever comes on top is told at once to come again later.
    "max_queued_requests": 256,
}
AUTOSCALING_DEFAULTS: Mapping[str, Any] = {
    "min_replicas": 1,
    # Loading a model costs more than a moment of waiting: more replicas soon, fewer late.
    "upscale_delay_s": 5.0,
    "downscale_delay_s": 300.0,
}
# CPU is reserved only when the YAML says so (`reserve`, or amounts): on one machine several models
# share its cores, and a reservation would leave all but the first pending for ever.
ACTOR_DEFAULTS: Mapping[str, Any] = {"num_cpus": 0}
DEFAULT_SLOTS = 8
VLLM_SLOTS = 64
"""Of the 256 that vLLM takes, so many are worth another replica."""
LEAST_CPU = 0.001
"""A bundle must hold something."""
WORKER_HEALTH_PERIOD = 1.0


@dataclass(frozen=True, slots=True)
class Bundle:
    """Resources of one process, by Ray's names (CPU, GPU, memory in bytes, …), and node labels."""

    resources: Mapping[str, float]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """What one replica needs: the first bundle for itself, one more for each of its workers."""

    bundles: tuple[Bundle, ...]
    strategy: Strategy = "PACK"


def placement(config: ModelConfig) -> Placement:
    """Raises `ConfigError` for what contradicts itself."""
    options = config.deployment
    if options.placement_group_bundles is None:
        bundles = rank_bundles(config) or (replica_bundle(options), *worker_bundles(options))
        return Placement(bundles, options.placement_group_strategy or worker_strategy(options))
    if options.rpc_workers is not None:
        raise ConfigError(
            "deployment: placement_group_bundles and rpc_workers exclude each other; "
            "say with ray_actor_options what the replica needs"
        )
    given = options.placement_group_bundles
    selectors = options.placement_group_bundle_label_selector or [{}]
    if len(selectors) == 1:
        selectors = selectors * len(given)
    if len(selectors) != len(given):
        raise ConfigError(
            "deployment.placement_group_bundle_label_selector: "
            f"has {len(selectors)} entries for {len(given)} bundles; 1 is for all"
        )
    bundles = tuple(Bundle(*each) for each in zip(given, selectors, strict=True))
    return Placement(bundles, options.placement_group_strategy or "PACK")


def serve_options(config: ModelConfig, *, routed: bool = False) -> dict[str, Any]:
    """Keyword arguments for `Deployment.options()`. Raises `ConfigError`.

    `routed`: with the router that knows prefixes, where there may be several replicas.
    """
    said = config.deployment.model_dump(
        exclude_none=True, exclude_defaults=True, exclude={"rpc_workers", "reserve"}
    )
    actor = {**ACTOR_DEFAULTS, **said.pop("ray_actor_options", {})}
    options = {**DEFAULTS, **said, "ray_actor_options": actor}
    placed = placement(config)
    if len(placed.bundles) > 1 and "placement_group_bundles" not in said:
        options |= in_groups(placed)
        actor.pop("label_selector", None)  # the first bundle has it
        actor["num_cpus"] = placed.bundles[0].resources.get("CPU", 0)
        options["health_check_period_s"] = said.get("health_check_period_s", WORKER_HEALTH_PERIOD)
    if rank_bundles(config):  # the GPUs of the group are for the ranks
        actor |= {"num_cpus": placed.bundles[0].resources.get("CPU", 0), "num_gpus": 0}
    if "autoscaling_config" in options:
        options["autoscaling_config"] = autoscaling(config, options["autoscaling_config"])
    elif "num_replicas" not in options:
        options["num_replicas"] = 1
    if routed and options.get("num_replicas") != 1:
        options.setdefault("request_router_config", prefix_routing(config))
    return options


def replica_counts(config: ModelConfig) -> tuple[int, int]:
    """The least and the most replicas there may be."""
    options = serve_options(config)
    scaling = options.get("autoscaling_config")
    if scaling is None:
        count = options["num_replicas"]
        return (1, 100) if count == "auto" else (count, count)
    return scaling["min_replicas"], scaling.get("max_replicas", max(1, scaling["min_replicas"]))


# --- The bundles -------------------------------------------------------------------------------


def replica_bundle(options: DeploymentOptions) -> Bundle:
    """What `ray_actor_options` says of the replica itself."""
    said = options.ray_actor_options
    resources: dict[str, float] = {
        "CPU": said.get("num_cpus", 0),
        "GPU": said.get("num_gpus", 0),
        "memory": said.get("memory", 0),
        **said.get("resources", {}),
    }
    return Bundle(
        _something({**resources, **_accelerator(said.get("accelerator_type"))}),
        said.get("label_selector", {}),
    )


def rank_bundles(config: ModelConfig) -> tuple[Bundle, ...]:
    """One for each process that vLLM splits the model over; the replica is in the first one's.

    `num_gpus` is what each rank has; without GPUs they share the replica's node.
    """
    ranks = max(1, config.tensor_parallel_size) * max(1, config.pipeline_parallel_size)
    if config.backend != "vllm" or ranks == 1:
        return ()
    first = replica_bundle(config.deployment)
    resources = {"GPU": 1.0, **first.resources}
    if config.deployment.ray_actor_options.get("num_gpus") == 0:
        return (Bundle({**first.resources, "CPU": max(ranks, first.resources.get("CPU", 0))}),)
    others = {name: amount for name, amount in resources.items() if name not in ("CPU", "memory")}
    return (Bundle(resources, first.labels), *[Bundle(others, first.labels)] * (ranks - 1))


def worker_bundles(options: DeploymentOptions) -> tuple[Bundle, ...]:
    workers = options.rpc_workers
    if workers is None:
        return ()
    resources = {
        "CPU": workers.num_cpus,
        "GPU": workers.num_gpus,
        "memory": workers.memory,
        **workers.resources,
        **_accelerator(workers.accelerator_type),
    }
    return (Bundle(_something(resources), workers.label_selector),) * workers.count


def worker_strategy(options: DeploymentOptions) -> Strategy:
    return "PACK" if options.rpc_workers is None else options.rpc_workers.strategy


def _accelerator(type: str | None) -> dict[str, float]:
    """As Ray has it: a node offers one unit of its accelerator's type."""
    return {} if type is None else {f"accelerator_type:{type}": LEAST_CPU}


def _something(resources: Mapping[str, float]) -> dict[str, float]:
    return {name: amount for name, amount in resources.items() if amount} or {"CPU": LEAST_CPU}


# --- Serve's words for them ----------------------------------------------------------------------


def in_groups(placed: Placement) -> dict[str, Any]:
    options: dict[str, Any] = {
        "placement_group_bundles": [dict(bundle.resources) for bundle in placed.bundles],
        "placement_group_strategy": placed.strategy,
    }
    if any(bundle.labels for bundle in placed.bundles):
        labels = [dict(bundle.labels) for bundle in placed.bundles]
        options["placement_group_bundle_label_selector"] = labels
    return options


def autoscaling(config: ModelConfig, said: Mapping[str, Any]) -> dict[str, Any]:
    """A replica is full when all its slots run; then the next one is started."""
    target = {"target_ongoing_requests": float(slots(config))}
    return {**AUTOSCALING_DEFAULTS, **target, **said}


def prefix_routing(config: ModelConfig) -> dict[str, Any]:
    """Requests go where their prefix is cached, unless that replica is busy."""
    return {
        "request_router_class": "deployments.prefix_router.PrefixRouter",
        "request_router_kwargs": {"slack": max(1, slots(config) // 2)},
    }


def slots(config: ModelConfig) -> int:
    """How many sequences a replica generates at a time, as its YAML has it."""
    if config.backend == "vllm":
        return int(config.engine_args.get("max_num_seqs", VLLM_SLOTS))
    for option in config.options:
        name, _, value = option.partition(":")
        if name in ("parallel", "n_parallel") and value.strip().isdigit():
            return max(1, int(value))
    return DEFAULT_SLOTS
