"""The names in a model's `options:` that say how tokens are guessed.

What can be said and what holds where nothing is said are llama.cpp's (common/arg.cpp and common.h),
but for the 16 tokens of `ngram-simple`.
"""

from __future__ import annotations

from collections.abc import Mapping

from deployments.llama_cpp.option_values import (
    Option,
    at_least,
    between,
    boolean,
    names,
    placements,
    share,
)

SPECULATIONS: Mapping[str, str] = {
    "ngram-simple": "ngram",
    "ngram-map-k": "map_k",
    "ngram-map-k4v": "map_k4v",
    "ngram-mod": "mod",
    "ngram-cache": "lookup",
    "draft-simple": "model",
}
"""The ways to guess, in llama.cpp's order, and how their fields of `EngineOptions` begin."""
KNOWN_ELSEWHERE = ("draft-eagle3", "draft-mtp", "draft-dflash", "draft-dspark")
OLDER_NAMES: Mapping[str, str] = {"draft": "draft-simple", "eagle3": "draft-eagle3"}

LONGEST = 1024  # tokens of an n-gram, or behind it; also times that it came
some = between(1, LONGEST)


def speculations(value: str) -> tuple[str, ...]:
    """One way or several; `none` among them is none."""
    wanted = [each.lower().replace("_", "-") for each in names(value)]
    wanted = [OLDER_NAMES.get(each, each) for each in wanted]
    known = ("none", *SPECULATIONS, *KNOWN_ELSEWHERE)
    if unknown := [each for each in wanted if each not in known]:
        raise ValueError(f"'{unknown[0]}' is not one of {', '.join((*known, *OLDER_NAMES))}")
    return () if "none" in wanted else tuple(dict.fromkeys(wanted))


SPECULATION_OPTIONS: tuple[Option, ...] = (
    Option(
        "speculation", ("spec_type", "speculative_type"), speculations,
        "`draft-simple` with a `draft_model`, else `none`",
        "How the next tokens are guessed, to compute several in one step; answers stay the same. "
        "`ngram-simple`: as it went on when the last tokens came before. `ngram-map-k`: so, as far "
        "as it was right the last time. `ngram-map-k4v`: as it went on mostly. `ngram-mod`: as it "
        "went on in any sequence. `ngram-cache`: by how often tokens came behind one to four "
        "others. `draft-simple` (`draft`): what the `draft_model` finds likeliest. Or several, "
        "separated by commas: the first that has a guess answers, in this order. `draft-eagle3`, "
        "`draft-mtp`, `draft-dflash` and `draft-dspark` do nothing yet.",
    ),
    Option(
        "n_max", ("spec_n_max", "draft_max"), at_least(1),
        "`n_draft`, or 3 for a draft model, 16 for `ngram-simple`, 8 for `ngram-cache`",
        "How many tokens a draft model guesses at most; without one, `ngram-simple` and "
        "`ngram-cache`.",
    ),
    Option(
        "n_min", ("spec_n_min", "draft_min"), at_least(0), "0",
        "Fewer guesses than that are not worth it; for the same.",
    ),
    Option(
        "p_min", ("spec_p_min", "draft_p_min"), share, "0",
        "A draft model stops guessing where it finds nothing as likely as that.",
    ),
    Option(
        "draft_gpu_layers", ("draft_gpu_layers", "spec_draft_gpu_layers"), int, "`gpu_layers`",
        "Layers of the draft model on GPUs; -1: all.",
    ),
    Option(
        "draft_placements", ("draft_override_tensor", "spec_draft_override_tensor"), placements,
        "none", "As `override_tensor`, for the draft model.",
    ),
    Option(
        "draft_cpu_moe", ("draft_cpu_moe", "spec_draft_cpu_moe"), boolean, "false",
        "As `cpu_moe`, for the draft model.",
    ),
    Option(
        "draft_n_cpu_moe", ("draft_n_cpu_moe", "spec_draft_n_cpu_moe"), at_least(0), "0",
        "As `n_cpu_moe`, for the draft model.",
    ),
    Option(
        "draft_threads", ("draft_threads", "spec_draft_threads"), at_least(1), "`threads`",
        "Threads of the draft model.",
    ),
    Option(
        "draft_threads_batch", ("draft_threads_batch", "spec_draft_threads_batch"), at_least(1),
        "`draft_threads`", "Threads of the draft model for prompts.",
    ),
    Option(
        "draft_cache_type_k", ("draft_cache_type_k", "spec_draft_cache_type_k"), str,
        "`cache_type_k`", "How the draft model keeps keys.",
    ),
    Option(
        "draft_cache_type_v", ("draft_cache_type_v", "spec_draft_cache_type_v"), str,
        "`cache_type_v`", "How the draft model keeps values.",
    ),
    Option(
        "ngram_size", ("spec_ngram_size_n", "ngram_size_n"), some, "12",
        "How many tokens must have come before, for `ngram-simple`.",
    ),
    Option(
        "ngram_max", ("spec_ngram_size_m", "ngram_size_m"), some, "`spec_n_max`",
        "How many tokens `ngram-simple` guesses at most.",
    ),
    Option(
        "ngram_hits", ("spec_ngram_min_hits", "ngram_min_hits"), some, "1",
        "How many times they must have come before, for `ngram-simple`.",
    ),
    Option(
        "map_k_size", ("spec_ngram_map_k_size_n",), some, "12",
        "As `spec_ngram_size_n`, for `ngram-map-k`.",
    ),
    Option(
        "map_k_max", ("spec_ngram_map_k_size_m",), some, "48",
        "How many tokens must have come behind them, of which `ngram-map-k` guesses as many as "
        "were right the last time.",
    ),
    Option(
        "map_k_hits", ("spec_ngram_map_k_min_hits",), some, "1",
        "As `spec_ngram_min_hits`, for `ngram-map-k`.",
    ),
    Option(
        "map_k4v_size", ("spec_ngram_map_k4v_size_n",), some, "12",
        "As `spec_ngram_size_n`, for `ngram-map-k4v`.",
    ),
    Option(
        "map_k4v_max", ("spec_ngram_map_k4v_size_m",), some, "48",
        "As `spec_ngram_map_k_size_m`, for `ngram-map-k4v`, which counts what came.",
    ),
    Option(
        "map_k4v_hits", ("spec_ngram_map_k4v_min_hits",), some, "1",
        "As `spec_ngram_min_hits`, for `ngram-map-k4v`.",
    ),
    Option(
        "mod_size", ("spec_ngram_mod_n_match",), some, "24",
        "How many tokens must have come before in any sequence, for `ngram-mod`.",
    ),
    Option(
        "mod_min", ("spec_ngram_mod_n_min",), between(0, LONGEST), "48",
        "Fewer guesses than that are not worth it, for `ngram-mod`.",
    ),
    Option(
        "mod_max", ("spec_ngram_mod_n_max",), some, "64",
        "How many tokens `ngram-mod` guesses at most.",
    ),
    Option(
        "lookup_static", ("lookup_cache_static", "spec_lookup_cache_static"), str, "none",
        "For `ngram-cache`, a file in the models directory as llama.cpp's `llama-lookup-create` "
        "writes them: how often tokens came behind two others in some corpus.",
    ),
    Option(
        "lookup_dynamic", ("lookup_cache_dynamic", "spec_lookup_cache_dynamic"), str, "none",
        "For `ngram-cache`, such a file for what is counted in answers: read when the model is "
        "loaded, if it is there, and written when it is unloaded, of several replicas by the last.",
    ),
)  # fmt: skip
