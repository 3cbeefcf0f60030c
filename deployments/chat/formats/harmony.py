"""How gpt-oss writes: channels for thoughts, calls and the answer.

https://cookbook.openai.com/articles/openai-harmony. The package `openai-harmony` fetches its
vocabulary from the internet, and reads token ids; here is text, offline.
"""

from __future__ import annotations

import re

from deployments.chat.formats.channels import LONGEST_HEADER, Channels, Header
from deployments.chat.parser import Format, Tools
from deployments.chat.rules import Rules, arguments_rule, either

CALLED = "to=functions."
TRIGGERS = (f"<|channel|>commentary {CALLED}", f"<|start|>assistant {CALLED}")
HEADER_BEGINS = ("<|start|>", "<|channel|>", "<|constrain|>", "to=")
_RECIPIENT = re.compile(r"\bto=(functions\.)?([\w.-]+)")
_CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)")


def read(header: str, tools: Tools) -> Header | None:
    recipient, channels = _RECIPIENT.search(header), _CHANNEL.findall(header)
    if recipient is not None and recipient[2] != "assistant":
        return Header("call", recipient[2]) if recipient[1] and recipient[2] in tools else None
    if not channels:
        return Header("text") if header.startswith("<|start|>") else None
    return Header("thought" if channels[-1] == "analysis" else "text")


def may_be(header: str, tools: Tools) -> bool:
    if len(header) > LONGEST_HEADER:
        return False
    return any(header.startswith(each) or each.startswith(header) for each in HEADER_BEGINS)


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    """One call, the role and the channel before it or the role alone."""
    constrain = rules.spell("<|constrain|>json")
    constrained = f'(" " {constrain} | " json")? {rules.spell("<|message|>")}'
    calls = []
    for tool in tools.values():
        to = rules.spell(f"{CALLED}{tool.name}")
        commentary = rules.spell("<|channel|>commentary")
        calls.append(f'{commentary} " " {to} {constrained} {arguments_rule(tool)}')
        role = f'({rules.spell("<|start|>assistant")})? " "'
        calls.append(f"{role} {to} {commentary} {constrained} {arguments_rule(tool)}")
    return f"{either(calls)} {rules.spell('<|call|>')}"


CHANNELS = Channels(
    begins=("<|start|>", "<|channel|>"),
    ends="<|message|>",
    part_ends=("<|end|>", "<|call|>", "<|return|>"),
    read=read,
    may_be=may_be,
)
HARMONY = Format(
    "gpt-oss",
    thought=("<|channel|>analysis<|message|>", "<|end|>"),
    turn="<|start|>assistant",
    words="<|channel|>final<|message|>",
    opens=TRIGGERS,
    rule=rule,
    between=None,
    others=("<|constrain|>", "<|call|>", "<|start|>", "<|channel|>", "<|message|>", "<|return|>"),
    reader=CHANNELS.reader,
    calls_end_thoughts=True,
)
