from typing import Any

import pytest

from deployments.types import DetokenizeRequest, TokenizeRequest, Tokens, Words
from serve_app.errors import BadRequest
from serve_app.protocols.call import Ask
from serve_app.protocols.tokens import parse_detokenize, parse_tokenize

TOKENS = Tokens((72, 240, 7), (b"H", b"\xf0\x9f", b""))


def tokenize(**fields: Any) -> Ask:
    return parse_tokenize(fields, "7", 1000)


def detokenize(**fields: Any) -> Ask:
    return parse_detokenize(fields, "7", 1000)


@pytest.mark.parametrize(
    ("said", "text", "special"),
    [
        ({"content": "Hi"}, "Hi", False),
        ({"prompt": "Hi"}, "Hi", False),
        ({"content": ""}, "", False),
        ({"content": "", "prompt": None}, "", False),
        ({"content": "Hi", "add_special": True}, "Hi", True),
        ({"prompt": "Hi", "add_special_tokens": True}, "Hi", True),
        ({"prompt": "Hi", "add_special": None, "with_pieces": None}, "Hi", False),
    ],
)
def test_texts(said: dict[str, Any], text: str, special: bool) -> None:
    parsed = tokenize(**said)
    assert (parsed.model, parsed.capability) == (None, "tokenize")
    assert parsed.question == TokenizeRequest(id="7", text=text, special=special)


def test_tokens() -> None:
    answer = tokenize(content="Hi").answer("fox", TOKENS)
    assert answer == {"tokens": [72, 240, 7], "count": 3}
    assert tokenize(content="").answer("fox", Tokens((), ())) == {"tokens": [], "count": 0}


def test_tokens_with_their_pieces() -> None:
    answer = tokenize(content="Hi", with_pieces=True).answer("fox", TOKENS)
    assert answer == {
        "tokens": [
            {"id": 72, "piece": "H"},
            {"id": 240, "piece": [0xF0, 0x9F]},
            {"id": 7, "piece": ""},
        ],
        "count": 3,
    }


def test_tokens_as_text() -> None:
    parsed = detokenize(model="fox", tokens=[72, 0])
    assert (parsed.model, parsed.capability) == ("fox", "tokenize")
    assert parsed.question == DetokenizeRequest(id="7", token_ids=(72, 0))
    assert parsed.answer("fox", Words("Hi")) == {"content": "Hi", "prompt": "Hi"}
    assert detokenize(tokens=[]).question == DetokenizeRequest(id="7", token_ids=())


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({}, "content"),
        ({"content": None, "prompt": None}, "content"),
        ({"content": 5}, "content"),
        ({"content": ["Hi"]}, "content"),
        ({"prompt": [1]}, "prompt"),
        ({"content": "Hi", "prompt": "Hi"}, "prompt"),
        ({"content": "Hi", "add_special": "yes"}, "add_special"),
        ({"content": "Hi", "with_pieces": 1}, "with_pieces"),
        ({"content": "Hi", "model": 5}, "model"),
    ],
)
def test_wrong_texts(wrong: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        tokenize(**wrong)
    assert refused.value.param == param


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({}, "tokens"),
        ({"tokens": None}, "tokens"),
        ({"tokens": "72"}, "tokens"),
        ({"tokens": 72}, "tokens"),
        ({"tokens": [72, "a"]}, "tokens[1]"),
        ({"tokens": [1.5]}, "tokens[0]"),
        ({"tokens": [True]}, "tokens[0]"),
        ({"tokens": [-1]}, "tokens[0]"),
        ({"tokens": [2**31]}, "tokens[0]"),
        ({"tokens": [], "model": 5}, "model"),
    ],
)
def test_wrong_tokens(wrong: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        detokenize(**wrong)
    assert refused.value.param == param
