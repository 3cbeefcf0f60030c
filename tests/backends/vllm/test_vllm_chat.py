"""Grammars, calls and thoughts, with a model that has learnt nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from vllm_backend import GREEDY, ask, vllm_backend

from deployments.types import (
    Constraint,
    Message,
    Reasoning,
    RequestRefused,
    Sampling,
    TextPart,
    Tool,
    ToolChoice,
)
from deployments.vllm.backend import VllmBackend

pytestmark = pytest.mark.anyio
SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "age": {"type": "integer", "minimum": 0, "maximum": 99},
        "kind": {"enum": ["fox", "dog"]},
    },
    "required": ["name", "age", "kind"],
    "additionalProperties": False,
}
PAINT = Tool("paint", "Paint it.", {"type": "object", "properties": {"colour": {"enum": ["red"]}}})
HELLO = (Message("user", (TextPart("Hello"),)),)
REQUIRED = ToolChoice("required")


@pytest.mark.parametrize("seed", range(4))
async def test_json_is_held_to_its_schema(backend: VllmBackend, seed: int) -> None:
    answer = await ask(
        backend,
        messages=HELLO,
        constraint=Constraint("json_schema", SCHEMA),
        sampling=Sampling(temperature=1.0, seed=seed),
        max_tokens=150,
    )
    assert answer.finished().reason == "stop"
    jsonschema.validate(json.loads(answer.text()), SCHEMA)


@pytest.mark.parametrize(
    ("constraint", "allowed"),
    [
        (Constraint("choice", ["yes", "no"]), {"yes", "no"}),
        (Constraint("regex", "ab|cd"), {"ab", "cd"}),
        (Constraint("gbnf", 'root ::= "x" | "y"'), {"x", "y"}),
        (Constraint("lark", 'start: "p" | "q"'), {"p", "q"}),
    ],
    ids=lambda value: value.kind if isinstance(value, Constraint) else "",
)
async def test_answers_match_their_grammars(
    backend: VllmBackend, constraint: Constraint, allowed: set[str]
) -> None:
    answer = await ask(backend, constraint=constraint, max_tokens=20)
    assert answer.text() in allowed
    assert answer.finished().reason == "stop"


async def test_any_object_is_an_object(backend: VllmBackend) -> None:
    sampling = Sampling(
        temperature=1.0, seed=1, logit_bias=(((await backend.tokenize("}"))[0], 8),)
    )
    answer = await ask(
        backend, constraint=Constraint("json_object"), max_tokens=200, sampling=sampling
    )
    assert isinstance(json.loads(answer.text()), dict)


@pytest.mark.parametrize(
    ("constraint", "field"),
    [
        (Constraint("json_schema", {"type": "nothing"}), "response_format"),
        (Constraint("regex", "("), "response_format"),
        (Constraint("gbnf", "root ::= missing"), "grammar"),
        (Constraint("lark", "start: !!"), "grammar"),
    ],
)
async def test_a_wrong_grammar_is_refused(
    backend: VllmBackend, constraint: Constraint, field: str
) -> None:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, constraint=constraint)
    assert refused.value.failure.param == field


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(temperature=1.0, seed=5)])
async def test_a_grammar_goes_on_where_it_was(backend: VllmBackend, sampling: Sampling) -> None:
    keys: dict[str, Any] = {
        "constraint": Constraint("regex", "(ab|cd){6}"),
        "sampling": sampling,
        "max_tokens": 40,
    }
    whole = await ask(backend, "x", **keys)
    tokens = tuple(whole.token_ids())
    for cut in (1, 3, len(tokens) - 2):
        rest = await ask(backend, "x", **keys, resumed_token_ids=(tokens[:cut],))
        assert tuple(rest.token_ids()) == tokens[cut:]
        assert rest.finished().reason == whole.finished().reason
        assert rest.finished().usage == whole.finished().usage


async def test_a_call_that_is_demanded_is_made(backend: VllmBackend) -> None:
    answer = await ask(
        backend, messages=HELLO, tools=(PAINT,), tool_choice=REQUIRED, max_tokens=120,
        sampling=Sampling(temperature=1.0, seed=2), parallel_tool_calls=False,
    )  # fmt: skip
    assert answer.finished().reason == "tool_calls"
    ((name, arguments),) = answer.calls()
    assert name == "paint"
    jsonschema.validate(arguments, dict(PAINT.parameters))


async def test_a_call_that_may_be_made_is_held_to_its_tool(backend: VllmBackend) -> None:
    """The bias makes the model begin calls among its words; only the grammar makes them whole."""
    (opens,) = await backend.tokenize("<tool_call>")
    answer = await ask(
        backend,
        messages=HELLO,
        tools=(PAINT,),
        max_tokens=150,
        ignore_eos=True,
        sampling=Sampling(temperature=1.0, seed=4, logit_bias=((opens, 9.0),)),
    )
    made = answer.calls()
    assert made
    assert all(name == "paint" for name, _ in made)
    for _, arguments in made:
        jsonschema.validate(arguments, dict(PAINT.parameters))
    assert answer.text()


async def test_a_schema_at_fault_is_named(backend: VllmBackend) -> None:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, messages=HELLO, tools=(PAINT, Tool("bad", "", {"type": "nothing"})))
    assert refused.value.failure.param == "tools[1].function.parameters"


async def test_thoughts_are_told_apart_and_limited(models: Path) -> None:
    async with vllm_backend(models, parameters={"model": "thinking"}) as backend:
        (closes,) = await backend.tokenize("</think>")
        keys: dict[str, Any] = {
            "messages": HELLO,
            "max_tokens": 30,
            "ignore_eos": True,
            "sampling": Sampling(temperature=0, logit_bias=((closes, -100.0),)),
        }
        endless = await ask(backend, **keys, reasoning=Reasoning(enabled=True))
        assert endless.thought()
        assert endless.text() == ""
        assert endless.finished().usage.reasoning_tokens == 30
        keys["sampling"] = GREEDY
        limit = Reasoning(enabled=True, budget_tokens=5)
        limited = await ask(backend, **keys, reasoning=limit)
        assert limited.finished().usage.reasoning_tokens <= 6  # the end of the thought is one
        assert limited.text()
        plain = await ask(backend, **keys, reasoning=Reasoning(budget_tokens=0))
        assert plain.thought() == ""
        assert plain.text()
