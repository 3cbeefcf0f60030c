"""From a model's YAML and its files to an engine that can be started."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deployments.backend import ModelSpec
from deployments.chat.template import CHATML, ChatOptions, ChatTemplate, ChatTemplates
from deployments.llama_cpp.adapters import Adapters
from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.constraint import Grammars
from deployments.llama_cpp.context import Context, physical_memory
from deployments.llama_cpp.disk_states import DiskStates, identity
from deployments.llama_cpp.drafters import load_drafter
from deployments.llama_cpp.drafting import Drafter
from deployments.llama_cpp.engine import Engine, Produced
from deployments.llama_cpp.fitting import fitted
from deployments.llama_cpp.media import Prompt
from deployments.llama_cpp.media_encoder import MediaEncoder
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import EngineOptions
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import SavedStates
from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.slots import CachePolicy
from deployments.llama_cpp.step_planner import ContextShift
from deployments.model_config import ModelConfig
from deployments.types import Reasoning

logger = logging.getLogger(__name__)

ENDLESS = 2**31  # tokens
DEFAULT_CACHE_RAM = 8 * 2**30  # bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a backend needs of a model, and what must be closed when it goes."""

    options: EngineOptions
    model: Model
    adapters: Adapters
    context: Context
    engine: Engine
    templates: ChatTemplates
    grammars: Grammars
    shifts: bool
    drafter: Drafter | None
    media: MediaEncoder | None

    def room(self, prompt: Prompt) -> int:
        """How many tokens may follow the prompt."""
        return ENDLESS if self.shifts else self.context.context_size - len(prompt.tokens)

    def close(self) -> None:
        """After the engine has stopped."""
        self.engine.save_prompts()
        if self.drafter is not None:
            self.drafter.close()
        if self.media is not None:
            self.media.close()
        self.context.close()
        self.model.close()


def load(
    spec: ModelSpec,
    file: Path,
    options: EngineOptions,
    publish: Callable[[list[Produced]], None],
) -> Loaded:
    """Takes as long as reading the weights does. Raises `LoadError` or `ConfigError`."""
    mmproj = spec.config.media_file(spec.models_dir)
    beside = filter(None, (spec.config.draft_file(spec.models_dir), mmproj))
    options = fitted(file, options, list(beside))
    model = Model(file, options)
    files = spec.config.adapters(spec.models_dir)
    adapters = Adapters(model, [file for file, _ in files], [scale for _, scale in files])
    media = None if mmproj is None else MediaEncoder(mmproj, model, options)
    context = Context(model, options, adapters, shifts=media is None)
    shift = _context_shift(options, model, context)
    guesses = load_drafter(spec, options, model, context)
    saved = SavedStates(_cache_ram(options), _disk_states(spec, file, options, context))
    templates = _chat_templates(model, spec.config, options)
    model.spell_out(templates.markers)
    engine = Engine(model, context, scheduler(options, context, saved, shift, guesses), publish)
    return Loaded(
        options=options,
        model=model,
        adapters=adapters,
        context=context,
        engine=engine,
        templates=templates,
        grammars=Grammars(model),
        shifts=shift is not None,
        drafter=guesses,
        media=media,
    )


def scheduler(
    options: EngineOptions,
    context: Context,
    saved: SavedStates,
    shift: ContextShift | None = None,
    drafter: Drafter | None = None,
) -> Scheduler:
    """A scheduler with an empty cache, as the options want it."""
    cells = Cells(context.n_cells, options.parallel, unified=context.unified)
    policy = CachePolicy(
        similarity=options.similarity,
        reuse=options.reuse,
        saves_idle=options.saves_idle,
        checkpoints=options.checkpoints,
        checkpoint_step=options.checkpoint_step,
    )
    return Scheduler(
        PrefixCache(context, cells, options.parallel, saved, policy),
        batch=context.n_batch,
        pace=Pace(options.prefill_chunk, context.n_batch),
        shift=shift,
        continuous=options.continuous,
        mixes=context.unified and context.trims,
        drafter=drafter,
    )


def _context_shift(options: EngineOptions, model: Model, context: Context) -> ContextShift | None:
    if not options.context_shift:
        return None
    if not context.can_shift:
        logger.warning("context_shift: this model's tokens cannot be shifted; it stays off")
        return None
    keep = options.n_keep + (model.adds_bos if options.n_keep >= 0 else 0)
    return ContextShift(context.context_size, keep)


def _cache_ram(options: EngineOptions) -> int:
    """Bytes for saved states; unless told otherwise what llama-server takes, or less."""
    if options.cache_ram is None:
        return min(DEFAULT_CACHE_RAM, physical_memory() // 4)
    return options.cache_ram * 2**20 if options.cache_ram >= 0 else 2**63


def _disk_states(
    spec: ModelSpec, file: Path, options: EngineOptions, context: Context
) -> DiskStates | None:
    folder = spec.config.prompt_cache(spec.models_dir)
    if folder is None:
        return None
    adapters = [adapter for adapter, _ in spec.config.adapters(spec.models_dir)]
    try:
        name = identity(spec.config.name, [file, *adapters], _computation(options, context))
        return DiskStates(folder, name, read_only=spec.config.prompt_cache_ro)
    except OSError as error:
        raise LoadError(f"prompt_cache_path: {error}") from None


def _computation(options: EngineOptions, context: Context) -> tuple[object, ...]:
    """What makes a state another one, besides the files that it was computed with."""
    return (
        context.unified,
        context.is_stretched,
        options.flash_attention,
        options.cache_type_k,
        options.cache_type_v,
        options.swa_full,
        options.rope_scaling,
        sorted(options.yarn.items()),
    )


def _chat_templates(model: Model, config: ModelConfig, options: EngineOptions) -> ChatTemplates:
    source, for_tools = model.template(None), model.template("tool_use")
    if source is None:
        logger.warning("the file has no chat template; ChatML is used")
    make = partial(
        ChatTemplate,
        bos_token=model.token_text(model.bos),
        eos_token=model.token_text(model.eos),
        options=_chat_options(config, options),
    )
    return ChatTemplates(make(source or CHATML), make(for_tools) if for_tools else None)


def _chat_options(config: ModelConfig, options: EngineOptions) -> ChatOptions:
    effort, pairs = config.reasoning_effort, config.reasoning.tag_pairs
    enabled = False if config.reasoning.disable or effort == "none" else None
    return ChatOptions(
        function=config.function,
        prefill_assistant=options.prefill_assistant,
        reasoning=Reasoning(
            enabled, None if effort == "none" else effort, format=options.reasoning_format
        ),
        thought=(pairs[0].start, pairs[0].end) if pairs else None,
        kwargs=config.chat_template_kwargs,
    )
