"""Every name in a model's `options:`, as LocalAI and llama-server know them.

`docs/llama-cpp-options.md` is written from this table (`python -m tools.option_docs`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from deployments.llama_cpp.option_values import (
    Option,
    at_least,
    boolean,
    names,
    numbers,
    one_of,
    one_word_of,
    only_true,
    placements,
    share,
)
from deployments.llama_cpp.rpc_endpoint import endpoints
from deployments.llama_cpp.speculation_options import SPECULATION_OPTIONS
from deployments.types import ReasoningFormat

# Both are enums of llama.h.
POOLING_TYPES: Mapping[str, int] = {"none": 0, "mean": 1, "cls": 2, "last": 3, "rank": 4}
SPLIT_MODES: Mapping[str, int] = {"none": 0, "layer": 1, "row": 2, "tensor": 3}
REASONING_FORMATS: tuple[str, ...] = get_args(ReasoningFormat)

OPTIONS: tuple[Option, ...] = (
    Option(
        "parallel", ("parallel", "n_parallel"), at_least(1), "8",
        "How many sequences are computed at the same time.",
    ),
    Option(
        "kv_unified", ("kv_unified", "unified_kv"), boolean, "where a split cache would be too big",
        "One cache of `context_size` tokens for all sequences, in which everyone looks at "
        "everybody's cells; else each sequence has `context_size` tokens of its own.",
    ),
    Option(
        "context_shift", ("context_shift",), boolean, "false",
        "A sequence that fills its context loses half of it (but for `parameters.n_keep` tokens) "
        "and goes on; else it ends with `length`.",
    ),
    Option(
        "cache_ram", ("cache_ram",), at_least(-1), "8192, at most a quarter of the RAM",
        "MiB of RAM for computed prompts that no slot holds any more; 0: none, -1: no limit.",
    ),
    Option(
        "saves_idle", ("cache_idle_slots", "idle_slots_cache"), boolean, "true",
        "What an idle slot loses is saved in that RAM.",
    ),
    Option(
        "similarity", ("slot_prompt_similarity", "sps"), share, "0",
        "The least share of a prompt that an idle slot must hold to be used for it.",
    ),
    Option(
        "reuse", ("cache_reuse", "n_cache_reuse"), at_least(0), "0: never",
        "Runs of at least so many tokens behind a changed part of a prompt are moved, not computed "
        "again. They were computed with the old part before them: answers may differ.",
    ),
    Option(
        "checkpoints", ("ctx_checkpoints", "n_ctx_checkpoints"), at_least(0), "32",
        "How many states on the way through a prompt are saved, for models whose state cannot be "
        "trimmed (recurrent ones); of a model with sliding windows the one at the end of a prompt.",
    ),
    Option(
        "checkpoint_step",
        (
            "checkpoint_min_step", "checkpoint_min_spacing", "checkpoint_every_nt",
            "checkpoint_every_n_tokens",
        ),
        at_least(1), "256", "How many tokens these states are apart.",
    ),
    Option(
        "continuous", ("cont_batching", "continuous_batching"), boolean, "true",
        "Prompts are computed beside sequences that generate; else they wait.",
    ),
    Option(
        "ubatch", ("n_ubatch", "ubatch"), at_least(1), "`parameters.batch`",
        "Tokens that llama.cpp computes at once.",
    ),
    Option(
        "threads_batch", ("threads_batch", "n_threads_batch"), at_least(1), "`threads`",
        "Threads for prompts.",
    ),
    Option(
        "swa_full", ("swa_full",), boolean, "false",
        "Keep all tokens of layers with sliding-window attention: any prefix can be reused.",
    ),
    Option("check_tensors", ("check_tensors",), boolean, "false", "Look for invalid weights."),
    Option("warmup", ("warmup",), boolean, "true", "Compute a token before the first request."),
    Option(
        "no_op_offload", ("no_op_offload",), boolean, "false",
        "Keep operations on weights in RAM off the GPU.",
    ),
    Option(
        "devices", ("device", "devices"), names, "all",
        "Which of ggml's devices to use, separated by commas.",
    ),
    Option(
        "split_mode", ("split_mode", "sm"), one_of(SPLIT_MODES), "layer",
        f"How a model is split over GPUs: {', '.join(SPLIT_MODES)}.",
    ),
    Option(
        "placements", ("override_tensor", "tensor_buft_overrides"), placements, "none",
        "Which weights go into whose memory: `pattern=CPU`, separated by commas.",
    ),
    Option("cpu_moe", ("cpu_moe",), boolean, "false", "Keep the weights of all experts in RAM."),
    Option(
        "n_cpu_moe", ("n_cpu_moe",), at_least(0), "0",
        "Keep the weights of the experts of the first layers in RAM.",
    ),
    Option(
        "fits", ("fit_params", "fit"), boolean, "true",
        "Without `gpu_layers` in the YAML: as many as fit into the GPUs' free memory, and without "
        "`context_size` a context that does.",
    ),
    Option(
        "fit_margins", ("fit_params_target", "fit_target"), numbers, "1024",
        "MiB that stay free on each GPU, or one after the other, separated by commas.",
    ),
    Option(
        "fit_least_context", ("fit_params_min_ctx", "fit_ctx"), at_least(256), "4096",
        "Tokens below which layers stay in RAM rather than make the context shorter.",
    ),
    Option(
        "direct_io", ("direct_io", "use_direct_io"), boolean, "false",
        "Read the file past the page cache.",
    ),
    *SPECULATION_OPTIONS,
    Option(
        "reasoning_budget", ("reasoning_budget", "enable_reasoning"), at_least(-1), "-1",
        "After how many tokens a thought is ended; 0: none is begun, -1: it may go on.",
    ),
    Option(
        "reasoning_format", ("reasoning_format",), one_word_of(REASONING_FORMATS), "auto",
        "Where thoughts are told: apart from the words (auto, deepseek), among them (none), or "
        "both (deepseek-legacy).",
    ),
    Option(
        "prefill_assistant", ("prefill_assistant",), boolean, "true",
        "An assistant's message at the end of a chat is continued, and not answered.",
    ),
    Option(
        "pooling", ("pooling_type", "pooling"), one_of(POOLING_TYPES), "the model's own",
        "How an embedding model makes one vector of a text: mean, cls, last.",
    ),
    Option(
        "normalize", ("embd_normalize", "embedding_normalize"), at_least(-1), "2",
        "How vectors are normalised; -1: not, 0: the largest number to 32760, else the norm of "
        "that power.",
    ),
    Option(
        "media_gpu", ("mmproj_use_gpu", "mmproj_offload"), boolean, "true",
        "Images and sounds are encoded on a GPU, where the model has layers on one.",
    ),
    Option(
        "image_min_tokens", ("image_min_tokens",), at_least(1), "the model's own",
        "The least tokens that an image takes, for models with images of any resolution.",
    ),
    Option(
        "image_max_tokens", ("image_max_tokens",), at_least(1), "the model's own",
        "The most tokens that an image takes, for such models.",
    ),
    Option(
        "rpc_servers", ("rpc_servers", "grpc_servers"), endpoints, "none",
        "host:port of llama.cpp RPC servers whose devices hold layers too, separated by commas.",
    ),
    Option(
        "step_timeout", ("step_timeout",), at_least(1), "60 with RPC servers, else none",
        "Seconds after which a step that has not ended is taken for hanging: the process ends, and "
        "another one takes its place.",
    ),
    Option(
        "use_jinja", ("use_jinja", "jinja"), only_true, "true",
        "The model's own Jinja template is always used.",
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Option] = {name: option for option in OPTIONS for name in option.names}

WITHOUT_EFFECT: Mapping[str, str] = {
    "GPUs are used where there are some": "gpu",
    "a draft model has the context of its model": "draft_ctx_size spec_draft_ctx_size",
    "one line of guesses is checked, as in llama-server: there is no tree of them to split": (
        "spec_p_split"
    ),
    "nothing is guessed for models with recurrent states, so that none has to go back": (
        "n_rs_seq rs_seq"
    ),
    "the log has the level of its process": "verbosity",
}
"""Options of LocalAI that are accepted with a warning, by the reason why they do nothing."""
IGNORED = frozenset(name for listed in WITHOUT_EFFECT.values() for name in listed.split())
