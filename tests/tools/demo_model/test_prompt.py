"""The prompt that training writes is the one that the template in the file writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tools.demo_model import corpus
from tools.demo_model.exercise import Exercise, Split, Turn
from tools.demo_model.prompt import generation_prompt, segments

TEMPLATE = Path(corpus.__file__).with_name("template.jinja")
SKILLS = {skill.__name__: skill for skill in (*corpus.SINGLE, *corpus.MIXTURE)}


def message(turn: Turn) -> dict[str, Any]:
    calls = [
        {"type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in turn.tool_calls
    ]
    return {"role": turn.role, "content": turn.content, "tool_calls": calls}


def render(exercise: Exercise, **variables: Any) -> str:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    messages = [message(turn) for turn in exercise.turns]
    return template.render(messages=messages, tools=exercise.tools, **variables)


def drawn(skill: str, count: int = 20) -> Iterator[Exercise]:
    random = Random(skill)
    for _ in range(count):
        yield SKILLS[skill](random, Split.TRAINING)


@pytest.mark.parametrize("skill", SKILLS)
def test_whole_conversations_are_rendered_alike(skill: str) -> None:
    for exercise in drawn(skill):
        assert "".join(piece.text for piece in segments(exercise)) == render(exercise)


@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize("thinking", [False, True])
def test_prompts_are_rendered_alike(skill: str, thinking: bool) -> None:
    for exercise in drawn(skill):
        asked = Exercise(exercise.turns[:-1], exercise.tools)
        expected = render(asked, add_generation_prompt=True, enable_thinking=thinking)
        assert generation_prompt(exercise, thinking=thinking) == expected


@pytest.mark.parametrize("thinking", [False, True])
def test_the_last_answer_follows_its_prompt_and_is_learnt(thinking: bool) -> None:
    for exercise in drawn("chat"):
        *before, answer, end = segments(exercise, thinking=thinking)
        assert "".join(piece.text for piece in before) == generation_prompt(
            exercise, thinking=thinking
        )
        thought = f"<think>\n{exercise.answer.thought}\n</think>\n\n" if thinking else ""
        assert (answer.text, answer.learnt) == (f"{thought}{exercise.answer}<|im_end|>", True)
        assert (end.text, end.learnt) == ("\n", False)


def test_every_answer_of_a_chat_is_learnt_unless_only_the_last_one_has_its_thought() -> None:
    for exercise in drawn("chat"):
        answers = [turn for turn in exercise.turns if turn.role == "assistant"]
        without, thinking = (segments(exercise, thinking=on) for on in (False, True))
        assert sum(piece.learnt for piece in without) == len(answers)
        assert sum(piece.learnt for piece in thinking) == 1
