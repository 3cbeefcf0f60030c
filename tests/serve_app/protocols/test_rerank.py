from typing import Any

import pytest

from deployments.types import RerankRequest, Scores
from serve_app.errors import BadRequest
from serve_app.protocols.call import Ask
from serve_app.protocols.rerank import MAX_DOCUMENTS, parse

REPLY = Scores((-2.5, 3.0, 0.5), 12)
BODY: dict[str, Any] = {"query": "q", "documents": ["a", {"text": "b"}, "c"]}


def ask(**fields: Any) -> Ask:
    return parse(BODY | fields, "7", 1000)


def test_the_question() -> None:
    parsed = ask(model="fox")
    assert (parsed.model, parsed.capability) == ("fox", "rerank")
    assert parsed.question == RerankRequest(id="7", query="q", documents=("a", "b", "c"))
    assert ask().model is None


def test_the_best_comes_first() -> None:
    assert ask().answer("fox", REPLY) == {
        "model": "fox",
        "object": "list",
        "usage": {"total_tokens": 12, "prompt_tokens": 12},
        "results": [
            {"index": 1, "relevance_score": 3.0, "document": {"text": "b"}},
            {"index": 2, "relevance_score": 0.5, "document": {"text": "c"}},
            {"index": 0, "relevance_score": -2.5, "document": {"text": "a"}},
        ],
    }


def test_of_equal_ones_the_first() -> None:
    results = ask().answer("fox", Scores((1.0, 2.0, 1.0), 3))["results"]
    assert [result["index"] for result in results] == [1, 0, 2]


@pytest.mark.parametrize(("top_n", "best"), [(1, [1]), (2, [1, 2]), (9, [1, 2, 0])])
def test_the_best_few(top_n: int, best: list[int]) -> None:
    results = ask(top_n=top_n).answer("fox", REPLY)["results"]
    assert [result["index"] for result in results] == best


def test_without_the_documents() -> None:
    results = ask(return_documents=False, top_n=1).answer("fox", REPLY)["results"]
    assert results == [{"index": 1, "relevance_score": 3.0}]


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"query": None}, "query"),
        ({"query": ""}, "query"),
        ({"query": {"text": "q"}}, "query"),
        ({"documents": None}, "documents"),
        ({"documents": []}, "documents"),
        ({"documents": "a"}, "documents"),
        ({"documents": ["a"] * (MAX_DOCUMENTS + 1)}, "documents"),
        ({"documents": ["a", 5]}, "documents[1]"),
        ({"documents": [{}]}, "documents[0].text"),
        ({"documents": [{"text": 5}]}, "documents[0].text"),
        ({"top_n": 0}, "top_n"),
        ({"top_n": "1"}, "top_n"),
        ({"return_documents": "no"}, "return_documents"),
        ({"model": 5}, "model"),
    ],
)
def test_wrong_fields(wrong: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        ask(**wrong)
    assert refused.value.param == param


@pytest.mark.parametrize("field", ["query", "documents"])
def test_a_field_that_is_missing(field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse({name: value for name, value in BODY.items() if name != field}, "7", 1000)
    assert refused.value.param == field
