"""What an answer is held to, as one grammar for vLLM's guidance backend. Pure: no vLLM here.

The grammars are those of `deployments.chat`, for llguidance. vLLM knows no lazy ones: free text up
to a call is written into the grammar, which needs the markers to be tokens of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from deployments.chat.answer_grammar import (
    answer_constraint,
    offered,
    schema_constraint,
    tool_constraint,
)
from deployments.chat.grammar import grammar_of, refusal
from deployments.chat.rules import Special, UnsupportedSchema
from deployments.chat.template import Rendered
from deployments.types import Constraint, Failed, Request, RequestRefused

MOST_PARTS = 3_000
"""Braces, and twice the rules. llguidance compiles by recursion, and vLLM does so in threads with a
stack of 8 MiB, which a chain of three times as many overflows: that would end the process."""
_RULE = re.compile(r"(?m)^[^\n:\"/]{1,500}:")


def wanted(request: Request, rendered: Rendered | None, special: Special) -> Constraint | None:
    """What the answer is to match, if anything. Raises `RequestRefused` naming the field."""
    if rendered is not None and offered(request):
        _check_supported(request, rendered)
        if rendered.format.calls_tools:
            return _calls(request, rendered, special)
    if request.constraint is None:
        return None
    if rendered is None:
        return request.constraint
    return answer_constraint(request.constraint, rendered.format, special, rendered.thinking)


def whole_grammar(constraint: Constraint, special: Special) -> str | None:
    """The grammar of a whole answer; None where a lazy constraint cannot be written so.

    Raises `RequestRefused`.
    """
    if not constraint.triggers:
        return _checked(_as_lark(grammar_of(constraint)), constraint)
    lazy = lazy_grammar(constraint, special)
    return None if lazy is None else _checked(lazy, constraint)


def _checked(grammar: str, constraint: Constraint) -> str:
    parts = 2 * sum(1 for _ in _RULE.finditer(grammar)) + grammar.count("{")
    if parts > MOST_PARTS:
        raise refusal(constraint, "too large for this model's engine, vLLM")
    return grammar


def check_schemas(request: Request, check: Callable[[str, Constraint], None]) -> None:
    """Raises `RequestRefused` naming the tool whose schema cannot be held to, the answer's last.

    `check` raises it for a grammar that llguidance does not take.
    """
    for number, tool in enumerate(request.tools):
        schema = schema_constraint(tool)
        try:
            check(_as_lark(grammar_of(schema)), schema)
        except RequestRefused as refused:
            reason = refused.failure.message.partition(": ")[2]
            raise _refused_schema(number, reason) from None
    if request.constraint is not None:
        check(_as_lark(grammar_of(request.constraint)), request.constraint)


def _as_lark(grammar: str) -> str:
    """vLLM takes no other syntax of llguidance's."""
    if not grammar.startswith("{"):
        return grammar
    (only,) = json.loads(grammar)["grammars"]
    if only["lark_grammar"] is not None:
        return str(only["lark_grammar"])
    return f"start: %json {json.dumps(only['json_schema'])}"


def lazy_grammar(constraint: Constraint, special: Special) -> str | None:
    """Tokens are free up to a trigger; then what it opens; then they are free again."""
    assert isinstance(constraint.value, str)
    triggers = [special.get(trigger.strip()) for trigger in constraint.triggers]
    if constraint.before or None in triggers or not constraint.value.startswith("start:"):
        return None
    call = constraint.value.replace("start:", "call:", 1)
    opening, closing = map(special.get, constraint.outside or ("", ""))
    if opening is None or closing is None:
        if constraint.begins_inside:
            return None
        return f"start: free (call free)*\nfree: {_but(triggers)}*\n{call}"
    rest = f"{_but([closing])}* <[{closing}]>"
    begun = f"{rest} " if constraint.begins_inside else ""
    thought = f"<[{opening}]> {rest}"
    free = f"free: ({_but([*triggers, opening])} | {thought})*"
    return f"start: {begun}free (call free)*\n{free}\n{call}"


def _but(tokens: Sequence[int | None]) -> str:
    """Any token but these."""
    return f"<[^{','.join(str(token) for token in sorted({*tokens} - {None}, key=str))}]>"


def _check_supported(request: Request, rendered: Rendered) -> None:
    kind = request.constraint.kind if request.constraint is not None else "json_schema"
    if kind not in ("json_schema", "json_object"):
        message = "a grammar, and tools that may be called, cannot both be held to"
        raise RequestRefused(Failed("unsupported", message, "grammar"))
    if not rendered.format.calls_tools and request.tool_choice.mode == "required":
        message = "this model's calls are found by patterns of its YAML and cannot be demanded"
        raise RequestRefused(Failed("unsupported", message, "tool_choice"))


def _calls(request: Request, rendered: Rendered, special: Special) -> Constraint:
    """What keeps calls to the tools. Raises `RequestRefused` naming the schema at fault."""
    try:
        return tool_constraint(request, rendered.format, special, rendered.thinking)
    except UnsupportedSchema as error:
        names = [tool.name for tool in request.tools]
        raise _refused_schema(names.index(error.tool), str(error)) from None
    except RecursionError:
        message = "tools: a schema is nested too deeply"
        raise RequestRefused(Failed("invalid_request", message, "tools")) from None


def _refused_schema(number: int, reason: str) -> RequestRefused:
    field = f"tools[{number}].function.parameters"
    return RequestRefused(Failed("invalid_request", f"{field}: {reason}", field))
