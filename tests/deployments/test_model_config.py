from pathlib import Path
from typing import Any

import pytest

from deployments.model_config import (
    IGNORED_PARAMETERS,
    IGNORED_TEMPLATE,
    IGNORED_TOP_LEVEL,
    ConfigError,
    ModelConfig,
    Parameters,
    Section,
    Template,
    load_model_configs,
    parse_model_config,
)
from deployments.types import Sampling

CONFIGS = Path(__file__).parents[2] / "configs/models"


def config(**keys: Any) -> ModelConfig:
    return parse_model_config({"name": "m", **keys}, "m.yaml")


def write(folder: Path, text: str, name: str = "m.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_only_a_name_is_needed() -> None:
    assert config() == ModelConfig(name="m")


def test_the_demo_model_has_a_file() -> None:
    (demo,) = load_model_configs(CONFIGS / "demo.yaml")
    assert demo.keys_without_effect == ()
    file = demo.file(CONFIGS)
    assert file is not None
    assert file.is_file()


@pytest.mark.parametrize("name", ["m", "M-1.5_b", "org/model:7b@v2", "0" * 200])
def test_usual_names_are_accepted(name: str) -> None:
    assert config(name=name).name == name


@pytest.mark.parametrize("name", ["", " m", "-m", "../m", "a b", "a?b", "m\n", "0" * 201, "ä"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=r"^m\.yaml: name: "):
        config(name=name)


def test_a_name_is_required() -> None:
    with pytest.raises(ConfigError, match=r"^m\.yaml: name: Field required$"):
        parse_model_config({"backend": "fake"}, "m.yaml")


def test_keys_of_localai_without_effect_are_listed_with_their_section() -> None:
    parsed = config(
        low_vram=True,
        parameters={"tfz": 4},
        template={"chat": "{{.Input}}"},
        function={"grammar": {"disable": True}, "response_regex": ["x"]},
    )
    expected = {"low_vram", "function.grammar", "parameters.tfz", "template.chat"}
    assert set(parsed.keys_without_effect) == expected
    assert len(parsed.keys_without_effect) == len(expected)


VLLM = {"dtype": "auto", "max_model_len": 5, "engine_args": {"seed": 1}, "quantization": ""}
LLAMA = {"gpu_layers": 9, "f16": True, "parameters": {"batch": 5, "model": "m"}}


def test_keys_of_another_backend_have_no_effect() -> None:
    assert set(config(backend="llama-cpp", **VLLM).keys_without_effect) == set(VLLM)
    assert config(backend="vllm", **VLLM).keys_without_effect == ()
    without = config(backend="vllm", **LLAMA).keys_without_effect
    assert set(without) == {"gpu_layers", "f16", "parameters.batch"}
    assert config(backend="llama-cpp", **LLAMA).keys_without_effect == ()


def test_what_a_model_thinks_is_settled_in_its_yaml() -> None:
    parsed = config(
        reasoning={"disable": True, "tag_pairs": [{"start": "[T]", "end": "[/T]"}]},
        reasoning_effort="low",
        chat_template_kwargs={"style": "dry"},
    )
    assert parsed.reasoning.disable
    assert parsed.reasoning.tag_pairs[0].end == "[/T]"
    assert (parsed.reasoning_effort, parsed.chat_template_kwargs) == ("low", {"style": "dry"})
    assert not list(parsed.keys_without_effect)
    with pytest.raises(ConfigError, match=r"reasoning\.tag_pairs"):
        config(reasoning={"tag_pairs": [{"start": ""}]})


@pytest.mark.parametrize(
    ("section", "ignored"),
    [
        (ModelConfig, IGNORED_TOP_LEVEL),
        (Parameters, IGNORED_PARAMETERS),
        (Template, IGNORED_TEMPLATE),
    ],
)
def test_every_ignored_key_is_accepted_and_listed(
    section: type[Section], ignored: frozenset[str]
) -> None:
    needed = {"name": "m"} if section is ModelConfig else {}
    parsed = section.model_validate(needed | dict.fromkeys(ignored, "any"))
    assert len(ignored) > 5
    assert set(parsed.ignored_keys) == ignored


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"contextsize": 1}, "m.yaml: unknown key 'contextsize'; did you mean 'context_size'?"),
        ({"mmprojj": 1}, "m.yaml: unknown key 'mmprojj'; did you mean 'mmproj'?"),
        ({"zzzzzz": 1}, "m.yaml: unknown key 'zzzzzz'"),
        ({1: 1}, "m.yaml: unknown key '1'"),
        ({"ignored_keys": ["a"]}, "m.yaml: unknown key 'ignored_keys'"),
        (
            {"parameters": {"temprature": 1}},
            "m.yaml: parameters: unknown key 'temprature'; did you mean 'temperature'?",
        ),
        (
            {"template": {"chats": ""}},
            "m.yaml: template: unknown key 'chats'; did you mean 'chat'?",
        ),
        (
            {"deployment": {"num_replica": 2}},
            "m.yaml: deployment: unknown key 'num_replica'; did you mean 'num_replicas'?",
        ),
    ],
)
def test_an_unknown_key_names_file_and_nearest_key(keys: dict[Any, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_model_config({"name": "m", **keys}, "m.yaml")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"context_size": 0}, "context_size"),
        ({"threads": -1}, "threads"),
        ({"parameters": {"top_p": 1.5}}, "parameters.top_p"),
        ({"parameters": {"temperature": -0.1}}, "parameters.temperature"),
        ({"parameters": {"batch": 0}}, "parameters.batch"),
        ({"parameters": "demo.gguf"}, "parameters"),
        ({"options": [{"parallel": 4}]}, "options.0"),
        ({"deployment": {"max_ongoing_requests": 0}}, "deployment.max_ongoing_requests"),
        ({"deployment": {"placement_group_strategy": "NEAR"}}, "placement_group_strategy"),
    ],
)
def test_a_wrong_value_names_file_and_key(keys: dict[str, Any], where: str) -> None:
    with pytest.raises(ConfigError, match=rf"^m\.yaml: (deployment\.)?{where}: "):
        config(**keys)


def test_all_wrong_values_are_named_at_once() -> None:
    with pytest.raises(ConfigError, match=r"context_size.*threads"):
        config(context_size=0, threads=0)


def test_yamls_own_reading_of_words_becomes_text_again(tmp_path: Path) -> None:
    text = "name: m\nflash_attention: on\nmain_gpu: 1\ntensor_split: 0.5\noptions: [yes, 4, a:b]"
    (parsed,) = load_model_configs(write(tmp_path, text))
    assert (parsed.flash_attention, parsed.main_gpu, parsed.tensor_split) == ("on", "1", "0.5")
    assert parsed.options == ("on", "4", "a:b")


def test_parameters_are_the_defaults_of_sampling() -> None:
    parameters = {
        "temperature": 0.1,
        "top_k": 2,
        "top_p": 0.3,
        "min_p": 0.4,
        "typical_p": 0.5,
        "repeat_penalty": 1.6,
        "repeat_last_n": 7,
        "presence_penalty": 0.8,
        "frequency_penalty": 0.9,
        "seed": 10,
    }
    parsed = config(parameters={**parameters, "logit_bias": {"5": -1}, "max_tokens": 3})
    expected = Sampling(**parameters, logit_bias=((5, -1.0),))  # type: ignore[arg-type]
    assert parsed.parameters.sampling() == expected


@pytest.mark.parametrize(("seed", "expected"), [(-1, None), (0, 0), (None, None)])
def test_a_negative_seed_means_a_random_one(seed: int | None, expected: int | None) -> None:
    assert config(parameters={"seed": seed}).parameters.sampling().seed == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, {"chat", "completion", "tokenize"}),
        ({"embeddings": True}, {"embeddings", "tokenize"}),
        ({"reranking": True}, {"rerank", "tokenize"}),
    ],
)
def test_capabilities_follow_from_the_keys(keys: dict[str, Any], expected: set[str]) -> None:
    assert config(**keys).capabilities == expected


def test_a_key_without_a_model_has_no_file(tmp_path: Path) -> None:
    assert config().file(tmp_path) is None


def test_the_file_may_be_in_a_folder_below(tmp_path: Path) -> None:
    parsed = config(parameters={"model": "org/m..v1.gguf"})
    assert parsed.file(tmp_path) == tmp_path / "org/m..v1.gguf"


@pytest.mark.parametrize("path", ["../m.gguf", "a/../../m.gguf", "a/..", "/etc/passwd", "//m"])
def test_a_file_outside_the_models_directory_is_refused(path: str, tmp_path: Path) -> None:
    parsed = config(parameters={"model": path})
    with pytest.raises(ConfigError, match="inside the models directory"):
        parsed.file(tmp_path)
    with pytest.raises(ConfigError, match="inside the models directory"):
        parsed.digest(tmp_path)


def test_one_file_may_hold_a_list_of_models(tmp_path: Path) -> None:
    path = write(tmp_path, "- name: a\n- name: b\n  backend: fake\n")
    assert load_model_configs(path) == [
        ModelConfig(name="a"),
        ModelConfig(name="b", backend="fake"),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "- name: a\n- 5\n", "just text", "name: [", "name: a\n\tb: c", "a: *b", "\0"]
)
def test_an_unusable_yaml_names_its_file(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text, "broken.yaml")
    with pytest.raises(ConfigError, match=r"^broken\.yaml: [^\n]+$"):
        load_model_configs(path)


def test_a_file_that_cannot_be_read_names_itself(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: \xe9")
    for name in ("latin.yaml", "absent.yaml"):
        with pytest.raises(ConfigError, match=f"^{name}: "):
            load_model_configs(tmp_path / name)


def test_a_yaml_cannot_run_code(tmp_path: Path) -> None:
    path = write(tmp_path, "name: !!python/object/apply:os.getcwd []")
    with pytest.raises(ConfigError, match=r"^m\.yaml: .*python/object"):
        load_model_configs(path)


def test_patterns_for_calls_are_checked() -> None:
    with pytest.raises(ConfigError, match=r"function.response_regex.0: no regular expression"):
        config(function={"response_regex": ["("]})
    with pytest.raises(ConfigError, match="unknown key 'formats'; did you mean 'format'"):
        config(function={"formats": "hermes"})
