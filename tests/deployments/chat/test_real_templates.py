"""The templates of real models that llama.cpp's sources bring, where those have been unpacked.

`make bench-engine` does that, into the cache.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from joined_segments import joined
from sources import LLAMA_CPP

from deployments.chat.segments import Arguments, CallBegin, Thought
from deployments.chat.template import ChatTemplate
from deployments.types import (
    Message,
    Reasoning,
    Request,
    RequestRefused,
    TextPart,
    Tool,
    ToolCall,
)

TEMPLATES = sorted(LLAMA_CPP.glob("models/templates/*.jinja")) if LLAMA_CPP is not None else []
FORMATS = {
    "Apertus-8B-Instruct": "apertus",
    "Apriel-1.6-15b-Thinker-fixed": "apriel",
    "Bielik-11B-v3.0-Instruct": "hermes",
    "ByteDance-Seed-OSS": "seed-oss",
    "Cohere2MoE": "cohere",
    "CohereForAI-c4ai-command-r-plus-tool_use": "cohere-fenced",
    "CohereForAI-c4ai-command-r7b-12-2024-tool_use": "cohere",
    "GLM-4.6": "glm-4.6",
    "GLM-4.7-Flash": "glm-4.7",
    "GigaChat3-10B-A1.8B": "gigachat-3",
    "GigaChat3.1-10B-A1.8B": "gigachat-3.1",
    "HuggingFaceTB-SmolLM3-3B": "generic",
    "Kimi-K2-Instruct": "kimi-k2",
    "Kimi-K2-Thinking": "kimi-k2",
    "Kimi-K3": "kimi-k3",
    "LFM2-8B-A1B": "lfm2",
    "LFM2.5-8B-A1B": "lfm2",
    "LFM2.5-Instruct": "lfm2",
    "MiMo-VL": "hermes",
    "MiniMax-M1": "minimax-m1",
    "MiniMax-M2": "minimax-m2",
    "MiniMax-M3": "minimax-m3",
    "Mistral-Small-3.2-24B-Instruct-2506": "mistral",
    "NVIDIA-Nemotron-3-Nano-30B-A3B-BF16": "qwen3-coder",
    "NVIDIA-Nemotron-Nano-v2": "nemotron-2",
    "NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use": "hermes",
    "NousResearch-Hermes-3-Llama-3.1-8B-tool_use": "hermes",
    "Qwen-QwQ-32B": "hermes",
    "Qwen-Qwen2.5-7B-Instruct": "hermes",
    "Qwen-Qwen3-0.6B": "hermes",
    "Qwen3-Coder": "qwen3-coder",
    "Qwen3.5-4B": "qwen3-coder",
    "Reka-Edge": "hermes",
    "Spark2.5": "glm-4.7",
    "StepFun3.5-Flash": "qwen3-coder",
    "deepseek-ai-DeepSeek-R1-Distill-Llama-8B": "deepseek-r1",
    "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B": "deepseek-r1",
    "deepseek-ai-DeepSeek-V3.1": "deepseek-v3.1",
    "deepseek-ai-DeepSeek-V3.2": "deepseek-v3.2",
    "deepseek-ai-DeepSeek-V4": "deepseek-v4",
    "deepseek-ai-DeepSeek-V4-Flash-0731": "deepseek-v4",
    "fireworks-ai-llama-3-firefunction-v2": "phi-4",
    "google-gemma-2-2b-it": "generic",
    "google-gemma-4-31B-it": "gemma-4",
    "google-gemma-4-31B-it-interleaved": "gemma-4",
    "ibm-granite-granite-3.3-2B-Instruct": "granite-3",
    "ibm-granite-granite-4.0": "hermes",
    "ibm-granite-granite-4.1": "hermes",
    "inclusionai-ling-3.0-flash": "glm-4.6",
    "llama-cpp-deepseek-r1": "deepseek-r1",
    "llama-cpp-rwkv-world": "generic",
    "meetkai-functionary-medium-v3.1": "functionary-3.1",
    "meetkai-functionary-medium-v3.2": "functionary-3.2",
    "meta-llama-Llama-3.1-8B-Instruct": "llama-3",
    "meta-llama-Llama-3.2-3B-Instruct": "llama-3",
    "meta-llama-Llama-3.3-70B-Instruct": "llama-3",
    "microsoft-Phi-3.5-mini-instruct": "generic",
    "mistralai-Ministral-3-14B-Reasoning-2512": "mistral",
    "mistralai-Mistral-Nemo-Instruct-2407": "mistral-list",
    "moonshotai-Kimi-K2": "kimi-k2",
    "muse-glimmer": "muse",
    "openai-gpt-oss-120b": "gpt-oss",
    "openbmb-MiniCPM5-1B": "minicpm-5",
    "poolside-Laguna-S-2.1": "glm-4.7",
    "poolside-Laguna-XS-2.1": "glm-4.6",
    "poolside-Laguna-XS.2": "glm-4.6",
    "tencent-Hy3": "hunyuan-3",
    "unsloth-Apriel-1.5": "apriel",
    "unsloth-mistral-Devstral-Small-2507": "mistral",
    "upstage-Solar-Open-100B": "solar",
}
NO_MARKUP = {
    "LFM2-8B-A1B",  # tells calls in words, whatever it writes itself
    "LFM2.5-Instruct",
    "ibm-granite-granite-3.3-2B-Instruct",
}
ONE_CALL = {
    "GigaChat3-10B-A1.8B",
    "GigaChat3.1-10B-A1.8B",
    "openai-gpt-oss-120b",
}
"""Those that leave out all calls of a message but the first; Llama 3 refuses more than one."""
WEATHER = Tool(
    "weather",
    "Tell the weather",
    {
        "type": "object",
        "properties": {
            "city": {"type": "string", "description": "where"},
            "days": {"type": "integer", "description": "how many"},
            "hot": {"type": "boolean", "description": "whether"},
        },
        "required": ["city"],
    },
)
ADD = Tool(
    "add",
    "Add numbers",
    {
        "type": "object",
        "properties": {
            "numbers": {"type": "array", "items": {"type": "number"}, "description": "which"},
        },
    },
)
CALLS = (
    ToolCall("call_1", "weather", '{"city": "San \\"P\\"\\nX", "days": 3, "hot": true}'),
    ToolCall("call_2", "add", '{"numbers": [1, 2.5]}'),
)
SYSTEM = Message("system", (TextPart("Be brief."),))
QUESTION = Message("user", (TextPart("Hello there!"),))


def conversation(calls: Sequence[ToolCall]) -> tuple[Message, ...]:
    results = (
        Message("tool", (TextPart(f"result of {call.name}"),), tool_call_id=call.id, name=call.name)
        for call in calls
    )
    return (
        SYSTEM,
        QUESTION,
        Message("assistant", tool_calls=tuple(calls), reasoning="I wonder."),
        *results,
        Message("assistant", (TextPart("It is one."),)),
        Message("user", (TextPart("And now?"),)),
    )


def behind_prompt(prompt: str, whole: str) -> int:
    """Where the answer begins; not inside a marker whose beginning the two share."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(prompt, whole, strict=False))
    begun = len(list(same))
    while begun < len(prompt) and whole[begun - 1] not in ">]\n ":
        begun -= 1
    return begun


def expected_calls(calls: Sequence[ToolCall]) -> list[tuple[str, Any]]:
    return [(call.name, json.loads(call.arguments)) for call in calls]


@pytest.mark.skipif(not TEMPLATES, reason="llama.cpp's sources are not in the cache")
@pytest.mark.parametrize("thinking", [None, False, True])
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
class TestTemplate:
    def test_renders_chats(self, path: Path, thinking: bool | None) -> None:
        template = ChatTemplate(path.read_text(), bos_token="<s>", eos_token="</s>")
        request = Request(id="r", messages=(SYSTEM, QUESTION), reasoning=Reasoning(thinking))
        for asked in (request, replace(request, tools=(WEATHER, ADD))):
            (text,) = template.render(asked).texts
            assert "Hello there!" in text
            assert "Be brief." in text
            assert ("weather" in text) == bool(asked.tools)

    def test_its_own_calls_are_read(self, path: Path, thinking: bool | None) -> None:
        template = ChatTemplate(path.read_text(), bos_token="<s>", eos_token="</s>")
        assert template.format.name == FORMATS[path.stem]
        request = Request(
            id="r",
            messages=(SYSTEM, QUESTION),
            tools=(WEATHER, ADD),
            reasoning=Reasoning(thinking),
        )
        prompt = template.render(request)
        asked, calls = CALLS, CALLS[:1] if path.stem in ONE_CALL else CALLS
        if "Llama-3" in path.stem and "meta-llama" in path.stem:
            with pytest.raises(RequestRefused, match="single tool-calls"):
                template.render(replace(request, messages=conversation(CALLS)))
            asked = calls = CALLS[:1]
        whole = template.render(replace(request, messages=conversation(asked)))
        assert "result of weather" in whole.texts[0]
        if path.stem in NO_MARKUP:
            return
        begun = behind_prompt(prompt.texts[0], whole.texts[0])
        answer = whole.texts[0][begun:]
        opening = template.format.thought[0]
        inside = whole.texts[0][:begun].rstrip().endswith(opening)
        for pieces in ([answer], list(answer)):
            parser = template.format.parser((WEATHER, ADD), inside)
            said = joined(
                [*(each for piece in pieces for each in parser.feed(piece)), *parser.finish()]
            )
            names = [each.name for each in said if isinstance(each, CallBegin)]
            arguments = [json.loads(each.text) for each in said if isinstance(each, Arguments)]
            assert list(zip(names, arguments, strict=True)) == expected_calls(calls)
            if opening in answer and "I wonder." in answer:
                assert Thought("I wonder.") in said
