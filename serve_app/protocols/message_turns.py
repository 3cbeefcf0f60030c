"""What a model is told of Anthropic's messages: their order is not quite that of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from deployments.types import Message, Part, TextPart
from serve_app.errors import BadRequest
from serve_app.protocols.body import Strict
from serve_app.protocols.lists import ListOf
from serve_app.protocols.message_content import (
    Block,
    TextBlock,
    ThinkingBlock,
    ToolResultBlock,
    ToolUseBlock,
    shown_parts,
)

BILLING_HEADER = re.compile(r"\Ax-anthropic-billing-header:[^\n]*\n*")
"""Stands first in what Claude Code says, with a number that changes from request to request: no
prompt that begins so has a prefix in the cache."""
SPEAKERS = {
    "thinking": "assistant",
    "redacted_thinking": "assistant",
    "tool_use": "assistant",
    "tool_result": "user",
}
"""Whose blocks these are; all others may stand in every message."""


class InputMessage(Strict):
    role: Literal["user", "assistant", "system"]
    content: str | ListOf[Block]

    @property
    def blocks(self) -> Sequence[Block]:
        if isinstance(self.content, str):
            return (TextBlock(type="text", text=self.content),)
        return self.content


def conversation(
    system: str | Sequence[TextBlock] | None, messages: Sequence[InputMessage]
) -> tuple[Message, ...]:
    """What a model is told. Messages of one role that follow each other are one turn.

    Raises:
        BadRequest: naming a block in the wrong place, or a result of which there was no call.
    """
    names: dict[str, str] = {}
    said: list[Message] = [*_system(system)]
    for number, message in enumerate(messages):
        _check(message, f"messages[{number}]", names)
        said += _told(message, names)
    turns = [*_turns(said)]
    if len(turns) > 1 and turns[-1].role == "assistant" and _is_silent(turns[-1]):
        turns.pop()  # it is nothing to go on with
    return tuple(turns)


def _system(said: str | Sequence[TextBlock] | None) -> Iterator[Message]:
    texts = [said] if isinstance(said, str) else [block.text for block in said or ()]
    texts = [BILLING_HEADER.sub("", text) for text in texts]
    if any(texts):
        yield Message("system", tuple(TextPart(text) for text in texts if text))


def _check(message: InputMessage, path: str, names: dict[str, str]) -> None:
    """`names` are those of the tools that were called, by the ids of the calls."""
    for number, block in enumerate(message.blocks):
        field = f"{path}.content[{number}]"
        speaker = SPEAKERS.get(block.type, message.role)
        if speaker != message.role:
            reason = f"'{block.type}' stands in messages of the {speaker} only"
            raise BadRequest(f"{field}.type: {reason}", param=f"{field}.type")
        if isinstance(block, ToolUseBlock):
            names[block.id] = block.name
        elif isinstance(block, ToolResultBlock) and block.tool_use_id not in names:
            field += ".tool_use_id"
            reason = f"no tool_use before it has the id '{block.tool_use_id}'"
            raise BadRequest(f"{field}: {reason}", param=field)


def _told(message: InputMessage, names: dict[str, str]) -> Iterator[Message]:
    """Results of tools first, each as a message of its own."""
    results = [block for block in message.blocks if isinstance(block, ToolResultBlock)]
    for result in results:
        yield result.message(names[result.tool_use_id])
    others = [block for block in message.blocks if not isinstance(block, ToolResultBlock)]
    if others or not results:
        thoughts = (each.thinking for each in others if isinstance(each, ThinkingBlock))
        calls = tuple(each.call for each in others if isinstance(each, ToolUseBlock))
        yield Message(
            message.role,
            shown_parts(others),
            reasoning="\n\n".join(thoughts) or None,
            tool_calls=calls,
        )


def _turns(messages: Sequence[Message]) -> Iterator[Message]:
    for role, group in itertools.groupby(messages, lambda message: message.role):
        if role == "tool":
            yield from group
        else:
            yield _one([*group])


def _one(messages: Sequence[Message]) -> Message:
    content: list[Part] = []
    for message in messages:
        if content and message.content:
            content.append(TextPart("\n\n"))
        content += message.content
    thoughts = (message.reasoning for message in messages)
    return Message(
        messages[0].role,
        tuple(content),
        reasoning="\n\n".join(filter(None, thoughts)) or None,
        tool_calls=tuple(call for message in messages for call in message.tool_calls),
    )


def _is_silent(message: Message) -> bool:
    texts = (isinstance(part, TextPart) and not part.text for part in message.content)
    return all(texts) and not message.reasoning and not message.tool_calls
