"""Calls of a model that has learnt nothing: only the grammar knows what a call is."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from toy_backend import Answer, ask, toy_backend
from toy_models.chatml_vocabulary import TEMPLATE_WITH_TOOLS
from toy_models.llama import write_llama

from deployments.chat.formats.known import FORMATS
from deployments.chat.parser import Format
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import (
    Constraint,
    Finished,
    Message,
    Reasoning,
    ReasoningDelta,
    RequestRefused,
    Sampling,
    TextPart,
    Tool,
    ToolCall,
    ToolCallDelta,
    ToolChoice,
)

pytestmark = pytest.mark.anyio

CASES = int(os.environ.get("SHOAL_CASES", "100"))
"""Tools with schemas drawn at random, which a toy with random weights calls."""
COLOUR = Tool("paint", "Paint it.", {"type": "object", "properties": {"colour": {"enum": ["red"]}}})
NOTHING = Tool("stop")
REQUIRED = ToolChoice("required")


@pytest.fixture(scope="module")
async def backend(models: Path) -> AsyncIterator[LlamaCppBackend]:
    write_llama(models / "tools.gguf", template=TEMPLATE_WITH_TOOLS)
    keys = {"parameters": {"model": "tools.gguf"}, "context_size": 2048}
    async with toy_backend(models, **keys) as backend:
        yield backend


async def call(backend: LlamaCppBackend, *tools: Tool, **keys: Any) -> Answer:
    messages = keys.pop("messages", (Message("user", (TextPart("Hello"),)),))
    keys = {"sampling": Sampling(temperature=1.0, seed=1), "max_tokens": 400} | keys
    return await ask(backend, messages=messages, tools=tools, **keys)


def calls(answer: Answer) -> list[tuple[str, Any]]:
    """The names and arguments of all calls, from their pieces."""
    said: list[tuple[str, list[str]]] = []
    for event in answer.events:
        if isinstance(event, ToolCallDelta):
            if event.name is not None:
                assert event.id is not None
                said.append((event.name, []))
            assert event.call == len(said) - 1
            said[-1][1].append(event.arguments)
    return [(name, json.loads("".join(pieces))) for name, pieces in said]


def schema(random: Random, depth: int = 0) -> dict[str, Any]:
    kinds = ["string", "integer", "boolean", "enum", "array", "number", "null"]
    match random.choice(kinds + ["object"] * (3 if depth < 2 else 0)):
        case "string":
            return {"type": "string", "maxLength": random.randint(0, 12)}
        case "integer":
            low = random.randint(-50, 50)
            return {"type": "integer", "minimum": low, "maximum": low + random.randint(0, 99)}
        case "number":
            return {"type": "number", "minimum": 0, "exclusiveMaximum": 100}
        case "enum":
            return {"enum": random.sample(["a", "b c", 3, None, True, "é"], random.randint(1, 4))}
        case "array":
            return {"type": "array", "items": schema(random, depth + 1), "maxItems": 3}
        case "object":
            return structure(random, depth + 1)
        case kind:
            return {"type": kind}


def structure(random: Random, depth: int = 0) -> dict[str, Any]:
    names = random.sample(["x", "why", "a b", "naïve", "type", '"'], random.randint(0, 3))
    return {
        "type": "object",
        "properties": {name: schema(random, depth) for name in names},
        "required": [name for name in names if random.random() < 0.7],
    }


async def test_arguments_are_always_what_the_schema_wants(backend: LlamaCppBackend) -> None:
    async def one(number: int) -> int:
        random = Random(number)
        tools = [Tool(f"tool_{i}", "", structure(random)) for i in range(random.randint(1, 3))]
        choice = ToolChoice("required", ("tool_0",)) if number % 3 == 0 else REQUIRED
        sampling = Sampling(temperature=1.0, seed=number)
        keys = {"tool_choice": choice, "parallel_tool_calls": number % 2 == 0}
        answer = await call(backend, *tools, sampling=sampling, **keys)
        if answer.finished.reason == "length":  # numbers and words without end
            return 0
        assert answer.finished.reason == "tool_calls"
        made = calls(answer)
        assert made
        for name, arguments in made:
            (tool,) = (tool for tool in tools if tool.name == name)
            assert choice.allowed is None or name in choice.allowed
            jsonschema.validate(arguments, dict(tool.parameters))
        assert number % 2 == 0 or len(made) == 1
        return len(made)

    made = await asyncio.gather(*map(one, range(CASES)))
    assert sum(count > 0 for count in made) > 0.6 * CASES


async def test_a_tool_without_parameters(backend: LlamaCppBackend) -> None:
    keys = {"tool_choice": REQUIRED, "sampling": Sampling(temperature=0.0)}
    answer = await call(backend, NOTHING, parallel_tool_calls=False, **keys)
    assert [name for name, _ in calls(answer)] == ["stop"]


async def test_every_call_has_an_id_of_its_own(backend: LlamaCppBackend) -> None:
    answer = await call(backend, COLOUR, tool_choice=REQUIRED, n=4, parallel_tool_calls=False)
    events = [e for e in answer.events if isinstance(e, ToolCallDelta) and e.name]
    assert len({event.id for event in events}) == 4


async def test_words_are_free_where_calls_are_optional(backend: LlamaCppBackend) -> None:
    free = await call(backend, COLOUR, tool_choice=ToolChoice("none"), max_tokens=30)
    auto = await call(backend, COLOUR, max_tokens=30)
    assert not calls(free)
    assert auto.finished.usage.prompt_tokens > free.finished.usage.prompt_tokens


async def test_what_follows_the_marker_is_held_to_the_tools(backend: LlamaCppBackend) -> None:
    """The model is made to write the marker; the rest is its own choice."""
    (marker,) = await backend.tokenize("<tool_call>")
    biased = Sampling(temperature=1.0, seed=3, logit_bias=((marker, 100.0),))
    answer = await call(backend, COLOUR, sampling=biased, max_tokens=120)
    made = calls(answer)
    assert len(made) > 1
    for name, arguments in made[:-1]:
        assert name == "paint"
        jsonschema.validate(arguments, dict(COLOUR.parameters))


async def test_a_schema_that_cannot_be_kept_is_named(backend: LlamaCppBackend) -> None:
    bad = Tool("bad", "", {"type": "object", "properties": {"x": {"pattern": "((("}}})
    with pytest.raises(RequestRefused) as refused:
        await call(backend, COLOUR, bad)
    assert refused.value.failure.param == "tools[1].function.parameters"
    assert refused.value.failure.kind == "invalid_request"


@pytest.mark.parametrize("seed", range(8))
async def test_tools_or_an_answer_of_a_schema(backend: LlamaCppBackend, seed: int) -> None:
    wanted = {"type": "object", "properties": {"x": {"enum": [1, 2]}}, "required": ["x"]}
    sampling = Sampling(temperature=1.0, seed=seed)
    constraint = Constraint("json_schema", wanted)
    answer = await call(backend, COLOUR, constraint=constraint, sampling=sampling)
    if made := calls(answer):
        assert all(name == "paint" for name, _ in made)
        assert answer.finished.reason == "tool_calls"
    else:
        jsonschema.validate(json.loads(answer.text()), wanted)


async def test_tools_and_a_grammar(backend: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused, match="cannot both"):
        await call(backend, COLOUR, constraint=Constraint("regex", "a+"))


async def test_models_whose_calls_patterns_find(models: Path) -> None:
    write_llama(models / "patterns.gguf", template="{{ messages[0].content }}")
    function = {"response_regex": [r"(?P<name>\w+)\((?P<arguments>.*)\)"]}
    keys = {"parameters": {"model": "patterns.gguf"}, "function": function}
    async with toy_backend(models, **keys) as backend:
        answer = await call(backend, COLOUR, max_tokens=20)
        assert answer.finished.usage.completion_tokens > 0
        with pytest.raises(RequestRefused, match="cannot be demanded"):
            await call(backend, COLOUR, tool_choice=REQUIRED)


async def test_a_call_and_its_result_are_part_of_the_conversation(
    backend: LlamaCppBackend,
) -> None:
    made = ToolCall("call_1", "paint", '{"colour": "red"}')
    messages = (
        Message("user", (TextPart("Paint it."),)),
        Message("assistant", tool_calls=(made,)),
        Message("tool", (TextPart("done"),), tool_call_id="call_1"),
    )
    answer = await call(backend, COLOUR, messages=messages)
    without = await call(backend, COLOUR, messages=(messages[0], messages[2]))
    assert answer.accepted.prompt_tokens > without.accepted.prompt_tokens + 10


async def test_stop_strings_and_logprobs_beside_calls(backend: LlamaCppBackend) -> None:
    answer = await call(
        backend, NOTHING, tool_choice=REQUIRED, parallel_tool_calls=False, logprobs=1
    )
    tokens = [token for e in answer.events for token in getattr(e, "token_ids", ())]
    logprobs = [each.token_id for e in answer.events for each in getattr(e, "logprobs", ())]
    assert logprobs == tokens[: len(logprobs)]
    assert len(logprobs) > 5


@pytest.fixture(scope="module")
async def thinking(models: Path) -> AsyncIterator[LlamaCppBackend]:
    """A model whose template begins a thought."""
    template = TEMPLATE_WITH_TOOLS.replace(
        "assistant\n{% endif %}", "assistant\n<think>\n{% endif %}"
    )
    write_llama(models / "thinking.gguf", template="{# </think> #}" + template)
    keys = {"parameters": {"model": "thinking.gguf"}, "context_size": 2048}
    async with toy_backend(models, **keys) as backend:
        yield backend


async def soon(backend: LlamaCppBackend, seed: int) -> Sampling:
    """The model is inclined to end its thought after some words."""
    (closing,) = await backend.tokenize("</think>")
    return Sampling(temperature=1.0, seed=seed, logit_bias=((closing, 4.0),))


@pytest.mark.parametrize("seed", range(5))
async def test_what_must_be_called_is_called_behind_the_thought(
    thinking: LlamaCppBackend, seed: int
) -> None:
    sampling = await soon(thinking, seed)
    answer = await call(thinking, COLOUR, tool_choice=REQUIRED, sampling=sampling)
    assert answer.finished.usage.reasoning_tokens > 0
    for name, arguments in calls(answer):
        assert name == "paint"
        jsonschema.validate(arguments, dict(COLOUR.parameters))
    assert calls(answer) or answer.finished.reason == "length"


@pytest.mark.parametrize("seed", range(5))
async def test_a_schema_holds_behind_the_thought(thinking: LlamaCppBackend, seed: int) -> None:
    wanted = {"type": "object", "properties": {"x": {"enum": [1, 2]}}, "required": ["x"]}
    answer = await call(
        thinking, constraint=Constraint("json_schema", wanted), sampling=await soon(thinking, seed)
    )
    if answer.finished.reason == "stop":
        jsonschema.validate(json.loads(answer.text()), wanted)
    thoughts = [e.text for e in answer.events if isinstance(e, ReasoningDelta)]
    assert thoughts or answer.finished.usage.reasoning_tokens < 3


@pytest.mark.parametrize("budget", [1, 7])
async def test_a_thought_ends_when_its_budget_is_spent(
    thinking: LlamaCppBackend, budget: int
) -> None:
    (closing,) = await thinking.tokenize("</think>")
    endless = Sampling(temperature=1.0, seed=1, logit_bias=((closing, -100.0),))
    for keys in ({}, {"tool_choice": REQUIRED, "parallel_tool_calls": False}):
        tools = (COLOUR,) if keys else ()
        reasoning = Reasoning(budget_tokens=budget)
        answer = await call(
            thinking, *tools, sampling=endless, reasoning=reasoning, max_tokens=60, **keys
        )
        # the words that end a thought belong to it
        assert budget <= answer.finished.usage.reasoning_tokens <= budget + 6
        assert bool(calls(answer)) == bool(tools)
        assert answer.text().strip() or tools
    free = await call(thinking, sampling=endless, max_tokens=60)
    assert free.finished.usage.reasoning_tokens == 60


async def test_the_last_message_is_continued(thinking: LlamaCppBackend) -> None:
    question = Message("user", (TextPart("Hello"),))
    begun = Message("assistant", (TextPart("Hi, I am "),))
    asked = await call(thinking, messages=(question,), max_tokens=5)
    answer = await call(
        thinking, messages=(question, begun), continue_final_message=True, max_tokens=5
    )
    assert asked.finished.usage.reasoning_tokens == 5
    assert answer.finished.usage.reasoning_tokens == 0
    assert answer.accepted.prompt_tokens != asked.accepted.prompt_tokens


async def test_a_bad_schema_is_named_behind_a_thought_too(thinking: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused) as refused:
        await call(thinking, constraint=Constraint("json_schema", {"pattern": "(((("}))
    assert refused.value.failure.param == "response_format"


@pytest.mark.parametrize(
    "format", [each for each in FORMATS if each.calls_tools], ids=lambda f: f.name
)
async def test_every_family_is_held_to_its_own_way(models: Path, format: Format) -> None:
    keys = {"parameters": {"model": "tools.gguf"}, "context_size": 4096}
    async with toy_backend(models, **keys, function={"format": format.name}) as backend:
        for parallel in (False, True):
            no_thought = {"tool_choice": REQUIRED, "reasoning": Reasoning(False)}
            answer = await call(
                backend, COLOUR, NOTHING, parallel_tool_calls=parallel, n=4, **no_thought
            )
            for index in range(4):
                events = [e for e in answer.events if getattr(e, "index", 0) == index]
                if isinstance(events[-1], Finished) and events[-1].reason == "length":
                    continue
                assert not answer.text(index).strip()
                made = calls(Answer(events))
                assert made
                assert len(made) == 1 or parallel
                for name, arguments in made:
                    assert name in ("paint", "stop")
                    if name == "paint":
                        jsonschema.validate(arguments, dict(COLOUR.parameters))


async def test_an_answers_schema_is_named_beside_tools(backend: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused) as refused:
        await call(backend, COLOUR, constraint=Constraint("json_schema", {"pattern": "(((("}))
    assert refused.value.failure.param == "response_format"


async def test_chains_of_rules_do_not_end_the_process(backend: LlamaCppBackend) -> None:
    """Compiling them takes more of the stack than a thread usually has."""

    def lark(length: int) -> Constraint:
        rules = [f'r{number}: "a" r{number + 1}' for number in range(length)]
        return Constraint("lark", "\n".join(["start: r0", *rules, f'r{length}: "b"']))

    answer = await call(backend, constraint=lark(5_000), max_tokens=5)
    assert answer.text().startswith("a")
    with pytest.raises(RequestRefused, match="more than 10,000 rules"):
        await call(backend, constraint=lark(20_000), max_tokens=5)
    many = "\n".join(f'r{number} ::= "a"' for number in range(20_000))
    with pytest.raises(RequestRefused, match="more than 2,000 rules"):
        await call(backend, constraint=Constraint("gbnf", many), max_tokens=5)
    chain = {f"d{n}": {"properties": {"x": {"$ref": f"#/$defs/d{n + 1}"}}} for n in range(20_000)}
    schema = {"$ref": "#/$defs/d0", "$defs": {**chain, "d20000": {"type": "null"}}}
    with pytest.raises(RequestRefused, match="more than 10,000"):
        await call(backend, constraint=Constraint("json_schema", schema), max_tokens=5)
