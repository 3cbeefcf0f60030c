"""The tokenizer's own promises, and that llama.cpp reads the same tokens from the file."""

from collections.abc import Iterator

import pytest
from llama_cpp import Llama
from tokenizers import Tokenizer

from tools.demo_model.architecture import Shape
from tools.demo_model.corpus import texts
from tools.demo_model.gguf_file import write_gguf
from tools.demo_model.tokenizer import (
    CONTROL_TOKENS,
    MARKUP_TOKENS,
    SPACE,
    VOCABULARY_SIZE,
    train_tokenizer,
)

UNSEEN = [
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


@pytest.fixture(scope="module")
def vocabulary(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.gguf"
    write_gguf(path, Shape(), {}, tokenizer, "")
    model = Llama(str(path), vocab_only=True, verbose=False)
    yield model
    model.close()


def test_too_small_a_corpus_is_refused() -> None:
    with pytest.raises(ValueError, match=f"not {VOCABULARY_SIZE}"):
        train_tokenizer(["Hello!"])


def test_a_word_falls_into_the_same_pieces_after_a_space(tokenizer: Tokenizer) -> None:
    for word in ("Oslo", "Zuri", "Glablounk", "weather", "get_weather", "dax"):
        alone, spaced = (tokenizer.encode(text).tokens for text in (word, f" {word}"))
        joined = [SPACE + alone[0], *alone[1:]]
        assert spaced in (joined, [SPACE, *alone]), "the space joins the first piece at most"


def test_every_digit_is_a_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("1234567890").tokens == list("1234567890")


@pytest.mark.parametrize("text", [*UNSEEN, "\n".join(texts(seed=7, count=300))])
def test_llama_cpp_reads_the_same_tokens(
    text: str, tokenizer: Tokenizer, vocabulary: Llama
) -> None:
    expected = tokenizer.encode(text).ids
    assert vocabulary.tokenize(text.encode(), add_bos=True, special=True) == expected
    assert vocabulary.detokenize(expected, special=True).decode() == text
    assert tokenizer.decode(expected, skip_special_tokens=False) == text


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
    assert vocabulary.n_vocab() == VOCABULARY_SIZE
