import pytest
from loaded_model import LoadedModel
from toy_models.chatml_vocabulary import CONTROL_TOKENS, END_OF_TURN, MARKUP_TOKENS, TOKENS

from deployments.llama_cpp.library import lib

TEXTS = [
    "The fox is at home.",
    '{"name": "weather", "arguments": {"days": [1, 2]}}',
    "  spaces,\ttabs\n\n\nand lines\r\n",
    "Ünïcödé, 日本語, 👩‍👩‍👧‍👦 and \x00\x7f",
    "<think>\n\n</think>\n\n<tool_call>\n{}\n</tool_call>",
]


def chat(text: str) -> str:
    return f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"


def test_the_vocabulary(model: LoadedModel) -> None:
    assert lib.llama_vocab_n_tokens(model.vocab) == len(TOKENS) == 1024
    assert lib.llama_vocab_eos(model.vocab) == END_OF_TURN
    assert lib.llama_vocab_is_eog(model.vocab, END_OF_TURN)
    assert lib.llama_model_chat_template(model.handle, None)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_give_their_text_back(text: str, model: LoadedModel) -> None:
    tokens = model.tokenize(text, add_special=True)
    assert len(tokens) < len(text.encode())
    assert model.detokenize(tokens) == text.encode()


def test_markup_keeps_its_text_and_control_tokens_do_not(model: LoadedModel) -> None:
    for token in MARKUP_TOKENS:
        assert model.detokenize(model.tokenize(token)) == token.encode()
    for token in CONTROL_TOKENS:
        assert len(model.tokenize(token)) == 1
        assert model.detokenize(model.tokenize(token)) == b""


def test_answers_are_varied_and_the_same_each_time(model: LoadedModel) -> None:
    answer = model.greedy(chat("Hello!"), 20)
    assert len(set(answer)) > 10
    assert answer == model.greedy(chat("Hello!"), 20)


def test_answers_depend_on_an_early_word(model: LoadedModel) -> None:
    red, blue = (model.greedy(f"The {colour} fox is at home.") for colour in ("red", "blue"))
    assert red != blue


def test_answers_end_by_themselves_but_not_at_once(model: LoadedModel) -> None:
    for text in ("Hello!", "Hi", "Why?"):
        answer = model.greedy(chat(text), 60)
        assert END_OF_TURN in answer[20:]
        assert END_OF_TURN not in answer[:20]
