"""From a constraint to a grammar of llguidance, which every engine here can follow.

https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from llguidance import LLMatcher
from llguidance.gbnf_to_lark import gbnf_to_lark

from deployments.chat.closed_schema import closed
from deployments.types import Constraint, Failed, RequestRefused

if TYPE_CHECKING:
    from llguidance._lib import JsonCompileOptions

JSON_STYLE: JsonCompileOptions = {
    "whitespace_flexible": False,
    "item_separator": ", ",
    "key_separator": ": ",
    "lenient": False,
}
"""JSON on one line, as `json.dumps` writes it: what is not free to vary need not be generated.

A schema keyword that cannot be honoured is an error, never ignored.
"""
ANY_OBJECT = {"type": "object"}
MOST_RULES = 10_000
MOST_GBNF_RULES = 2_000  # the converter's time grows with their square
_GBNF_RULE = re.compile("::=")
_RULE = re.compile(r"(?m)^[^\n:\"/]{1,500}:")
_REFERENCE = re.compile(r"\"\$ref\"")


def grammar_of(constraint: Constraint) -> str:
    """The grammar's text; whether it is valid is seen when a matcher is made of it.

    Raises:
        RequestRefused: the constraint's value is of the wrong kind.
    """
    try:
        return _grammar(constraint.kind, constraint.value)
    except (TypeError, ValueError) as error:
        raise refusal(constraint, str(error)) from None
    except RecursionError:
        raise refusal(constraint, "nested too deeply") from None


MATCHES_NOTHING = "NoExtensionBias"
"""llguidance's word, as for a schema that refers to itself alone."""


def refusal(constraint: Constraint, reason: str) -> RequestRefused:
    param = "grammar" if constraint.kind in ("gbnf", "lark") else "response_format"
    if MATCHES_NOTHING in reason:
        reason = "nothing could ever match it"
    return RequestRefused(Failed("invalid_request", f"{param}: {reason}", param))


def _check_size(text: str, rule: re.Pattern[str], most: int = MOST_RULES) -> None:
    """Raises `ValueError`: compiling a chain of rules takes the stack's room for each of them."""
    if sum(1 for _ in rule.finditer(text)) > most:
        raise ValueError(f"more than {most:,} rules, or references")


def _grammar(kind: str, value: Any) -> str:
    if kind == "json_schema":
        _check_size(json.dumps(value), _REFERENCE)
        return LLMatcher.grammar_from_json_schema(json.dumps(closed(value)), overrides=JSON_STYLE)
    if kind == "json_object":
        return LLMatcher.grammar_from_json_schema(ANY_OBJECT, overrides=JSON_STYLE)
    if kind == "regex":
        return LLMatcher.grammar_from_regex(value)
    if kind == "choice":
        return LLMatcher.grammar_from_lark(f"start: {' | '.join(map(json.dumps, value))}")
    if kind == "gbnf":
        _check_size(value, _GBNF_RULE, MOST_GBNF_RULES)
    lark = _lark(value) if kind == "gbnf" else value
    _check_size(lark, _RULE)
    return LLMatcher.grammar_from_lark(lark)


def _lark(gbnf: str) -> str:
    """Raises `ValueError`: llguidance's converter, plain Python, raises whatever comes."""
    try:
        return gbnf_to_lark(gbnf)
    except Exception as error:
        raise ValueError(str(error) or "not GBNF") from None
