"""From a model's YAML to the library's parameters.

`options:` is LocalAI's list of "name:value", split at the first colon; a bare name means true.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from deployments.llama_cpp.devices import EXPERTS
from deployments.llama_cpp.option_table import BY_NAME, IGNORED, OPTIONS, SPLIT_MODES
from deployments.llama_cpp.rpc_endpoint import Endpoint
from deployments.llama_cpp.speculation_options import SPECULATIONS
from deployments.model_config import ConfigError, ModelConfig
from deployments.types import ReasoningFormat

ENVIRONMENT: Mapping[str, str] = {
    "parallel": "LLAMACPP_PARALLEL",
    "rpc_servers": "LLAMACPP_GRPC_SERVERS",
}
"""Variables that set an option where the YAML does not."""

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
DIRECT_IO = 4  # of the same


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Sizes in tokens. `context_size` None: what the model was trained on, up to 8,192.

    `kv_unified` None: split where memory allows it. `cache_ram` is in MiB; 0: none, -1: no limit.
    `n_keep` is for `context_shift`; -1: the prompt. `placements` are patterns of tensors' names
    with the buffer that these go into. `speculation`: the ways to guess, in the order in which they
    are asked; the fields that begin with `model`, `ngram`, `map_k`, `map_k4v`, `mod` and `lookup`
    belong to one of them (`SPECULATIONS`). `lookup_static` and `lookup_dynamic` are paths in the
    models directory.
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
    speculation: tuple[str, ...] = ()
    model_max: int = 3
    model_min: int = 0
    p_min: float = 0.0
    draft_gpu_layers: int | None = None
    draft_placements: tuple[tuple[str, str], ...] = ()
    draft_threads: int | None = None
    draft_threads_batch: int | None = None
    draft_cache_type_k: int | None = None
    draft_cache_type_v: int | None = None
    ngram_size: int = 12
    ngram_max: int = 16
    ngram_min: int = 0
    ngram_hits: int = 1
    map_k_size: int = 12
    map_k_max: int = 48
    map_k_hits: int = 1
    map_k4v_size: int = 12
    map_k4v_max: int = 48
    map_k4v_hits: int = 1
    mod_size: int = 24
    mod_max: int = 64
    mod_min: int = 48
    lookup_max: int = 8
    lookup_min: int = 0
    lookup_static: str | None = None
    lookup_dynamic: str | None = None
    batch: int = 512
    ubatch: int | None = None
    prefill_chunk: int = 64
    threads: int = 1
    threads_batch: int | None = None
    gpu_layers: int | None = None
    fits: bool = True
    fit_margins: tuple[int, ...] = (1024,)
    fit_least_context: int = 4096
    main_gpu: int = 0
    tensor_split: tuple[float, ...] = ()
    split_mode: int = SPLIT_MODES["layer"]
    devices: tuple[str, ...] = ()
    placements: tuple[tuple[str, str], ...] = ()
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
    media_gpu: bool = True
    image_min_tokens: int | None = None
    image_max_tokens: int | None = None
    reasoning_budget: int = -1
    reasoning_format: ReasoningFormat = "auto"
    prefill_assistant: bool = True
    pooling: int = -1
    normalize: int = 2
    rpc_servers: tuple[Endpoint, ...] = ()
    step_timeout: int | None = None
    rope_scaling: int | None = None
    yarn: Mapping[str, float] = field(default_factory=dict)

    @property
    def draft_max(self) -> int:
        """How many tokens are guessed at most, by whichever way."""
        limits = (getattr(self, f"{SPECULATIONS[kind]}_max") for kind in self.speculation)
        return max(limits, default=0)

    def of_draft_model(self) -> EngineOptions:
        """For the model that guesses; what is not said for it is as for the other.

        But where only some layers of that one fit onto GPUs, all of this one are to.
        """
        own_layers = self.draft_gpu_layers
        if own_layers is None:
            own_layers = 0 if self.gpu_layers == 0 else -1
        own = {
            "gpu_layers": own_layers,
            "threads": self.draft_threads,
            "threads_batch": self.draft_threads_batch or self.draft_threads,
            "cache_type_k": self.draft_cache_type_k,
            "cache_type_v": self.draft_cache_type_v,
        }
        given: dict[str, Any] = {key: value for key, value in own.items() if value is not None}
        given["placements"] = self.draft_placements
        return replace(self, **given, speculation=())


def engine_options(config: ModelConfig) -> tuple[EngineOptions, tuple[str, ...]]:
    """The engine's options, and the names of those that were accepted and do nothing."""
    listed, ignored = parse_options(config.options)
    listed.pop("use_jinja", None)  # always so
    if listed.pop("direct_io", False):
        listed["load_mode"] = DIRECT_IO
    ignored = (*ignored, *_speculation(listed, config))
    for of in ("", "draft_"):
        everywhere, layers = listed.pop(f"{of}cpu_moe", False), listed.pop(f"{of}n_cpu_moe", 0)
        if experts := _experts_in_ram(everywhere, layers):
            listed[f"{of}placements"] = (*listed.get(f"{of}placements", ()), *experts)
    f16 = "f32" if config.f16 is False else "f16"
    yarn = {
        key: value
        for key in ("ext_factor", "attn_factor", "beta_fast", "beta_slow")
        if (value := getattr(config, f"yarn_{key}")) is not None
    }
    values: dict[str, Any] = {
        "context_size": config.context_size,
        "threads": config.threads or default_threads(),
        "gpu_layers": config.gpu_layers,
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
    for option, variable in ENVIRONMENT.items():
        if option not in listed and variable in os.environ:
            values |= parse_options([f"{option}:{os.environ[variable]}"])[0]
    return EngineOptions(**values), ignored


def _speculation(listed: dict[str, Any], config: ModelConfig) -> tuple[str, ...]:
    """Settle how tokens are guessed; the names of what has no effect."""
    default = () if config.draft_model is None else ("draft-simple",)
    wanted = listed.pop("speculation", default)
    kinds = listed["speculation"] = tuple(kind for kind in SPECULATIONS if kind in wanted)
    ignored = [f"spec_type:{kind}" for kind in wanted if kind not in SPECULATIONS]
    if "draft-simple" in kinds and config.draft_model is None:
        raise ConfigError("options: spec_type: draft-simple needs a draft_model")
    if "draft-simple" not in kinds and config.draft_model is not None:
        ignored.append("draft_model")
    for option in OPTIONS:
        others = (way for kind, way in SPECULATIONS.items() if kind not in kinds)
        if option.field in listed and option.field.startswith(tuple(f"{way}_" for way in others)):
            ignored.append(option.names[0])
    _limit_guesses(listed, kinds, config.n_draft)
    for key in ("draft_cache_type_k", "draft_cache_type_v"):
        if key in listed:
            listed[key] = _choice(key, listed[key], CACHE_TYPES)
    return tuple(ignored)


def _limit_guesses(listed: dict[str, Any], kinds: Sequence[str], n_draft: int | None) -> None:
    """The general limits are a draft model's; without one, those of ways that share them."""
    ways = ("model",) if "draft-simple" in kinds else ("ngram", "lookup")
    limits = {"max": listed.pop("n_max", n_draft), "min": listed.pop("n_min", None)}
    for way in ways if kinds else ():
        for name, limit in limits.items():
            if limit is not None:
                listed.setdefault(f"{way}_{name}", limit)


def _experts_in_ram(everywhere: bool, layers: int) -> tuple[tuple[str, str], ...]:
    if everywhere:
        return ((EXPERTS, "CPU"),)
    return tuple((rf"blk\.{layer}{EXPERTS}", "CPU") for layer in range(layers))


def parse_options(options: Sequence[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The options that this engine has, by field, and the names of LocalAI's others."""
    values: dict[str, Any] = {}
    ignored = []
    for text in options:
        name, _, value = text.partition(":")
        if name in BY_NAME:
            try:
                values[BY_NAME[name].field] = BY_NAME[name].convert(value or "true")
            except ValueError as error:
                raise ConfigError(f"options: {name}: '{value}': {error}") from None
        elif name in IGNORED:
            ignored.append(name)
        else:
            near = difflib.get_close_matches(name, {*BY_NAME, *IGNORED}, n=1)
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
