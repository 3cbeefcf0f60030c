"""What a chat's or a completion's answer is to match."""

from typing import Any

import pytest

from deployments.types import Constraint
from serve_app.errors import BadRequest
from serve_app.protocols import chat, completions

SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}}}
FORMATS: list[tuple[dict[str, Any], Constraint | None]] = [
    ({}, None),
    ({"response_format": None}, None),
    ({"response_format": {"type": "text"}}, None),
    ({"response_format": {"type": "json_object"}}, Constraint("json_object")),
    (
        {"response_format": {"type": "json_object", "schema": SCHEMA}},
        Constraint("json_schema", SCHEMA),
    ),
    (
        {"response_format": {"type": "json_schema", "json_schema": {"schema": SCHEMA}}},
        Constraint("json_schema", SCHEMA),
    ),
    (
        {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "person", "schema": SCHEMA, "strict": True},
            }
        },
        Constraint("json_schema", SCHEMA),
    ),
    ({"grammar": 'root ::= "a"'}, Constraint("gbnf", 'root ::= "a"')),
    (
        {
            "grammar": 'root ::= "a"',
            "grammar_lazy": True,
            "grammar_triggers": [{"type": 1, "value": "<call>"}, {"value": "b"}],
        },
        Constraint("gbnf", 'root ::= "a"', ("<call>", "b")),
    ),
    (
        {"grammar": 'root ::= "a"', "grammar_triggers": [{"value": "b"}]},
        Constraint("gbnf", 'root ::= "a"'),
    ),
    ({"grammar": "", "response_format": {"type": "json_object"}}, Constraint("json_object")),
    (
        {"grammar": 'root ::= "a"', "response_format": {"type": "text"}},
        Constraint("gbnf", 'root ::= "a"'),
    ),
]


@pytest.mark.parametrize(("fields", "constraint"), FORMATS)
def test_constraint(fields: dict[str, Any], constraint: Constraint | None) -> None:
    message = {"role": "user", "content": "Hi"}
    talk = chat.parse({"messages": [message], **fields}, "r", 0)
    plain = completions.parse({"prompt": "Hi", **fields}, "r", 0)
    assert [request.constraint for request in (*talk.requests, *plain.requests)] == [constraint] * 2


def test_a_grammar_and_a_format_are_too_much() -> None:
    fields = {"grammar": "root ::= [a-z]", "response_format": {"type": "json_object"}}
    with pytest.raises(BadRequest, match="not together") as caught:
        completions.parse({"prompt": "Hi", **fields}, "r", 0)
    assert caught.value.param == "grammar"


@pytest.mark.parametrize(
    "fields",
    [
        {"grammar_triggers": [{"value": "x"}]},
        {"grammar": "root ::= [a-z]"},
        {"grammar": "root ::= [a-z]", "grammar_triggers": []},
    ],
    ids=str,
)
def test_a_lazy_grammar_needs_a_grammar_and_triggers(fields: dict[str, Any]) -> None:
    body = {"prompt": "Hi", **fields, "grammar_lazy": True}
    with pytest.raises(BadRequest, match="needs grammar and grammar_triggers") as caught:
        completions.parse(body, "r", 0)
    assert caught.value.param == "grammar_lazy"


def test_patterns_are_no_triggers() -> None:
    triggers = [{"type": 2, "value": "a+"}]
    body = {"prompt": "Hi", "grammar": "root ::= [a-z]", "grammar_triggers": triggers}
    with pytest.raises(BadRequest, match="grammar_triggers"):
        completions.parse(body, "r", 0)
