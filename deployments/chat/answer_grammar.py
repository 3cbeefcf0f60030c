"""What an answer must match where a model may think, and call tools: grammars for llguidance.

https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from deployments.chat.closed_schema import closed
from deployments.chat.grammar import ANY_OBJECT
from deployments.chat.parser import Format, Thinking
from deployments.chat.rules import json_rule
from deployments.types import Constraint, Request, Tool

Special: TypeAlias = Mapping[str, int]
"""Texts of special tokens, and their ids."""
ANYTHING = "/(.|\\n)*/"


def offered(request: Request) -> tuple[Tool, ...]:
    """The tools that may be called."""
    if request.tool_choice.mode == "none":
        return ()
    allowed = request.tool_choice.allowed
    return tuple(tool for tool in request.tools if allowed is None or tool.name in allowed)


def tool_constraint(
    request: Request, format: Format, special: Special, thought: Thinking
) -> Constraint:
    """What keeps calls to the tools and their schemas.

    Args:
        special: the model's special tokens, which a grammar has by their ids.
        thought: whether the answer begins with one.
    """
    assert format.rule is not None, "the template knows tools"
    call = f"({format.rule(offered(request), partial(_literal, special=special))})"
    if request.tool_choice.mode == "auto":
        return Constraint("lark", f"start: {call}", triggers=format.opens)
    calls = f"{call} (/\\s*/ {call})*" if request.parallel_tool_calls else call
    if format.around_calls:
        begin, end = (_literal(text, special) for text in format.around_calls)
        calls = f"{begin} {calls} {end}"
    return Constraint("lark", f"start: {_thought(format, special, thought)} {calls}")


def after_thought(
    constraint: Constraint, format: Format, special: Special, thinking: Thinking
) -> Constraint:
    """The same for what follows a thought, where the answer may begin with one."""
    if thinking == "never" or constraint.kind not in ("json_schema", "json_object"):
        return constraint
    schema = ANY_OBJECT if constraint.kind == "json_object" else closed(constraint.value)
    thought = _thought(format, special, thinking)
    return Constraint("lark", f"start: {thought} {json_rule(schema)}")


def schema_constraint(tool: Tool) -> Constraint:
    """The schema of a tool's arguments alone."""
    return Constraint("json_schema", dict(tool.parameters) or ANY_OBJECT)


def _thought(format: Format, special: Special, thought: Thinking) -> str:
    """Words up to the end of a thought."""
    if thought == "never":
        return ""
    opening, closing = (_literal(text, special) for text in format.thought)
    inside = ANYTHING
    if format.thought[1] not in special:
        end = json.dumps(format.thought[1])[1:-1].replace("/", "\\/")
        inside = f"({ANYTHING} & ~/(.|\\n)*{end}(.|\\n)*/)"
    rest = f"{inside} {closing} /\\s*/"
    return rest if thought == "begun" else f"({opening} {rest})?"


def _literal(text: str, special: Special) -> str:
    """A text in which special tokens may stand among others."""
    for token, id in special.items():
        before, found, after = text.partition(token)
        if found:
            parts = [_literal(before, special), f"<[{id}]>", _literal(after, special)]
            return " ".join(filter(None, parts))
    return json.dumps(text) if text else ""
