"""From a model's YAML to the library's parameters.

`options:` is LocalAI's list of "name:value", split at the first colon; a bare name means true.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deployments.model_config import ConfigError, ModelConfig

DEFAULT_CONTEXT = 8192  # tokens, where the YAML names none and the model was trained on more
DEFAULT_PARALLEL = 8
PROMPT_OUTPUTS = 32  # tokens of prompts whose logits a step may give, where they are wanted

CACHE_TYPES: Mapping[str, int] = {  # ggml_type of ggml.h
    "f32": 0, "f16": 1, "q4_0": 2, "q4_1": 3, "q5_0": 6, "q5_1": 7, "q8_0": 8,
    "iq4_nl": 20, "bf16": 30,
}  # fmt: skip
FLASH_ATTENTION: Mapping[str, int] = {"auto": -1, "off": 0, "on": 1}
ROPE_SCALING: Mapping[str, int] = {"none": 0, "linear": 1, "yarn": 2}
LOAD_MODES: Mapping[tuple[bool, bool], int] = {  # (mmap, mlock) -> llama_load_mode of llama.h
    (False, False): 0, (True, False): 1, (False, True): 2, (True, True): 3,
}  # fmt: skip


def _only_true(value: str) -> bool:
    """For what this engine always does: saying so is fine, wanting otherwise is not."""
    if not _boolean(value):
        raise ValueError("this cannot be turned off here")
    return True


def _boolean(value: str) -> bool:
    if value.lower() in ("true", "1", "yes", "on", "enabled"):
        return True
    if value.lower() in ("false", "0", "no", "off", "disabled"):
        return False
    raise ValueError("expected true or false")


def _share(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError("expected a number between 0 and 1")
    return number


def _at_least(low: int) -> Callable[[str], int]:
    def convert(value: str) -> int:
        number = int(value)
        if number < low:
            raise ValueError(f"expected at least {low}")
        return number

    return convert


@dataclass(frozen=True, slots=True)
class Option:
    names: tuple[str, ...]
    convert: Callable[[str], Any]


# field of EngineOptions (but use_jinja) -> its names in `options:` and how to read the value
OPTIONS: Mapping[str, Option] = {
    "parallel": Option(("parallel", "n_parallel"), _at_least(1)),
    "kv_unified": Option(("kv_unified", "unified_kv"), _boolean),
    "cache_ram": Option(("cache_ram",), _at_least(-1)),
    "context_shift": Option(("context_shift",), _boolean),
    "similarity": Option(("slot_prompt_similarity", "sps"), _share),
    "reuse": Option(("cache_reuse", "n_cache_reuse"), _at_least(0)),
    "saves_idle": Option(("cache_idle_slots", "idle_slots_cache"), _boolean),
    "checkpoints": Option(("ctx_checkpoints", "n_ctx_checkpoints"), _at_least(0)),
    "checkpoint_step": Option(
        (
            "checkpoint_min_step",
            "checkpoint_min_spacing",
            "checkpoint_every_nt",
            "checkpoint_every_n_tokens",
        ),
        _at_least(1),
    ),
    "continuous": Option(("cont_batching", "continuous_batching"), _boolean),
    "ubatch": Option(("n_ubatch", "ubatch"), _at_least(1)),
    "threads_batch": Option(("threads_batch", "n_threads_batch"), _at_least(1)),
    "swa_full": Option(("swa_full",), _boolean),
    "check_tensors": Option(("check_tensors",), _boolean),
    "warmup": Option(("warmup",), _boolean),
    "no_op_offload": Option(("no_op_offload",), _boolean),
    "use_jinja": Option(("use_jinja", "jinja"), _only_true),
}
# Options of LocalAI that this engine does not have yet: accepted with a warning.
WITHOUT_EFFECT = frozenset(
    """cpu_moe device devices direct_io draft_cache_type_k draft_cache_type_v
    draft_cpu_moe draft_ctx_size draft_gpu_layers draft_max draft_min draft_n_cpu_moe
    draft_override_tensor draft_p_min draft_threads draft_threads_batch embd_normalize
    embedding_normalize enable_reasoning fit fit_ctx fit_params fit_params_min_ctx
    fit_params_target fit_target gpu grpc_servers image_max_tokens
    image_min_tokens lookup_cache_dynamic lookup_cache_static mmproj_offload
    mmproj_use_gpu n_cpu_moe n_rs_seq ngram_size_m ngram_size_n
    override_tensor pooling pooling_type prefill_assistant reasoning_budget reasoning_format
    rpc_servers rs_seq sm spec_lookup_cache_dynamic
    spec_lookup_cache_static spec_n_max spec_n_min spec_ngram_min_hits spec_ngram_size_m
    spec_ngram_size_n spec_p_min spec_p_split spec_type speculative_type split_mode
    tensor_buft_overrides use_direct_io verbosity""".split()
)
_BY_NAME = {name: key for key, option in OPTIONS.items() for name in option.names}


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Sizes in tokens. `context_size` None: what the model was trained on, up to 8,192.

    `kv_unified` None: split where memory allows it. `cache_ram` is in MiB; 0: none, -1: no limit.
    `n_keep` is for `context_shift`; -1: the prompt.
    """

    context_size: int | None = None
    parallel: int = DEFAULT_PARALLEL
    kv_unified: bool | None = None
    cache_ram: int | None = None
    context_shift: bool = False
    n_keep: int = 0
    similarity: float = 0.0
    reuse: int = 0
    saves_idle: bool = True
    checkpoints: int = 32
    checkpoint_step: int = 256
    continuous: bool = True
    batch: int = 512
    ubatch: int | None = None
    prefill_chunk: int = 64
    threads: int = 1
    threads_batch: int | None = None
    gpu_layers: int = -1
    main_gpu: int = 0
    tensor_split: tuple[float, ...] = ()
    load_mode: int = LOAD_MODES[True, False]
    numa: bool = False
    check_tensors: bool = False
    warmup: bool = True
    swa_full: bool = False
    no_op_offload: bool = False
    offload_kqv: bool = True
    flash_attention: int = FLASH_ATTENTION["auto"]
    cache_type_k: int = CACHE_TYPES["f16"]
    cache_type_v: int = CACHE_TYPES["f16"]
    rope_scaling: int | None = None
    yarn: Mapping[str, float] = field(default_factory=dict)


def engine_options(config: ModelConfig) -> tuple[EngineOptions, tuple[str, ...]]:
    """The engine's options, and the names of those that were accepted and do nothing."""
    listed, ignored = parse_options(config.options)
    listed.pop("use_jinja", None)  # always so
    f16 = "f32" if config.f16 is False else "f16"
    yarn = {
        key: value
        for key in ("ext_factor", "attn_factor", "beta_fast", "beta_slow")
        if (value := getattr(config, f"yarn_{key}")) is not None
    }
    values: dict[str, Any] = {
        "context_size": config.context_size,
        "threads": config.threads or default_threads(),
        "gpu_layers": -1 if config.gpu_layers is None else config.gpu_layers,
        "main_gpu": _number("main_gpu", config.main_gpu or "0"),
        "tensor_split": _numbers("tensor_split", config.tensor_split),
        "load_mode": LOAD_MODES[config.mmap, config.mmlock],
        "numa": config.numa,
        "offload_kqv": not config.no_kv_offloading,
        "flash_attention": _choice(
            "flash_attention", config.flash_attention or "auto", FLASH_ATTENTION
        ),
        "cache_type_k": _choice("cache_type_k", config.cache_type_k or f16, CACHE_TYPES),
        "cache_type_v": _choice("cache_type_v", config.cache_type_v or f16, CACHE_TYPES),
        "n_keep": config.parameters.n_keep,
        "yarn": yarn,
        **listed,
    }
    if config.rope_scaling is not None:
        values["rope_scaling"] = _choice("rope_scaling", config.rope_scaling, ROPE_SCALING)
    if config.parameters.batch is not None:
        values["batch"] = config.parameters.batch
    if "parallel" not in listed and "LLAMACPP_PARALLEL" in os.environ:
        values |= parse_options([f"parallel:{os.environ['LLAMACPP_PARALLEL']}"])[0]
    return EngineOptions(**values), ignored


def parse_options(options: Sequence[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The options that this engine has, by field, and the names of LocalAI's others."""
    values: dict[str, Any] = {}
    ignored = []
    for text in options:
        name, _, value = text.partition(":")
        if name in _BY_NAME:
            key = _BY_NAME[name]
            try:
                values[key] = OPTIONS[key].convert(value or "true")
            except ValueError as error:
                raise ConfigError(f"options: {name}: '{value}': {error}") from None
        elif name in WITHOUT_EFFECT:
            ignored.append(name)
        else:
            near = difflib.get_close_matches(name, {*_BY_NAME, *WITHOUT_EFFECT}, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise ConfigError(f"options: unknown option '{name}'{hint}")
    return values, tuple(ignored)


def default_threads() -> int:
    """All cores but one: threads beyond the free cores make OpenMP's barriers collapse."""
    return max(1, len(os.sched_getaffinity(0)) - 1)


def _choice(key: str, value: str, choices: Mapping[str, int]) -> int:
    value = {"true": "on", "false": "off"}.get(value.lower(), value.lower())
    if value not in choices:
        raise ConfigError(f"{key}: '{value}' is not one of {', '.join(choices)}")
    return choices[value]


def _number(key: str, value: str) -> int:
    if not value.isdecimal():
        raise ConfigError(f"{key}: '{value}' is not a number")
    return int(value)


def _numbers(key: str, value: str | None) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in value.split(",")) if value else ()
    except ValueError:
        raise ConfigError(f"{key}: '{value}' is not a list of numbers") from None
