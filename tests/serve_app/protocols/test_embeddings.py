import base64
import struct
from typing import Any

import pytest

from deployments.types import Embeddings, EmbedRequest
from serve_app.errors import BadRequest
from serve_app.protocols.call import Ask
from serve_app.protocols.embeddings import MAX_INPUTS, parse

VECTORS = (struct.pack("<3f", 0.5, -1.0, 0.25), struct.pack("<3f", 0.0, 2.0, 1.5))


def ask(given: Any = "Hi", **fields: Any) -> Ask:
    return parse({"input": given, **fields}, "7", 1000)


def test_the_least_body() -> None:
    parsed = ask()
    assert (parsed.model, parsed.capability) == (None, "embeddings")
    assert parsed.question == EmbedRequest(id="7", inputs=("Hi",))


@pytest.mark.parametrize(
    ("given", "inputs"),
    [
        (["Hi"], ("Hi",)),
        (["a", "b"], ("a", "b")),
        ([1, 2], ((1, 2),)),
        ([0], ((0,),)),
        ([[1, 2], [3]], ((1, 2), (3,))),
        (["a"] * MAX_INPUTS, ("a",) * MAX_INPUTS),
        ([1] * (MAX_INPUTS + 1), ((1,) * (MAX_INPUTS + 1),)),
    ],
)
def test_inputs(given: Any, inputs: tuple[Any, ...]) -> None:
    assert ask(given).question == EmbedRequest(id="7", inputs=inputs)


def test_dimensions_and_what_is_ignored() -> None:
    parsed = ask(model="fox", dimensions=2, user="me", encoding_format=None)
    assert parsed.model == "fox"
    assert parsed.question == EmbedRequest(id="7", inputs=("Hi",), dimensions=2)


def test_an_answer_in_numbers() -> None:
    for said in ({}, {"encoding_format": "float"}):
        assert ask(["a", "b"], **said).answer("fox", Embeddings(VECTORS, 5)) == {
            "object": "list",
            "data": [
                {"object": "embedding", "index": 0, "embedding": [0.5, -1.0, 0.25]},
                {"object": "embedding", "index": 1, "embedding": [0.0, 2.0, 1.5]},
            ],
            "model": "fox",
            "usage": {"prompt_tokens": 5, "total_tokens": 5},
        }


def test_an_answer_in_base64() -> None:
    answer = ask(encoding_format="base64").answer("fox", Embeddings(VECTORS[:1], 5))
    (only,) = answer["data"]
    assert only["embedding"] == "AAAAPwAAgL8AAIA+"
    assert base64.b64decode(only["embedding"]) == VECTORS[0]


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "input"),
        ({"input": None}, "input"),
        ({"input": ""}, "input"),
        ({"input": []}, "input"),
        ({"input": ["a", ""]}, "input"),
        ({"input": [[1], []]}, "input"),
        ({"input": ["a"] * (MAX_INPUTS + 1)}, "input"),
        ({"input": [[1]] * (MAX_INPUTS + 1)}, "input"),
        ({"input": 5}, "input"),
        ({"input": {}}, "input"),
        ({"input": ["a", 5]}, "input[1]"),
        ({"input": [True]}, "input[0]"),
        ({"input": [[1, "a"]]}, "input[0][1]"),
        ({"input": "a", "dimensions": 0}, "dimensions"),
        ({"input": "a", "dimensions": "2"}, "dimensions"),
        ({"input": "a", "dimensions": 10**30}, "dimensions"),
        ({"input": "a", "encoding_format": "hex"}, "encoding_format"),
        ({"input": "a", "encoding_format": 5}, "encoding_format"),
        ({"input": "a", "model": 5}, "model"),
    ],
)
def test_wrong_fields(body: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse(body, "7", 1000)
    assert refused.value.param == param
