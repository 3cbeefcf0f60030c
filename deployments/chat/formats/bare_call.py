"""Calls with no marker before them: an answer begins with one, or is none.

Llama 3 writes JSON so, Llama 4 a list as Python has it. Models that were not trained on tools write
JSON where they are told to.
"""

from __future__ import annotations

from dataclasses import replace

from deployments.chat.formats.json_call import JsonShape
from deployments.chat.formats.python_call import PythonCalls, PythonShape
from deployments.chat.parser import CallParser, Format, Tools
from deployments.chat.rules import Rules
from deployments.chat.segments import Segment

PYTHON_TAG = "<|python_tag|>"
JSON = JsonShape("", "", members=("name", "parameters"))
LIST = PythonShape()
BEGINNING = ("",)


def json_parser(marker: str, tools: Tools) -> CallParser:
    """Several are divided by semicolons."""
    return JSON.item(marker, ";", tools)


def json_rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    call = rules.define(JSON.object_rule(tools))
    return f'{call} ("; " {call})*' if parallel else call


def json_triggers(tools: Tools) -> tuple[str, ...]:
    return ('{"name"',)


def llama_triggers(tools: Tools) -> tuple[str, ...]:
    return (PYTHON_TAG, *json_triggers(tools))


def llama_rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    return f"({rules.spell(PYTHON_TAG)})? {json_rule(tools, rules, parallel)}"


def list_triggers(tools: Tools) -> tuple[str, ...]:
    return tuple(f"[{name}(" for name in tools)


class TaggedCall:
    """What follows `<|python_tag|>`: JSON, or `name.call(key=value)`."""

    def __init__(self, marker: str, tools: Tools) -> None:
        self._marker, self._tools = marker, tools
        self._space = ""
        self._call: CallParser | None = None

    def feed(self, text: str) -> tuple[list[Segment], str | None]:
        if self._call is None:
            text = self._space + text
            stripped = text.lstrip()
            if not stripped:
                self._space = text
                return [], None
            opening = self._marker + text[: -len(stripped)]
            text = stripped
            if text.startswith("{"):
                self._call = json_parser(opening, self._tools)
            else:
                self._call = PythonCalls(opening, "", self._tools)
        return self._call.feed(text)

    def finish(self) -> list[Segment]:
        call = self._call or json_parser(self._marker + self._space, self._tools)
        return call.finish()


def llama_parser(marker: str, tools: Tools) -> CallParser:
    return TaggedCall(marker, tools) if marker else json_parser(marker, tools)


LLAMA_3 = Format(
    "llama-3",
    opens=(PYTHON_TAG,),
    begins="{",
    call=llama_parser,
    rule=llama_rule,
    between=None,
    triggers=llama_triggers,
    before=BEGINNING,
)
LLAMA_4 = Format(
    "pythonic",
    begins="[",
    call=LIST.parser,
    rule=LIST.rule,
    between=None,
    triggers=list_triggers,
    before=BEGINNING,
)
GENERIC = replace(
    LLAMA_3,
    name="generic",
    opens=(),
    call=json_parser,
    rule=json_rule,
    triggers=json_triggers,
)
