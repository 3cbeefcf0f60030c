"""From a model's options to what guesses for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from deployments.backend import ModelSpec
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.draft_model import load_draft_model
from deployments.llama_cpp.drafting import Drafter, DrafterChain
from deployments.llama_cpp.lookup_file import LookupFileError, read_counts, read_pairs
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.ngram_cache import LookupDrafter
from deployments.llama_cpp.ngram_map import NGramDrafter, NGramMapDrafter, NGramValuesDrafter
from deployments.llama_cpp.ngram_table import NGramTableDrafter
from deployments.llama_cpp.options import EngineOptions
from deployments.model_config import below

logger = logging.getLogger(__name__)
Counts = TypeVar("Counts")


def load_drafter(
    spec: ModelSpec, options: EngineOptions, model: Model, context: Context
) -> Drafter | None:
    """Raises `LoadError` where a file cannot be used, `ConfigError` where its path cannot."""
    if not options.speculation:
        return None
    if not context.trims:
        logger.warning("the state of this model cannot go back behind a guess: none are made")
        return None
    drafters = [_drafter(kind, spec, options, model, context) for kind in options.speculation]
    return drafters[0] if len(drafters) == 1 else DrafterChain(drafters)


def _drafter(
    kind: str, spec: ModelSpec, options: EngineOptions, model: Model, context: Context
) -> Drafter:
    if kind == "ngram-simple":
        limits = options.ngram_max, options.ngram_min, options.ngram_hits
        return NGramDrafter(options.ngram_size, *limits)
    if kind == "ngram-map-k":
        return NGramMapDrafter(options.map_k_size, options.map_k_max, options.map_k_hits)
    if kind == "ngram-map-k4v":
        return NGramValuesDrafter(options.map_k4v_size, options.map_k4v_max, options.map_k4v_hits)
    if kind == "ngram-mod":
        return NGramTableDrafter(options.mod_size, options.mod_max, options.mod_min)
    if kind == "ngram-cache":
        return _lookup_drafter(spec.models_dir, options, model.n_vocab)
    path = spec.config.draft_file(spec.models_dir)
    assert path is not None, "the options have been checked"
    return load_draft_model(path, options, model, context.context_size)


def _lookup_drafter(models_dir: Path, options: EngineOptions, n_vocab: int) -> LookupDrafter:
    static = dynamic = keep = None
    if options.lookup_static is not None:
        file = below(models_dir, options.lookup_static, "lookup_cache_static")
        static = _read(read_pairs, file, n_vocab, "lookup_cache_static")
    if options.lookup_dynamic is not None:
        keep = below(models_dir, options.lookup_dynamic, "lookup_cache_dynamic")
        dynamic = _read(read_counts, keep, n_vocab, "lookup_cache_dynamic")
    return LookupDrafter(options.lookup_max, options.lookup_min, static, dynamic, keep)


def _read(read: Callable[[Path, int], Counts], file: Path, n_vocab: int, key: str) -> Counts:
    try:
        return read(file, n_vocab)
    except LookupFileError as error:
        raise LoadError(f"{key}: {file.name}: {error}") from None
