"""Calls that patterns of a model's YAML find, as LocalAI's users write them."""

import json
from typing import Any

import pytest
from joined_segments import joined

from deployments.chat.formats.detection import chosen_format
from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought
from deployments.model_config import ConfigError, FunctionOptions
from deployments.types import Tool

TOOLS = (Tool("add"), Tool("weather"))
UNKNOWN = "{{ messages }}"


def said(text: str, **options: Any) -> list[Segment]:
    format = chosen_format(FunctionOptions.model_validate(options), UNKNOWN, "")
    parser = format.parser(TOOLS)
    pieces = [segment for letter in text for segment in parser.feed(letter)]
    return joined([*pieces, *parser.finish()])


def calls(*made: tuple[str, Any]) -> list[Segment]:
    return [
        each
        for name, arguments in made
        for each in (CallBegin(name), Arguments(json.dumps(arguments)))
    ]


def test_groups_of_a_pattern() -> None:
    pattern = r"<function=(?P<name>\w+)>(?P<arguments>.*?)</function>"
    text = 'So: <function=add>{"a": 1}</function><function=weather>{}</function>'
    assert said(text, response_regex=[pattern]) == calls(("add", {"a": 1}), ("weather", {}))


def test_groups_under_other_names() -> None:
    pattern = r"(?P<tool>\w+)\((?P<with>.*)\)"
    options = {"function_name_key": "tool", "function_arguments_key": "with"}
    assert said('add({"a": 1})', response_regex=[pattern], **options) == calls(("add", {"a": 1}))


def test_keys_and_values_of_arguments() -> None:
    options = {
        "response_regex": [r"(?P<name>\w+)\((?P<arguments>.*)\)"],
        "argument_regex": [r"(?P<key>\w+)=\"(?P<value>[^\"]*)\""],
    }
    assert said('add(a="1", b="two")', **options) == calls(("add", {"a": "1", "b": "two"}))


def test_json_inside_other_words() -> None:
    pattern = r"(?s)<tool_call>(.*?)</tool_call>"
    text = '<tool_call>{"name": "add", "arguments": {"a": 1}}</tool_call> and so on'
    assert said(text, json_regex_match=[pattern]) == calls(("add", {"a": 1}))
    listed = '<tool_call>[{"name": "add", "arguments": {}}, {"name": "weather"}]</tool_call>'
    assert said(listed, json_regex_match=["none", pattern]) == calls(("add", {}), ("weather", {}))


def test_words_that_are_replaced_first() -> None:
    options = {
        "replace_function_results": [
            {"key": "'([^']*)'", "value": '"$1"'},
            {"key": r"\\_", "value": "_"},
        ]
    }
    text = "{'name': 'add', 'arguments': {'a': 1}}"
    assert said(text, **options) == calls(("add", {"a": 1}))


def test_words_beside_calls_and_alone() -> None:
    options = {
        "response_regex": [r"(?P<name>\w+)\((?P<arguments>.*)\)"],
        "capture_llm_results": [r"(?s)<say>(.*?)</say>"],
        "replace_llm_results": [{"key": "<say>|</say>"}],
    }
    assert said("<say>Let me see.</say> weather()", **options) == [
        Text("Let me see."),
        *calls(("weather", {})),
    ]
    assert said("<say>It is late.</say>", **options) == [Text("It is late.")]


def test_other_tools_and_broken_json_are_words() -> None:
    pattern = r"(?P<name>\w+)\((?P<arguments>.*)\)"
    assert said("rm({})", response_regex=[pattern]) == [Text("rm({})")]
    assert said('x {"name": ', json_regex_match=["x (.*)"]) == [Text('x {"name": ')]


def test_thoughts_do_not_wait() -> None:
    options = FunctionOptions(response_regex=("(?P<name>no)",))
    parser = chosen_format(options, "{{ '<think>' }}", "").parser(TOOLS)
    assert parser.feed("<think>Hm") == [Thought("Hm")]
    assert parser.feed("</think>Yes") == []
    assert parser.finish() == [Text("Yes")]


def test_a_name_is_stronger_than_the_template_and_patterns_weaker() -> None:
    template = '<tool_call>\n{"name": '
    patterns = FunctionOptions(response_regex=("x",))
    assert chosen_format(patterns, template, "").name == "hermes"
    assert chosen_format(patterns, UNKNOWN, "").name == "patterns"
    named = FunctionOptions(format="llama-3", response_regex=("x",))
    assert chosen_format(named, template, "").name == "llama-3"
    preset = FunctionOptions(xml_format_preset="glm-4.5")
    assert chosen_format(preset, template, "").name == "glm-4.6"
    with pytest.raises(ConfigError, match="did you mean 'hermes'"):
        chosen_format(FunctionOptions(format="hermess"), template, "")
