"""How a model's `options:` say in which ways tokens are guessed."""

import dataclasses
from typing import Any

import pytest

from deployments.llama_cpp.options import EngineOptions, engine_options, parse_options
from deployments.llama_cpp.speculation_options import SPECULATION_OPTIONS, SPECULATIONS
from deployments.model_config import ConfigError, ModelConfig, parse_model_config

EVERY_WAY = "draft,ngram-cache,ngram-mod,ngram-map-k4v,ngram-map-k,ngram-simple"


def config(*options: str, **keys: Any) -> ModelConfig:
    return parse_model_config({"name": "m", "threads": 1, "options": options, **keys}, "m.yaml")


def found(*options: str, **keys: Any) -> EngineOptions:
    return engine_options(config(*options, **keys))[0]


def ignored(*options: str, **keys: Any) -> tuple[str, ...]:
    return engine_options(config(*options, **keys))[1]


@pytest.mark.parametrize(
    ("option", "field", "value"),
    [
        ("spec_type:ngram-mod", "speculation", ("ngram-mod",)),
        ("speculative_type:NGRAM_MAP_K", "speculation", ("ngram-map-k",)),
        ("spec_type:draft", "speculation", ("draft-simple",)),
        ("spec_type:eagle3, ngram_cache", "speculation", ("draft-eagle3", "ngram-cache")),
        ("spec_type:ngram-mod,ngram-mod", "speculation", ("ngram-mod",)),
        ("spec_type:none", "speculation", ()),
        ("spec_type:ngram-mod,none", "speculation", ()),
        ("spec_n_max:5", "n_max", 5),
        ("draft_max:5", "n_max", 5),
        ("spec_n_min:0", "n_min", 0),
        ("draft_min:2", "n_min", 2),
        ("spec_ngram_size_n:2", "ngram_size", 2),
        ("ngram_size_n:2", "ngram_size", 2),
        ("spec_ngram_size_m:3", "ngram_max", 3),
        ("ngram_size_m:1024", "ngram_max", 1024),
        ("spec_ngram_min_hits:4", "ngram_hits", 4),
        ("ngram_min_hits:1", "ngram_hits", 1),
        ("spec_ngram_map_k_size_n:2", "map_k_size", 2),
        ("spec_ngram_map_k_size_m:3", "map_k_max", 3),
        ("spec_ngram_map_k_min_hits:4", "map_k_hits", 4),
        ("spec_ngram_map_k4v_size_n:2", "map_k4v_size", 2),
        ("spec_ngram_map_k4v_size_m:3", "map_k4v_max", 3),
        ("spec_ngram_map_k4v_min_hits:4", "map_k4v_hits", 4),
        ("spec_ngram_mod_n_match:16", "mod_size", 16),
        ("spec_ngram_mod_n_min:0", "mod_min", 0),
        ("spec_ngram_mod_n_max:32", "mod_max", 32),
        ("lookup_cache_static:a/b:1", "lookup_static", "a/b:1"),
        ("spec_lookup_cache_static:c", "lookup_static", "c"),
        ("lookup_cache_dynamic:d", "lookup_dynamic", "d"),
        ("spec_lookup_cache_dynamic:e", "lookup_dynamic", "e"),
    ],
)
def test_options_by_any_of_their_names(option: str, field: str, value: object) -> None:
    assert parse_options([option]) == ({field: value}, ())


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("spec_type:ngram-huge", "'ngram-huge' is not one of none, ngram-simple, ngram-map-k,"),
        ("spec_type:ngram-mod,,ngram-simple", "names, separated by commas"),
        ("spec_type", "'true' is not one of"),
        ("draft_max:0", "at least 1"),
        ("draft_min:-1", "at least 0"),
        ("spec_ngram_min_hits:0", "between 1 and 1024"),
        ("ngram_size_n:0", "between 1 and 1024"),
        ("ngram_size_m:1025", "between 1 and 1024"),
        ("spec_ngram_map_k_size_n:0", "between 1 and 1024"),
        ("spec_ngram_map_k_size_m:many", "invalid literal"),
        ("spec_ngram_map_k_min_hits:0", "between 1 and 1024"),
        ("spec_ngram_map_k4v_size_n:1025", "between 1 and 1024"),
        ("spec_ngram_map_k4v_size_m:0", "between 1 and 1024"),
        ("spec_ngram_map_k4v_min_hits:1.5", "invalid literal"),
        ("spec_ngram_mod_n_match:0", "between 1 and 1024"),
        ("spec_ngram_mod_n_min:1025", "between 0 and 1024"),
        ("spec_ngram_mod_n_max:0", "between 1 and 1024"),
    ],
)
def test_a_wrong_value_names_its_option(option: str, reason: str) -> None:
    name = option.partition(":")[0]
    with pytest.raises(ConfigError, match=f"^options: {name}: .*{reason}"):
        parse_options([option])


def test_the_order_is_llama_cpps() -> None:
    kinds = found(f"spec_type:{EVERY_WAY}", draft_model="small.gguf").speculation
    assert kinds == (
        "ngram-simple",
        "ngram-map-k",
        "ngram-map-k4v",
        "ngram-mod",
        "ngram-cache",
        "draft-simple",
    )


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("none", 0),
        ("ngram-simple", 16),
        ("ngram-map-k", 48),
        ("ngram-map-k4v", 48),
        ("ngram-mod", 64),
        ("ngram-cache", 8),
        ("draft-simple", 3),
        ("ngram-cache,ngram-simple", 16),
        ("draft-simple,ngram-cache", 8),
    ],
)
def test_how_many_tokens_are_guessed_at_most(kind: str, most: int) -> None:
    assert found(f"spec_type:{kind}", draft_model="small.gguf").draft_max == most


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("draft-simple", {"model_max": 5, "model_min": 2}),
        ("draft-simple,ngram-simple,ngram-cache", {"model_max": 5, "model_min": 2}),
        ("ngram-simple", {"ngram_max": 5, "ngram_min": 2, "lookup_max": 5, "lookup_min": 2}),
        (
            "ngram-mod,ngram-cache",
            {"ngram_max": 5, "ngram_min": 2, "lookup_max": 5, "lookup_min": 2},
        ),
    ],
)
@pytest.mark.parametrize("keys", [{"n_draft": 5}, {"options": ["draft_max:5"], "n_draft": 9}])
def test_whose_the_general_limits_are(
    kind: str, expected: dict[str, int], keys: dict[str, Any]
) -> None:
    listed = [f"spec_type:{kind}", "draft_min:2", *keys.get("options", [])]
    options = found(*listed, draft_model="small.gguf", n_draft=keys["n_draft"])
    kinds = tuple(each for each in SPECULATIONS if each in kind.split(","))
    assert options == dataclasses.replace(EngineOptions(), speculation=kinds, **expected)


def test_n_grams_own_limit_goes_first() -> None:
    options = found("spec_type:ngram-simple", "draft_max:5", "ngram_size_m:7")
    assert (options.ngram_max, options.lookup_max, options.draft_max) == (7, 5, 7)


def test_a_limit_without_guesses_changes_nothing() -> None:
    assert found("draft_max:5", "draft_min:5", n_draft=9) == EngineOptions()


@pytest.mark.parametrize("kind", ["draft-eagle3", "draft-mtp", "draft-dflash", "draft-dspark"])
def test_ways_that_are_not_there_are_named(kind: str) -> None:
    assert ignored(f"spec_type:{kind}") == (f"spec_type:{kind}",)
    options, names = engine_options(config(f"spec_type:{kind},ngram-mod"))
    assert (options.speculation, names) == (("ngram-mod",), (f"spec_type:{kind}",))


def test_options_of_ways_that_are_not_used_are_named() -> None:
    given = ["ngram_size_n:2", "spec_ngram_map_k_size_m:2", "spec_ngram_map_k4v_min_hits:2"]
    given += ["spec_ngram_mod_n_max:2", "spec_lookup_cache_dynamic:a"]
    assert ignored(*given) == (
        "spec_ngram_size_n",
        "spec_ngram_map_k_size_m",
        "spec_ngram_map_k4v_min_hits",
        "spec_ngram_mod_n_max",
        "lookup_cache_dynamic",
    )
    assert ignored("spec_type:ngram-map-k", *given)[1:3] == (
        "spec_ngram_map_k4v_min_hits",
        "spec_ngram_mod_n_max",
    )
    assert ignored(f"spec_type:{EVERY_WAY}", *given, draft_model="small.gguf") == ()


def test_a_draft_model_that_is_not_asked_is_named() -> None:
    assert ignored("spec_type:ngram-mod", draft_model="small.gguf") == ("draft_model",)
    assert ignored("spec_type:ngram-mod,draft", draft_model="small.gguf") == ()
    with pytest.raises(ConfigError, match="draft-simple needs a draft_model"):
        found("spec_type:ngram-mod,draft-simple")


def test_every_way_has_its_fields() -> None:
    fields = {field.name for field in dataclasses.fields(EngineOptions)}
    assert {f"{way}_max" for way in SPECULATIONS.values()} <= fields
    said = {option.field for option in SPECULATION_OPTIONS}
    for way in ("map_k", "map_k4v"):
        assert {f"{way}_{what}" for what in ("size", "max", "hits")} <= said
