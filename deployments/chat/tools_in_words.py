"""Tools for models whose templates know none: described in the system message, called in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from deployments.types import Tool

Plain = dict[str, Any]

INSTRUCTIONS = """\
You can call these tools:
{tools}
To call one, answer with nothing but JSON: {example}
If no tool is of use, answer in words."""
EXAMPLE = json.dumps({"name": "tool", "parameters": {"parameter": "value"}})


def with_described_tools(messages: list[Plain], tools: Sequence[Tool]) -> list[Plain]:
    """The same, with a system message that says which tools there are."""
    described = (
        {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
        for tool in tools
    )
    listed = "\n".join(json.dumps(each, ensure_ascii=False) for each in described)
    text = INSTRUCTIONS.format(tools=listed, example=EXAMPLE)
    if messages and messages[0]["role"] == "system":
        first, *others = messages
        return [{**first, "content": f"{first['content']}\n\n{text}"}, *others]
    return [{"role": "system", "content": text}, *messages]


def with_calls_in_words(messages: list[Plain]) -> list[Plain]:
    """The same, with what was called told by the assistant."""
    return [_call_in_words(each) if each.get("tool_calls") else each for each in messages]


def with_results_in_words(messages: list[Plain]) -> list[Plain]:
    """The same, with what came of calls told by the user, at once if they follow each other."""
    told: list[Plain] = []
    for role, group in groupby(messages, key=lambda message: message["role"]):
        if role == "tool":
            results = "\n".join(f"Result of {_tool(each)}: {each['content']}" for each in group)
            told.append({"role": "user", "content": results})
        else:
            told += group
    return told


def _tool(result: Plain) -> str:
    return str(result.get("name") or result.get("tool_call_id") or "the tool")


def _call_in_words(message: Plain) -> Plain:
    functions = [call["function"] for call in message["tool_calls"]]
    said = "; ".join(
        json.dumps({"name": each["name"], "parameters": each["arguments"]}, ensure_ascii=False)
        for each in functions
    )
    others = {key: value for key, value in message.items() if key != "tool_calls"}
    return {**others, "content": "\n".join(filter(None, (message["content"], said)))}
