"""Grammar rules for values in a notation that is not JSON, from their shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from deployments.chat.argument_schemas import (
    ANY,
    Member,
    Shape,
    UnsupportedKeyword,
    Way,
    arguments_of,
    refusals_of,
)
from deployments.chat.formats.literal import Notation
from deployments.chat.rules import Rules, either, json_rule
from deployments.types import Tool

ANY_NAME = "/[A-Za-z_][A-Za-z0-9_]{0,60}/"
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_BARE_KEY = re.compile(r"[\w.+$-]+")


def arguments_rule(tool: Tool, notation: Notation, sign: str, comma: str, rules: Rules) -> str:
    """All arguments of a tool, `sign` between a name and a value.

    Raises:
        UnsupportedSchema: something in the tool's schema cannot be said here.
    """
    with refusals_of(tool):
        return _Values(notation, rules).members(arguments_of(tool), sign, comma)


class _Values:
    def __init__(self, notation: Notation, rules: Rules) -> None:
        self._notation = notation
        self._rules = rules
        self._named: dict[Shape, str] = {}
        self._joined: dict[tuple[int, int, int], str] = {}

    def members(self, way: Way, sign: str, comma: str) -> str:
        """The members of an object, those that must be there first."""
        between = self._rules.spell(comma)
        if way.others is not None:
            if not way.others.ways:
                return ""
            member = f"{ANY_NAME} {self._rules.spell(sign)} {self._value(way.others)}"
            return f"({member} ({between} {member})*)?"
        needed = [self._member(each, sign) for each in way.members if each.required]
        others = [self._member(each, sign) for each in way.members if not each.required]
        if needed:
            return " ".join(
                [f" {between} ".join(needed), *(f"({between} {each})?" for each in others)]
            )
        return self._some(others, between)

    def _some(self, members: Sequence[str], between: str) -> str:
        """Any of them, in order."""
        optional = [f"({between} {member})?" for member in members]
        ways = [
            " ".join([member, *self._blocks(optional, place + 1, 0, len(members))])
            for place, member in enumerate(members)
        ]
        return f"({' | '.join(ways)})?" if ways else ""

    def _blocks(self, parts: Sequence[str], start: int, low: int, high: int) -> list[str]:
        """All parts from `start` on, in few rules: each is one half of what contains it.

        A chain of rules as long as the parts would overflow the stack of the grammar's compiler.
        """
        if start >= high:
            return []
        if start <= low:
            return [self._block(parts, low, high)]
        middle = (low + high) // 2
        return [
            *self._blocks(parts, start, low, middle),
            *self._blocks(parts, start, middle, high),
        ]

    def _block(self, parts: Sequence[str], low: int, high: int) -> str:
        if high - low == 1:
            return parts[low]
        key = id(parts), low, high
        if key not in self._joined:
            middle = (low + high) // 2
            halves = self._block(parts, low, middle), self._block(parts, middle, high)
            self._joined[key] = self._rules.define(" ".join(halves))
        return self._joined[key]

    def _member(self, member: Member, sign: str) -> str:
        name, notation = member.name, self._notation
        quoted = not notation.bare_keys and sign == notation.colon
        pattern = _BARE_KEY if notation.bare_keys else _IDENTIFIER
        if not quoted and not pattern.fullmatch(name):
            raise UnsupportedKeyword(f"properties.{name}: such a name cannot be written")
        if not member.shape.ways:
            raise UnsupportedKeyword(f"properties.{name}: nothing is allowed")
        said = json.dumps(name, ensure_ascii=False) if quoted else name
        return self._rules.define(f"{self._rules.spell(said + sign)} {self._value(member.shape)}")

    def _value(self, shape: Shape) -> str:
        """A rule's name; a shape may contain itself."""
        if shape not in self._named:
            self._named[shape] = self._rules.declare()
            self._rules.body(self._named[shape], either([self._way(each) for each in shape.ways]))
        return self._named[shape]

    def _way(self, way: Way) -> str:
        rules, notation = self._rules, self._notation
        if way.is_constant:
            return rules.spell(self._constant(way))
        match way.kind:
            case "boolean":
                return either([rules.spell(notation.true), rules.spell(notation.false)])
            case "null":
                return rules.spell(notation.null)
            case "string" if not notation.escapes:
                (quote,) = notation.quotes
                return f"{rules.spell(quote)} {rules.words(quote, way.pattern)}"
            case "array":
                return self._array(way)
            case "object":
                inside = self.members(way, notation.colon, notation.comma)
                return f"{rules.spell('{')} {inside} {rules.spell('}')}"
        return json_rule(way.schema or {"type": way.kind})

    def _constant(self, way: Way) -> str:
        notation = self._notation
        text = notation.written(way.constant)
        if not notation.escapes and any(each in json.dumps(way.constant) for each in _MARKUP):
            raise UnsupportedKeyword("enum: a value with the model's own markup")
        return text

    def _array(self, way: Way) -> str:
        items = way.items or ANY
        begin, end, comma = map(self._rules.spell, ("[", "]", self._notation.comma))
        if way.most == 0 or not items.ways:
            return f"{begin} {end}"
        item = self._value(items)
        inside, least = item, max(0, way.least - 1)
        if way.most != 1:
            inside += f" ({comma} {item}){{{least},{'' if way.most is None else way.most - 1}}}"
        return f"{begin} {inside if way.least else f'({inside})?'} {end}"


_MARKUP = ("<|", "|>")
