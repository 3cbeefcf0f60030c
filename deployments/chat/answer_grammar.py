"""What an answer must match where a model may think, and call tools: grammars for llguidance.

https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md
"""

from __future__ import annotations

from deployments.chat.closed_schema import closed
from deployments.chat.grammar import ANY_OBJECT
from deployments.chat.parser import Format, Thinking, Tools
from deployments.chat.rules import Rules, Special, json_rule
from deployments.types import Constraint, Request, Tool

SPACE = r"/\s*/"


def offered(request: Request) -> tuple[Tool, ...]:
    """The tools that may be called."""
    if request.tool_choice.mode == "none":
        return ()
    allowed = request.tool_choice.allowed
    return tuple(tool for tool in request.tools if allowed is None or tool.name in allowed)


def tool_constraint(
    request: Request, format: Format, special: Special, thinking: Thinking
) -> Constraint:
    """What keeps calls to the tools and their schemas.

    Args:
        special: the model's special tokens, which a grammar has by their ids.

    Raises:
        UnsupportedSchema: a tool's schema cannot be held to in this format.
    """
    assert format.rule is not None, "the format knows tools"
    rules = Rules(special)
    tools = {tool.name: tool for tool in offered(request)}
    parallel = request.parallel_tool_calls
    if request.tool_choice.mode == "required":
        return _lark(
            rules, f"{_thought(format, rules, thinking)} {_calls(format, tools, rules, parallel)}"
        )
    if request.constraint is not None:
        words = _words(request.constraint, format, rules)
        answer = f"({_calls(format, tools, rules, parallel)} | {words})"
        return _lark(rules, f"{_thought(format, rules, thinking)} {answer}")
    call = rules.grammar(format.rule(tools, rules, parallel))
    return Constraint(
        "lark",
        call,
        triggers=format.triggers_of(tools),
        before=_before(format, thinking),
        outside=None if format.calls_end_thoughts else format.thought,
        begins_inside=thinking == "begun" and not format.calls_end_thoughts,
    )


def answer_constraint(
    constraint: Constraint, format: Format, special: Special, thinking: Thinking
) -> Constraint:
    """The same for the words of an answer, before which there may be a thought and markup."""
    if constraint.kind not in ("json_schema", "json_object"):
        return constraint
    if thinking == "never" and not format.words:
        return constraint
    rules = Rules(special)
    words = _words(constraint, format, rules)
    return _lark(rules, f"{_thought(format, rules, thinking)} {words}")


def schema_constraint(tool: Tool) -> Constraint:
    """The schema of a tool's arguments alone."""
    return Constraint("json_schema", dict(tool.parameters) or ANY_OBJECT)


def _lark(rules: Rules, start: str) -> Constraint:
    return Constraint("lark", rules.grammar(start))


def _before(format: Format, thinking: Thinking) -> tuple[str, ...]:
    if not format.before:
        return ()
    texts = (text for text in format.before if text or thinking != "begun")
    return (*texts, format.thought[1])


def _calls(format: Format, tools: Tools, rules: Rules, parallel: bool) -> str:
    assert format.rule is not None
    calls = f"({format.rule(tools, rules, parallel)})"
    if parallel and format.between is not None:
        call = rules.define(calls)
        calls = f"{call} ({rules.spell(format.between)} {call})*"
    if format.around_calls is not None:
        begin, end = map(rules.spell, format.around_calls)
        calls = f"{begin} {calls} {end}"
    return calls


def _words(constraint: Constraint, format: Format, rules: Rules) -> str:
    schema = ANY_OBJECT if constraint.kind == "json_object" else closed(constraint.value)
    return f"{rules.spell(format.words)} {json_rule(schema)}"


def _thought(format: Format, rules: Rules, thinking: Thinking) -> str:
    """Words up to the end of a thought."""
    if thinking == "never":
        return ""
    opening, closing = format.thought
    rest = f"{rules.words(closing)} {rules.spell(format.turn) or SPACE}"
    return rest if thinking == "begun" else f"({rules.spell(opening)} {rest})?"
