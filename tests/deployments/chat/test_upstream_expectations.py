"""The answers in llama.cpp's own tests say here what they say there.

This needs its sources, which `make bench-engine` unpacks, into the cache.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from joined_segments import joined
from sources import LLAMA_CPP
from upstream_cases import Answer, Call, Case, upstream_cases

from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought
from deployments.chat.template import ChatTemplate
from deployments.types import (
    Continuation,
    Message,
    Reasoning,
    ReasoningFormat,
    Request,
    RequestRefused,
    TextPart,
    Tool,
    ToolCall,
)

CASES, SKIPPED = (
    upstream_cases(LLAMA_CPP / "tests" / "test-chat.cpp") if LLAMA_CPP is not None else ([], [])
)
ELSEWHERE = {
    ("Apriel-1.6-15b-Thinker-fixed", "Here are my reasoning steps"): (
        "what opens the thought stands in the prompt, and is none of it"
    ),
    ("MiniMax-M3", "<text>hi"): "a text or an object that is written as an object is one",
    ("google-gemma-4-31B-it", "<|channel><|channel>thought"): "half a marker is text",
    ("inclusionai-ling-3.0-flash", "COMMON_REASONING_FORMAT_NONE"): (
        "a thought that is told among the words keeps its markers"
    ),
    ("openai-gpt-oss-120b", "to=container.exec"): "a call of a tool that there is not is text",
    ("openai-gpt-oss-120b", "to=python"): "a call of a tool that there is not is text",
    ("moonshotai-Kimi-K2", "thinking</think>"): "the template knows no thoughts to go on with",
}
"""What is decided otherwise: the template, a text in what the case says, and the reason."""
CONTINUED: dict[str, Continuation] = {
    "COMMON_CHAT_CONTINUATION_CONTENT": "content",
    "COMMON_CHAT_CONTINUATION_REASONING": "reasoning_content",
}
TOLD: dict[str, ReasoningFormat] = {
    "COMMON_REASONING_FORMAT_AUTO": "auto",
    "COMMON_REASONING_FORMAT_DEEPSEEK": "deepseek",
    "COMMON_REASONING_FORMAT_NONE": "none",
}


def is_decided_otherwise(case: Case) -> bool:
    if "json_schema" in case.settings and "```" in case.written:
        return True  # the grammar has no room for the fence
    format = case.settings.get("reasoning_format", "")
    texts = (case.written, case.expected.reasoning, format)
    return any(
        case.template == template and any(part in text for text in texts)
        for template, part in ELSEWHERE
    )


@cache
def template(path: Path) -> ChatTemplate:
    return ChatTemplate(path.read_text(), bos_token="<s>", eos_token="</s>")


def message(written: Answer | list[str]) -> Message:
    if isinstance(written, list):
        return Message("user", (TextPart(written[1]),))
    content = (TextPart(written.content),) if written.content else ()
    calls = (ToolCall("call_1", each.name, each.arguments) for each in written.calls)
    return Message(
        "assistant", content, reasoning=written.reasoning or None, tool_calls=tuple(calls)
    )


def request(case: Case) -> Request:
    settings = case.settings
    format = settings.get("reasoning_format", "COMMON_REASONING_FORMAT_NONE")
    return Request(
        id="r",
        messages=tuple(map(message, settings.get("messages", [["user", "Hey there!"]]))),
        tools=tuple(Tool(**each) for each in case.tools),
        reasoning=Reasoning(settings.get("enable_thinking", True), format=TOLD[format]),
        continue_final_message=CONTINUED.get(settings.get("continue_final_message", ""), False),
    )


def expected(case: Case) -> Answer:
    """Of a message that is continued, what comes new."""
    last = (case.settings.get("messages") or [None])[-1]
    if "continue_final_message" not in case.settings or not isinstance(last, Answer):
        return case.expected
    return Answer(
        case.expected.content.removeprefix(last.content),
        case.expected.reasoning.removeprefix(last.reasoning),
        case.expected.calls,
    )


def answered(case: Case) -> Answer:
    assert LLAMA_CPP is not None
    model = template(LLAMA_CPP / "models" / "templates" / f"{case.template}.jinja")
    asked = request(case)
    reader = model.parser(asked, model.render(asked))
    if reader is None:
        return Answer(case.written)
    segments = [each for piece in case.written for each in reader.feed(piece)]
    if not case.settings.get("is_partial"):
        segments += reader.finish()
    return as_answer(joined(segments))


def as_answer(segments: list[Segment]) -> Answer:
    calls: list[Call] = []
    for each in segments:
        if isinstance(each, CallBegin):
            calls.append(Call(each.name, ""))
        elif isinstance(each, Arguments):
            calls[-1] = Call(calls[-1].name, calls[-1].arguments + each.text)
    words = "".join(each.text for each in segments if isinstance(each, Text))
    thought = "".join(each.text for each in segments if isinstance(each, Thought))
    return Answer(words, thought, tuple(calls))


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def comparable(answer: Answer) -> tuple[str, str, list[tuple[str, object]]]:
    """White space around markup is nobody's: what keeps it and what does not differs."""
    calls = [(each.name, json.loads(each.arguments or "{}")) for each in answer.calls]
    return without_space(answer.content), without_space(answer.reasoning), calls


@pytest.mark.skipif(LLAMA_CPP is None, reason="llama.cpp's sources are not in the cache")
class TestUpstreamExpectations:
    def test_nearly_all_cases_are_read(self) -> None:
        assert len(CASES) > 400
        assert len(SKIPPED) <= 3

    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.template}-{case.line}")
    def test_an_answer_says_what_upstream_expects(self, case: Case) -> None:
        wanted = expected(case)
        if case.template == "moonshotai-Kimi-K2" and is_decided_otherwise(case):
            with pytest.raises(RequestRefused, match="loses the message"):
                answered(case)
            return
        got = answered(case)
        if case.settings.get("is_partial"):
            assert is_beginning(got, wanted)
        elif is_decided_otherwise(case):
            assert comparable(got) != comparable(wanted)
        else:
            assert comparable(got) == comparable(wanted)


def is_beginning(got: Answer, wanted: Answer) -> bool:
    """Of what was told until now."""
    texts = [(got.content, wanted.content), (got.reasoning, wanted.reasoning)]
    for mine, theirs in zip(got.calls, wanted.calls, strict=False):
        texts += [(mine.name, theirs.name), (mine.arguments, theirs.arguments)]
    begun = all(without_space(b).startswith(without_space(a)) for a, b in texts)
    return begun and len(got.calls) <= len(wanted.calls)
