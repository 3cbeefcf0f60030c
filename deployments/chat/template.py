"""A model's Jinja chat template, rendered as Hugging Face's `apply_chat_template` renders it."""

from __future__ import annotations

import datetime
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, NoReturn

import jinja2
import jinja2.ext
import jinja2.sandbox

from deployments.chat.answer_grammar import offered
from deployments.chat.formats import format_of
from deployments.chat.parser import AnswerParser, Thinking
from deployments.types import (
    AudioPart,
    Failed,
    ImagePart,
    Message,
    Request,
    RequestRefused,
    TextPart,
    Tool,
)

CHATML = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% endif -%}"""


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
            self._template = _environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"line {error.lineno}: {error.message}") from None
        self._tokens = {"bos_token": bos_token, "eos_token": eos_token}
        self.format = format_of(source)
        self._thinks = self.format.thought[1] in source
        self._lists: dict[str, bool] = {}
        for role in ("user", "assistant", "system"):
            self._lists[role] = self._wants_list(role)

    def render(self, request: Request, system_prompt: str = "") -> Rendered:
        """The prompt of the request's messages. Raises `RequestRefused` where the template does.

        `system_prompt` stands first unless the messages bring their own.
        """
        mark = secrets.token_hex(8)  # nobody's text contains it
        given = enumerate(request.messages or ())
        messages = [_message(message, f"{mark}.{index}") for index, message in given]
        if system_prompt and not any(m["role"] == "system" for m in messages):
            messages.insert(0, {"role": "system", "content": system_prompt})
        for each in messages:
            if self._lists.get(each["role"], self._lists["user"]):
                each["content"] = _as_list(each["content"])
        variables: dict[str, Any] = {
            **self._tokens,
            **_reasoning(request),
            **request.template_kwargs,
            "messages": messages,
            "tools": _tools(() if request.tool_choice.mode == "none" else request.tools),
            "add_generation_prompt": True,
        }
        try:
            return self._divided(self._template.render(variables), mark, request)
        except jinja2.TemplateError as error:
            message = f"the model's chat template refuses these messages: {error}"
            raise RequestRefused(Failed("invalid_request", message, "messages")) from None
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            message = f"the model's chat template fails on these messages: {error}"
            raise RequestRefused(Failed("invalid_request", message, "messages")) from None

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

    def _wants_list(self, role: str) -> bool:
        """Whether a message of this role must be a list of parts for its text to appear."""
        return self._says(role, _as_list(_PROBE)) and not self._says(role, _PROBE)

    def _says(self, role: str, content: Any) -> bool:
        before = {"role": "user", "content": _as_list("") if self._lists.get("user") else ""}
        after = [before] if role == "system" else []
        messages = [*([before] if role == "assistant" else []), {"role": role, "content": content}]
        try:
            return _PROBE in self._template.render(self._tokens, messages=[*messages, *after])
        except Exception:  # not with this kind of content, then
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


def _as_list(text: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": text}]


def _environment() -> jinja2.Environment:
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols]
    )
    environment.filters["tojson"] = _to_json
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = _strftime_now
    return environment


def _to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Jinja's own filter escapes HTML; models were trained on plain JSON."""
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        separators=separators,
        sort_keys=sort_keys,
    )


def _raise_exception(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _strftime_now(format: str) -> str:
    return datetime.datetime.now().strftime(format)


def _reasoning(request: Request) -> Mapping[str, Any]:
    wanted: dict[str, Any] = {}
    if request.reasoning.enabled is not None:
        wanted["enable_thinking"] = request.reasoning.enabled
    if request.reasoning.effort is not None:
        wanted["reasoning_effort"] = request.reasoning.effort
    return wanted


def _message(message: Message, mark: str) -> dict[str, Any]:
    """As templates expect it; what is not text is a mark in the text."""
    content = "".join(
        part.text if isinstance(part, TextPart) else f"<{mark}.{number}>"
        for number, part in enumerate(message.content)
    )
    plain: dict[str, Any] = {"role": message.role, "content": content}
    if message.name is not None:
        plain["name"] = message.name
    if message.reasoning is not None:
        plain["reasoning_content"] = message.reasoning
    if message.tool_call_id is not None:
        plain["tool_call_id"] = message.tool_call_id
    if message.tool_calls:
        plain["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": _arguments(call.arguments)},
            }
            for call in message.tool_calls
        ]
    return plain


def _arguments(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _tools(tools: Sequence[Tool]) -> list[dict[str, Any]] | None:
    if not tools:
        return None
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": tool.description,
                "parameters": dict(tool.parameters),
            },
        }
        for tool in tools
    ]
