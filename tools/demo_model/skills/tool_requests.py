"""How users ask for tools, and the calls that they ask for."""

import json
from dataclasses import dataclass
from random import Random

from tools.demo_model.exercise import Split, ToolCall, Turn, chance, pick
from tools.demo_model.skills.asking import polite, typed
from tools.demo_model.skills.draws import Value, enumerated
from tools.demo_model.skills.tool_kinds import DAY, Parameter, Template, Tool, Values, arguments_of


@dataclass(frozen=True, slots=True)
class Request:
    """What a user says, and the calls that it asks for."""

    text: str
    tool: Tool
    values: tuple[Values, ...]

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        return tuple(call_of(self.tool, values) for values in self.values)

    @property
    def turn(self) -> Turn:
        return Turn("assistant", tool_calls=self.calls, thought=self.thought)

    @property
    def thought(self) -> str:
        name, topic = self.tool.name, self.tool.kind.topic
        if len(self.values) > 1:
            both = " and ".join(next(iter(values.values())).text for values in self.values)
            return f"This is about {topic}. I call {name} twice, with {both}."
        given = [f"{key} {json.dumps(value)}" for key, value in self.calls[0].arguments.items()]
        if sum(map(len, given)) > 70:
            given = list(self.calls[0].arguments)
        return f"This is about {topic}. I call {name}" + (
            f" with {enumerated(given)}." if given else " without arguments."
        )


def call_of(tool: Tool, values: Values) -> ToolCall:
    return ToolCall(tool.name, arguments_of(tool, values))


def asked(
    random: Random, split: Split, tool: Tool, *, twice: float = 0.0, plain: bool = False
) -> Request:
    """A request for the tool: sometimes for two values, or (`plain`) for one value only."""
    if tool.kind.pairs and chance(random, twice):
        return asked_twice(random, split, tool)
    choices = tool.kind.simple(split) if plain else ()
    wording = pick(random, choices or tool.kind.requests[split])
    return worded(random, split, tool, wording)


def asked_again(random: Random, split: Split, tool: Tool) -> Request:
    return worded(random, split, tool, pick(random, tool.kind.again))


def worded(random: Random, split: Split, tool: Tool, wording: Template) -> Request:
    values = {
        parameter.key: single(random, split, parameter)
        if tool.kind.pairs
        else parameter.type.draw(random, split)
        for parameter in tool.kind.parameters
        if parameter.key in wording.keys
    }
    text, (values,) = said(random, tool, wording, [values])
    return Request(text, tool, (values,))


def single(random: Random, split: Split, parameter: Parameter) -> Value:
    """A value that nobody could take for two of them."""
    while True:
        value = parameter.type.draw(random, split)
        if " and " not in value.text:
            return value


def asked_twice(random: Random, split: Split, tool: Tool) -> Request:
    parameter = tool.kind.parameters[0]
    one, two = (single(random, split, parameter) for _ in "ab")
    if one.text == two.text:
        return asked(random, split, tool)
    wording = pick(random, tool.kind.pairs)
    text, values = said(random, tool, wording, [{"a": one}, {"b": two}])
    both = tuple({parameter.key: value} for each in values for value in each.values())
    return Request(text, tool, both)


def said(
    random: Random, tool: Tool, wording: Template, values: list[Values]
) -> tuple[str, list[Values]]:
    """The request as somebody types it; all in lower case now and then, the values too."""
    text = opened(random, wording.text)
    text = text if text.endswith("}") else typed(random, text).strip()
    if chance(random, 0.07) and "{tool}" not in text:
        text = text.lower()
        values = [{key: value.lower() for key, value in each.items()} for each in values]
    filled = {"tool": Value(tool.name, tool.name)}
    for each in values:
        filled |= each
    return DAY.sub(r"\1", Template(text, wording.keys).fill(filled)), values


def opened(random: Random, text: str) -> str:
    """With polite words before it, if it is no statement."""
    statement = text.startswith(("I ", "The ", "My ", "We ", "And ", "Now ", "{", "Can ", "Could "))
    return text if statement or "," in text else polite(random, text)
