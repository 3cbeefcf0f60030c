"""An exercise as the text that the model sees: `template.jinja` in Python, some fifty times faster.

A test holds the two against each other.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tools.demo_model.exercise import JSON, Exercise, Turn

NO_THOUGHT = "<think>\n\n</think>\n\n"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `learnt` where the model is to predict it."""

    text: str
    learnt: bool


def segments(exercise: Exercise, *, thinking: bool = False) -> list[Segment]:
    """The conversation, with every answer to be learnt; `thinking` is for the last one.

    With thinking on, only the last answer is learnt: the earlier ones are shown without thoughts.
    """
    pieces = pieces_of(exercise, thinking)
    joined = groupby(pieces, key=lambda segment: segment.learnt)
    return [Segment("".join(piece.text for piece in group), learnt) for learnt, group in joined]


def pieces_of(exercise: Exercise, thinking: bool) -> Iterator[Segment]:
    turns = list(exercise.turns)
    system = turns.pop(0).content if turns[0].role == "system" else ""
    if system or exercise.tools:
        yield Segment(system_turn(system, exercise.tools), False)
    for index, turn in enumerate(turns):
        if turn.role == "assistant":
            yield from assistant_turn(turn, thinking and index == len(turns) - 1, not thinking)
        elif turn.role == "tool":
            first = index == 0 or turns[index - 1].role != "tool"
            last = index + 1 == len(turns) or turns[index + 1].role != "tool"
            yield Segment(tool_turn(turn.content, first, last), False)
        else:
            yield Segment(f"<|im_start|>{turn.role}\n{turn.content}<|im_end|>\n", False)


def assistant_turn(turn: Turn, thinks: bool, learnt: bool) -> Iterator[Segment]:
    yield Segment("<|im_start|>assistant\n", False)
    thought = f"<think>\n{turn.thought}\n</think>\n\n" if thinks else NO_THOUGHT
    yield Segment(thought, thinks)
    yield Segment(f"{turn}<|im_end|>", learnt or thinks)
    yield Segment("\n", False)


def tool_turn(content: str, first: bool, last: bool) -> str:
    opening = "<|im_start|>user" if first else ""
    closing = "<|im_end|>\n" if last else ""
    return f"{opening}\n<tool_response>\n{content}\n</tool_response>{closing}"


def system_turn(content: str, tools: tuple[JSON, ...]) -> str:
    text = f"<|im_start|>system\n{content}"
    if tools:
        text += "\n\n" if content else ""
        text += "You can call these tools:\n<tools>\n"
        text += "".join(signature(tool["function"]) for tool in tools)
        text += "</tools>\nTo call a tool, answer with its name and arguments as JSON:\n"
        text += '<tool_call>\n{"name": <name>, "arguments": <arguments>}\n</tool_call>'
    return f"{text}<|im_end|>\n"


def signature(function: JSON) -> str:
    """What a tool is for, then its name and its parameters."""
    schema = function["parameters"]
    required = schema.get("required", ())
    parameters = (
        parameter(name, each, name in required) for name, each in schema["properties"].items()
    )
    purpose = f"// {function['description']}\n" if "description" in function else ""
    return f"{purpose}{function['name']}({', '.join(parameters)})\n"


def parameter(name: str, schema: JSON, required: bool) -> str:
    purpose = f"/* {schema['description']} */ " if "description" in schema else ""
    return f"{purpose}{name}{'' if required else '?'}: {type_of(schema)}"


def type_of(schema: JSON) -> str:
    if "enum" in schema:
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"])
    if schema["type"] == "array":
        return f"{type_of(schema['items'])}[]"
    return str(schema["type"])


def generation_prompt(exercise: Exercise, *, thinking: bool = False) -> str:
    """The conversation up to where the last answer begins."""
    asked = Exercise((*exercise.turns[:-1],), exercise.tools)
    text = "".join(piece.text for piece in pieces_of(asked, thinking))
    return text + "<|im_start|>assistant\n" + ("" if thinking else NO_THOUGHT)
