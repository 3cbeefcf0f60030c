"""How Muse writes: parts that say to whom they go, and calls between tags (ATEM)."""

from __future__ import annotations

import re

from deployments.chat.formats.channels import LONGEST_HEADER, Channels, Header
from deployments.chat.formats.tagged_call import TaggedShape
from deployments.chat.parser import Format, Tools
from deployments.chat.rules import Rules, either

TURN, END = "<|start|>assistant", "<|message|>"
CALLS = ("<atem:function_calls>\n", "</atem:function_calls>")
SHAPE = TaggedShape(
    '<atem:invoke name="',
    '">\n',
    '<atem:parameter name="',
    '">',
    "</atem:parameter>\n",
    "</atem:invoke>\n",
)
_RECIPIENT = re.compile(r"(<\|start\|>assistant)?\s*(to=(?P<name>[\w.-]+))?")


def read(header: str, tools: Tools) -> Header | None:
    found = _RECIPIENT.fullmatch(header)
    if found is None:
        return None
    match found["name"]:
        case "self":
            return Header("thought")
        case None | "user":
            return Header("text")
    return Header("calls")


def may_be(header: str, tools: Tools) -> bool:
    text = header.removeprefix(TURN).lstrip()
    begins = text.startswith("to=") or any(
        each.startswith(begun) for each, begun in ((TURN, header), ("to=", text), (END, text))
    )
    return begins and len(header) <= LONGEST_HEADER


def rule(tools: Tools, rules: Rules, parallel: bool) -> str:
    begin, end = CALLS
    return either(
        [
            f"{rules.spell(f' to={name}<|message|>{begin}')} {SHAPE.call_rule(tool, rules)} "
            f"{rules.spell(end)}"
            for name, tool in tools.items()
        ]
    )


def triggers(tools: Tools) -> tuple[str, ...]:
    return tuple(f" to={name}<|message|>" for name in tools)


CHANNELS = Channels(
    begins=("<|start|>",),
    ends=END,
    part_ends=("<|eom|>", "<|eot|>"),
    read=read,
    may_be=may_be,
    calls=Format(
        "atem",
        opens=SHAPE.opens,
        call=SHAPE.parser,
        around_calls=(CALLS[0].strip(), CALLS[1]),
        others=SHAPE.markup,
    ),
)
MUSE = Format(
    "muse",
    thought=(" to=self<|message|>", "<|eom|>"),
    turn=TURN,
    words=" to=user<|message|>",
    rule=rule,
    between="<|eom|><|start|>assistant",
    others=("<|eot|>", *SHAPE.opens, *SHAPE.markup),
    triggers=triggers,
    reader=CHANNELS.reader,
    calls_end_thoughts=True,
)
