"""A call as a JSON object with a name and arguments, behind one marker and before another."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deployments.chat.json_stream import SPACE, End, JsonObjectStream, Key, NoObject
from deployments.chat.markers import Closing
from deployments.chat.rules import Spell, json_rule, schema_of
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

NAMES = ("name",)
ARGUMENTS = ("arguments", "parameters")


@dataclass(frozen=True, slots=True)
class JsonShape:
    """`opening`, an object with a name and arguments, `closing`, white space included."""

    opening: str
    closing: str

    @property
    def marker(self) -> str:
        return self.opening.strip()

    def parser(self, marker: str, tools: Collection[str]) -> JsonCall:
        return JsonCall(marker, self.closing.strip(), tools)

    def rule(self, tools: Sequence[Tool], spell: Spell) -> str:
        schemas = [
            {
                "type": "object",
                "properties": {"name": {"const": tool.name}, "arguments": schema_of(tool)},
                "required": ["name", "arguments"],
                "additionalProperties": False,
            }
            for tool in tools
        ]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        return f"{spell(self.opening)} {json_rule(schema)} {spell(self.closing)}"


class JsonCall:
    """Tells the name as soon as it is known, and the arguments as they come.

    What turns out to be no call of a known tool is text: `opening` is what came before it.
    """

    def __init__(self, opening: str, closing: str, names: Collection[str]) -> None:
        self._closing = Closing(closing)
        self._names = names
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
                    segments += self._value_ended()
                    self._key = part.key
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
                unquoted, self._quoted = str(json.loads("".join(self._quoted))), None
            except ValueError:
                raise NoObject("the arguments are no string") from None
            if self._name is not None:
                return [Arguments(unquoted)]
            self._early.append(unquoted)
        if self._key not in NAMES or self._name is not None:
            return []
        try:
            name = json.loads(self._said_name)
        except ValueError:
            raise NoObject("the name is no string") from None
        if name not in self._names:
            raise NoObject(f"there is no tool {name!r}")
        self._name = name
        return [CallBegin(name), *map(Arguments, self._early)]

    def _whole(self) -> list[Segment]:
        """The object's end. Raises `NoObject`."""
        segments = self._value_ended()
        if self._name is None:
            raise NoObject("it has no name")
        return segments if self._has_arguments else [*segments, Arguments("{}")]
