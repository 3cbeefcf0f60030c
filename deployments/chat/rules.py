"""Pieces of the grammars that calls are held to, for llguidance."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from deployments.chat.closed_schema import closed
from deployments.chat.grammar import ANY_OBJECT, JSON_STYLE
from deployments.types import Tool

Spell: TypeAlias = Callable[[str], str]
"""Writes a text into a grammar, with the special tokens that stand in it."""


def schema_of(tool: Tool) -> Any:
    """What the tool's arguments are held to."""
    return closed(dict(tool.parameters) or ANY_OBJECT)


def json_rule(schema: Any) -> str:
    """JSON that a schema allows, on one line."""
    said = schema if isinstance(schema, dict) else {"allOf": [schema]}
    return f"%json {json.dumps({'x-guidance': JSON_STYLE, **said})}"


def arguments_rule(tool: Tool) -> str:
    return json_rule(schema_of(tool))
