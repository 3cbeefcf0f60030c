"""The ways in which families of models write, and which of them a chat template speaks of."""

from __future__ import annotations

from collections.abc import Collection

from deployments.chat.json_call import JsonCall
from deployments.chat.parser import CallParser, Format


def _hermes(marker: str, tools: Collection[str]) -> CallParser:
    return JsonCall(marker, "</tool_call>", tools)


PLAIN = Format("plain")
HERMES = Format(
    "hermes",
    opens=("<tool_call>",),
    call=_hermes,
    around=("<tool_call>\n", "\n</tool_call>"),
)


OTHERS_INSIDE = ("<function=", "<arg_key>", "<invoke")
"""What stands between the markers of Hermes where it is not JSON."""


def format_of(template: str) -> Format:
    """The format of a model with this chat template."""
    writes_json = '"name' in template and not any(each in template for each in OTHERS_INSIDE)
    return HERMES if "<tool_call>" in template and writes_json else PLAIN
