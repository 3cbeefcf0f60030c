"""Grammar rules for values in a notation that is not JSON, from their schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from deployments.chat.argument_schemas import (
    Argument,
    UnsupportedKeyword,
    alternatives,
    arguments_of,
    check_plain,
    with_definitions,
    words_pattern,
)
from deployments.chat.formats.literal import Notation
from deployments.chat.rules import Rules, UnsupportedSchema, either, json_rule
from deployments.types import Tool

MOST_VALUES, DEEPEST = 5_000, 30
ANY_NAME = "/[A-Za-z_][A-Za-z0-9_]{0,60}/"


def arguments_rule(tool: Tool, notation: Notation, sign: str, comma: str, rules: Rules) -> str:
    """All arguments of a tool, `sign` between a name and a value.

    Raises:
        UnsupportedSchema: something in the tool's schema cannot be said here.
    """
    try:
        check_plain(tool)
        return _Values(notation, rules).members(dict(tool.parameters), sign, comma)
    except UnsupportedKeyword as error:
        raise UnsupportedSchema(tool.name, str(error)) from None


class _Values:
    def __init__(self, notation: Notation, rules: Rules) -> None:
        self._notation = notation
        self._rules = rules
        self._count = self._depth = 0
        self._any = ""
        self._referred: dict[str, str] = {}  # rules of what "$ref" refers to

    def members(self, schema: Mapping[str, Any], sign: str, comma: str) -> str:
        """The members of an object, those that must be there first."""
        arguments = arguments_of(Tool("", parameters=schema))
        if arguments.free:
            member = f"{ANY_NAME} {self._rules.spell(sign)} {self._anything()}"
            return f"({member} ({self._rules.spell(comma)} {member})*)?"
        said = {each.name: self._member(each, sign) for each in arguments.listed}
        needed = [said[each.name] for each in arguments.listed if each.required]
        others = [said[each.name] for each in arguments.listed if not each.required]
        between = self._rules.spell(comma)
        if needed:
            return " ".join(
                [f" {between} ".join(needed), *(f"({between} {each})?" for each in others)]
            )
        return self._some(others, between)

    def _some(self, members: Sequence[str], between: str) -> str:
        """Any of them, in order."""
        ways = [
            " ".join([each, *(f"({between} {later})?" for later in members[place + 1 :])])
            for place, each in enumerate(members)
        ]
        return f"({' | '.join(ways)})?" if ways else ""

    def _member(self, argument: Argument, sign: str) -> str:
        try:
            value = self._value(argument.schema)
        except UnsupportedKeyword as error:
            raise UnsupportedKeyword(f"properties.{argument.name}: {error}") from None
        name = argument.name
        if not self._notation.bare_keys and sign == self._notation.colon:
            name = json.dumps(name, ensure_ascii=False)
        return self._rules.define(f"{self._rules.spell(name + sign)} {value}")

    def _value(self, schema: Any) -> str:
        self._count += 1
        if self._count > MOST_VALUES or self._depth > DEEPEST:
            raise UnsupportedKeyword("too large, or nested too deeply")
        if not schema:
            return self._anything()
        reference = schema.get("$ref") if isinstance(schema, dict) else None
        if not isinstance(reference, str):
            return self._alternatives(schema)
        if reference not in self._referred:
            self._referred[reference] = self._rules.declare()
            self._rules.body(self._referred[reference], self._alternatives(schema))
        return self._referred[reference]

    def _alternatives(self, schema: Any) -> str:
        self._depth += 1
        rule = either([self._one(each) for each in alternatives(schema)])
        self._depth -= 1
        return rule

    def _anything(self) -> str:
        """Any value. The rule contains itself."""
        if not self._any:
            self._any = self._rules.declare()
            types = ("string", "number", "boolean", "null", "array", "object")
            body = " | ".join(self._one({"type": each}) for each in types)
            self._rules.body(self._any, body)
        return self._any

    def _one(self, schema: Mapping[str, Any]) -> str:
        """A value of one type, or one of some constants."""
        rules, notation = self._rules, self._notation
        if "enum" in schema or "const" in schema:
            allowed = schema.get("enum", [schema.get("const")])
            return either([rules.spell(notation.written(each)) for each in allowed])
        match schema["type"]:
            case "boolean":
                return either([rules.spell(notation.true), rules.spell(notation.false)])
            case "null":
                return rules.spell(notation.null)
            case "string" if notation.escapes:
                return json_rule(schema)
            case "string":
                (quote,) = notation.quotes
                return f"{rules.spell(quote)} {rules.words(quote, words_pattern(schema))}"
            case "array":
                return self._array(schema)
            case "object":
                inside = self.members(schema, notation.colon, notation.comma)
                return f"{rules.spell('{')} {inside} {rules.spell('}')}"
        return json_rule(schema)

    def _array(self, schema: Mapping[str, Any]) -> str:
        unknown = set(schema) - {"type", "items", "minItems", "maxItems", "$defs", "definitions"}
        if unknown:
            raise UnsupportedKeyword(f"{min(unknown)} is not supported in an array for this model")
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        begin, end, comma = map(self._rules.spell, ("[", "]", self._notation.comma))
        if most == 0:
            return f"{begin} {end}"
        items = with_definitions(schema.get("items", {}), schema)
        item = self._rules.define(self._value(items))
        more = f"({comma} {item}){{{max(0, least - 1)},{'' if most is None else most - 1}}}"
        inside = f"{item} {more}"
        return f"{begin} {inside if least else f'({inside})?'} {end}"
