"""The YAML file of one model: LocalAI's names, validated.

A key that LocalAI knows and that has no effect here is collected in `ignored_keys` (the catalog
logs one warning); a key that neither knows is an error naming the nearest known one.
"""

from __future__ import annotations

import difflib
import glob
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from deployments.types import Capability, Sampling

PART = re.compile(r"(.+-)00001(-of-\d{5}\.gguf)")
"""The first file of a model that is in several, which is the one to name."""
NAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._:@/+-]*$"


class ConfigError(Exception):
    """A model's YAML cannot be used; the message names the file and the key."""


# --- Keys of LocalAI that are accepted and do nothing here -------------------------------------

IGNORED_TOP_LEVEL = frozenset(
    """agent artifacts alias cfg_scale compression concurrency_groups cuda
    cutstrings diffusers download_files extract_regex feature_flags
    grammar grpc known_input_modalities known_output_modalities limits
    lora_base low_vram
    mcp mirostat mirostat_eta mirostat_tau mitm ngqa
    no_mulmatq overrides pii pii_detection pinned pipeline prompt_cache_all
    proxy rms_norm_eps roles router step
    swap_space trimspace trimsuffix tts type
    usage""".split()
)
IGNORED_PARAMETERS = frozenset(
    """clip_skip encoding_format language logprobs n negative_prompt
    negative_prompt_scale pooling pooling_half_life_tokens rope_freq_base rope_freq_scale
    tfz tokenizer top_logprobs translate""".split()
)
IGNORED_REASONING = frozenset(
    "disable_reasoning_tag_prefill strip_reasoning_only thinking_start_tokens".split()
)
IGNORED_FUNCTION = frozenset(
    """automatic_tool_parsing_fallback disable_no_action disable_peg_parser grammar
    no_action_description_name no_action_function_name return_name_in_function_response
    xml_format""".split()
)
IGNORED_TEMPLATE = frozenset(
    """chat chat_message completion edit function join_chat_messages_by_character multimodal
    reply_prefix""".split()
)

# --- Keys that one backend alone knows: without effect for the others ---------------------------

VLLM_KEYS = frozenset(
    """disable_log_stats dtype enforce_eager engine_args gpu_memory_utilization limit_mm_per_prompt
    load_format max_model_len pipeline_parallel_size quantization tensor_parallel_size
    trust_remote_code""".split()
)
LLAMA_CPP_KEYS = frozenset(
    """cache_type_k cache_type_v f16 flash_attention gpu_layers main_gpu mmap mmlock
    no_kv_offloading numa rope_scaling tensor_split yarn_attn_factor yarn_beta_fast yarn_beta_slow
    yarn_ext_factor""".split()
)
LLAMA_CPP_PARAMETERS = frozenset({"batch", "n_keep"})


class Section(BaseModel):
    """A mapping of the YAML. Subclasses name the keys that are known elsewhere and ignored here."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
    ignored_keys: tuple[str, ...] = Field(default=(), exclude=True, repr=False)

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return frozenset()

    @model_validator(mode="before")
    @classmethod
    def _sort_out_keys(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        known = set(cls.model_fields) - {"ignored_keys"}
        elsewhere = cls.known_elsewhere()
        for key in data:
            if key not in known and key not in elsewhere:
                near = difflib.get_close_matches(str(key), known | elsewhere, n=1)
                hint = f"; did you mean '{near[0]}'?" if near else ""
                raise ValueError(f"unknown key '{key}'{hint}")
        kept = {key: value for key, value in data.items() if key in known}
        return kept | {"ignored_keys": tuple(key for key in data if key not in known)}


class Parameters(Section):
    """`parameters:` — the model's file and the defaults of its requests."""

    model: str | None = None
    max_tokens: int | None = Field(default=None, ge=0)
    ignore_eos: bool = False
    echo: bool = False
    batch: int | None = Field(default=None, gt=0)
    temperature: float | None = Field(default=None, ge=0)
    top_k: int | None = None
    top_p: float | None = Field(default=None, ge=0, le=1)
    min_p: float | None = Field(default=None, ge=0, le=1)
    typical_p: float | None = Field(default=None, ge=0)
    repeat_penalty: float | None = Field(default=None, ge=0)
    repeat_last_n: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    n_keep: int = Field(default=0, ge=-1)
    seed: int | None = None
    logit_bias: dict[int, float] | None = None

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return IGNORED_PARAMETERS

    def sampling(self) -> Sampling:
        return Sampling(
            temperature=self.temperature,
            top_k=self.top_k,
            top_p=self.top_p,
            min_p=self.min_p,
            typical_p=self.typical_p,
            repeat_penalty=self.repeat_penalty,
            repeat_last_n=self.repeat_last_n,
            presence_penalty=self.presence_penalty,
            frequency_penalty=self.frequency_penalty,
            seed=self.seed if self.seed is not None and self.seed >= 0 else None,
            logit_bias=tuple(self.logit_bias.items()) if self.logit_bias else None,
        )


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class Template(Section):
    """`template:` — the model's own Jinja template is always used; Go templates are ignored."""

    use_tokenizer_template: bool = True

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return IGNORED_TEMPLATE


class Replacement(Section):
    """What a pattern finds in an answer, and what stands in its place: `$1` is its first group."""

    key: Pattern
    value: str = ""


class FunctionOptions(Section):
    """`function:` — how a model writes calls, where its template does not tell.

    format: the name of one that is known (deployments/chat/formats); `xml_format_preset` is
        LocalAI's key for it.
    The patterns find calls in a whole answer, which then is not told before its end. They are used
    where neither a name nor the template tells the format.
    """

    format: str | None = None
    xml_format_preset: str | None = None
    json_regex_match: tuple[Pattern, ...] = ()
    response_regex: tuple[Pattern, ...] = ()
    argument_regex: tuple[Pattern, ...] = ()
    argument_regex_key_name: str = "key"
    argument_regex_value_name: str = "value"
    replace_function_results: tuple[Replacement, ...] = ()
    replace_llm_results: tuple[Replacement, ...] = ()
    capture_llm_results: tuple[Pattern, ...] = ()
    function_name_key: str = "name"
    function_arguments_key: str = "arguments"

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return IGNORED_FUNCTION

    @property
    def has_patterns(self) -> bool:
        """Whether calls are found by patterns."""
        return bool(self.json_regex_match or self.response_regex or self.replace_function_results)


class TagPair(Section):
    """What stands around a thought."""

    start: Annotated[str, Field(min_length=1, max_length=100)]
    end: Annotated[str, Field(min_length=1, max_length=100)]


class ReasoningOptions(Section):
    """`reasoning:` — of the pairs the first is used."""

    disable: bool = False
    tag_pairs: tuple[TagPair, ...] = ()

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return IGNORED_REASONING


Strategy: TypeAlias = Literal["PACK", "SPREAD", "STRICT_PACK", "STRICT_SPREAD"]


class RpcWorkers(Section):
    """`rpc_workers:` — processes, also on other nodes, that hold layers of a llama.cpp model.

    `memory` in bytes; `threads` of each where it computes on CPUs (default: the CPUs it reserves).
    """

    count: int = Field(gt=0, le=16)
    num_gpus: float = Field(default=0, ge=0)
    num_cpus: float = Field(default=0, ge=0)
    memory: float = Field(default=0, ge=0)
    resources: dict[str, float] = Field(default_factory=dict)
    accelerator_type: str | None = None
    label_selector: dict[str, str] = Field(default_factory=dict)
    strategy: Strategy = "STRICT_SPREAD"
    threads: int | None = Field(default=None, gt=0)


class DeploymentOptions(Section):
    """`deployment:` — Ray Serve's own option names, passed on to `@serve.deployment`.

    But for `rpc_workers`, and `reserve`: what is not said of CPUs and memory is taken from
    `threads` and the size of the files (reservations.py).
    """

    num_replicas: int | Literal["auto"] | None = None
    autoscaling_config: dict[str, Any] | None = None
    ray_actor_options: dict[str, Any] = Field(default_factory=dict)
    placement_group_bundles: list[dict[str, float]] | None = None
    placement_group_strategy: Strategy | None = None
    placement_group_bundle_label_selector: list[dict[str, str]] | None = None
    max_replicas_per_node: int | None = Field(default=None, gt=0)
    max_ongoing_requests: int | None = Field(default=None, gt=0)
    max_queued_requests: int | None = Field(default=None, ge=-1)
    graceful_shutdown_timeout_s: float | None = Field(default=None, ge=0)
    graceful_shutdown_wait_loop_s: float | None = Field(default=None, ge=0)
    health_check_period_s: float | None = Field(default=None, gt=0)
    health_check_timeout_s: float | None = Field(default=None, gt=0)
    request_router_config: dict[str, Any] | None = None
    rpc_workers: RpcWorkers | None = None
    reserve: bool = False


def _text(value: object) -> object:
    """YAML reads `auto` as text and `on`, `off`, `1` as other things; these keys mean text."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int | float) else value


Text = Annotated[str, BeforeValidator(_text)]


class ModelConfig(Section):
    name: str = Field(pattern=NAME_PATTERN, max_length=200)
    backend: str = ""
    description: str = ""
    disabled: bool = False
    known_usecases: tuple[str, ...] = ()
    parameters: Parameters = Parameters()
    template: Template = Template()
    function: FunctionOptions = FunctionOptions()
    reasoning: ReasoningOptions = ReasoningOptions()
    reasoning_effort: str | None = None
    chat_template_kwargs: dict[str, Any] = Field(default_factory=dict)
    options: tuple[Text, ...] = ()
    deployment: DeploymentOptions = DeploymentOptions()
    system_prompt: str = ""
    stopwords: tuple[str, ...] = ()
    context_size: int | None = Field(default=None, gt=0)
    threads: int | None = Field(default=None, gt=0)
    f16: bool | None = None
    embeddings: bool = False
    reranking: bool = False
    gpu_layers: int | None = None
    main_gpu: Text | None = None
    tensor_split: Text | None = None
    mmap: bool = True
    mmlock: bool = False
    numa: bool = False
    no_kv_offloading: bool = False
    cache_type_k: str | None = None
    cache_type_v: str | None = None
    flash_attention: Text | None = None
    rope_scaling: str | None = None
    lora_adapter: str | None = None
    lora_scale: float = 1.0
    lora_adapters: tuple[str, ...] = ()
    lora_scales: tuple[float, ...] = ()
    prompt_cache_path: str | None = None
    prompt_cache_ro: bool = False
    mmproj: str | None = None
    draft_model: str | None = None
    n_draft: int | None = Field(default=None, ge=1)
    yarn_ext_factor: float | None = None
    yarn_attn_factor: float | None = None
    yarn_beta_fast: float | None = None
    yarn_beta_slow: float | None = None
    dtype: str | None = None
    quantization: str | None = None
    load_format: str | None = None
    max_model_len: int = Field(default=0, ge=0)  # here and below 0: not said
    gpu_memory_utilization: float = Field(default=0, ge=0, le=1)
    tensor_parallel_size: int = Field(default=0, ge=0)
    pipeline_parallel_size: int = Field(default=0, ge=0)
    enforce_eager: bool | None = None
    trust_remote_code: bool = False
    disable_log_stats: bool = True
    limit_mm_per_prompt: dict[str, int] = Field(default_factory=dict)
    engine_args: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def known_elsewhere(cls) -> frozenset[str]:
        return IGNORED_TOP_LEVEL

    @property
    def keys_without_effect(self) -> tuple[str, ...]:
        """Dotted names of the keys that were accepted and do nothing."""
        return (
            *self.ignored_keys,
            *self._keys_of_other_backends,
            *(f"parameters.{key}" for key in self.parameters.ignored_keys),
            *(f"template.{key}" for key in self.template.ignored_keys),
            *(f"function.{key}" for key in self.function.ignored_keys),
        )

    @property
    def _keys_of_other_backends(self) -> tuple[str, ...]:
        if self.backend != "vllm":
            return tuple(sorted(self.model_fields_set & VLLM_KEYS))
        parameters = self.parameters.model_fields_set & LLAMA_CPP_PARAMETERS
        others = self.model_fields_set & LLAMA_CPP_KEYS
        return (*sorted(others), *(f"parameters.{key}" for key in sorted(parameters)))

    @property
    def capabilities(self) -> frozenset[Capability]:
        """The kinds of request the model answers, as far as its configuration tells."""
        if self.embeddings:
            return frozenset({"embeddings", "tokenize"})
        if self.reranking:
            return frozenset({"rerank", "tokenize"})
        return frozenset({"chat", "completion", "tokenize"})

    def file(self, models_dir: Path) -> Path | None:
        """The model's file below `models_dir`. Raises `ConfigError` where it points outside."""
        return _perhaps_below(models_dir, self.parameters.model, "parameters.model")

    def media_file(self, models_dir: Path) -> Path | None:
        """The encoder of images and sounds. Raises `ConfigError` as `file` does."""
        return _perhaps_below(models_dir, self.mmproj, "mmproj")

    def draft_file(self, models_dir: Path) -> Path | None:
        """The file of the model that guesses. Raises `ConfigError` as `file` does."""
        return _perhaps_below(models_dir, self.draft_model, "draft_model")

    def prompt_cache(self, models_dir: Path) -> Path | None:
        """The folder for states of prompts. Raises `ConfigError` as `file` does."""
        return _perhaps_below(models_dir, self.prompt_cache_path, "prompt_cache_path")

    def adapters(self, models_dir: Path) -> list[tuple[Path, float]]:
        """The LoRA adapters with their scales. Raises `ConfigError` as `file` does."""
        single = [] if self.lora_adapter is None else [self.lora_adapter]
        names = [*single, *self.lora_adapters]
        scales = [self.lora_scale] * len(single)
        scales += [*self.lora_scales, *[1.0] * len(names)]
        if len(self.lora_scales) > len(self.lora_adapters):
            raise ConfigError("lora_scales: more of them than lora_adapters")
        files = [below(models_dir, name, "lora_adapters") for name in names]
        return list(zip(files, scales, strict=False))

    def files(self, models_dir: Path) -> list[Path]:
        """Those that are loaded, as far as they are there. Raises `ConfigError` as `file` does."""
        adapters = [file for file, _ in self.adapters(models_dir)]
        own = (self.file(models_dir), self.draft_file(models_dir), self.media_file(models_dir))
        return [file for path in (*own, *adapters) for file in _files_of(path)]

    def digest(self, models_dir: Path) -> str:
        """Changes when the configuration or one of the model's files does."""
        content = self.model_dump_json(exclude_defaults=True)
        for file in self.files(models_dir):
            stat = file.stat()
            content += f"{file}:{stat.st_size}:{stat.st_mtime_ns}"
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def _files_of(path: Path | None) -> list[Path]:
    """The file, its further parts, or the files in a folder: a model may be one."""
    if path is None:
        return []
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.is_file())
    if not path.is_file():
        return []
    part = PART.fullmatch(path.name)
    if part is None:
        return [path]
    before, behind = part.groups()
    pattern = f"{glob.escape(before)}[0-9][0-9][0-9][0-9][0-9]{glob.escape(behind)}"
    return sorted(path.parent.glob(pattern))


def _perhaps_below(models_dir: Path, name: str | None, key: str) -> Path | None:
    return None if name is None else below(models_dir, name, key)


def below(models_dir: Path, name: str, key: str) -> Path:
    """The path in the models directory. Raises `ConfigError` where it points outside."""
    relative = Path(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise ConfigError(f"{key}: '{relative}' must be a path inside the models directory")
    return models_dir / relative


def parse_model_config(data: Any, source: str) -> ModelConfig:
    """One model from a mapping; `source` is the file's name, for messages."""
    if not isinstance(data, Mapping):
        raise ConfigError(f"{source}: expected a mapping with the keys of a model")
    try:
        return ModelConfig.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"{source}: {'; '.join(validation_messages(error))}") from None


def load_model_configs(path: Path) -> list[ModelConfig]:
    """The models of one YAML file: a mapping, or a list of mappings."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError, OSError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{path.name}: {reason}") from None
    models = data if isinstance(data, list) else [data]
    if not models:
        raise ConfigError(f"{path.name}: no model in this file")
    return [parse_model_config(model, path.name) for model in models]


def validation_messages(error: ValidationError) -> Iterator[str]:
    """What is wrong, one line for each value: its place and the reason."""
    for item in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        yield f"{where}: {message}" if where else message


def canonical(config: ModelConfig) -> dict[str, Any]:
    """The configuration as plain JSON values, for a Serve application's arguments."""
    plain: dict[str, Any] = json.loads(config.model_dump_json(exclude_defaults=True))
    return plain
