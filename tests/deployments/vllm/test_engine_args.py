"""From a model's YAML to vLLM's arguments and environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deployments.model_config import ConfigError, ModelConfig, parse_model_config
from deployments.vllm.adapters import Adapter
from deployments.vllm.engine_args import Machine, engine_args, environment, executor, model_path

FIELDS = frozenset(
    """model served_model_name dtype quantization load_format max_model_len tensor_parallel_size
    pipeline_parallel_size enforce_eager trust_remote_code disable_log_stats limit_mm_per_prompt
    gpu_memory_utilization kv_cache_memory_bytes block_size max_num_seqs scheduling_policy
    max_logprobs structured_outputs_config reasoning_config runner convert logits_processors
    distributed_executor_backend speculative_config enable_lora max_loras max_lora_rank""".split()
)
GIB = 2**30
CPU = Machine("cpu", (2, 3, 6, 7), 64 * GIB)
GPU = Machine("gpu", (0, 1, 2, 3), 64 * GIB)
OURS = {
    "served_model_name": "m",
    "enforce_eager": False,
    "disable_log_stats": True,
    "max_logprobs": -1,
    "scheduling_policy": "priority",
    "structured_outputs_config": {"backend": "guidance"},
    "logits_processors": ["deployments.vllm.replay:Replay"],
    "model": "org/model",
}


def config(**keys: Any) -> ModelConfig:
    data = {"name": "m", "backend": "vllm", "parameters": {"model": "org/model"}}
    return parse_model_config(data | keys, "m.yaml")


def arguments(machine: Machine = GPU, **keys: Any) -> dict[str, Any]:
    return engine_args(config(**keys), Path("models"), machine, FIELDS)


def refusal(machine: Machine = GPU, **keys: Any) -> str:
    with pytest.raises(ConfigError) as error:
        arguments(machine, **keys)
    return str(error.value)


def test_what_a_yaml_without_keys_gives() -> None:
    assert arguments() == OURS
    on_cpus = {"enforce_eager": True, "kv_cache_memory_bytes": 4 * GIB}
    assert arguments(CPU) == OURS | on_cpus


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"context_size": 300}, {"max_model_len": 300}),
        ({"max_model_len": 300}, {"max_model_len": 300}),
        ({"max_model_len": 300, "context_size": 300}, {"max_model_len": 300}),
        ({"dtype": "bfloat16"}, {"dtype": "bfloat16"}),
        ({"quantization": "awq"}, {"quantization": "awq"}),
        ({"load_format": "dummy"}, {"load_format": "dummy"}),
        ({"gpu_memory_utilization": 0.5}, {"gpu_memory_utilization": 0.5}),
        ({"trust_remote_code": True}, {"trust_remote_code": True}),
        ({"enforce_eager": True}, {"enforce_eager": True}),
        ({"disable_log_stats": False}, {"disable_log_stats": False}),
        ({"limit_mm_per_prompt": {"image": 2}}, {"limit_mm_per_prompt": {"image": 2}}),
        ({"engine_args": {"block_size": 32}}, {"block_size": 32}),
        ({"engine_args": {"max_logprobs": 5}}, {"max_logprobs": 5}),
        (
            {"engine_args": {"logits_processors": ["a:B"]}},
            {"logits_processors": ["a:B", "deployments.vllm.replay:Replay"]},
        ),
        (
            {"tensor_parallel_size": 2},
            {"tensor_parallel_size": 2, "distributed_executor_backend": "mp"},
        ),
        (
            {"pipeline_parallel_size": 2},
            {"pipeline_parallel_size": 2, "distributed_executor_backend": "mp"},
        ),
        (
            {"engine_args": {"tensor_parallel_size": 2, "distributed_executor_backend": "ray"}},
            {"tensor_parallel_size": 2, "distributed_executor_backend": "ray"},
        ),
        # What says nothing: LocalAI writes zeros and empty texts.
        (
            {"max_model_len": 0, "tensor_parallel_size": 0, "dtype": "", "quantization": ""},
            {},
        ),
        # LocalAI's options of its vLLM, which the chat template makes needless.
        ({"options": ["tool_parser:hermes"]}, {}),
        # Keys of llama.cpp that have no effect here.
        ({"f16": True, "gpu_layers": 99, "mmap": True}, {}),
    ],
)
def test_every_key_is_an_argument(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    assert arguments(**keys) == OURS | expected


def test_a_model_for_embeddings_pools() -> None:
    made = arguments(embeddings=True)
    assert (made["runner"], made["convert"]) == ("pooling", "embed")
    assert not {"structured_outputs_config", "logits_processors"} & set(made)


def test_where_tokens_are_guessed_there_are_no_processors() -> None:
    made = arguments(engine_args={"speculative_config": {"method": "ngram"}})
    assert "logits_processors" not in made


def test_thoughts_can_be_limited_where_the_model_thinks() -> None:
    made = engine_args(config(), Path(), GPU, FIELDS, thought=("<think>", "</think>"))
    assert made["reasoning_config"] == {
        "reasoning_start_str": "<think>",
        "reasoning_end_str": "</think>",
    }


def test_there_is_room_for_all_adapters() -> None:
    adapters = [
        Adapter(name, number, Path(name), rank, chosen=False)
        for number, (name, rank) in enumerate([("a", 4), ("b", 17)], 1)
    ]
    made = engine_args(config(), Path(), GPU, FIELDS, adapters=adapters)
    assert made | {"enable_lora": True, "max_loras": 2, "max_lora_rank": 32} == made


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {"engine_args": {"blocksize": 1}},
            "engine_args: unknown key 'blocksize'; did you mean 'block_size'?",
        ),
        ({"engine_args": {"zzz": 1}}, "engine_args: unknown key 'zzz'"),
        ({"engine_args": {"model": "x"}}, "engine_args: model: not to be set here"),
        (
            {"engine_args": {"structured_outputs_config": {}}},
            "engine_args: structured_outputs_config: not to be set here",
        ),
        (
            {"dtype": "float16", "engine_args": {"dtype": "bfloat16"}},
            "engine_args: dtype: another key of the YAML says 'float16'",
        ),
        ({"max_model_len": 5, "context_size": 6}, "max_model_len: context_size says"),
        ({"reranking": True}, "reranking: "),
        ({"mmproj": "a.gguf"}, "mmproj: "),
        ({"draft_model": "a.gguf"}, "draft_model: speculative_config"),
        ({"prompt_cache_path": "a"}, "prompt_cache_path: "),
        ({"options": ["parallel:4"]}, "options: parallel: "),
        ({"deployment": {"rpc_workers": {"count": 1}}}, "deployment.rpc_workers: "),
        ({"parameters": {}}, "parameters.model: "),
    ],
)
def test_what_cannot_be_honoured_is_named(keys: dict[str, Any], message: str) -> None:
    assert refusal(**keys).startswith(message)


def test_a_folder_of_the_models_directory_comes_before_a_name(tmp_path: Path) -> None:
    assert model_path(config(), tmp_path) == "org/model"
    (tmp_path / "org" / "model").mkdir(parents=True)
    assert model_path(config(), tmp_path) == str(tmp_path / "org" / "model")
    with pytest.raises(ConfigError, match="inside the models directory"):
        model_path(config(parameters={"model": "../x"}), tmp_path)


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        (GPU, "mp"),
        (Machine("gpu", in_group=True), "ray"),
        (CPU, "mp"),
        (Machine("cpu", in_group=True), "mp"),
    ],
)
def test_workers_go_to_the_bundles_of_the_placement_group(machine: Machine, expected: str) -> None:
    assert executor(machine) == expected


@pytest.mark.parametrize(
    ("machine", "keys", "expected"),
    [
        (GPU, {"threads": 2}, {}),
        (CPU, {}, {"VLLM_CPU_OMP_THREADS_BIND": "nobind", "OMP_NUM_THREADS": "3"}),
        (CPU, {"threads": 2}, {"VLLM_CPU_OMP_THREADS_BIND": "nobind", "OMP_NUM_THREADS": "2"}),
        (
            CPU,
            {"threads": 4, "tensor_parallel_size": 2},
            {"VLLM_CPU_OMP_THREADS_BIND": "2,3|6,7"},
        ),
        (CPU, {"tensor_parallel_size": 2}, {"VLLM_CPU_OMP_THREADS_BIND": "2|3"}),
        (
            CPU,
            {"threads": 8, "pipeline_parallel_size": 4},
            {"VLLM_CPU_OMP_THREADS_BIND": "2|3|6|7"},
        ),
        (
            Machine("cpu", (0,)),
            {"threads": 2, "tensor_parallel_size": 2},
            {"VLLM_CPU_OMP_THREADS_BIND": "nobind", "OMP_NUM_THREADS": "1"},
        ),
    ],
)
def test_threads_are_bound_where_there_are_several_ranks(
    machine: Machine, keys: dict[str, Any], expected: dict[str, str]
) -> None:
    variables = environment(config(**keys), machine)
    assert variables.pop("VLLM_NO_USAGE_STATS") == "1"
    assert (variables.pop("TORCHDYNAMO_DISABLE", None) == "1") is (machine.platform == "cpu")
    assert variables == expected


def test_what_is_compiled_needs_a_compiler() -> None:
    assert "TORCHDYNAMO_DISABLE" not in environment(config(enforce_eager=False), CPU)


def test_each_rank_needs_a_thread() -> None:
    with pytest.raises(ConfigError, match=r"^threads: each of the 2 ranks"):
        environment(config(threads=1, tensor_parallel_size=2), CPU)


def test_the_cache_takes_a_quarter_of_a_small_memory() -> None:
    made = engine_args(config(), Path(), Machine("cpu", (0,), 8 * GIB), FIELDS)
    assert made["kv_cache_memory_bytes"] == 2 * GIB
    assert "kv_cache_memory_bytes" not in arguments(CPU, gpu_memory_utilization=0.5)
