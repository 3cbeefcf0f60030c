"""Calls as a program writes them: `[name(key=value, …), …]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from deployments.chat.formats.literal import PYTHON, Literal
from deployments.chat.formats.literal_rules import arguments_rule
from deployments.chat.formats.named_call import LONGEST_NAME
from deployments.chat.formats.written_value import WrittenObject
from deployments.chat.json_stream import SPACE
from deployments.chat.markers import Closing
from deployments.chat.parser import NoCall, Tools
from deployments.chat.rules import Rules, either
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.types import Tool

_NAME = re.compile(r"\s*([\w.-]+)\s*\(")
_NAME_BEGUN = re.compile(r"\s*[\w.-]*\s*\Z")
_KEY = re.compile(r"\s*([^\W\d]\w*)\s*=(?=[^=])")
_KEY_BEGUN = re.compile(r"\s*([^\W\d]\w*)?\s*=?\Z")


@dataclass(frozen=True, slots=True)
class PythonShape:
    """`opening`, a list of calls of functions, `closing`."""

    opening: str = ""
    closing: str = ""

    def parser(self, marker: str, tools: Tools) -> PythonCalls:
        return PythonCalls(marker, self.closing, tools)

    def rule(self, tools: Tools, rules: Rules, parallel: bool) -> str:
        call = rules.define(either([self._call(tool, rules) for tool in tools.values()]))
        more = f"({rules.spell(', ')} {call})*" if parallel else ""
        return f"{rules.spell(self.opening + '[')} {call} {more} {rules.spell(']' + self.closing)}"

    def _call(self, tool: Tool, rules: Rules) -> str:
        arguments = arguments_rule(tool, PYTHON, "=", ", ", rules)
        return f"{rules.spell(tool.name + '(')} {arguments} {rules.spell(')')}"


class PythonCalls:
    """Without brackets it is one call. `name.call(…)` is a call of `name` (Llama 3)."""

    def __init__(self, opening: str, closing: str, tools: Tools) -> None:
        self._tools = tools
        self._read = opening  # of the text, until it is known to be a call
        self._text = ""
        self._closing = Closing(closing)
        self._segments: list[Segment] = []
        self._state: Callable[[], bool] = self._at_begin
        self._listed = False
        self._calls = 0
        self._positional: list[str] = []
        self._object = WrittenObject()  # the arguments of this call
        self._literal = Literal(PYTHON)

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        self._segments = []
        self._text += text
        try:
            while self._state():
                pass
        except NoCall:
            if self._calls:
                return self._segments, self._text
            return [Text(self._read)], self._text
        if self._state != self._behind:
            return self._segments, None
        rest, self._text = self._closing.rest(self._text), ""
        return self._segments, rest

    def finish(self) -> list[Segment]:
        return [] if self._calls else [Text(self._read + self._text)]

    def _at_begin(self) -> bool:
        text = self._text.lstrip()
        if not text:
            return False
        if text.startswith("["):
            self._listed = True
            self._read, self._text = self._read + self._text[: -len(text)] + "[", text[1:]
        self._state = self._in_name
        return True

    def _in_name(self) -> bool:
        found = _NAME.match(self._text)
        if found is None:
            if len(self._text) < LONGEST_NAME and _NAME_BEGUN.match(self._text):
                return False
            raise NoCall
        name = found[1] if found[1] in self._tools else found[1].removesuffix(".call")
        if name not in self._tools:
            raise NoCall
        self._calls, self._object = self._calls + 1, WrittenObject()
        self._text = self._text[found.end() :]
        self._segments.append(CallBegin(name))
        properties = self._tools[name].parameters.get("properties")
        self._positional = list(properties) if isinstance(properties, dict) else []
        self._state = self._in_arguments
        return True

    def _in_arguments(self) -> bool:
        """Where an argument, or the end, comes."""
        self._text = self._text.lstrip(f"{SPACE},")
        if not self._text:
            return False
        if self._text[0] == ")":
            self._segments.append(Arguments(self._object.end()))
            self._text, self._state = self._text[1:], self._between
            return True
        found = _KEY.match(self._text)
        if found is None and len(self._text) < LONGEST_NAME and _KEY_BEGUN.match(self._text):
            return False
        if found is not None:
            key, self._text = found[1], self._text[found.end() :]
        elif self._object.members < len(self._positional):
            key = self._positional[self._object.members]
        else:
            raise NoCall
        self._segments.append(Arguments(self._object.key(key)))
        self._literal, self._state = Literal(PYTHON), self._in_value
        return True

    def _in_value(self) -> bool:
        text, self._text = self._text, ""
        if arguments := self._literal.feed(text):
            self._segments.append(Arguments(arguments))
        if self._literal.broken:
            self._text = self._literal.rest
            raise NoCall
        if self._literal.ended:
            self._text, self._state = self._literal.rest, self._in_arguments
        return self._literal.ended

    def _between(self) -> bool:
        """Behind a call."""
        if not self._listed:
            self._state = self._behind
            return True
        self._text = self._text.lstrip()
        if not self._text:
            return False
        character = self._text[0]
        if character not in ",]":
            raise NoCall
        self._text = self._text[1:]
        self._state = self._in_name if character == "," else self._behind
        return True

    def _behind(self) -> bool:
        return False
