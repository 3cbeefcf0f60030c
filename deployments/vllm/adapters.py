"""LoRA adapters: loaded with the model, one at most for each request."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments.model_config import ConfigError, ModelConfig
from deployments.types import Failed, RequestRefused

RANKS = (1, 8, 16, 32, 64, 128, 256, 320, 512)
"""Those that vLLM has room for (`vllm.config.lora.MaxLoRARanks`)."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """`number` is vLLM's id of it; `rank` that of its matrices; `chosen`: where none is named."""

    name: str
    number: int
    path: Path
    rank: int
    chosen: bool


def adapters_of(config: ModelConfig, models_dir: Path) -> tuple[Adapter, ...]:
    """The adapters of the YAML: folders as PEFT writes them. Raises `ConfigError`."""
    found = config.adapters(models_dir)
    names = [path.name for path, _ in found]
    if len(set(names)) < len(names):
        raise ConfigError("lora_adapters: two have the same name")
    if any(scale not in (0, 1) for _, scale in found):
        raise ConfigError("lora_scales: vLLM applies an adapter (1) or does not (0)")
    if sum(scale for _, scale in found) > 1:
        raise ConfigError("lora_scales: vLLM applies one adapter at a time; give the others 0")
    return tuple(
        Adapter(path.name, number, path, _rank(path), chosen=scale == 1)
        for number, (path, scale) in enumerate(found, 1)
    )


def lora_args(adapters: Sequence[Adapter]) -> dict[str, Any]:
    """Room for all of them at once. Raises `ConfigError`."""
    if not adapters:
        return {}
    highest = max(adapter.rank for adapter in adapters)
    room = next((rank for rank in RANKS if rank >= highest), None)
    if room is None:
        raise ConfigError(f"lora_adapters: rank {highest}; vLLM has room for {RANKS[-1]}")
    return {"enable_lora": True, "max_loras": len(adapters), "max_lora_rank": room}


def chosen(adapters: Sequence[Adapter], wanted: Sequence[tuple[str, float]]) -> Adapter | None:
    """The one for a request that names adapters, by name or number from 0; else the YAML's.

    Raises:
        RequestRefused: there is no such adapter, or vLLM cannot apply it so.
    """
    if not wanted:
        return next((adapter for adapter in adapters if adapter.chosen), None)
    found = [(_named(adapters, name), scale) for name, scale in wanted]
    used = [(adapter, scale) for adapter, scale in found if scale]
    if any(scale != 1 for _, scale in used):
        raise _refused("this model's adapters have the scale 1, or 0")
    if len(used) > 1:
        raise _refused("this model takes one adapter at a time")
    return used[0][0] if used else None


def _named(adapters: Sequence[Adapter], name: str) -> Adapter:
    for number, adapter in enumerate(adapters):
        if name in (adapter.name, str(number)):
            return adapter
    known = ", ".join(adapter.name for adapter in adapters) or "none"
    raise _refused(f"no adapter '{name}'; there are: {known}")


def _refused(message: str) -> RequestRefused:
    return RequestRefused(Failed("invalid_request", f"lora: {message}", "lora"))


def _rank(path: Path) -> int:
    """Raises `ConfigError`."""
    try:
        said = json.loads((path / "adapter_config.json").read_text())
        ranks = (said["r"], *said.get("rank_pattern", {}).values())
        return max(map(int, ranks))
    except OSError as error:
        raise ConfigError(f"lora_adapters: {path.name}: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ConfigError(f"lora_adapters: {path.name}: no adapter of PEFT") from None
