"""Messages and tools as templates expect them: dictionaries in OpenAI's form."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deployments.chat.tools_in_words import (
    with_calls_in_words,
    with_described_tools,
    with_results_in_words,
)
from deployments.types import Message, TextPart, Tool, ToolCall

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a template wants.

    lists: the roles whose content is to be a list of parts.
    system: it knows a system message; else its text stands before the first user's.
    developer: it knows that role; else it is the system's.
    short_ids: ids of calls are nine letters and digits (Mistral's).
    tools, calls, results: it shows these; else they are told in words.
    lonely_calls: it shows them only beside no content at all.
    thinking: a thought is called so (gpt-oss).
    """

    lists: frozenset[str] = frozenset()
    system: bool = True
    developer: bool = False
    short_ids: bool = False
    tools: bool = True
    calls: bool = True
    results: bool = True
    lonely_calls: bool = False
    thinking: bool = False


def plain_messages(
    messages: Sequence[Message],
    system_prompt: str,
    mark: str,
    expected: Expectations,
    *,
    described: Sequence[Tool] = (),
    quoted_arguments: bool = False,
) -> list[Plain]:
    """A `mark` with the numbers of message and part stands where a part is not text.

    `system_prompt` stands first unless the messages bring their own. Tools that are `described` are
    explained there.
    """
    plain = [
        _message(message, f"{mark}.{number}", expected, quoted_arguments)
        for number, message in enumerate(messages)
    ]
    if system_prompt and not any(each["role"] == "system" for each in plain):
        plain.insert(0, {"role": "system", "content": system_prompt})
    if described:
        plain = with_described_tools(plain, described)
    if not expected.calls:
        plain = with_calls_in_words(plain)
    if not expected.results:
        plain = with_results_in_words(plain)
    if not expected.system:
        plain = _without_system(plain)
    for each in plain:
        role = each["role"] if each["role"] in ("assistant", "system") else "user"
        if role in expected.lists and each["content"] is not None:
            each["content"] = parts_of(each["content"])
    return plain


def parts_of(text: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": text}]


NO_PARAMETERS: Plain = {"type": "object", "properties": {}}
"""Templates take it for granted that these are said."""


def plain_tools(tools: Sequence[Tool]) -> list[Plain]:
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": tool.description,
                "parameters": {**NO_PARAMETERS, **copy.deepcopy(dict(tool.parameters))},
            },
        }
        for tool in tools
    ]


def _without_system(messages: list[Plain]) -> list[Plain]:
    said = [each["content"] for each in messages if each["role"] == "system"]
    others = [each for each in messages if each["role"] != "system"]
    if not said:
        return others
    first = next((each for each in others if each["role"] == "user"), None)
    if first is None:
        return [{"role": "user", "content": "\n\n".join(said)}, *others]
    first["content"] = "\n\n".join([*said, first["content"]])
    return others


def _message(message: Message, mark: str, expected: Expectations, quoted: bool) -> Plain:
    content = "".join(
        part.text if isinstance(part, TextPart) else f"<{mark}.{number}>"
        for number, part in enumerate(message.content)
    )
    developer = message.role == "developer" and not expected.developer
    plain: Plain = {"role": "system" if developer else message.role, "content": content}
    if message.name is not None:
        plain["name"] = message.name
    if message.reasoning is not None:
        plain["thinking" if expected.thinking else "reasoning_content"] = message.reasoning
    if message.tool_call_id is not None:
        plain["tool_call_id"] = _id(message.tool_call_id, expected)
    if message.tool_calls:
        plain["tool_calls"] = [_call(call, expected, quoted) for call in message.tool_calls]
        if expected.lonely_calls:
            plain["content"] = None
    return plain


def _call(call: ToolCall, expected: Expectations, quoted: bool) -> Mapping[str, Any]:
    arguments = call.arguments if quoted else _arguments(call.arguments)
    function = {"name": call.name, "arguments": arguments}
    return {"id": _id(call.id, expected), "type": "function", "function": function}


def _id(id: str, expected: Expectations) -> str:
    if not expected.short_ids or (len(id) == 9 and id.isalnum()):
        return id
    return hashlib.sha256(id.encode(errors="replace")).hexdigest()[:9]


def _arguments(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
