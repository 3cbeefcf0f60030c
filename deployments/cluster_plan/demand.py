"""A model's YAML as a demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from deployments.cluster_plan.labels import parse_selector
from deployments.cluster_plan.types import Demand
from deployments.model_config import ConfigError, DeploymentOptions, ModelConfig
from deployments.placement import LEAST_CPU, Bundle, Placement, placement, replica_counts


def demand(config: ModelConfig) -> Demand:
    """Raises `ConfigError` for what contradicts itself, and for what Ray would refuse."""
    options = config.deployment
    _check_options(options)
    placed = placement(config)
    for bundle in placed.bundles:
        _check(bundle)
    grouped = options.placement_group_bundles is not None or len(placed.bundles) > 1
    if grouped and options.max_replicas_per_node is not None:
        raise ConfigError(
            "deployment: max_replicas_per_node and placement groups exclude each other in Ray Serve"
        )
    least, most = replica_counts(config)
    if not grouped:
        placed = _as_actor(placed)
    return Demand(
        config.name, placed, least, max(least, most), options.max_replicas_per_node, grouped
    )


def _check_options(options: DeploymentOptions) -> None:
    """Values that the YAML passes on to Ray as they are."""
    scaling = options.autoscaling_config or {}
    limits = (scaling.get("min_replicas", 0), scaling.get("max_replicas", 0))
    for count in (*limits, options.num_replicas or 0):
        if count != "auto" and (not isinstance(count, int) or count < 0):
            raise ConfigError(f"deployment: '{count}' is no number of replicas")
    for key in ("resources", "label_selector"):
        if not isinstance(options.ray_actor_options.get(key, {}), Mapping):
            raise ConfigError(f"deployment: ray_actor_options.{key}: expected names with values")


def _check(bundle: Bundle) -> None:
    for name, amount in bundle.resources.items():
        if not _is_amount(amount):
            raise ConfigError(f"deployment: {name}: '{amount}' is no amount of a resource")
    for key, text in bundle.labels.items():
        try:
            parse_selector(text)
        except (ValueError, TypeError) as error:
            raise ConfigError(f"deployment: label_selector: {key}: {error}") from None


def _is_amount(amount: object) -> bool:
    number = isinstance(amount, int | float) and not isinstance(amount, bool)
    return number and isfinite(amount) and amount >= 0  # type: ignore[arg-type,operator]


def _as_actor(placed: Placement) -> Placement:
    """A bundle must hold something; an actor need not."""
    (bundle,) = placed.bundles
    if bundle.resources == {"CPU": LEAST_CPU}:
        return replace(placed, bundles=(replace(bundle, resources={}),))
    return placed
