"""A call as a JSON object with a name and arguments, alone or in a list, between markers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deployments.chat.json_stream import SPACE, End, JsonObjectStream, Key, NoObject
from deployments.chat.markers import Closing
from deployments.chat.parser import CallParser, Tools
from deployments.chat.rules import Rules, either, json_rule, moved, schema_of
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

NAMES = ("name", "tool_name", "function")
ARGUMENTS = ("arguments", "parameters")
FIRST = (*NAMES, *ARGUMENTS, "type", "id", "tool_call_id")
"""With one of these a call begins, where no marker says that it is one."""


@dataclass(frozen=True, slots=True)
class JsonShape:
    """`opening`, an object with a name and arguments, `closing`, white space included.

    members: the names of the object's members, in order: all but the two are ids.
    id: a pattern for ids.
    named: the object has one member, whose name is the tool's.
    """

    opening: str
    closing: str
    members: tuple[str, ...] = ("name", "arguments")
    id: str = "^[a-zA-Z0-9]{9}$"
    named: bool = False

    @property
    def marker(self) -> str:
        return self.opening.strip()

    def parser(self, marker: str, tools: Tools) -> CallParser:
        return self.item(marker, self.closing.strip(), tools)

    def item(self, opening: str, closing: str, tools: Tools) -> CallParser:
        """For one object."""
        if self.named:
            return KeyedCall(opening, closing, tools)
        return JsonCall(opening, closing, tools)

    def rule(self, tools: Tools, rules: Rules, parallel: bool) -> str:
        return f"{rules.spell(self.opening)} {self.object_rule(tools)} {rules.spell(self.closing)}"

    def object_rule(self, tools: Tools) -> str:
        return either([json_rule(self._schema(tool)) for tool in tools.values()])

    def _schema(self, tool: Tool) -> dict[str, Any]:
        members: dict[str, Any] = {tool.name: _part(tool, tool.name)}
        if not self.named:
            members = {name: self._member(name, tool) for name in self.members}
        return {
            "type": "object",
            "properties": members,
            "required": list(members),
            "additionalProperties": False,
        }

    def _member(self, name: str, tool: Tool) -> Any:
        if name in NAMES:
            return {"const": tool.name}
        return _part(tool, name) if name in ARGUMENTS else {"type": "string", "pattern": self.id}


def _part(tool: Tool, member: str) -> Any:
    """The schema of arguments that are a member of an object."""
    place = member.replace("~", "~0").replace("/", "~1")
    return moved(schema_of(tool), f"/properties/{place}")


@dataclass(frozen=True, slots=True)
class ListedShape:
    """`opening`, objects of a shape with `separator` between them, `closing`.

    Brackets, where the format has them, belong to `opening` and `closing`.
    """

    shape: JsonShape
    separator: str = ", "

    @property
    def marker(self) -> str:
        return self.shape.opening.rstrip("[ \n").strip()

    def parser(self, marker: str, tools: Tools) -> ListedCalls:
        closing = self.shape.closing.lstrip("] \n").strip()
        return ListedCalls(self.shape.item, marker, closing, tools)

    def rule(self, tools: Tools, rules: Rules, parallel: bool) -> str:
        call = rules.define(self.shape.object_rule(tools))
        more = f"({rules.spell(self.separator)} {call})*" if parallel else ""
        return f"{rules.spell(self.shape.opening)} {call} {more} {rules.spell(self.shape.closing)}"


class ListedCalls:
    """Objects, with brackets around them and commas between them or not."""

    def __init__(
        self,
        item: Callable[[str, str, Tools], CallParser],
        opening: str,
        closing: str,
        tools: Tools,
    ) -> None:
        self._item = item
        self._read = opening  # since the last call
        self._tools = tools
        self._call: CallParser | None = None
        self._calls = 0
        self._closing = Closing(closing)
        self._ended = False

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        segments: list[Segment] = []
        while text and not self._ended:
            if self._call is None:
                text = self._between(text)
                continue
            told, rest = self._call.feed(text)
            segments += told
            if rest is None:
                return segments, None
            if told and isinstance(told[-1], Text):
                return segments, rest
            self._call, text = None, rest
            self._calls += 1
        if not self._ended:
            return segments, None
        if not self._calls:
            return [Text(self._read)], text
        return segments, self._closing.rest(text)

    def finish(self) -> list[Segment]:
        if self._call is not None:
            return self._call.finish()
        return [] if self._calls else [Text(self._read)]

    def _between(self, text: str) -> str:
        """Go to the next object, or to the end."""
        for place, character in enumerate(text):
            if character == "{":
                self._call, self._read = self._item(self._read + text[:place], "", self._tools), ""
                return text[place:]
            if character not in f"{SPACE}[,":
                self._ended = True
                self._read += text[:place] if not self._calls else ""
                return text[place + 1 :] if character == "]" and self._calls else text[place:]
        self._read += text
        return ""


class JsonCall:
    """Tells the name as soon as it is known, and the arguments as they come.

    What turns out to be no call of a known tool is text: `opening` is what came before it.
    """

    def __init__(self, opening: str, closing: str, tools: Tools) -> None:
        self._closing = Closing(closing)
        self._tools = tools
        self._stream = JsonObjectStream()
        self._raw = [opening]  # until it is certain that this is a call
        self._key = ""
        self._said_name = ""
        self._name: str | None = None
        self._early: list[str] = []  # arguments that came before the name
        self._quoted: list[str] | None = None  # arguments that are a string of JSON
        self._has_arguments = self._ended = False

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        """What is certain; and, once the call has ended, the text behind it."""
        if self._ended:
            return [], self._closing.rest(text)
        if self._name is None:
            self._raw.append(text)
        segments: list[Segment] = []
        try:
            for part in self._stream.feed(text):
                if isinstance(part, End):
                    self._ended = True
                    segments += self._whole()
                    return segments, self._closing.rest(part.rest)
                if isinstance(part, Key):
                    if not self._key and not self._raw[0] and part.key not in FIRST:
                        raise NoObject("it is no call")
                    segments += self._value_ended()
                    again = self._has_arguments and part.key in ARGUMENTS
                    self._key = "" if again else part.key
                else:
                    segments += self._value(part.text)
        except NoObject as error:
            if self._name is not None:
                return segments, error.rest
            opening, *read = self._raw
            return [Text(opening)], "".join(read)
        return segments, None

    def finish(self) -> list[Segment]:
        """The text ended inside."""
        return [Text("".join(self._raw))] if self._name is None else []

    def _value(self, text: str) -> list[Segment]:
        if self._key in NAMES:
            self._said_name += text
        elif self._key in ARGUMENTS:
            text = text if self._has_arguments else text.lstrip(SPACE)
            if not text:
                return []
            if not self._has_arguments and text[0] == '"':
                self._quoted = []
            self._has_arguments = True
            if self._quoted is not None:
                self._quoted.append(text)
            elif self._name is None:
                self._early.append(text)
            else:
                return [Arguments(text)]
        return []

    def _value_ended(self) -> list[Segment]:
        """Raises `NoObject` where the name is that of no tool."""
        if self._key in ARGUMENTS and self._quoted is not None:
            try:
                text = str(json.loads("".join(self._quoted)))
                unquoted, self._quoted = text.encode(errors="replace").decode(), None
            except (ValueError, RecursionError):
                raise NoObject("the arguments are no string") from None
            if self._name is not None:
                return [Arguments(unquoted)]
            self._early.append(unquoted)
        if self._key not in NAMES or self._name is not None:
            return []
        try:
            name = json.loads(self._said_name)
        except (ValueError, RecursionError):
            raise NoObject("the name is no JSON") from None
        if not isinstance(name, str) or name not in self._tools:
            raise NoObject("there is no such tool")
        self._name = name
        return [CallBegin(name), *map(Arguments, self._early)]

    def _whole(self) -> list[Segment]:
        """The object's end. Raises `NoObject`."""
        segments = self._value_ended()
        if self._name is None:
            raise NoObject("it has no name")
        return segments if self._has_arguments else [*segments, Arguments("{}")]


class KeyedCall:
    """An object whose members are arguments, each by its tool's name."""

    def __init__(self, opening: str, closing: str, tools: Tools) -> None:
        self._closing = Closing(closing)
        self._tools = tools
        self._stream = JsonObjectStream()
        self._opening, self._read = opening, ""
        self._named = self._told = self._begun = self._ended = False

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        if self._ended:
            return [], self._closing.rest(text)
        segments: list[Segment] = []
        if not self._named:
            self._read += text
        try:
            for part in self._stream.feed(text):
                if isinstance(part, End):
                    if not self._named:
                        raise NoObject("it has no name")
                    self._ended = True
                    return segments, self._closing.rest(part.rest)
                if isinstance(part, Key):
                    if part.key not in self._tools and not self._named:
                        raise NoObject(f"there is no tool {part.key!r}")
                    self._told, self._begun = part.key in self._tools, False
                    if self._told:
                        self._named = True
                        segments.append(CallBegin(part.key))
                elif not self._told:
                    continue
                elif arguments := part.text if self._begun else part.text.lstrip(SPACE):
                    self._begun = True
                    segments.append(Arguments(arguments))
        except NoObject as error:
            if self._named:
                return segments, error.rest
            return [Text(self._opening)], self._read
        return segments, None

    def finish(self) -> list[Segment]:
        return [] if self._named else [Text(self._opening + self._read)]
