"""A model's Jinja chat template, rendered as Hugging Face's `apply_chat_template` renders it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from traceback import FrameSummary, extract_tb
from typing import Any

import jinja2

from deployments.chat.answer_grammar import offered
from deployments.chat.formats.detection import chosen_format
from deployments.chat.jinja_environment import environment
from deployments.chat.parser import Reader, Thinking
from deployments.chat.plain_messages import Plain, plain_messages, plain_tools
from deployments.chat.template_probe import Probe, tool_variables
from deployments.model_config import FunctionOptions
from deployments.types import (
    AudioPart,
    Failed,
    ImagePart,
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


TEMPLATE_FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
MOST_SEARCHED = 40  # messages, for the one that a template refuses


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
    """`bos_token` and `eos_token` are the texts of these tokens, as templates refer to them.

    Raises:
        TemplateError: the source is not valid.
        ConfigError: `function` names a format that there is not.
    """

    def __init__(
        self,
        source: str,
        *,
        bos_token: str = "",
        eos_token: str = "",
        function: FunctionOptions = FunctionOptions(),  # noqa: B008  # it is frozen
    ) -> None:
        try:
            self._template = environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"line {error.lineno}: {error.message}") from None
        self._tokens = {"bos_token": bos_token, "eos_token": eos_token}
        probe = Probe(self._template, self._tokens)
        self._expected = probe.expectations(source)
        rendered = probe.call(self._expected.lists)
        self.format = chosen_format(function, source, rendered)
        self._thinks = any(each in source + rendered for each in self.format.thought)

    def render(self, request: Request, system_prompt: str = "") -> Rendered:
        """The prompt of the request's messages.

        `system_prompt` stands first unless the messages bring their own.

        Raises:
            RequestRefused: the template does not take them; it says which message and which line of
                the template.
        """
        mark = secrets.token_hex(8)  # nobody's text contains it
        text = self._render(request, system_prompt, mark)
        if isinstance(text, Exception):
            number = self._first_refused(request, system_prompt, mark, str(text))
            raise _refusal(text, number)
        return self._divided(text, mark, request)

    def _render(self, request: Request, system_prompt: str, mark: str) -> str | Exception:
        """The prompt, in the first way that the template takes; or what is wrong with the first."""
        variables: dict[str, Any] = {
            **self._tokens,
            **_reasoning(request),
            **request.template_kwargs,
            "add_generation_prompt": not request.continue_final_message,
        }
        if request.continue_final_message:
            variables["continue_final_message"] = True
        shown = () if request.tool_choice.mode == "none" else request.tools
        described: Sequence[Tool] = ()
        if not self._expected.tools:
            shown, described = (), shown
        failure: Exception | None = None
        for quoted, no_tools in _ways(request):
            variables["messages"] = plain_messages(
                request.messages or (),
                system_prompt,
                mark,
                self._expected,
                described=described,
                quoted_arguments=quoted,
            )
            if request.continue_final_message:
                _mark_end(variables["messages"][-1], f"<{mark}.end>")
            variables |= tool_variables(plain_tools(shown) or no_tools)
            try:
                return self._template.render(variables)
            except (jinja2.TemplateError, *TEMPLATE_FAILURES) as error:
                failure = failure or error
        assert failure is not None, "there is a way"
        return failure

    def _first_refused(
        self, request: Request, system_prompt: str, mark: str, failure: str
    ) -> int | None:
        """The number of the message with which the template first fails so, of not too many."""
        messages = request.messages or ()
        if len(messages) > MOST_SEARCHED:
            return None
        for number in range(len(messages)):
            beginning = replace(
                request, messages=messages[: number + 1], continue_final_message=False
            )
            rendered = self._render(beginning, system_prompt, mark)
            if isinstance(rendered, Exception) and str(rendered) == failure:
                return number
        return None

    def parser(self, request: Request, rendered: Rendered) -> Reader | None:
        """For the answer; none where it can be nothing but text."""
        tools = offered(request)
        if not tools and not self._thinks:
            return None
        begun = rendered.thinking == "begun"
        return self.format.parser(tools, begun, request.parallel_tool_calls)

    def _divided(self, text: str, mark: str, request: Request) -> Rendered:
        """Split where `_message` put the mark, with the numbers of message and part."""
        if request.continue_final_message:
            text, found, _ = text.rpartition(f"<{mark}.end>")
            if not found:
                message = "the model's chat template loses the message that is to be continued"
                raise RequestRefused(Failed("invalid_request", message, "messages"))
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
        if request.continue_final_message:
            inside = self._thinks and prompt.rfind(opening) > prompt.rfind(closing)
            return "begun" if inside else "never"
        if not self._thinks or ending.endswith(closing):
            return "never"
        if ending.endswith(opening):
            return "begun"
        return "never" if request.reasoning.enabled is False else "perhaps"


def _refusal(failure: Exception, number: int | None) -> RequestRefused:
    refuses = isinstance(failure, jinja2.TemplateError)
    lines = (frame.lineno for frame in extract_tb(failure.__traceback__) if _in_template(frame))
    line = next(reversed([*lines]), None)
    message = (
        f"the model's chat template {'refuses' if refuses else 'fails on'} these messages"
        f"{f' in line {line}' if line else ''}: {failure}"
    )
    param = "messages" if number is None else f"messages[{number}]"
    return RequestRefused(Failed("invalid_request", message, param))


def _in_template(frame: FrameSummary) -> bool:
    return frame.filename == "<template>"


def _mark_end(message: Plain, mark: str) -> None:
    """Put a mark behind what a message says, or what it thinks if it says nothing yet."""
    thought = next((key for key in ("reasoning_content", "thinking") if message.get(key)), None)
    content = message["content"]
    if content and isinstance(content, list):
        content[-1]["text"] += mark
    elif thought is not None and not content:
        message[thought] += mark
    else:
        message["content"] = (content or "") + mark


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
