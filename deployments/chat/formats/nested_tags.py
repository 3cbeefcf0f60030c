"""A call whose arguments are tags in tags, as MiniMax M3 writes them.

Each tag stands behind a marker of its own; a list is made of tags called `item`, and what is not
there is null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deployments.chat.argument_schemas import (
    Argument,
    UnsupportedKeyword,
    alternatives,
    arguments_of,
    check_plain,
    kinds,
    resolved,
    with_definitions,
    words_pattern,
)
from deployments.chat.formats.named_call import LONGEST_NAME
from deployments.chat.formats.written_value import value_of, written
from deployments.chat.markers import Markers
from deployments.chat.parser import NoCall, Tools
from deployments.chat.rules import Rules, UnsupportedSchema, either, json_rule
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

MARK = "]<]minimax[>["
OPENING, NAMED, CLOSING = f'{MARK}<invoke name="', '">', f"{MARK}</invoke>"
ENDING = f"{CLOSING}\n"
ITEM = "item"
MOST_VALUES, DEEPEST = 5_000, 30
_TAG = re.compile(r"<(/?)([^<>]{1,200})>")


@dataclass(slots=True)
class Element:
    """A tag and what is in it: words, or other elements."""

    name: str
    schema: Any
    words: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def json(self, root: Mapping[str, Any]) -> str:
        """As its schema, a part of `root`, wants it."""
        allowed = kinds(self.schema, root)
        members = [(child.name, child.json(root)) for child in self.children]
        if members and "array" in allowed and all(name == ITEM for name, _ in members):
            return f"[{', '.join(each for _, each in members)}]"
        if members:
            said = (f"{json.dumps(name, ensure_ascii=False)}: {each}" for name, each in members)
            return f"{{{', '.join(said)}}}"
        text = "".join(self.words)
        if not text.strip() and "string" not in allowed:
            return "[]" if "array" in allowed else "{}" if "object" in allowed else "null"
        value = value_of(allowed)
        return value.feed(text) + value.end()


class NestedCall:
    """Each argument is told when it is whole."""

    def __init__(self, marker: str, tools: Tools) -> None:
        self._marker, self._tools = marker, tools
        self._text = ""  # not looked at yet
        self._root: Mapping[str, Any] = {}
        self._open: list[Element] = []
        self._named = self._ended = False
        self._told = 0  # arguments
        self._segments: list[Segment] = []
        self._marks = Markers([MARK])

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        self._segments = []
        self._text += text
        try:
            while self._step():
                pass
        except NoCall:
            return [Text(self._marker)], self._text
        if not self._ended:
            return self._segments, None
        return self._segments, self._text

    def finish(self) -> list[Segment]:
        return [] if self._named else [Text(self._marker + self._text)]

    def _step(self) -> bool:
        """One tag, or the name; False where more text is needed, or none."""
        if self._ended:
            return False
        if not self._named:
            return self._name()
        words, marker, rest = self._marks.split(self._text)
        if self._open:
            self._open[-1].words.append(words)
        if marker is None:
            self._text = rest
            return False
        tag = _TAG.match(rest)
        if tag is None and ">" not in rest and len(rest) < LONGEST_NAME:
            self._text = marker + rest
            return False
        self._text = rest if tag is None else rest[tag.end() :]
        if tag is not None and tag[1]:
            self._close(tag[2])
        elif tag is not None:
            self._begin(tag[2])
        return True

    def _name(self) -> bool:
        name, found, rest = self._text.partition(NAMED)
        if not found and len(name) <= LONGEST_NAME:
            return False
        if not found or name not in self._tools:
            raise NoCall
        self._named, self._text = True, rest
        self._root = self._tools[name].parameters
        self._segments.append(CallBegin(name))
        return True

    def _begin(self, name: str) -> None:
        if len(self._open) > 3 * DEEPEST:
            return
        if not self._open:
            self._open.append(Element(name, part(self._root, self._root, "properties", name)))
            return
        parent = self._open[-1]
        listed = "array" in kinds(parent.schema, self._root) and name == ITEM
        keys = ("items", None) if listed else ("properties", name)
        parent.children.append(Element(name, part(parent.schema, self._root, *keys)))
        self._open.append(parent.children[-1])

    def _close(self, name: str) -> None:
        if name == "invoke":
            self._segments.append(Arguments("}" if self._told else "{}"))
            self._ended = True
        elif self._open and self._open[-1].name == name:
            element = self._open.pop()
            if not self._open:
                key = json.dumps(name, ensure_ascii=False)
                before = ", " if self._told else "{"
                self._segments.append(Arguments(f"{before}{key}: {element.json(self._root)}"))
                self._told += 1


def part(schema: Any, root: Mapping[str, Any], keyword: str, name: str | None) -> Any:
    """The schema of a member or an item, where it can be found; else one that allows anything."""
    try:
        schema = resolved(schema, root)
    except UnsupportedKeyword:
        return {}
    if not isinstance(schema, dict):
        return {}
    found = schema.get(keyword)
    if name is not None:
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, dict):
        return found
    ways = (each for key in ("anyOf", "oneOf", "allOf") for each in _list(schema.get(key)))
    return next((inner for each in ways if (inner := part(each, root, keyword, name))), {})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    return either([_call(tool, rules) for tool in tools.values()])


def _call(tool: Tool, rules: Rules) -> str:
    try:
        check_plain(tool)
        members = _Tags(rules).members(tool.parameters)
    except UnsupportedKeyword as error:
        raise UnsupportedSchema(tool.name, str(error)) from None
    begin = rules.spell(f"{OPENING}{tool.name}{NAMED}")
    return f"{begin} {members} {rules.spell(ENDING)}"


class _Tags:
    """Rules for values between tags."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._count = self._depth = 0
        self._referred: dict[tuple[str, str], str] = {}  # rules of what "$ref" refers to

    def members(self, schema: Mapping[str, Any]) -> str:
        arguments = arguments_of(Tool("", parameters=schema))
        return " ".join(map(self._member, arguments.listed))

    def _member(self, argument: Argument) -> str:
        name = argument.name
        try:
            if not _TAG.fullmatch(f"<{name}>") or name.startswith("/"):
                raise UnsupportedKeyword("such a name cannot be a tag")
            value = self._value(argument.schema, f"{MARK}</{name}>")
        except UnsupportedKeyword as error:
            raise UnsupportedKeyword(f"properties.{name}: {error}") from None
        said = f"{self._rules.spell(f'{MARK}<{name}>')} {value}"
        return said if argument.required else f"({said})?"

    def _value(self, schema: Any, end: str) -> str:
        """A value, and what ends it."""
        self._count += 1
        if self._count > MOST_VALUES or self._depth > DEEPEST:
            raise UnsupportedKeyword("too large, or nested too deeply")
        reference = schema.get("$ref") if isinstance(schema, dict) else None
        if not isinstance(reference, str):
            return self._alternatives(schema, end)
        key = reference, end
        if key not in self._referred:
            self._referred[key] = self._rules.declare()
            self._rules.body(self._referred[key], self._alternatives(schema, end))
        return self._referred[key]

    def _alternatives(self, schema: Any, end: str) -> str:
        if not schema:
            return self._rules.words(end)
        self._depth += 1
        rule = either([self._one(each, end) for each in alternatives(schema)])
        self._depth -= 1
        return rule

    def _one(self, schema: Mapping[str, Any], end: str) -> str:
        rules = self._rules
        if "enum" in schema or "const" in schema:
            allowed = schema.get("enum", [schema.get("const")])
            return either([rules.spell(written(each) + end) for each in allowed])
        match schema["type"]:
            case "string":
                return rules.words(end, words_pattern(schema))
            case "array":
                return f"{self._items(schema)} {rules.spell(end)}"
            case "object" if not arguments_of(Tool("", parameters=schema)).free:
                return f"{self.members(schema)} {rules.spell(end)}"
        return f"{json_rule(schema)} {rules.spell(end)}"

    def _items(self, schema: Mapping[str, Any]) -> str:
        unknown = set(schema) - {"type", "items", "minItems", "maxItems", "$defs", "definitions"}
        if unknown:
            raise UnsupportedKeyword(f"{min(unknown)} is not supported in an array for this model")
        items = with_definitions(schema.get("items", {}), schema)
        value = self._value(items, f"{MARK}</{ITEM}>")
        item = self._rules.define(f"{self._rules.spell(f'{MARK}<{ITEM}>')} {value}")
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        return f"({item}){{{least},{'' if most is None else most}}}"
