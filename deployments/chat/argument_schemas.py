"""What a tool's schema says of its arguments, for models that do not write them as JSON.

A schema is read once into shapes, from which grammars are written and values are read. What one
of them cannot say is refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from deployments.chat.rules import ANYTHING, UnsupportedSchema, moved
from deployments.types import Tool

KINDS = ("string", "number", "integer", "boolean", "null", "array", "object")
SAYS_NOTHING = frozenset(
    """$defs definitions $schema $id $anchor $comment title description default examples deprecated
    readOnly writeOnly strict""".split()
)
ABOUT_OBJECTS = {"type", "properties", "required", "additionalProperties"}
ABOUT_ARRAYS = {"type", "items", "minItems", "maxItems"}
ABOUT_STRINGS = {"type", "minLength", "maxLength", "pattern", "format"}
ABOUT_NUMBERS = {
    "type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format",
}  # fmt: skip
MOST_SHAPES, DEEPEST = 20_000, 60
_HOUR = "([01][0-9]|2[0-3])"
_BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
FORMATS = {
    "date": r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "time": rf"{_HOUR}:[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?(Z|[+\-]{_HOUR}:[0-5][0-9])",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "email": r"[A-Za-z0-9_.+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+",
    "uri": r"[a-z][a-z0-9+.\-]*:\/\/[^ \n\r\t<>\"{}|\\^`]+",
    "hostname": rf"{_LABEL}(\.{_LABEL})*",
    "ipv4": rf"{_BYTE}(\.{_BYTE}){{3}}",
}
"""Patterns, as they stand between slashes, for strings of a format (RFC 3339, 4122, 3986, 1123)."""
FORMATS["date-time"] = f"{FORMATS['date']}T{FORMATS['time']}"


class UnsupportedKeyword(ValueError):
    """A schema demands what this way of writing cannot be held to."""


@dataclass(eq=False, slots=True)
class Shape:
    """What a value may be: one of these. It may contain itself."""

    ways: tuple[Way, ...] = ()

    @property
    def is_words(self) -> bool:
        """Nothing but strings."""
        return all(way.kind == "string" for way in self.ways)

    def way(self, kind: str) -> Way | None:
        return next((way for way in self.ways if way.kind == kind and not way.is_constant), None)

    def allows(self, value: Any) -> bool:
        """Whether it may be this value, as far as that can be told without patterns."""
        return any(way.allows(value) for way in self.ways)


@dataclass(frozen=True, eq=False, slots=True)
class Member:
    name: str
    shape: Shape
    required: bool


@dataclass(frozen=True, eq=False, slots=True)
class Way:
    """Values of one kind, or a constant.

    schema: it can be read without the rest of the tool's.
    pattern: as it stands between slashes, of a string.
    items, least, most: of an array.
    members: of an object; `others` may come only where none is named.
    """

    kind: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    is_constant: bool = False
    constant: Any = None
    pattern: str = ANYTHING
    items: Shape | None = None
    least: int = 0
    most: int | None = None
    members: tuple[Member, ...] = ()
    others: Shape | None = None

    def member(self, name: str) -> Shape:
        """What a member's value may be, also where it should not be there."""
        found = (member.shape for member in self.members if member.name == name)
        return next(found, self.others or ANY)

    def allows(self, value: Any) -> bool:
        if self.is_constant:
            return kind_of(value) == kind_of(self.constant) and bool(value == self.constant)
        if not _is_kind(value, self.kind):
            return False
        match self.kind:
            case "integer" | "number":
                return _in_bounds(value, self.schema)
            case "array":
                fits = self.least <= len(value) and (self.most is None or len(value) <= self.most)
                return fits and all(self.items is None or self.items.allows(each) for each in value)
            case "object":
                needed = all(each.name in value for each in self.members if each.required)
                names = {each.name for each in self.members}
                return needed and all(
                    (self.others is not None or name in names) and self.member(name).allows(each)
                    for name, each in value.items()
                )
        return True


ANY = Shape()
ANY.ways = (*(Way(kind) for kind in KINDS[:5]), Way("array", items=ANY), Way("object", others=ANY))
ANYTHING_NAMED = Way("object", others=ANY)
"""The arguments of a tool whose schema cannot be read."""


def arguments_of(tool: Tool) -> Way:
    """The object of a tool's arguments.

    Raises:
        UnsupportedKeyword: the schema cannot be said in such a way of writing.
    """
    shape = _Reader(tool.parameters).shape({"type": "object", **tool.parameters})
    (way, *others) = shape.ways or (None,)
    if way is None or others or way.kind != "object":
        raise UnsupportedKeyword("arguments must be one kind of object")
    return way


@contextmanager
def refusals_of(tool: Tool) -> Iterator[None]:
    """What is unsupported in its schema is told with the tool's name."""
    try:
        yield
    except UnsupportedKeyword as error:
        raise UnsupportedSchema(tool.name, str(error)) from None


def readable_arguments(tool: Tool) -> Way:
    """The same; where the schema cannot be read, anything may come."""
    try:
        return arguments_of(tool)
    except (UnsupportedKeyword, RecursionError):
        return ANYTHING_NAMED


class _Reader:
    """Each part that is referred to is read once."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._referred: dict[str, Shape] = {}
        self._count = self._depth = 0

    def shape(self, schema: Any) -> Shape:
        self._count += 1
        self._depth += 1
        if self._count > MOST_SHAPES or self._depth > DEEPEST:
            raise UnsupportedKeyword("too large, or nested too deeply")
        shape = self._shape(schema)
        self._depth -= 1
        return shape

    def _shape(self, schema: Any) -> Shape:
        if not isinstance(schema, dict) or "$ref" not in schema:
            return Shape(_each_once(self._ways(schema)))
        pointer = schema["$ref"]
        if not isinstance(pointer, str) or _said(schema).keys() != {"$ref"}:
            raise UnsupportedKeyword("$ref: only alone, and to a text")
        if pointer not in self._referred:
            self._referred[pointer] = Shape()  # empty while it is read: it adds nothing to itself
            self._referred[pointer].ways = _each_once(self._ways(at_pointer(pointer, self._root)))
        return self._referred[pointer]

    def _ways(self, schema: Any) -> Iterator[Way]:
        if schema is False:
            return
        if isinstance(schema, dict) and "$ref" in schema:
            yield from self.shape(schema).ways
            return
        if schema is True or not (said := _said(_dict(schema, "a schema"))):
            yield from ANY.ways
            return
        if "allOf" in said:
            said = self._merged(said)
        for keyword in ("anyOf", "oneOf"):
            if keyword in said:
                yield from self._combined(said, keyword)
                return
        kinds = _kinds(said["type"]) if "type" in said else _meant(said)
        if "enum" in said or "const" in said:
            yield from self._constants(said, kinds)
            return
        for kind in kinds:
            yield self._way(kind, said)

    def _merged(self, said: dict[str, Any]) -> dict[str, Any]:
        """With the one part of `allOf` in it."""
        parts = _list(said.pop("allOf"), "allOf")
        if len(parts) != 1:
            raise UnsupportedKeyword("allOf: only of one schema")
        part = _dict(parts[0], "allOf")
        if "$ref" in part:
            part = _dict(at_pointer(part["$ref"], self._root), "allOf")
        part = _said(part)
        if any(said[key] != part[key] for key in said.keys() & part.keys()) or "$ref" in part:
            raise UnsupportedKeyword("allOf: it says the same twice")
        return said | part

    def _combined(self, said: dict[str, Any], keyword: str) -> Iterator[Way]:
        parts = [self.shape(part).ways for part in _list(said.pop(keyword), keyword)]
        if said.keys() - {"type"}:
            raise UnsupportedKeyword(f"{keyword}: only alone, or beside a type")
        ways = _each_once(way for part in parts for way in part)
        if keyword == "oneOf" and not _disjoint(parts):
            raise UnsupportedKeyword("oneOf: only of different types")
        if "type" in said:
            kinds = _kinds(said["type"])
            ways = tuple(way for way in ways if way.kind in kinds)
        yield from ways

    def _constants(self, said: dict[str, Any], kinds: Sequence[str]) -> Iterator[Way]:
        """Those that the rest allows."""
        constants = [said.pop("const")] if "const" in said else []
        allowed = _list(said.pop("enum"), "enum") if "enum" in said else constants
        if said.keys() - {"type"}:
            raise UnsupportedKeyword("enum: only alone, or beside a type")
        for constant in allowed:
            if constants and json.dumps(constant) != json.dumps(constants[0]):
                continue
            if any(_is_kind(constant, kind) for kind in kinds):
                yield Way(kind_of(constant), is_constant=True, constant=constant)

    def _way(self, kind: str, said: dict[str, Any]) -> Way:
        if kind in ("boolean", "null"):
            return Way(kind, {"type": kind})
        about = {
            "string": ABOUT_STRINGS,
            "array": ABOUT_ARRAYS,
            "object": ABOUT_OBJECTS,
        }.get(kind, ABOUT_NUMBERS)
        own = {key: value for key, value in said.items() if key in about} | {"type": kind}
        if kind != "string":
            own.pop("format", None)
        unknown = said.keys() - ABOUT_STRINGS - ABOUT_ARRAYS - ABOUT_OBJECTS - ABOUT_NUMBERS
        if unknown:
            raise UnsupportedKeyword(f"{min(unknown)} is not supported for this model")
        match kind:
            case "string":
                return Way(kind, own, pattern=words_pattern(own))
            case "array":
                return self._array(own)
            case "object":
                return self._object(own)
        return Way(kind, own)

    def _array(self, own: dict[str, Any]) -> Way:
        least = _size(own.get("minItems", 0), "minItems")
        most = _size(own["maxItems"], "maxItems") if "maxItems" in own else None
        if most is not None and least > most:
            raise UnsupportedKeyword("minItems: more than maxItems")
        items = self.shape(own["items"]) if "items" in own else ANY
        return Way("array", self._whole(own), items=items, least=least, most=most)

    def _object(self, own: dict[str, Any]) -> Way:
        properties = _dict(own.get("properties", {}), "properties")
        required = _list(own.get("required", []), "required")
        if not all(isinstance(name, str) for name in required):
            raise UnsupportedKeyword("required: a list of names")
        members = []
        for name in dict.fromkeys((*properties, *required)):
            if properties.get(name) is False and name not in required:
                continue
            try:
                shape = self.shape(properties.get(name, True))
            except UnsupportedKeyword as error:
                raise UnsupportedKeyword(f"properties.{name}: {error}") from None
            members.append(Member(name, shape, name in required))
        others = None
        if not members and (more := own.get("additionalProperties", True)) is not False:
            others = self.shape(more)
        return Way("object", self._whole(own), members=tuple(members), others=others)

    def _whole(self, own: dict[str, Any]) -> dict[str, Any]:
        """The same with what it refers to, which is the tool's whole schema."""
        if not _refers(own):
            return own
        root = moved(dict(self._root), "/$defs/arguments")
        return {**moved(own, "/$defs/arguments"), "$defs": {"arguments": root}}


def _refers(schema: Any) -> bool:
    if isinstance(schema, dict):
        return "$ref" in schema or any(map(_refers, schema.values()))
    return isinstance(schema, list) and any(map(_refers, schema))


def _said(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What it demands."""
    return {
        key: value
        for key, value in schema.items()
        if key not in SAYS_NOTHING and not key.startswith("x-")
    }


def _each_once(ways: Iterator[Way]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys(ways))


def _disjoint(parts: Sequence[Sequence[Way]]) -> bool:
    """Whether no value can be of two parts, as far as kinds and constants tell."""
    seen: set[str] = set()
    for part in parts:
        own = {json.dumps(way.constant) if way.is_constant else way.kind for way in part}
        own |= {"integer"} if "number" in own else set()
        kinds = {way.kind for way in part if way.is_constant}
        if own & seen or kinds & seen:
            return False
        seen |= own
    return True


def _meant(said: Mapping[str, Any]) -> list[str]:
    """The types of a schema that says none: those its keywords are about, or any."""
    abouts = (
        ("object", ABOUT_OBJECTS),
        ("array", ABOUT_ARRAYS),
        ("string", ABOUT_STRINGS),
        ("number", ABOUT_NUMBERS),
    )
    meant = next((kind for kind, about in abouts if about & said.keys()), None)
    return list(KINDS) if meant is None else [meant]


def _kinds(type: Any) -> list[str]:
    kinds = [type] if isinstance(type, str) else _list(type, "type")
    for kind in kinds:
        if kind not in KINDS:
            raise UnsupportedKeyword(f"type: {str(kind)[:40]!r} is none")
    return kinds


def _dict(value: Any, keyword: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnsupportedKeyword(f"{keyword}: not an object")
    return value


def _list(value: Any, keyword: str) -> list[Any]:
    if not isinstance(value, list):
        raise UnsupportedKeyword(f"{keyword}: not a list")
    return value


def _size(value: Any, keyword: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise UnsupportedKeyword(f"{keyword}: not a whole number")
    return value


def at_pointer(pointer: Any, root: Any) -> Any:
    """A part of a schema by its JSON pointer (RFC 6901)."""
    if not isinstance(pointer, str) or not pointer.startswith("#"):
        raise UnsupportedKeyword(f"$ref: {str(pointer)[:80]!r} is not inside the schema")
    steps = pointer[1:].replace("~1", "\0").replace("~0", "~").split("/")
    at = root
    for step in (each.replace("\0", "/") for each in steps if each):
        if not isinstance(at, dict) or step not in at:
            raise UnsupportedKeyword(f"$ref: there is no {pointer[:80]!r}")
        at = at[step]
    return at


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


def _is_kind(value: Any, kind: str) -> bool:
    found = kind_of(value)
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return found == kind or (kind == "number" and found == "integer")


def _in_bounds(value: float, schema: Mapping[str, Any]) -> bool:
    def bound(keyword: str, unsaid: float) -> float:
        said = schema.get(keyword, unsaid)
        return said if isinstance(said, int | float) else unsaid

    step = bound("multipleOf", 0)
    return (
        bound("minimum", -math.inf) <= value <= bound("maximum", math.inf)
        and bound("exclusiveMinimum", -math.inf) < value < bound("exclusiveMaximum", math.inf)
        and (step <= 0 or value % step == 0)
    )


def words_pattern(schema: Mapping[str, Any]) -> str:
    """The pattern, as it stands between slashes, of a string.

    Raises:
        UnsupportedKeyword: what it demands cannot be said by one pattern.
    """
    demands = {key: value for key, value in schema.items() if key != "type"}
    least = _size(demands.pop("minLength", 0), "minLength")
    most = _size(demands.pop("maxLength"), "maxLength") if "maxLength" in demands else None
    bounded = bool(least) or most is not None
    if most is not None and least > most:
        raise UnsupportedKeyword("minLength: more than maxLength")
    if not demands:
        return f"(.|\\n){{{least},{'' if most is None else most}}}" if bounded else ANYTHING
    keyword, value = demands.popitem()
    if demands or bounded:
        raise UnsupportedKeyword(f"{keyword}: only without other bounds for this model")
    if keyword == "pattern":
        return searched(value)
    if not isinstance(value, str) or value not in FORMATS:
        raise UnsupportedKeyword(f"format: {str(value)[:40]!r} is not supported for this model")
    return FORMATS[value]


def searched(pattern: Any) -> str:
    """A pattern for strings in which another one is found (ECMA 262, as JSON schemas have it)."""
    try:
        re.compile(pattern)
    except (re.error, TypeError, RecursionError) as error:
        raise UnsupportedKeyword(f"pattern: {error}") from None
    begins, ends = pattern.startswith("^"), bool(_LAST_DOLLAR.search(pattern))
    inside = pattern[begins : len(pattern) - ends]
    depth, escaped, listed, written = 0, False, False, ""
    for character in inside:
        if escaped or character == "\\":
            escaped = not escaped
            written += character
            continue
        if listed:
            listed = character != "]"
        elif character == "[":
            listed = True
        elif character in "^$" or (character == "|" and not depth and (begins or ends)):
            raise UnsupportedKeyword("pattern: ^ and $ are supported around all of it only")
        else:
            depth += (character == "(") - (character == ")")
        written += "\\/" if character == "/" else character
    before, after = ("" if begins else ANYTHING), ("" if ends else ANYTHING)
    return f"{before}({written}){after}"


_LAST_DOLLAR = re.compile(r"(?<!\\)(\\\\)*\$$")
