"""From a model's YAML and its files to a running engine: the edge to vLLM's constructors."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import Any

from deployments.backend import ModelSpec
from deployments.chat.template import ChatTemplates, TemplateError
from deployments.model_config import ConfigError
from deployments.types import RequestRefused, Sampling
from deployments.vllm.adapters import Adapter, adapters_of
from deployments.vllm.chat_templates import chat_templates, fast_tokenizer
from deployments.vllm.counters import Counters
from deployments.vllm.engine import VllmEngine
from deployments.vllm.engine_args import Machine, engine_args, environment, model_path
from deployments.vllm.sampling_params import check_sampling, defaults_of
from deployments.vllm.vocabulary import Vocabulary, vocabulary

ANY_TOKEN = 2**63  # before the size of the vocabulary is known


@dataclass(frozen=True, slots=True)
class Loaded:
    """`replays`: an answer can be begun with given tokens; `thinks`: thoughts can be limited."""

    engine: VllmEngine
    vocabulary: Vocabulary
    templates: ChatTemplates
    adapters: tuple[Adapter, ...]
    counters: Counters
    context_size: int
    sampling: Sampling
    description: str
    replays: bool
    thinks: bool


def this_machine() -> Machine:
    import ray
    from ray.util import get_current_placement_group
    from vllm.platforms import current_platform

    return Machine(
        platform=current_platform.device_name if current_platform.is_cpu() else "gpu",
        cores=tuple(sorted(os.sched_getaffinity(0))),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        in_group=ray.is_initialized() and get_current_placement_group() is not None,
    )


def load(spec: ModelSpec) -> Loaded:
    """Takes as long as vLLM does to begin: half a minute and more. Raises `ConfigError`."""
    os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")
    from vllm import AsyncEngineArgs

    config, machine = spec.config, this_machine()
    if not machine.has_gpus:
        # Ray has set it to the CPUs that the replica reserves.
        os.environ.pop("OMP_NUM_THREADS", None)
    for name, value in environment(config, machine).items():
        os.environ.setdefault(name, value)
    try:
        check_sampling(config.parameters.sampling(), ANY_TOKEN)
    except RequestRefused as refused:
        raise ConfigError(f"parameters.{refused.failure.message}") from None
    fields = {field.name for field in dataclasses.fields(AsyncEngineArgs)}
    adapters = adapters_of(config, spec.models_dir)
    tokenizer = _tokenizer(spec)
    try:
        templates = chat_templates(tokenizer, config)
    except TemplateError as error:
        raise ConfigError(f"parameters.model: its chat template: {error}") from None
    arguments = engine_args(
        config, spec.models_dir, machine, fields, adapters=adapters, thought=templates.thought
    )
    counters = Counters()
    engine = _engine(arguments, counters)
    try:
        return _loaded(spec, engine, tokenizer, templates, adapters, counters, arguments)
    except BaseException:
        engine.shutdown()
        raise


def _tokenizer(spec: ModelSpec) -> Any:
    """transformers'. Raises `ConfigError`."""
    from transformers import AutoTokenizer

    config, given = spec.config, spec.config.engine_args
    path = given.get("tokenizer") or model_path(config, spec.models_dir)
    revision = given.get("tokenizer_revision") or given.get("revision")
    try:
        return AutoTokenizer.from_pretrained(
            path, trust_remote_code=config.trust_remote_code, revision=revision or "main"
        )
    except (OSError, ValueError) as error:
        raise ConfigError(f"parameters.model: {path}: {' '.join(str(error).split())}") from None


def _engine(arguments: dict[str, Any], counters: Counters) -> Any:
    from vllm import AsyncEngineArgs
    from vllm.v1.engine.async_llm import AsyncLLM

    try:
        return AsyncLLM.from_engine_args(
            AsyncEngineArgs(**arguments), stat_loggers=[lambda *_: counters]
        )
    except (OSError, TypeError, ValueError) as error:
        raise ConfigError(f"vLLM: {' '.join(str(error).split())}") from error


def _loaded(
    spec: ModelSpec,
    engine: Any,
    tokenizer: Any,
    templates: ChatTemplates,
    adapters: tuple[Adapter, ...],
    counters: Counters,
    arguments: dict[str, Any],
) -> Loaded:
    model = engine.model_config
    cache = engine.vllm_config.cache_config
    counters.slots = engine.vllm_config.scheduler_config.max_num_seqs
    counters.cells = (cache.num_gpu_blocks or 0) * cache.block_size
    words = vocabulary(fast_tokenizer(tokenizer), model.get_vocab_size(), templates.markers)
    sampling = defaults_of(model.get_diff_sampling_param(), spec.config.parameters.sampling())
    return Loaded(
        engine=VllmEngine(engine),
        vocabulary=words,
        templates=templates,
        adapters=adapters,
        counters=counters,
        context_size=model.max_model_len,
        sampling=sampling,
        description=f"{model.architecture} on vLLM",
        replays=bool(arguments.get("logits_processors")),
        thinks="reasoning_config" in arguments,
    )
