"""A model's Jinja chat template, rendered as Hugging Face's `apply_chat_template` renders it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from traceback import FrameSummary, extract_tb
from typing import Any

import jinja2

from deployments.chat.answer_grammar import offered
from deployments.chat.formats.detection import chosen_format
from deployments.chat.jinja_environment import environment
from deployments.chat.most_calls import MostCalls
from deployments.chat.parser import Format, Reader, Thinking
from deployments.chat.plain_messages import Plain, plain_messages, plain_tools
from deployments.chat.template_probe import Probe, tool_variables
from deployments.chat.thoughts_among_words import ThoughtsAmongWords
from deployments.model_config import FunctionOptions
from deployments.types import (
    AudioPart,
    Continuation,
    Failed,
    ImagePart,
    Reasoning,
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
class ChatOptions:
    """What a model's YAML says of its chats; `reasoning` and `kwargs` are what requests leave out.

    prefill_assistant: the assistant's message at the end of a chat is continued.
    thought: the markers of thoughts, where the template does not tell.
    """

    function: FunctionOptions = FunctionOptions()  # noqa: RUF009  # both are frozen
    prefill_assistant: bool = True
    reasoning: Reasoning = Reasoning()  # noqa: RUF009
    thought: tuple[str, str] | None = None
    kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt: texts, with an image or a sound between each two.

    format: how the answer will be written.
    """

    texts: tuple[str, ...]
    format: Format
    media: tuple[MediaPlace, ...] = ()
    thinking: Thinking = "never"


class ChatTemplate:
    """`bos_token` and `eos_token` are the texts of these tokens, as templates refer to them.

    Raises:
        TemplateError: the source is not valid.
        ConfigError: the options name a format that there is not.
    """

    def __init__(
        self,
        source: str,
        *,
        bos_token: str = "",
        eos_token: str = "",
        options: ChatOptions = ChatOptions(),  # it is frozen
    ) -> None:
        try:
            self._template = environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"line {error.lineno}: {error.message}") from None
        self._options = options
        self._tokens = {"bos_token": bos_token, "eos_token": eos_token}
        probe = Probe(self._template, self._tokens)
        self._expected = probe.expectations(source)
        rendered = probe.call(self._expected.lists)
        self.format = chosen_format(options.function, source, rendered)
        self._thinks = any(each in source + rendered for each in self.format.thought)
        if options.thought is not None:
            self.format = replace(self.format, thought=options.thought)
            self._thinks = True

    @property
    def thought(self) -> tuple[str, str] | None:
        """The markers of thoughts, where the model thinks."""
        return self.format.thought if self._thinks else None

    def render(self, request: Request, system_prompt: str = "") -> Rendered:
        """The prompt of the request's messages.

        `system_prompt` stands first unless the messages bring their own.

        Raises:
            RequestRefused: the template does not take them; it says which message and which line of
                the template.
        """
        mark = secrets.token_hex(8)  # nobody's text contains it
        continues = self._continues(request)
        request = replace(request, continue_final_message=continues)
        text = self._render(request, system_prompt, mark)
        if continues:
            text = self._continued(text, request, system_prompt, mark)
        if isinstance(text, Exception):
            number = self._first_refused(request, system_prompt, mark, str(text))
            raise _refusal(text, number)
        return self._divided(text, mark, request)

    def _continues(self, request: Request) -> Continuation:
        """Whether the last message is to be continued, and not answered."""
        if request.continue_final_message is not None or not request.messages:
            return request.continue_final_message or False
        last = request.messages[-1]
        return self._options.prefill_assistant and last.role == "assistant" and not last.tool_calls

    def _continued(
        self, text: str | Exception, request: Request, system_prompt: str, mark: str
    ) -> str | Exception:
        """The prompt up to where the last message is to be continued.

        Many templates leave out the thoughts of messages, or answer none but whole ones: then the
        message is put behind the prompt for an answer, as the model would have begun it.
        """
        assert request.messages
        *others, last = request.messages
        said = "".join(part.text for part in last.content if isinstance(part, TextPart))
        thought = last.reasoning or ""
        closed = bool(said) or request.continue_final_message == "content"
        if not isinstance(text, Exception):
            begun, found, _ = text.rpartition(f"<{mark}.end>")
            told = not self._thinks or thought.strip() in begun
            if found and told and self._inside_thought(begun) == (self._thinks and not closed):
                return begun
        media = any(not isinstance(part, TextPart) for part in last.content)
        if not others or media or (thought and not self._thinks):
            return text if isinstance(text, Exception) else _lost_message()
        opening, closing = self.format.thought
        asked = replace(request, messages=tuple(others), continue_final_message=False)
        prompt = self._render(asked, system_prompt, mark)
        if isinstance(prompt, Exception):
            return text if isinstance(text, Exception) else _lost_message()
        opened = prompt.rstrip().endswith(opening)
        if thought and not opened:
            prompt = prompt.removesuffix(closing) + opening
        if (thought or opened) and closed:
            thought += closing
        return prompt + thought + said

    def _render(self, request: Request, system_prompt: str, mark: str) -> str | Exception:
        """The prompt, in the first way that the template takes; or what is wrong with the first."""
        variables: dict[str, Any] = {
            **self._tokens,
            **self._options.kwargs,
            **_reasoning(self._options.reasoning),
            **_reasoning(request.reasoning),
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
        if not tools and not self._thinks and not self.format.marks_words:
            return None
        begun = rendered.thinking == "begun"
        reader: Reader = self.format.parser(tools, begun, request.parallel_tool_calls)
        if request.max_tool_calls is not None:
            reader = MostCalls(reader, request.max_tool_calls)
        told = request.reasoning.format or self._options.reasoning.format
        if told in ("none", "deepseek-legacy"):
            return ThoughtsAmongWords(reader, self.format.thought, apart=told != "none")
        return reader

    def _divided(self, text: str, mark: str, request: Request) -> Rendered:
        """Split where `_message` put the mark, with the numbers of message and part."""
        texts = re.split(rf"<{mark}\.\d+\.\d+>", text)
        places = re.findall(rf"<{mark}\.(\d+)\.(\d+)>", text)
        media = tuple(MediaPlace(int(m), int(p)) for m, p in places)
        if sorted(map(astuple, media)) != _media_of(request) or any(mark in text for text in texts):
            message = "the model's chat template loses images or sounds of these messages"
            raise RequestRefused(Failed("invalid_request", message, "messages"))
        thinking = self._thinking(texts[-1], request)
        return Rendered(tuple(texts), self.format, media, thinking)

    def _inside_thought(self, prompt: str) -> bool:
        opening, closing = self.format.thought
        return self._thinks and prompt.rfind(opening) > prompt.rfind(closing)

    def _thinking(self, prompt: str, request: Request) -> Thinking:
        opening, closing = self.format.thought
        ending = prompt.rstrip()
        if request.continue_final_message:
            return "begun" if self._inside_thought(prompt) else "never"
        if not self._thinks or ending.endswith(closing):
            return "never"
        if ending.endswith(opening):
            return "begun"
        enabled = request.reasoning.enabled
        if enabled is None:
            enabled = self._options.reasoning.enabled
        return "never" if enabled is False else "perhaps"


def _lost_message() -> Exception:
    return jinja2.TemplateRuntimeError("it loses the message that is to be continued")


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


def _reasoning(reasoning: Reasoning) -> Mapping[str, Any]:
    """As templates call it."""
    wanted = {"enable_thinking": reasoning.enabled, "reasoning_effort": reasoning.effort}
    return {name: value for name, value in wanted.items() if value is not None}


class ChatTemplates:
    """The templates of a model: one of them may be for chats with tools.

    Raises:
        TemplateError, ConfigError: as `ChatTemplate` does.
    """

    def __init__(self, chat: ChatTemplate, tool_use: ChatTemplate | None = None) -> None:
        self._chat = chat
        self._tool_use = tool_use or chat

    @property
    def thought(self) -> tuple[str, str] | None:
        """The markers of thoughts, where the model thinks."""
        return self._chat.thought

    @property
    def markers(self) -> frozenset[str]:
        return self._chat.format.markers | self._tool_use.format.markers

    def of(self, request: Request) -> ChatTemplate:
        return self._tool_use if request.tools else self._chat
