"""A call as Gemma 4 writes it: `<|tool_call>call:name{key:<|"|>words<|"|>,other:1}<tool_call|>`."""

from __future__ import annotations

from deployments.chat.formats.literal import GEMMA, Literal
from deployments.chat.formats.literal_rules import arguments_rule
from deployments.chat.formats.named_call import LONGEST_NAME
from deployments.chat.markers import Closing
from deployments.chat.parser import Tools
from deployments.chat.rules import Rules, either
from deployments.chat.segments import Arguments, CallBegin, Segment, Text

OPENING, BEFORE, CLOSING = "<|tool_call>", "call:", "<tool_call|>"


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    return either(
        [
            f"{rules.spell(f'{OPENING}{BEFORE}{tool.name}{{')} "
            f"{arguments_rule(tool, GEMMA, GEMMA.colon, GEMMA.comma, rules)} "
            f"{rules.spell('}' + CLOSING)}"
            for tool in tools.values()
        ]
    )


class GemmaCall:
    def __init__(self, marker: str, tools: Tools) -> None:
        self._tools = tools
        self._read = marker  # until the name is known
        self._name = ""
        self._literal = Literal(GEMMA)
        self._closing = Closing(CLOSING)

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        if self._literal.ended:
            return [], self._closing.rest(text)
        segments: list[Segment] = []
        if not self._name:
            self._read += text
            name, brace, rest = self._read.removeprefix(OPENING).partition("{")
            if not brace and len(self._read) < LONGEST_NAME:
                return [], None
            name = name.strip().removeprefix(BEFORE)
            if not brace or name not in self._tools:
                return [Text(OPENING)], self._read.removeprefix(OPENING)
            self._name, text = name, brace + rest
            segments.append(CallBegin(name))
        if arguments := self._literal.feed(text):
            segments.append(Arguments(arguments))
        if self._literal.broken:
            return segments, self._literal.rest
        if not self._literal.ended:
            return segments, None
        return segments, self._closing.rest(self._literal.rest)

    def finish(self) -> list[Segment]:
        return [] if self._name else [Text(self._read)]
