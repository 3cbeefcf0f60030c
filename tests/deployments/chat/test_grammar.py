"""Which constraints can be followed, and which are refused."""

from typing import Any

import pytest
from llguidance import LLMatcher

from deployments.chat.grammar import grammar_of
from deployments.types import Constraint, RequestRefused

GOOD: list[tuple[str, Any]] = [
    ("json_object", None),
    (
        "json_schema",
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {}}},
    ),
    ("json_schema", {"anyOf": [{"type": "integer", "minimum": 3}, {"const": "none"}]}),
    ("json_schema", {"type": "string", "pattern": "^a+$", "minLength": 2, "maxLength": 4}),
    ("json_schema", {"type": "string", "format": "date-time"}),
    ("json_schema", {"type": "object", "patternProperties": {"^a": {"type": "integer"}}}),
    ("regex", "[a-z]{3}"),
    ("choice", ["yes", "no", 'with "quotes"\n']),
    ("gbnf", 'root ::= "a" | "b" [0-9]+'),
    ("lark", "start: /a+/"),
]
BAD_VALUES: list[tuple[str, Any, str]] = [
    ("json_schema", "no schema", "response_format"),
    ("json_schema", float("nan"), "response_format"),
    ("regex", 5, "response_format"),
    ("choice", 5, "response_format"),
    ("gbnf", "root ::= (", "grammar"),
    ("gbnf", 5, "grammar"),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_a_good_constraint_gives_a_valid_grammar(kind: Any, value: Any) -> None:
    assert LLMatcher.validate_grammar(grammar_of(Constraint(kind, value))) == ""


@pytest.mark.parametrize(("kind", "value", "param"), BAD_VALUES)
def test_a_value_of_the_wrong_kind_is_refused(kind: Any, value: Any, param: str) -> None:
    with pytest.raises(RequestRefused) as caught:
        grammar_of(Constraint(kind, value))
    assert (caught.value.failure.kind, caught.value.failure.param) == ("invalid_request", param)
