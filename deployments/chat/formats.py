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


def format_of(template: str) -> Format:
    """The format of a model with this chat template."""
    return HERMES if "<tool_call>" in template else PLAIN
