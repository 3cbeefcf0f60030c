"""What a chat template wants and shows, learnt from what it makes of small conversations."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import jinja2

from deployments.chat.plain_messages import Expectations, Plain, parts_of, plain_tools
from deployments.types import Tool

WORD = "probe"
OTHER = "other"
TOOLS, OTHER_TOOLS = plain_tools([Tool(WORD)]), plain_tools([Tool(OTHER)])
TOOL_ROLE = re.compile(r"""['"]tool['"]""")


def tool_variables(tools: list[Plain] | None) -> dict[str, Any]:
    """Tools, under all the names that templates have for them."""
    return {
        "tools": tools,
        "xml_tools": tools,
        "functions": json.dumps(tools or [], ensure_ascii=False),
        "datetime": datetime.now().strftime("%b %d %Y"),
    }


class Probe:
    def __init__(self, template: jinja2.Template, tokens: Mapping[str, str]) -> None:
        self._template = template
        self._tokens = tokens

    def expectations(self, source: str) -> Expectations:
        lists: set[str] = set()
        for role in ("user", "assistant", "system"):
            as_list = self._shows(*_said(role, parts_of(WORD), lists))
            if as_list and not self._shows(*_said(role, WORD, lists)):
                lists.add(role)
        user = _said("user", "", lists)
        beside, alone = (self._shows_call(user, content) for content in ("x", None))
        return Expectations(
            lists=frozenset(lists),
            system="system" in lists or self._shows(*_said("system", WORD, lists)),
            developer="developer" in source,
            short_ids="length 9" in source,
            tools="tools" in source or self._shows(*user, tools=TOOLS),
            calls="tool_calls" in source or alone or beside,
            lonely_calls=alone and not beside,
            results=bool(TOOL_ROLE.search(source)) or self._shows_result(user),
            thinking="message.thinking" in source,
        )

    def call(self, lists: Collection[str]) -> str:
        """How the template writes a call; nothing where it does not."""
        user = _said("user", "", lists)
        ways = (call for content in ("x", "", None) for call in _calls(WORD, content))
        rendered = (self._rendered(*user, call, tools=TOOLS) for call in ways)
        return next((text for text in rendered if text.count(WORD) > 1), "")

    def _shows_call(self, user: list[Plain], content: str | None) -> bool:
        return any(self._shows(*user, call, tools=OTHER_TOOLS) for call in _calls(WORD, content))

    def _shows_result(self, user: list[Plain]) -> bool:
        ways = (call for content in ("", None) for call in _calls(OTHER, content))
        return any(self._shows(*user, call, _result(WORD), tools=OTHER_TOOLS) for call in ways)

    def _shows(self, *messages: Plain, tools: Sequence[Plain] = ()) -> bool:
        return WORD in self._rendered(*messages, tools=tools)

    def _rendered(self, *messages: Plain, tools: Sequence[Plain]) -> str:
        """Nothing where the template refuses; some want no tools to be none, some an empty list."""
        return self._try(messages, list(tools) or None) or self._try(messages, list(tools))

    def _try(self, messages: Sequence[Plain], tools: list[Plain] | None) -> str:
        variables = {**self._tokens, **tool_variables(copy.deepcopy(tools))}  # some change them
        try:
            return self._template.render(variables, messages=list(messages))
        except Exception:  # not with this kind of message, then
            return ""


def _said(role: str, content: Any, lists: Collection[str]) -> list[Plain]:
    """Messages with one of this role."""
    user = {"role": "user", "content": parts_of("") if "user" in lists else ""}
    message = {"role": role, "content": content}
    return {"assistant": [user, message], "system": [message, user]}.get(role, [message])


def _calls(name: str, content: str | None) -> Iterator[Plain]:
    """A message that calls a tool, in ways that templates may want, in turn."""
    for arguments in ({"key": "value", "number": 1}, '{"key": "value", "number": 1}'):
        function = {"name": name, "arguments": arguments}
        call = {"id": "call00001", "type": "function", "function": function}
        message = {"role": "assistant", "content": content, "tool_calls": [call]}
        yield {**message, "reasoning_content": ""}


def _result(content: str) -> Plain:
    return {"role": "tool", "content": content, "tool_call_id": "call00001", "name": OTHER}
