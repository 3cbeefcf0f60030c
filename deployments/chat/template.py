"""A model's Jinja chat template, rendered as Hugging Face's `apply_chat_template` renders it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any

import jinja2

from deployments.chat.answer_grammar import offered
from deployments.chat.formats import format_of
from deployments.chat.jinja_environment import environment
from deployments.chat.parser import AnswerParser, Thinking
from deployments.chat.plain_messages import Expectations, parts_of, plain_messages, plain_tools
from deployments.types import (
    AudioPart,
    Failed,
    ImagePart,
    Request,
    RequestRefused,
    TextPart,
)

CHATML = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% endif -%}"""


TEMPLATE_FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class TemplateError(Exception):
    """The model's chat template is not valid Jinja."""


@dataclass(frozen=True, slots=True)
class MediaPlace:
    """Which part of which message stands here."""

    message: int
    part: int

    def of(self, request: Request) -> ImagePart | AudioPart:
        assert request.messages is not None
        part = request.messages[self.message].content[self.part]
        assert not isinstance(part, TextPart)
        return part

    @property
    def field(self) -> str:
        return f"messages[{self.message}].content[{self.part}]"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt: texts, with an image or a sound between each two."""

    texts: tuple[str, ...]
    media: tuple[MediaPlace, ...] = ()
    thinking: Thinking = "never"


class ChatTemplate:
    """`bos_token` and `eos_token` are the texts of these tokens, as templates refer to them."""

    def __init__(self, source: str, *, bos_token: str = "", eos_token: str = "") -> None:
        try:
            self._template = environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"line {error.lineno}: {error.message}") from None
        self._tokens = {"bos_token": bos_token, "eos_token": eos_token}
        self.format = format_of(source)
        self._thinks = self.format.thought[1] in source
        self._expected = self._expectations(source)

    def render(self, request: Request, system_prompt: str = "") -> Rendered:
        """The prompt of the request's messages. Raises `RequestRefused` where the template does.

        `system_prompt` stands first unless the messages bring their own.
        """
        mark = secrets.token_hex(8)  # nobody's text contains it
        variables: dict[str, Any] = {
            **self._tokens,
            **_reasoning(request),
            **request.template_kwargs,
            "add_generation_prompt": True,
        }
        problem = ""
        for quoted, no_tools in _ways(request):
            variables["messages"] = plain_messages(
                request.messages or (),
                system_prompt,
                mark,
                self._expected,
                quoted_arguments=quoted,
            )
            shown = () if request.tool_choice.mode == "none" else request.tools
            variables["tools"] = plain_tools(shown) or no_tools
            try:
                return self._divided(self._template.render(variables), mark, request)
            except jinja2.TemplateError as error:
                problem = problem or f"refuses these messages: {error}"
            except TEMPLATE_FAILURES as error:
                problem = problem or f"fails on these messages: {error}"
        message = f"the model's chat template {problem}"
        raise RequestRefused(Failed("invalid_request", message, "messages"))

    def parser(self, request: Request, rendered: Rendered) -> AnswerParser | None:
        """For the answer; none where it can be nothing but text."""
        tools = [tool.name for tool in offered(request)]
        if not tools and not self._thinks:
            return None
        begun = rendered.thinking == "begun"
        return AnswerParser(self.format, tools, begun, request.parallel_tool_calls)

    def _divided(self, text: str, mark: str, request: Request) -> Rendered:
        """Split where `_message` put the mark, with the numbers of message and part."""
        texts = re.split(rf"<{mark}\.\d+\.\d+>", text)
        places = re.findall(rf"<{mark}\.(\d+)\.(\d+)>", text)
        media = tuple(MediaPlace(int(m), int(p)) for m, p in places)
        if sorted(map(astuple, media)) != _media_of(request) or any(mark in text for text in texts):
            message = "the model's chat template loses images or sounds of these messages"
            raise RequestRefused(Failed("invalid_request", message, "messages"))
        return Rendered(tuple(texts), media, self._thinking(texts[-1], request))

    def _thinking(self, prompt: str, request: Request) -> Thinking:
        opening, closing = self.format.thought
        ending = prompt.rstrip()
        if not self._thinks or ending.endswith(closing):
            return "never"
        if ending.endswith(opening):
            return "begun"
        return "never" if request.reasoning.enabled is False else "perhaps"

    def _expectations(self, source: str) -> Expectations:
        """Learnt from what becomes of a word in messages of several kinds."""
        lists: set[str] = set()
        for role in ("user", "assistant", "system"):
            as_list = self._says(role, parts_of(_PROBE), lists)
            if as_list and not self._says(role, _PROBE, lists):
                lists.add(role)
        return Expectations(
            lists=frozenset(lists),
            system="system" in lists or self._says("system", _PROBE, lists),
            developer="developer" in source,
            short_ids="length 9" in source,
        )

    def _says(self, role: str, content: Any, lists: Collection[str]) -> bool:
        user = {"role": "user", "content": parts_of("") if "user" in lists else ""}
        message = {"role": role, "content": content}
        messages = {"assistant": [user, message], "system": [message, user]}.get(role, [message])
        try:
            return _PROBE in self._template.render(self._tokens, messages=messages)
        except Exception:  # not with this kind of message, then
            return False


_PROBE = "probe"


def _media_of(request: Request) -> list[tuple[int, int]]:
    """Which parts of which messages are no text."""
    return [
        (number, place)
        for number, message in enumerate(request.messages or ())
        for place, part in enumerate(message.content)
        if not isinstance(part, TextPart)
    ]


def _ways(request: Request) -> Iterator[tuple[bool, list[Any] | None]]:
    """Whether arguments are quoted, and what no tools are: ways that templates may want, in turn.

    Few want but the first one, and none says what it wants.
    """
    calls = any(message.tool_calls for message in request.messages or ())
    for quoted in (False, True) if calls else (False,):
        yield quoted, None
        if not request.tools:
            yield quoted, []


def _reasoning(request: Request) -> Mapping[str, Any]:
    wanted: dict[str, Any] = {}
    if request.reasoning.enabled is not None:
        wanted["enable_thinking"] = request.reasoning.enabled
    if request.reasoning.effort is not None:
        wanted["reasoning_effort"] = request.reasoning.effort
    return wanted
