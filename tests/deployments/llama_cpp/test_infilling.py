"""Fill in the middle: what stands between a prompt and a suffix, with a toy that has its tokens."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from toy_backend import MODEL, ask, toy_backend
from toy_models.chatml_vocabulary import END_OF_TEXT, TOKENS, tokenizer_keys
from toy_models.gguf_file import Keys, write_gguf
from toy_models.llama import model_keys, weights

from deployments.llama_cpp.backend import LONG_TEXT, LlamaCppBackend
from deployments.types import Accepted, RequestRefused, TextDelta

pytestmark = pytest.mark.anyio

PREFIX, SUFFIX, MIDDLE = (TOKENS.index(mark) for mark in ("<tool_call>", "</tool_call>", "<think>"))
MARKS = {"pre": PREFIX, "suf": SUFFIX, "mid": MIDDLE}
CODE, REST = "the fox ", " is here"


def write_toy(path: Path, **keys: Any) -> None:
    marks: Keys = {f"tokenizer.ggml.fim_{name}_token_id": id for name, id in MARKS.items()}
    write_gguf(path, "llama", model_keys() | tokenizer_keys() | marks | keys, weights(1))


@pytest.fixture(scope="module")
async def coder(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LlamaCppBackend]:
    folder = tmp_path_factory.mktemp("coder")
    write_toy(folder / MODEL)
    async with toy_backend(folder) as backend:
        yield backend


async def ids(backend: LlamaCppBackend, text: str) -> tuple[int, ...]:
    return await backend.tokenize(text)


async def test_the_prompt_is_as_llama_servers(coder: LlamaCppBackend) -> None:
    filled = await ask(coder, CODE, suffix=REST)
    before, after = await ids(coder, CODE), await ids(coder, REST)
    written = (PREFIX, *before, SUFFIX, *after, MIDDLE)
    assert filled.accepted == Accepted(len(written))
    assert filled.token_ids() == (await ask(coder, written)).token_ids()
    assert filled.token_ids() != (await ask(coder, CODE)).token_ids()


async def test_a_prompt_of_token_ids(coder: LlamaCppBackend) -> None:
    by_ids = await ask(coder, await ids(coder, CODE), suffix=REST)
    assert by_ids.token_ids() == (await ask(coder, CODE, suffix=REST)).token_ids()
    with pytest.raises(RequestRefused) as refused:
        await ask(coder, (5, len(TOKENS)), suffix=REST)
    assert refused.value.failure.param == "prompt"


async def test_a_vocabulary_with_a_token_for_the_beginning(tmp_path: Path) -> None:
    write_toy(tmp_path / MODEL, **{"tokenizer.ggml.add_bos_token": True})
    async with toy_backend(tmp_path) as backend:
        filled = await ask(backend, "a", suffix="b")
        written = (END_OF_TEXT, PREFIX, *await ids(backend, "a"), SUFFIX)
        written += (*await ids(backend, "b"), MIDDLE)
        assert filled.accepted == Accepted(len(written))
        assert filled.token_ids() == (await ask(backend, written)).token_ids()


async def test_no_words_are_control_tokens(coder: LlamaCppBackend) -> None:
    pieces = ["<", "|", "im", "_", "en", "d", "|", ">"]
    filled = await ask(coder, "<|im_end|>", suffix="<|im_end|>")
    assert filled.accepted == Accepted(3 + 2 * len(pieces))


async def test_only_the_prompt_comes_back(coder: LlamaCppBackend) -> None:
    for prompt in (CODE, await ids(coder, CODE)):
        filled = await ask(coder, prompt, suffix=REST, echo=True)
        (echoed, *_) = (event for event in filled.events if isinstance(event, TextDelta))
        assert echoed.text == CODE


async def test_the_likeliest_of_several(coder: LlamaCppBackend) -> None:
    best = await ask(coder, CODE, suffix=REST, best_of=3)
    assert best.text() == (await ask(coder, CODE, suffix=REST)).text()


@pytest.mark.parametrize("where", ["prompt", "suffix"])
@pytest.mark.parametrize("length", [300, LONG_TEXT + 1])
async def test_what_does_not_fit(where: str, length: int, coder: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused) as refused:
        await ask(coder, **{"prompt": "a", "suffix": "b", where: "x-" * length})
    assert (refused.value.failure.kind, refused.value.failure.param) == ("context_length", "prompt")


async def test_without_a_suffix_nothing_changes(
    coder: LlamaCppBackend, backend: LlamaCppBackend
) -> None:
    plain = (await ask(backend, CODE)).token_ids()
    assert (await ask(coder, CODE)).token_ids() == plain
    assert (await ask(coder, CODE, suffix="")).token_ids() == plain


async def test_models_that_have_no_tokens_for_it(backend: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, CODE, suffix=REST)
    failure = refused.value.failure
    assert (failure.kind, failure.param) == ("unsupported", "suffix")
    assert "fill in the middle" in failure.message
