"""How Functionary 3.2 writes: `all` or a tool's name on a line, behind `>>>`, then its part."""

from __future__ import annotations

from deployments.chat.formats.channels import Channels, Header
from deployments.chat.parser import Format, Tools
from deployments.chat.rules import Rules, UnsupportedSchema, arguments_rule, either

BEGIN, END, EVERYBODY = ">>>", "\n", "all"


def read(header: str, tools: Tools) -> Header | None:
    name = header.removeprefix(BEGIN)
    if name == EVERYBODY:
        return Header("text")
    return Header("call", name) if name in tools else None


def may_be(header: str, tools: Tools) -> bool:
    name = header.removeprefix(BEGIN)
    return BEGIN.startswith(header) or any(each.startswith(name) for each in (EVERYBODY, *tools))


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    """Calls; the prompt has written the first `>>>`."""
    call = _call(tools, rules)
    return f"{call} ({rules.spell(BEGIN)} {call})*" if parallel else call


def triggers(tools: Tools) -> tuple[str, ...]:
    return tuple(name + END for name in tools)


def _call(tools: Tools, rules: Rules) -> str:
    if EVERYBODY in tools:
        raise UnsupportedSchema(EVERYBODY, "to this model the name means everybody")
    calls = [f"{rules.spell(name + END)} {arguments_rule(tool)}" for name, tool in tools.items()]
    return rules.define(either(calls))


CHANNELS = Channels(begins=(BEGIN,), ends=END, part_ends=(), read=read, may_be=may_be)
FUNCTIONARY_3_2 = Format(
    "functionary-3.2",
    words=EVERYBODY + END,
    rule=rule,
    between=None,
    triggers=triggers,
    before=("", BEGIN),
    reader=CHANNELS.reader,
)
