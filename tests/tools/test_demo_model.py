import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from llama_cpp import Llama
from tokenizers import Tokenizer

from tools.demo_model.__main__ import DEFAULT_OUTPUT, TEMPLATE, main
from tools.demo_model.corpus import corpus
from tools.demo_model.gguf_file import DESCRIPTION
from tools.demo_model.tokenizer import CONTROL_TOKENS, MARKUP_TOKENS, train_tokenizer

COMMITTED = Path(__file__).parents[2] / DEFAULT_OUTPUT
HELD_OUT = [
    "",
    " ",
    "A sentence nobody trained on, with 1234567890 digits in 3.14159 pieces.",
    "It's what I'd call they've-been-there; WE'LL see, SHE'S late, don't 'quote' me",
    "  two leading, two  inner and trailing spaces   ",
    "tab\tand\n\n\nnewlines\r\n  and carriage returns\r",
    "snake_case camelCase x+=1; if (a<b && c>d) { return a[i]; } // done",
    "Ünïcödé façade, coöperate, smörgåsbord, Łódź, İstanbul, ñandú, œuvre, straße",
    "combining: e\u0301 a\u0308 n\u0303; non-breaking\u00a0space; wide\u3000space",
    "日本語と中文、한국어, العربية, हिन्दी, עברית, ไทย, Ελληνικά, Русский",
    "👩‍👩‍👧‍👦 family, 🇨🇭 flag, 👍🏽 tone, ❤️ heart, 🐟🐟 \U0001f9a4",
    "½ ² Ⅷ ٣ fractions and other numbers, 10⁻³ µm, €5, №7, «guillemets», “quotes”…",
    "\x00\x01\x7f control bytes, \u200b zero width, \ufeff mark, \ufffd replacement",
    "<|im_start|>user\nHi<|im_end|>\n<think>\n\n</think>\n\n<tool_call>\n{}\n</tool_call>",
    "<tool_response>ok</tool_response><|endoftext|> <| im_start|> <think",
]
WEATHER_TOOL = {"type": "function", "function": {"name": "weather", "parameters": {}}}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer(corpus(1))


@pytest.fixture(scope="module")
def vocabulary() -> Iterator[Llama]:
    model = Llama(str(COMMITTED), vocab_only=True, verbose=False)
    yield model
    model.close()


@pytest.fixture(scope="module")
def model() -> Iterator[Llama]:
    model = Llama(str(COMMITTED), n_ctx=128, n_threads=1, n_threads_batch=1, verbose=False)
    yield model
    model.close()


def greedy(model: Llama, prompt: str, count: int) -> list[int]:
    tokens = model.tokenize(prompt.encode(), add_bos=False, special=True)
    generated = model.generate(tokens, temp=0.0, repeat_penalty=1.0)
    return [token for token, _ in zip(generated, range(count), strict=False)]


def render(messages: list[dict[str, Any]], **variables: Any) -> str:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(messages=messages, **variables)


def test_build_gives_the_committed_file(tmp_path: Path) -> None:
    main(["--output", str(tmp_path / "demo.gguf")])
    assert (tmp_path / "demo.gguf").read_bytes() == COMMITTED.read_bytes()


def test_file_is_small_and_says_what_it_is(vocabulary: Llama) -> None:
    assert COMMITTED.stat().st_size < 1_200_000
    assert vocabulary.metadata["general.name"] == "demo"
    assert vocabulary.metadata["general.license"] == "Apache-2.0"
    assert vocabulary.metadata["general.description"] == DESCRIPTION
    assert vocabulary.metadata["tokenizer.chat_template"] == TEMPLATE.read_text(encoding="utf-8")


def test_another_seed_gives_another_corpus() -> None:
    assert corpus(1) == corpus(1)
    assert corpus(1) != corpus(2)


def test_too_small_a_corpus_is_refused() -> None:
    with pytest.raises(ValueError, match="not 1024"):
        train_tokenizer(["Hello!"])


@pytest.mark.parametrize("text", [*HELD_OUT, "\n".join(corpus(seed=7))])
def test_llama_cpp_and_hugging_face_agree(
    text: str, tokenizer: Tokenizer, vocabulary: Llama
) -> None:
    expected = tokenizer.encode(text).ids
    assert vocabulary.tokenize(text.encode(), add_bos=True, special=True) == expected
    assert vocabulary.detokenize(expected, special=True).decode() == text
    assert tokenizer.decode(expected, skip_special_tokens=False) == text


def test_llama_cpp_and_hugging_face_agree_on_every_corpus_line(
    tokenizer: Tokenizer, vocabulary: Llama
) -> None:
    for line in corpus(seed=1):
        assert vocabulary.tokenize(line.encode(), special=True) == tokenizer.encode(line).ids


def test_markup_keeps_its_text_and_control_tokens_do_not(
    tokenizer: Tokenizer, vocabulary: Llama
) -> None:
    for token in MARKUP_TOKENS:
        assert vocabulary.detokenize([tokenizer.token_to_id(token)]) == token.encode()
    for token in CONTROL_TOKENS:
        assert vocabulary.detokenize([tokenizer.token_to_id(token)]) == b""


def test_special_tokens(vocabulary: Llama, tokenizer: Tokenizer) -> None:
    assert vocabulary.token_bos() == tokenizer.token_to_id("<|endoftext|>")
    assert vocabulary.token_eos() == tokenizer.token_to_id("<|im_end|>")
    assert vocabulary.n_vocab() == 1024


def test_template_renders_a_plain_chat() -> None:
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]
    assert render(messages, add_generation_prompt=True) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n"
        "<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


@pytest.mark.parametrize("arguments", [{"city": "Zürich"}, '{"city": "Zürich"}'])
def test_template_renders_tool_calls_and_results(arguments: dict[str, str] | str) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "weather", "arguments": arguments}}
    messages: list[dict[str, Any]] = [
        {"role": "user", "content": "Weather?"},
        {"role": "assistant", "content": "Let me see.", "tool_calls": [call]},
        {"role": "tool", "content": "rain", "tool_call_id": "1"},
        {"role": "tool", "content": "wind", "tool_call_id": "2"},
        {"role": "assistant", "content": None, "tool_calls": [call, call]},
    ]
    called = '<tool_call>\n{"name": "weather", "arguments": {"city": "Zürich"}}\n</tool_call>'
    assert render(messages) == (
        "<|im_start|>user\nWeather?<|im_end|>\n"
        f"<|im_start|>assistant\nLet me see.\n{called}<|im_end|>\n"
        "<|im_start|>user\n<tool_response>\nrain\n</tool_response>\n"
        "<tool_response>\nwind\n</tool_response><|im_end|>\n"
        f"<|im_start|>assistant\n{called}\n{called}<|im_end|>\n"
    )


def test_template_lists_tools_in_the_system_turn() -> None:
    user: dict[str, Any] = {"role": "user", "content": "Hi"}
    signatures = f"<tools>\n{json.dumps(WEATHER_TOOL)}\n</tools>\n"
    alone = render([user], tools=[WEATHER_TOOL])
    after = render([{"role": "system", "content": "Be brief."}, user], tools=[WEATHER_TOOL])
    assert alone.startswith("<|im_start|>system\nYou can call")
    assert after.startswith("<|im_start|>system\nBe brief.\n\nYou can call")
    for prompt in (alone, after):
        assert signatures in prompt
        assert prompt.endswith("</tool_call><|im_end|>\n<|im_start|>user\nHi<|im_end|>\n")


@pytest.mark.parametrize(
    ("variables", "ending"),
    [
        ({}, "assistant\n"),
        ({"enable_thinking": True}, "assistant\n"),
        ({"enable_thinking": False}, "assistant\n<think>\n\n</think>\n\n"),
    ],
)
def test_template_closes_thinking_when_told_to(variables: dict[str, bool], ending: str) -> None:
    user = {"role": "user", "content": "Hi"}
    prompt = render([user], add_generation_prompt=True, **variables)
    assert prompt == f"<|im_start|>user\nHi<|im_end|>\n<|im_start|>{ending}"


def test_model_generates_varied_tokens(model: Llama) -> None:
    prompt = render([{"role": "user", "content": "Hello!"}], add_generation_prompt=True)
    answer = greedy(model, prompt, 20)
    assert len(answer) == 20
    assert len(set(answer)) > 10
    assert answer == greedy(model, prompt, 20)


def test_answer_depends_on_an_early_word(model: Llama) -> None:
    red, blue = (greedy(model, f"The {colour} fox is at home.", 20) for colour in ("red", "blue"))
    assert red != blue
