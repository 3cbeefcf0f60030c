"""`nodes.yaml`: the machines of a cluster that may not exist yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BeforeValidator, Field, ValidationError, field_validator

from deployments.cluster_plan import ACCELERATOR, Node
from deployments.model_config import Section, validation_messages
from serve_app.launch import LaunchError

SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT]iB)")
SIZES = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
ACCELERATOR_LABEL = "ray.io/accelerator-type"
"""Ray labels nodes that have an accelerator with its kind."""
MEMORY = ("memory", "object_store_memory")
LARGEST = 2**48  # counted in ten-thousandths it still fits 64 bits
MOST_GPUS = 1024


def _amount(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = SIZE.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"'{value}' is neither a number nor a size such as 128GiB")
    return float(found[1]) * SIZES[found[2]]


Amount = Annotated[float, BeforeValidator(_amount), Field(ge=0, le=LARGEST, strict=True)]


class NodeGroup(Section):
    """`count` equal machines; their names are numbered where there are several."""

    name: str = Field(min_length=1)
    count: int = Field(default=1, ge=1, le=100_000, strict=True)
    resources: dict[str, Amount] = Field(default_factory=dict)
    accelerator_type: str | None = None
    labels: dict[str, str] = Field(default_factory=dict)

    @field_validator("resources", mode="before")
    @classmethod
    def _sizes_are_of_memory(cls, value: object) -> object:
        if isinstance(value, dict):
            for name, amount in value.items():
                if isinstance(amount, str) and name not in MEMORY:
                    raise ValueError(f"{name}: expected a number, not '{amount}'")
        return value

    @field_validator("resources")
    @classmethod
    def _gpus_are_whole(cls, value: dict[str, float]) -> dict[str, float]:
        gpus = value.get("GPU", 0)
        if gpus % 1 or gpus > MOST_GPUS:
            raise ValueError(f"GPU: expected a whole number, {MOST_GPUS} at most, not {gpus:g}")
        return value

    def nodes(self) -> Iterator[Node]:
        resources, labels = dict(self.resources), dict(self.labels)
        if self.accelerator_type is not None:
            resources[f"{ACCELERATOR}{self.accelerator_type}"] = 1.0
            labels.setdefault(ACCELERATOR_LABEL, self.accelerator_type)
        for number in range(1, self.count + 1):
            name = self.name if self.count == 1 else f"{self.name}-{number}"
            yield Node(name, resources, labels)


class NodesFile(Section):
    nodes: list[NodeGroup] = Field(min_length=1)


def read_nodes(path: Path) -> list[Node]:
    """Raises `LaunchError` naming the key that is wrong."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        groups = NodesFile.model_validate(data).nodes
    except ValidationError as error:
        raise LaunchError(f"{path}: {'; '.join(validation_messages(error))}") from None
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise LaunchError(f"{path}: {error}") from None
    nodes = [node for group in groups for node in group.nodes()]
    seen: set[str] = set()
    for node in nodes:
        if node.name in seen:
            raise LaunchError(f"{path}: two nodes have the name '{node.name}'")
        seen.add(node.name)
    return nodes
