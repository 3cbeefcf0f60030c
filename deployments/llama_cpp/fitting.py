"""How much of a model fits where: its layers into the memory of GPUs, its KV cache beside them.

What llama.cpp's own tools do in `common_fit_params`, which its library does not export: here from
estimates. Only what the YAML leaves open is changed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from deployments.llama_cpp.devices import device_memory, gpu_names
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.option_table import SPLIT_MODES
from deployments.llama_cpp.options import DEFAULT_CONTEXT, EngineOptions

logger = logging.getLogger(__name__)

MULTIPLE = 256  # tokens
BUFFER = 64 * 2**20
WIDE = 12  # vectors as wide as the embedding that a token needs while a layer is computed


@dataclass(frozen=True, slots=True)
class Needs:
    """Bytes: of a layer's weights, of the output's, of the buffers of a step on each device, and of
    a token in the KV cache of a layer.
    """

    layers: int
    layer: float
    output: float
    buffers: float
    token: float


@dataclass(frozen=True, slots=True)
class Fit:
    """`gpu_layers` is -1 where everything fits."""

    context_size: int
    gpu_layers: int


def fit(needs: Needs, room: Sequence[float], wanted: int, least: int) -> Fit:
    """The largest context up to `wanted` with all layers on GPUs, else as many layers as fit beside
    a context of `least` tokens.

    Args:
        room: bytes that may be used on each GPU.
    """
    room = [max(0.0, each - needs.buffers) for each in room]
    weights = needs.layers * needs.layer + needs.output
    left, token = sum(room) - weights, needs.layers * needs.token
    if left >= wanted * token:
        return Fit(wanted, -1)
    context = min(least, wanted)
    fits = int(left / token) // MULTIPLE * MULTIPLE if token else 0
    if fits >= context:
        return Fit(fits, -1)
    each = needs.layer + context * needs.token
    return Fit(context, min(needs.layers, sum(int(free / each) for free in room)))


def fitted(path: Path, options: EngineOptions, beside: Iterable[Path] = ()) -> EngineOptions:
    """The options with a number of layers, and with a context where GPUs are to hold one.

    A context that is given stays, and so do layers that are, and weights that have their place.
    What is loaded `beside` it, a draft model or an encoder, needs room on the first GPU.
    """
    gpus = [name for name in gpu_names() if not options.devices or name in options.devices]
    if options.split_mode == SPLIT_MODES["none"]:
        gpus = gpus[options.main_gpu : options.main_gpu + 1]
    placed = options.gpu_layers is not None or options.placements or options.tensor_split
    if not options.fits or not gpus or placed:
        return replace(options, gpu_layers=-1 if options.gpu_layers is None else options.gpu_layers)
    needs, trained = _needs(path, options)
    margins = [options.fit_margins[min(i, len(options.fit_margins) - 1)] for i in range(len(gpus))]
    room = [
        device_memory(gpu)[0] - margin * 2**20 for gpu, margin in zip(gpus, margins, strict=True)
    ]
    room[0] -= sum(file.stat().st_size for file in beside if file.is_file())
    wanted = options.context_size or min(trained, DEFAULT_CONTEXT)
    least = wanted if options.context_size else options.fit_least_context
    found = fit(needs, room, wanted, least)
    if found != Fit(wanted, -1):
        place = "all layers" if found.gpu_layers < 0 else f"{found.gpu_layers} layers"
        logger.warning(
            "%s does not fit into the GPUs: %s there, a context of %d of %d tokens",
            path.name, place, found.context_size, wanted,
        )  # fmt: skip
    return replace(options, gpu_layers=found.gpu_layers, context_size=found.context_size)


def _needs(path: Path, options: EngineOptions) -> tuple[Needs, int]:
    """What the file needs, and how long its contexts were in training."""
    model = Model(path, replace(options, gpu_layers=0, devices=(), placements=()), weights=False)
    try:
        size = lib.llama_model_size(model.handle)
        layers = max(1, lib.llama_model_n_layer(model.handle))
        width = lib.llama_model_n_embd(model.handle)
        embedding = model.n_vocab * width * size / max(1, lib.llama_model_n_params(model.handle))
        types = (options.cache_type_k, options.cache_type_v)
        sequences = 1 if options.kv_unified is not False else options.parallel
        step = options.ubatch or options.batch
        needs = Needs(
            layers,
            layer=(size - embedding) / layers,
            output=embedding,
            buffers=BUFFER + 4.0 * step * WIDE * width + 4.0 * options.parallel * model.n_vocab,
            token=sequences * model.kv_bytes(*types) / layers if options.offload_kqv else 0.0,
        )
        return needs, model.n_ctx_train
    finally:
        model.close()
