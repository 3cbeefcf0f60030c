import dataclasses
import os
from typing import Any

import pytest

from deployments.llama_cpp.devices import EXPERTS
from deployments.llama_cpp.option_table import BY_NAME, IGNORED, OPTIONS
from deployments.llama_cpp.options import (
    ENVIRONMENT,
    EngineOptions,
    default_threads,
    engine_options,
    parse_options,
)
from deployments.llama_cpp.rpc_endpoint import Endpoint
from deployments.model_config import ConfigError, ModelConfig, parse_model_config
from tools.option_docs import PAGE, page


@pytest.fixture(autouse=True)
def _no_parallel_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ENVIRONMENT.values():
        monkeypatch.delenv(variable, raising=False)


def config(**keys: Any) -> ModelConfig:
    return parse_model_config({"name": "m", "threads": 1, **keys}, "m.yaml")


def options(**keys: Any) -> EngineOptions:
    return engine_options(config(**keys))[0]


def test_nothing_said_gives_the_defaults() -> None:
    assert engine_options(config()) == (EngineOptions(), ())


def test_threads_default_to_all_cores_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, expected in ((1, 1), (2, 1), (8, 7)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=cores: set(range(n)))
        assert default_threads() == expected
        assert options(threads=None).threads == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"context_size": 512}, {"context_size": 512}),
        ({"threads": 3}, {"threads": 3}),
        ({"parameters": {"batch": 64}}, {"batch": 64}),
        ({"gpu_layers": 0}, {"gpu_layers": 0}),
        ({"gpu_layers": 20}, {"gpu_layers": 20}),
        ({"main_gpu": 1}, {"main_gpu": 1}),
        ({"tensor_split": "3,1.5"}, {"tensor_split": (3.0, 1.5)}),
        ({"mmap": False}, {"load_mode": 0}),
        ({"mmlock": True}, {"load_mode": 3}),
        ({"mmap": False, "mmlock": True}, {"load_mode": 2}),
        ({"no_kv_offloading": True}, {"offload_kqv": False}),
        ({"f16": True}, {"cache_type_k": 1, "cache_type_v": 1}),
        ({"f16": False}, {"cache_type_k": 0, "cache_type_v": 0}),
        ({"cache_type_k": "Q8_0"}, {"cache_type_k": 8, "cache_type_v": 1}),
        ({"f16": False, "cache_type_v": "bf16"}, {"cache_type_k": 0, "cache_type_v": 30}),
        ({"flash_attention": "auto"}, {"flash_attention": -1}),
        ({"flash_attention": True}, {"flash_attention": 1}),
        ({"flash_attention": "off"}, {"flash_attention": 0}),
        ({"flash_attention": "TRUE"}, {"flash_attention": 1}),
        ({"rope_scaling": "none"}, {"rope_scaling": 0}),
        ({"rope_scaling": "yarn"}, {"rope_scaling": 2}),
        ({"yarn_ext_factor": 0.0}, {"yarn": {"ext_factor": 0.0}}),
        (
            {"yarn_attn_factor": 1.5, "yarn_beta_fast": 32, "yarn_beta_slow": 1},
            {"yarn": {"attn_factor": 1.5, "beta_fast": 32.0, "beta_slow": 1.0}},
        ),
        ({"options": ["parallel:3", "swa_full"]}, {"parallel": 3, "swa_full": True}),
    ],
)
def test_a_key_sets_its_field_and_no_other(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    assert options(**keys) == dataclasses.replace(EngineOptions(), **expected)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"cache_type_k": "q9"}, "cache_type_k: 'q9' is not one of f32, f16"),
        ({"flash_attention": "maybe"}, "flash_attention: 'maybe' is not one of auto, off, on"),
        ({"rope_scaling": "square"}, "rope_scaling: 'square' is not one of none"),
        ({"main_gpu": "first"}, "main_gpu: 'first' is not a number"),
        ({"main_gpu": -1}, "main_gpu: '-1' is not a number"),
        ({"tensor_split": "1;2"}, "tensor_split: '1;2' is not a list of numbers"),
    ],
)
def test_a_wrong_value_names_its_key(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        options(**keys)


def test_numa_is_used_or_reported() -> None:
    said = config(numa=True)
    assert "numa" in said.keys_without_effect or engine_options(said) != engine_options(config())


def test_every_option_is_a_field() -> None:
    fields = {field.name for field in dataclasses.fields(EngineOptions)}
    others = {"use_jinja", "direct_io", "n_max", "n_min"}  # stand for something else
    others |= {f"{of}{experts}" for of in ("", "draft_") for experts in ("cpu_moe", "n_cpu_moe")}
    assert {option.field for option in OPTIONS} - others <= fields


def test_jinja_templates_cannot_be_turned_off() -> None:
    assert engine_options(config(options=["use_jinja:true"])) == engine_options(config())
    with pytest.raises(ConfigError, match="jinja: 'off': this cannot be turned off here"):
        engine_options(config(options=["jinja:off"]))


def test_no_name_stands_for_two_things() -> None:
    names = [name for option in OPTIONS for name in option.names]
    assert len(names) == len(set(names)) == len(BY_NAME)
    assert not set(names) & IGNORED


@pytest.mark.parametrize(
    ("option", "field", "value"),
    [
        ("parallel:2", "parallel", 2),
        ("n_parallel:2", "parallel", 2),
        ("ubatch:16", "ubatch", 16),
        ("n_ubatch:16", "ubatch", 16),
        ("threads_batch:4", "threads_batch", 4),
        ("n_threads_batch:4", "threads_batch", 4),
        ("warmup:false", "warmup", False),
        ("warmup", "warmup", True),
        ("check_tensors:yes", "check_tensors", True),
        ("no_op_offload:1", "no_op_offload", True),
        ("swa_full:OFF", "swa_full", False),
        ("use_jinja:on", "use_jinja", True),
        ("kv_unified:false", "kv_unified", False),
        ("unified_kv", "kv_unified", True),
        ("cache_ram:-1", "cache_ram", -1),
        ("context_shift:true", "context_shift", True),
        ("slot_prompt_similarity:0.5", "similarity", 0.5),
        ("sps:1", "similarity", 1.0),
        ("cache_reuse:256", "reuse", 256),
        ("n_cache_reuse:0", "reuse", 0),
        ("cache_idle_slots:no", "saves_idle", False),
        ("idle_slots_cache:yes", "saves_idle", True),
        ("ctx_checkpoints:4", "checkpoints", 4),
        ("n_ctx_checkpoints:0", "checkpoints", 0),
        ("checkpoint_min_step:64", "checkpoint_step", 64),
        ("checkpoint_min_spacing:64", "checkpoint_step", 64),
        ("checkpoint_every_nt:64", "checkpoint_step", 64),
        ("checkpoint_every_n_tokens:64", "checkpoint_step", 64),
        ("cont_batching:0", "continuous", False),
        ("continuous_batching:1", "continuous", True),
        ("device:CUDA0, CUDA1", "devices", ("CUDA0", "CUDA1")),
        ("devices:CPU", "devices", ("CPU",)),
        ("split_mode:ROW", "split_mode", 2),
        ("sm:none", "split_mode", 0),
        ("override_tensor:a=b=CPU,c=CUDA0", "placements", (("a=b", "CPU"), ("c", "CUDA0"))),
        ("tensor_buft_overrides:x=CPU", "placements", (("x", "CPU"),)),
        ("cpu_moe", "cpu_moe", True),
        ("n_cpu_moe:3", "n_cpu_moe", 3),
        ("direct_io", "direct_io", True),
        ("use_direct_io:no", "direct_io", False),
    ],
)
def test_options_by_any_of_their_names(option: str, field: str, value: object) -> None:
    assert parse_options([option]) == ({field: value}, ())


def test_localais_other_options_are_accepted_and_named() -> None:
    given = ["n_rs_seq:1", "parallel:2", "gpu", "spec_p_split:0.1"]
    assert parse_options(given) == ({"parallel": 2}, ("n_rs_seq", "gpu", "spec_p_split"))
    assert engine_options(config(options=given))[1] == ("n_rs_seq", "gpu", "spec_p_split")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["direct_io"], {"load_mode": 4}),
        (["direct_io:false"], {}),
        (["cpu_moe"], {"placements": ((EXPERTS, "CPU"),)}),
        (
            ["n_cpu_moe:2"],
            {"placements": ((rf"blk\.0{EXPERTS}", "CPU"), (rf"blk\.1{EXPERTS}", "CPU"))},
        ),
        (
            ["override_tensor:x=CPU", "cpu_moe"],
            {"placements": (("x", "CPU"), (EXPERTS, "CPU"))},
        ),
        (["draft_cpu_moe"], {"draft_placements": ((EXPERTS, "CPU"),)}),
        (
            ["spec_draft_override_tensor:y=CPU", "draft_n_cpu_moe:1"],
            {"draft_placements": (("y", "CPU"), (rf"blk\.0{EXPERTS}", "CPU"))},
        ),
    ],
)
def test_options_that_stand_for_something_else(given: list[str], expected: dict[str, Any]) -> None:
    assert options(options=given) == dataclasses.replace(EngineOptions(), **expected)


def test_the_page_of_options_is_written_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("paralel:2", "unknown option 'paralel'; did you mean 'parallel'?"),
        ("cache_rm:1", "unknown option 'cache_rm'; did you mean 'cache_ram'?"),
        ("zzzzzz", "unknown option 'zzzzzz'"),
        ("parallel=2", "unknown option 'parallel=2'; did you mean 'parallel'?"),
        ("", "unknown option ''"),
    ],
)
def test_an_unknown_option_names_the_nearest(option: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_options([option])
    assert str(caught.value) == f"options: {message}"


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("parallel:0", "at least 1"),
        ("sps:2", "between 0 and 1"),
        ("sm:diagonal", "one of none, layer"),
        ("devices:a,,b", "names, separated by commas"),
        ("override_tensor:CPU", "pattern=buffer"),
        ("parallel:two", "invalid literal"),
        ("parallel", "invalid literal"),
        ("ubatch:-1", "at least 1"),
        ("warmup:maybe", "expected true or false"),
    ],
)
def test_an_options_wrong_value_names_it(option: str, reason: str) -> None:
    name = option.partition(":")[0]
    with pytest.raises(ConfigError, match=f"^options: {name}: .*{reason}"):
        parse_options([option])


def test_rpc_servers_are_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    two = (Endpoint("10.0.0.1", 50052), Endpoint("gpu-2", 5))
    assert options(options=["rpc_servers:10.0.0.1:50052, gpu-2:5"]).rpc_servers == two
    assert options(options=["grpc_servers:gpu-2:5"]).rpc_servers == two[1:]
    monkeypatch.setenv("LLAMACPP_GRPC_SERVERS", "10.0.0.1:50052,gpu-2:5")
    assert options().rpc_servers == two
    assert options(options=["rpc_servers:gpu-2:5"]).rpc_servers == two[1:]


@pytest.mark.parametrize("address", ["gpu-2", "gpu-2:", ":5", "gpu-2:port", "gpu-2:70000", "::1:5"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match=r"rpc_servers: .* is no address of the form host:port"):
        options(options=[f"rpc_servers:{address}"])


def test_the_environment_sets_parallel_where_the_yaml_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LLAMACPP_PARALLEL", "3")
    assert options().parallel == 3
    assert options(options=["n_parallel:2"]).parallel == 2
    monkeypatch.setenv("LLAMACPP_PARALLEL", "none")
    with pytest.raises(ConfigError, match="parallel: 'none'"):
        options()
