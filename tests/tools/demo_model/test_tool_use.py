"""The exercises with tools: right by their own judges, callable, and apart between the splits."""

import json
from random import Random

import pytest

from tools.demo_model.exercise import Exercise, Skill, Split, exchange
from tools.demo_model.skills.tool_catalog import KINDS
from tools.demo_model.skills.tool_kinds import Kind, Template
from tools.demo_model.skills.tool_use import NO_TOOL, call, follow_up, no_call, result, session

SKILLS = (call, no_call, result, follow_up, session)
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


def drawn(skill: Skill, split: Split, count: int = 300) -> list[Exercise]:
    random = Random(7)
    return [skill(random, split) for _ in range(count)]


@pytest.mark.parametrize("split", Split)
@pytest.mark.parametrize("skill", SKILLS)
def test_exercises(skill: Skill, split: Split) -> None:
    for exercise in drawn(skill, split):
        assert exercise.accepts(str(exercise.answer))
        assert exercise.answer.thought
        assert 1 <= len(exercise.tools) <= 4
        assert len(json.dumps(exercise.tools)) < 1900
        for turn in exercise.turns:
            assert str(turn).isascii()
            assert str(turn).strip()
        names = [tool["function"]["name"] for tool in exercise.tools]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("split", Split)
def test_calls_fit_the_signatures_and_the_request(split: Split) -> None:
    for exercise in drawn(call, split, 1000):
        signatures = {tool["function"]["name"]: tool["function"] for tool in exercise.tools}
        assert not exercise.answer.content
        assert exercise.answer.tool_calls
        for called in exercise.answer.tool_calls:
            schema = signatures[called.name]["parameters"]
            properties = schema["properties"]
            assert set(schema.get("required", ())) <= called.arguments.keys() <= properties.keys()
            order = [name for name in properties if name in called.arguments]
            assert list(called.arguments) == order
            for name, value in called.arguments.items():
                assert isinstance(value, TYPES[properties[name]["type"]])
                assert value in properties[name].get("enum", [value])
                if not isinstance(value, bool):
                    assert str(value) in exercise.turns[-2].content


def test_judge_of_calls() -> None:
    for exercise in drawn(call, Split.TRAINING, 50):
        text = str(exercise.answer)
        assert not exercise.accepts("Hello")
        assert not exercise.accepts(text + "\nDone")
        assert not exercise.accepts(text + "\n" + text)
        assert not exercise.accepts(text.replace('"name": "', '"name": "x'))
        assert not exercise.accepts(text.replace("}}", "}"))


def test_no_call() -> None:
    for exercise in drawn(no_call, Split.TRAINING, 100):
        assert not exercise.accepts('<tool_call>\n{"name": "x", "arguments": {}}\n</tool_call>')
        assert exercise.accepts(NO_TOOL)


def test_no_call_beside_another_exercise() -> None:
    def hello(random: Random, split: Split) -> Exercise:
        return exchange("What is the weather?", "I do not know.", thought="About the weather.")

    random = Random(1)
    for _ in range(100):
        exercise = no_call(random, Split.TRAINING, hello)
        assert str(exercise.answer) == "I do not know."
        assert not any("weather" in json.dumps(tool).lower() for tool in exercise.tools)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.topic)
def test_catalogue(kind: Kind) -> None:
    keys = {parameter.key for parameter in kind.parameters}
    for split in Split:
        assert kind.requests[split]
        assert all(request.keys <= keys for request in kind.requests[split])
    assert len(kind.requests[Split.TRAINING]) >= 6
    assert all(request.keys == {kind.parameters[0].key} for request in kind.again)
    assert all(request.keys == {"a", "b"} for request in kind.pairs)
    assert not (kind.again or kind.pairs) or kind.simple(Split.TRAINING)


def test_what_is_held_out() -> None:
    def apart(choices: dict[Split, tuple[object, ...]]) -> bool:
        training, kept = choices[Split.TRAINING], choices[Split.HELD_OUT]
        return set(map(text, training)).isdisjoint(map(text, kept)) or len(training) == len(kept)

    def text(item: object) -> str:
        return item.text if isinstance(item, Template) else str(item)

    assert all(apart(kind.requests) and apart(kind.functions) for kind in KINDS)
    kept = [
        kind for kind in KINDS if kind.requests[Split.HELD_OUT] != kind.requests[Split.TRAINING]
    ]
    assert len(kept) > len(KINDS) / 2


def test_sessions_use_several_tools_or_none_of_them() -> None:
    """What a session calls is offered, and some sessions call different tools, some refuse."""
    different = refused = 0
    for exercise in drawn(session, Split.TRAINING):
        offered = {tool["function"]["name"] for tool in exercise.tools}
        called = [call.name for turn in exercise.turns for call in turn.tool_calls]
        assert set(called) <= offered
        assert len(exercise.tools) >= 2
        different += len(set(called)) > 1
        refused += NO_TOOL in [turn.content for turn in exercise.turns]
    assert different > 100
    assert refused > 50


def test_names_of_tools_cannot_be_guessed() -> None:
    known = {name for kind in KINDS for names in kind.functions.values() for name in names}
    used = [
        tool["function"]["name"]
        for exercise in drawn(call, Split.TRAINING)
        for tool in exercise.tools
    ]
    assert 0.3 < sum(name not in known for name in used) / len(used) < 0.7
