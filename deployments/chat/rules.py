"""A grammar as it is written, for llguidance: rules for texts, schemas and free words.

https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from deployments.chat.closed_schema import closed
from deployments.chat.grammar import ANY_OBJECT, JSON_STYLE
from deployments.types import Tool

Special: TypeAlias = Mapping[str, int]
"""Texts of special tokens, and their ids."""
ANYTHING = "(.|\\n)*"
NAME = "rule_"


class UnsupportedSchema(ValueError):
    """What a tool's schema demands cannot be held to in a model's way of writing."""

    def __init__(self, tool: str, reason: str) -> None:
        super().__init__(reason)
        self.tool = tool


class Rules:
    """`special`: the model's special tokens, which a grammar has by their ids."""

    def __init__(self, special: Special) -> None:
        self._special = special
        self._rules: list[str] = []

    def grammar(self, start: str) -> str:
        """The whole of it, all that was defined included."""
        return "\n".join([f"start: {start}", *self._rules])

    def define(self, body: str, attributes: str = "") -> str:
        """A rule, by its name."""
        name = self.declare()
        self.body(name, body, attributes)
        return name

    def declare(self) -> str:
        """The name of a rule whose body is to follow, as one needs it that contains itself."""
        self._rules.append("")
        return f"{NAME}{len(self._rules) - 1}"

    def body(self, name: str, body: str, attributes: str = "") -> None:
        self._rules[int(name.removeprefix(NAME))] = f"{name}{attributes}: {body}"

    def spell(self, text: str) -> str:
        """A text in which special tokens may stand among others."""
        return " ".join(
            f"<[{part}]>" if isinstance(part, int) else json.dumps(part)
            for part in self._parts(text)
        )

    def words(self, end: str, pattern: str = ANYTHING) -> str:
        """Words that match a pattern, up to and with the end; what is in it is not among them.

        White space before the end belongs to the words.
        """
        lead, *rest = self._parts(end.lstrip())
        after = end[len(end.rstrip()) :]
        if isinstance(lead, int):
            return f"/{pattern}/ {self.spell(end.lstrip())}"
        if rest:
            words = f"({pattern}){_in_pattern(lead)}"
            return f"/{words}/ {self.spell(end.lstrip()[len(lead) :])}"
        found = self.define(f"/{pattern}/", f"[suffix={json.dumps(end.strip())}]")
        return f"{found} {self.spell(after)}"

    def _parts(self, text: str) -> list[str | int]:
        for token, id in self._special.items():
            before, found, after = text.partition(token)
            if found:
                return [*self._parts(before), id, *self._parts(after)]
        return [text] if text else []


def either(rules: Sequence[str]) -> str:
    return rules[0] if len(rules) == 1 else f"({' | '.join(rules)})"


def schema_of(tool: Tool) -> Any:
    """What the tool's arguments are held to."""
    return closed(dict(tool.parameters) or ANY_OBJECT)


def moved(schema: Any, place: str) -> Any:
    """The schema as a part of another one, at the end of a JSON pointer (RFC 6901)."""
    if isinstance(schema, list):
        return [moved(each, place) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _moved(key, value, place) for key, value in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#"):
        result["$ref"] = f"#{place}{reference[1:]}"
    return result


def _moved(key: str, value: Any, place: str) -> Any:
    """What a keyword says: names of schemas are no keywords, and data is no schema."""
    if key in ("enum", "const", "default", "examples"):
        return value
    if key in ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas"):
        named = value if isinstance(value, dict) else {}
        return {name: moved(each, place) for name, each in named.items()} or value
    return moved(value, place)


def json_rule(schema: Any) -> str:
    """JSON that a schema allows, on one line."""
    said = schema if isinstance(schema, dict) else {"allOf": [schema]}
    return f"%json {json.dumps({**said, 'x-guidance': JSON_STYLE})}"


def arguments_rule(tool: Tool) -> str:
    return json_rule(schema_of(tool))


def _in_pattern(text: str) -> str:
    """How exactly this text is said between the slashes of a pattern."""
    escaped = "".join(f"\\{each}" if each in _SAYS_MORE else each for each in text)
    return escaped.replace("\n", "\\n")


_SAYS_MORE = frozenset(".+*?()[]{}|^$\\/&~#-")
