"""What a tool's schema says of each argument, for models that write them one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deployments.chat.closed_schema import closed
from deployments.chat.rules import ANYTHING
from deployments.types import Tool

KINDS = frozenset({"string", "number", "integer", "boolean", "null", "array", "object"})
ABOUT_OBJECTS = {"type", "properties", "required", "additionalProperties"}
SAYS_NOTHING = {"$defs", "definitions", "title", "description", "$schema", "$id", "$comment"}
SAYS_NOTHING |= {"default", "examples", "deprecated", "readOnly", "writeOnly", "strict"}
DEEPEST = 50
_HOUR = "([01][0-9]|2[0-3])"
FORMATS = {
    "date": r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "time": rf"{_HOUR}:[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?(Z|[+\-]{_HOUR}:[0-5][0-9])",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "email": r"[A-Za-z0-9_.+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+",
    "uri": r"[a-z][a-z0-9+.\-]*:\/\/[^ \n\r\t<>\"{}|\\^`]+",
}
"""Patterns, as they stand between slashes, for strings of a format (RFC 3339, 4122, 3986)."""
FORMATS["date-time"] = f"{FORMATS['date']}T{FORMATS['time']}"


class UnsupportedKeyword(ValueError):
    """A schema demands what this way of writing cannot be held to."""


@dataclass(frozen=True, slots=True)
class Argument:
    """`schema` can be read without the rest; `kinds` are the types of JSON that it allows."""

    name: str
    schema: Any
    required: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToolArguments:
    """All arguments of a tool; `free`: any others may come too."""

    listed: tuple[Argument, ...]
    free: bool

    def kinds(self, name: str) -> frozenset[str]:
        """What a value may be, also for a name that is unknown."""
        return next((each.kinds for each in self.listed if each.name == name), KINDS)


def arguments_of(tool: Tool) -> ToolArguments:
    """As far as the schema says it plainly; where it does not, anything may come."""
    schema = closed(dict(tool.parameters))
    properties, required = schema.get("properties"), schema.get("required")
    properties = properties if isinstance(properties, dict) else {}
    required = (
        [each for each in required if isinstance(each, str)] if isinstance(required, list) else []
    )
    listed = []
    for name in dict.fromkeys((*properties, *required)):
        part = with_definitions(properties.get(name, {}), schema)
        listed.append(Argument(name, part, name in required, kinds(part, schema)))
    free = not properties and schema.get("additionalProperties") is not False
    return ToolArguments(tuple(listed), free)


def check_plain(tool: Tool) -> None:
    """Raises `UnsupportedKeyword` where arguments depend on each other."""
    for keyword in tool.parameters:
        if keyword not in ABOUT_OBJECTS | SAYS_NOTHING:
            raise UnsupportedKeyword(f"{keyword} is not supported for this model")


def alternatives(schema: Any) -> Iterator[dict[str, Any]]:
    """The schemas, each of one type, constant or list of constants, one of which is to hold.

    Raises:
        UnsupportedKeyword: they are combined in another way.
    """
    yield from _alternatives(schema, schema, 0)


def _alternatives(schema: Any, root: Any, depth: int) -> Iterator[dict[str, Any]]:
    schema = resolved(schema, root)
    if not isinstance(schema, dict) or depth > DEEPEST:
        yield from ({"type": kind} for kind in sorted(KINDS))
        return
    said = {key: value for key, value in schema.items() if key not in SAYS_NOTHING}
    for keyword in ("anyOf", "oneOf", "allOf"):
        parts = said.pop(keyword, None)
        if parts is None:
            continue
        if (said and set(said) != {"type"}) or (keyword == "allOf" and len(parts) > 1):
            raise UnsupportedKeyword(f"{keyword} is not supported for this model beside others")
        for part in parts:
            yield from _alternatives(part, root, depth + 1)
        return
    if "enum" in said or "const" in said:
        yield said
        return
    type = said.get("type", sorted(KINDS))
    for each in [type] if isinstance(type, str) else type:
        yield with_definitions({**said, "type": each}, root)


def with_definitions(schema: Any, root: Mapping[str, Any]) -> Any:
    """A part of a schema that can be read without the rest."""
    if not isinstance(schema, dict) or '"$ref"' not in json.dumps(schema):
        return schema
    return {**{key: root[key] for key in ("$defs", "definitions") if key in root}, **schema}


def resolved(schema: Any, root: Mapping[str, Any]) -> Any:
    """What a reference stands for. Raises `UnsupportedKeyword`."""
    for _ in range(DEEPEST):
        if not isinstance(schema, dict) or "$ref" not in schema:
            return schema
        schema = at_pointer(schema["$ref"], root)
    raise UnsupportedKeyword("$ref: refers to itself")


def at_pointer(pointer: Any, root: Any) -> Any:
    """A part of a schema by its JSON pointer (RFC 6901)."""
    if not isinstance(pointer, str) or not pointer.startswith("#"):
        raise UnsupportedKeyword(f"$ref: {pointer!r} is not inside the schema")
    at = root
    steps = pointer[1:].replace("~1", "\0").replace("~0", "~").split("/")
    for step in (each.replace("\0", "/") for each in steps if each):
        if not isinstance(at, dict) or step not in at:
            raise UnsupportedKeyword(f"$ref: there is no {pointer!r}")
        at = at[step]
    return at


def kinds(schema: Any, root: Mapping[str, Any], depth: int = 0) -> frozenset[str]:
    """The types of JSON that a schema allows, or more where it does not say it plainly."""
    try:
        schema = resolved(schema, root)
    except UnsupportedKeyword:
        return KINDS
    if not isinstance(schema, dict) or depth > DEEPEST:
        return KINDS
    found = KINDS
    for allowed in _allowed(schema, root, depth):
        found = found & allowed
    return found or KINDS


def _allowed(
    schema: Mapping[str, Any], root: Mapping[str, Any], depth: int
) -> Iterator[frozenset[str]]:
    """What each keyword allows."""
    type = schema.get("type")
    if isinstance(type, str):
        yield _with_integers({type})
    elif isinstance(type, list):
        yield _with_integers({each for each in type if isinstance(each, str)})
    if "const" in schema:
        yield frozenset({kind_of(schema["const"])})
    if isinstance(schema.get("enum"), list):
        yield frozenset(map(kind_of, schema["enum"]))
    for keyword in ("anyOf", "oneOf"):
        if isinstance(schema.get(keyword), list):
            yield frozenset().union(*(kinds(each, root, depth + 1) for each in schema[keyword]))
    for each in schema.get("allOf") or ():
        yield kinds(each, root, depth + 1)


def _with_integers(types: set[str]) -> frozenset[str]:
    return frozenset(types | {"integer"} if "number" in types else types)


def kind_of(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def words_pattern(schema: Mapping[str, Any]) -> str:
    """The pattern, as it stands between slashes, of a string.

    Raises:
        UnsupportedKeyword: what it demands cannot be said by one pattern.
    """
    demands = {key: value for key, value in schema.items() if key not in SAYS_NOTHING | {"type"}}
    least, most = demands.pop("minLength", 0), demands.pop("maxLength", None)
    if not demands:
        bounded = least or most is not None
        return f"(.|\\n){{{least},{'' if most is None else most}}}" if bounded else ANYTHING
    keyword, value = demands.popitem()
    if demands or least or most is not None or keyword not in ("pattern", "format"):
        raise UnsupportedKeyword(f"{keyword} is not supported in a string for this model")
    if keyword == "format":
        if value not in FORMATS:
            raise UnsupportedKeyword(f"format {value!r} is not supported for this model")
        return FORMATS[value]
    return searched(value)


def searched(pattern: Any) -> str:
    """A pattern for strings in which another one is found (ECMA 262, as JSON schemas have it)."""
    try:
        re.compile(pattern)
    except (re.error, TypeError) as error:
        raise UnsupportedKeyword(f"pattern: {error}") from None
    begins, ends = pattern.startswith("^"), bool(re.search(r"(?<!\\)(\\\\)*\$$", pattern))
    inside = pattern[begins : len(pattern) - ends]
    if re.search(r"(?<!\\)(?<!\[)[\^$]", inside) or ((begins or ends) and "|" in inside):
        raise UnsupportedKeyword("pattern: ^ and $ are supported at its ends only")
    before, after = ("" if begins else ANYTHING), ("" if ends else ANYTHING)
    inside = re.sub(r"(?<!\\)/", r"\/", inside)
    return f"{before}({inside}){after}"
