"""From a model's YAML to the arguments of vLLM's engine, and its environment. Pure: no vLLM here.

The names are those of `vllm.engine.arg_utils.AsyncEngineArgs` (vLLM 0.32).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments.model_config import ConfigError, ModelConfig
from deployments.vllm.adapters import Adapter, lora_args

CPU_CACHE = 4 * 2**30
"""Bytes for the KV cache on CPUs, a quarter of the RAM at most; vLLM would take nine tenths."""

SAME_NAME = ("dtype", "quantization", "load_format", "gpu_memory_utilization", "trust_remote_code")
REPLAY = "deployments.vllm.replay:Replay"

# What Shoal relies on, or says in another way.
SETTLED: Mapping[str, str] = {
    "model": "parameters.model names it",
    "served_model_name": "name: is the model's",
    "skip_tokenizer_init": "the tokenizer is needed",
    "runner": "embeddings: chooses it",
    "convert": "embeddings: chooses it",
    "structured_outputs_config": "grammars are llguidance's",
    "reasoning_parser": "the chat template tells how the model thinks",
    "reasoning_config": "the chat template tells how the model thinks",
    "enable_lora": "lora_adapters: has them",
    "tokens_only": "the tokenizer is needed",
}
# Keys of the YAML that would change what the model does and cannot here.
REFUSED: Mapping[str, str] = {
    "reranking": "this backend does not rerank",
    "mmproj": "this backend takes text alone",
    "draft_model": "speculative_config in engine_args names one",
    "n_draft": "speculative_config in engine_args says it",
    "prompt_cache_path": "vLLM keeps prompts in memory; enable_prefix_caching in engine_args",
    "prompt_cache_ro": "vLLM keeps prompts in memory",
}
LOCALAI_OPTIONS = frozenset({"tool_parser", "reasoning_parser"})
"""Its vLLM has these; here the chat template tells."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the engine is to run.

    platform: vLLM's name of it: "cpu", "cuda", "rocm", …
    cores: those that this process may use.
    memory: bytes of RAM.
    in_group: this process is in a placement group of Ray.
    """

    platform: str
    cores: Sequence[int] = (0,)
    memory: int = 16 * 2**30
    in_group: bool = False

    @property
    def has_gpus(self) -> bool:
        return self.platform != "cpu"


def engine_args(
    config: ModelConfig,
    models_dir: Path,
    machine: Machine,
    fields: Collection[str],
    *,
    adapters: Sequence[Adapter] = (),
    thought: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """Keyword arguments for `AsyncEngineArgs`.

    Args:
        fields: the names that it has.
        thought: the texts around a thought, where the model thinks.

    Raises:
        ConfigError: a key cannot be honoured, or `engine_args` has an unknown one or contradicts
            another key.
    """
    _refuse(config)
    said = _said(config) | lora_args(adapters)
    given = dict(config.engine_args)
    _check_names(given, fields)
    for key, value in given.items():
        if said.get(key, value) != value:
            raise ConfigError(f"engine_args: {key}: another key of the YAML says {said[key]!r}")
    arguments = _defaults(config, machine) | said | given
    arguments["model"] = model_path(config, models_dir)
    if thought is not None and not config.embeddings:
        opening, closing = thought
        arguments["reasoning_config"] = {
            "reasoning_start_str": opening,
            "reasoning_end_str": closing,
        }
    if ranks(config) > 1 and "distributed_executor_backend" not in given:
        arguments["distributed_executor_backend"] = executor(machine)
    if not config.embeddings and not _speculates(given):
        arguments["logits_processors"] = [*given.get("logits_processors", ()), REPLAY]
    return arguments


def model_path(config: ModelConfig, models_dir: Path) -> str:
    """A folder in the models directory, else a name on Hugging Face. Raises `ConfigError`."""
    name = config.parameters.model
    if not name:
        raise ConfigError("parameters.model: name a folder in the models directory")
    path = config.file(models_dir)
    return str(path) if path is not None and path.exists() else name


def ranks(config: ModelConfig) -> int:
    """How many processes hold a part of the model each."""
    sizes = (
        getattr(config, key) or config.engine_args.get(key) or 1
        for key in ("tensor_parallel_size", "pipeline_parallel_size")
    )
    tensor, pipeline = sizes
    return int(tensor) * int(pipeline)


def executor(machine: Machine) -> str:
    """Ray's, whose workers go to the bundles of the replica's placement group, else processes.

    vLLM's Ray executor does not run on CPUs (`CpuPlatform.ray_device_key` is empty).
    """
    return "ray" if machine.has_gpus and machine.in_group else "mp"


def is_eager(config: ModelConfig, machine: Machine) -> bool:
    """Nothing is compiled: on CPUs that takes minutes, and a compiler."""
    if "enforce_eager" in config.engine_args:
        return bool(config.engine_args["enforce_eager"])
    return not machine.has_gpus if config.enforce_eager is None else config.enforce_eager


def environment(config: ModelConfig, machine: Machine) -> dict[str, str]:
    """Variables for this process, from which the engine's inherit them. Raises `ConfigError`."""
    variables = {"VLLM_NO_USAGE_STATS": "1"}
    if machine.has_gpus:
        return variables
    if is_eager(config, machine):
        # A helper of the sampler is compiled even so, and kills the engine where no compiler is.
        variables["TORCHDYNAMO_DISABLE"] = "1"
    return variables | _threads(config, machine)


def threads_of_each(config: ModelConfig, machine: Machine) -> int:
    """For each rank. Raises `ConfigError`."""
    count = ranks(config)
    if config.threads is None:
        return max(1, (len(machine.cores) - 1) // count)
    if config.threads < count:
        raise ConfigError(f"threads: each of the {count} ranks needs one")
    return config.threads // count


def _threads(config: ModelConfig, machine: Machine) -> dict[str, str]:
    """One rank goes to whatever cores are free; several would get into each other's way."""
    count, each = ranks(config), threads_of_each(config, machine)
    if count == 1 or len(machine.cores) < count:
        return {"VLLM_CPU_OMP_THREADS_BIND": "nobind", "OMP_NUM_THREADS": str(each)}
    each = min(each, len(machine.cores) // count)
    shares = [machine.cores[rank * each : (rank + 1) * each] for rank in range(count)]
    binding = "|".join(",".join(map(str, cores)) for cores in shares)
    return {"VLLM_CPU_OMP_THREADS_BIND": binding}


def _refuse(config: ModelConfig) -> None:
    for key, reason in REFUSED.items():
        if key in config.model_fields_set and getattr(config, key):
            raise ConfigError(f"{key}: {reason}")
    if config.deployment.rpc_workers is not None:
        raise ConfigError("deployment.rpc_workers: these are of llama.cpp")
    for option in config.options:
        name = option.partition(":")[0]
        if name not in LOCALAI_OPTIONS:
            raise ConfigError(f"options: {name}: vLLM's arguments belong into engine_args")
    lengths = {config.context_size, config.max_model_len or None} - {None}
    if len(lengths) > 1:
        raise ConfigError("max_model_len: context_size says something else")


def _said(config: ModelConfig) -> dict[str, Any]:
    """What the YAML's own keys say."""
    said = {name: value for name in SAME_NAME if (value := getattr(config, name))}
    if length := config.max_model_len or config.context_size:
        said["max_model_len"] = length
    for size in ("tensor_parallel_size", "pipeline_parallel_size"):
        if getattr(config, size):
            said[size] = getattr(config, size)
    if config.enforce_eager is not None:
        said["enforce_eager"] = config.enforce_eager
    if "disable_log_stats" in config.model_fields_set:
        said["disable_log_stats"] = config.disable_log_stats
    if config.limit_mm_per_prompt:
        said["limit_mm_per_prompt"] = dict(config.limit_mm_per_prompt)
    return said


def _defaults(config: ModelConfig, machine: Machine) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "served_model_name": config.name,
        "enforce_eager": is_eager(config, machine),
        "disable_log_stats": True,
        "max_logprobs": -1,
        "scheduling_policy": "priority",
    }
    if config.embeddings:
        return defaults | _memory(config, machine) | {"runner": "pooling", "convert": "embed"}
    defaults["structured_outputs_config"] = {"backend": "guidance"}
    return defaults | _memory(config, machine)


def _memory(config: ModelConfig, machine: Machine) -> dict[str, Any]:
    share = config.gpu_memory_utilization or config.engine_args.get("gpu_memory_utilization")
    if machine.has_gpus or share:
        return {}
    return {"kv_cache_memory_bytes": min(CPU_CACHE, machine.memory // 4)}


def _speculates(given: Mapping[str, Any]) -> bool:
    """vLLM has no logits processors where tokens are guessed."""
    return any(given.get(key) for key in ("speculative_config", "spec_method", "spec_model"))


def _check_names(given: Mapping[str, Any], fields: Collection[str]) -> None:
    for key in given:
        if key in SETTLED:
            raise ConfigError(f"engine_args: {key}: not to be set here; {SETTLED[key]}")
        if key not in fields:
            near = difflib.get_close_matches(key, fields, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise ConfigError(f"engine_args: unknown key '{key}'{hint}")
