"""What an answer says: thoughts, words and calls, however it is cut into pieces."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest

from deployments.chat.formats import FORMATS, HERMES, PLAIN, format_of
from deployments.chat.markers import Markers
from deployments.chat.parser import AnswerParser
from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought

TOOLS = ("add", "weather")
ADD = '<tool_call>\n{"name": "add", "arguments": {"a": 1, "b": [2, {"c": "}\\"{"}]}}\n</tool_call>'
ADDED = [CallBegin("add"), Arguments('{"a": 1, "b": [2, {"c": "}\\"{"}]}')]
WEATHER = '<tool_call>\n{"name": "weather", "arguments": {}}\n</tool_call>'


def joined(segments: Iterable[Segment]) -> list[Segment]:
    whole: list[Segment] = []
    for each in segments:
        last = whole[-1] if whole else None
        if isinstance(each, Text | Thought | Arguments) and type(last) is type(each):
            whole[-1] = type(each)(last.text + each.text)  # type: ignore[union-attr]
        else:
            whole.append(each)
    return whole


def parse(
    pieces: Iterable[str],
    tools: tuple[str, ...] = TOOLS,
    thinking: bool = False,
    parallel: bool = True,
) -> list[Segment]:
    parser = AnswerParser(HERMES, tools, thinking, parallel)
    segments = [segment for piece in pieces for segment in parser.feed(piece)]
    return joined(segments + parser.finish())


ANSWERS: dict[str, tuple[str, list[Segment]]] = {
    "words": ("Hello, <world> & < all.\n", [Text("Hello, <world> & < all.\n")]),
    "nothing": ("", []),
    "a thought": ("<think>\nHm.\n</think>\n\nYes. ", [Thought("Hm."), Text("Yes. ")]),
    "an empty thought": ("<think>\n\n</think>\n\nYes.", [Text("Yes.")]),
    "a thought without end": ("<think>\nHm, <", [Thought("Hm, <")]),
    "a call": (ADD, ADDED),
    "words and calls": (
        f"Let me see.\n{ADD}\n{WEATHER}",
        [Text("Let me see."), *ADDED, CallBegin("weather"), Arguments("{}")],
    ),
    "a thought and a call": (f"<think>Hm</think>\n\n{ADD}", [Thought("Hm"), *ADDED]),
    "a call inside a thought": (f"<think>Hm {ADD} yes", [Thought("Hm"), *ADDED, Text("yes")]),
    "words behind a call": (f"{ADD}\nDone.", [*ADDED, Text("Done.")]),
    "a call that is not closed": (ADD.removesuffix("\n</tool_call>"), ADDED),
    "a call that is cut off": (ADD[:50], [CallBegin("add"), Arguments('{"a": 1, ')]),
    "arguments first": (
        '<tool_call>{"arguments": {"a": 1}, "id": 5, "name": "add"}</tool_call>',
        [CallBegin("add"), Arguments('{"a": 1}')],
    ),
    "arguments in quotes": (
        '<tool_call>{"name": "add", "arguments": "{\\"a\\": 1}"}</tool_call>',
        [CallBegin("add"), Arguments('{"a": 1}')],
    ),
    "parameters": (
        '<tool_call>{"name": "add", "parameters": {"a": 1}}</tool_call>',
        [CallBegin("add"), Arguments('{"a": 1}')],
    ),
    "no arguments": (
        '<tool_call>{"name": "weather"}</tool_call>',
        [CallBegin("weather"), Arguments("{}")],
    ),
    "an escaped name": (
        '<tool_call>{"n\\u0061me": "\\u0061dd", "arguments": {}}</tool_call>',
        [CallBegin("add"), Arguments("{}")],
    ),
    "an unknown tool": (
        ' So: <tool_call>\n{"name": "rm", "arguments": {}}\n</tool_call>.',
        [Text(' So: <tool_call>\n{"name": "rm", "arguments": {}}\n</tool_call>.')],
    ),
    "no JSON": (
        "a <tool_call>add 1 and 2</tool_call>",
        [Text("a <tool_call>add 1 and 2</tool_call>")],
    ),
    "another JSON": ("<tool_call>[1]</tool_call>", [Text("<tool_call>[1]</tool_call>")]),
    "a name that is a number": ('<tool_call>{"name": 5}', [Text('<tool_call>{"name": 5}')]),
    "cut off before its name": ('x <tool_call>{"na', [Text('x <tool_call>{"na')]),
    "no name": ('<tool_call>{"arguments": {}} y', [Text('<tool_call>{"arguments": {}} y')]),
    "a call behind one that is none": (
        f"<tool_call>no</tool_call> {ADD}",
        [Text("<tool_call>no</tool_call>"), *ADDED],
    ),
    "a call inside one that is none": (
        f'<tool_call>{{"arguments": "{WEATHER}',
        [
            Text('<tool_call>{"arguments": "'),
            CallBegin("weather"),
            Arguments("{}"),
        ],
    ),
    "broken behind its name": (
        '<tool_call>{"name": "add", "arguments": {"a": 1} so it is',
        [CallBegin("add"), Arguments('{"a": 1}'), Text("so it is")],
    ),
    "two openings": (
        f"<tool_call>{WEATHER}",
        [Text("<tool_call>"), CallBegin("weather"), Arguments("{}")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_says(text: str, expected: list[Segment]) -> None:
    assert parse([text]) == expected


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_the_same_however_it_is_cut(text: str, expected: list[Segment]) -> None:
    random = Random(text)
    assert parse(text) == expected
    for cut in range(len(text)):
        assert parse([text[:cut], text[cut:]]) == expected
    for _ in range(200):
        cuts = sorted(random.randrange(len(text) + 1) for _ in range(random.randint(0, 12)))
        pieces = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
        assert parse(pieces) == expected


def test_a_thought_that_the_prompt_has_begun() -> None:
    assert parse(["Hm.\n</think>\n\nYes."], thinking=True) == [Thought("Hm."), Text("Yes.")]


def test_without_tools_a_call_is_text() -> None:
    assert parse([f"So: {ADD}\n"], tools=()) == [Text(f"So: {ADD}\n")]


def test_one_call_is_all_unless_they_may_be_parallel() -> None:
    assert parse([f"{ADD}\n{WEATHER}"], parallel=False) == ADDED
    parser = AnswerParser(HERMES, TOOLS, parallel=False)
    assert not parser.ended
    parser.feed(f"<tool_call>no</tool_call> {ADD}")
    assert parser.ended


def test_nothing_waits_longer_than_it_must() -> None:
    parser = AnswerParser(HERMES, TOOLS)
    assert parser.feed("Hello ") == [Text("Hello")]  # a space may belong to the markup
    assert parser.feed("<tool") == []
    assert parser.feed("box>") == [Text(" <toolbox>")]
    assert parser.feed('<tool_call>{"name": "add"') == []
    assert parser.feed(', "arguments": ') == [CallBegin("add")]
    assert parser.feed('{"a"') == [Arguments('{"a"')]
    assert parser.feed(': "x') == [Arguments(': "x')]


def test_without_tools_not_even_a_space_waits() -> None:
    parser = AnswerParser(PLAIN)
    assert parser.feed("Hello ") == [Text("Hello ")]
    assert parser.feed("<") == []
    assert parser.feed("b") == [Text("<b")]


@pytest.mark.parametrize("markers", [(), ("a",), ("<think>", "</think>"), ("[A]", "[AB]", "x")])
def test_markers_are_found_wherever_the_text_is_cut(markers: tuple[str, ...]) -> None:
    random = Random(1)
    search = Markers(markers)
    for _ in range(300):
        pieces = [random.choice(("a", "<", "<thi", "nk>", "[A", "B]", "]", "x")) for _ in range(8)]
        text, found, held = "", [], ""
        for piece in pieces:
            rest = held + piece
            while True:
                before, marker, rest = search.split(rest)
                text += before
                if marker is None:
                    break
                found.append(marker)
                text += "·"
            held = rest
        expected = "".join(pieces)
        names = []
        place = 0
        while hits := [
            (expected.find(m, place), -len(m), m) for m in markers if m in expected[place:]
        ]:
            at, _, marker = min(hits)
            names.append(marker)
            expected = expected[:at] + "·" + expected[at + len(marker) :]
            place = at + 1
        assert (text + held, found) == (expected, names)


CALLS = [CallBegin("add"), Arguments('{"a": [1]}'), CallBegin("weather"), Arguments("{}")]
FAMILIES: dict[str, str] = {
    "hermes": (
        '<tool_call>\n{"name": "add", "arguments": {"a": [1]}}\n</tool_call>\n'
        '<tool_call>\n{"name": "weather", "arguments": {}}\n</tool_call>'
    ),
    "mistral": '[TOOL_CALLS]add[CALL_ID]abc123def[ARGS]{"a": [1]}[TOOL_CALLS]weather[ARGS]{}',
    "functionary-3.1": ('<function=add>{"a": [1]}</function>\n<function=weather>{}</function>'),
    "kimi-k2": (
        "<|tool_calls_section_begin|><|tool_call_begin|>functions.add:0"
        '<|tool_call_argument_begin|>{"a": [1]}<|tool_call_end|>'
        "<|tool_call_begin|>functions.weather:1<|tool_call_argument_begin|>{}<|tool_call_end|>"
        "<|tool_calls_section_end|>"
    ),
    "deepseek-v3.1": (
        '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>{"a": [1]}'
        "<｜tool▁call▁end｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>{}<｜tool▁call▁end｜>"
        "<｜tool▁calls▁end｜>"
    ),
    "deepseek-r1": (
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n"
        '{"a": [1]}\n```<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n'
        "```json\n{}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"
    ),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_each_family_writes_calls_in_its_way(name: str) -> None:
    (format,) = (each for each in FORMATS if each.name == name)
    text = f"<think>\nHm.\n</think>\n\nYes. {FAMILIES[name]}"
    expected = [Thought("Hm."), Text("Yes."), *CALLS]
    for cut in range(len(text)):
        parser = AnswerParser(format, TOOLS)
        segments = [*parser.feed(text[:cut]), *parser.feed(text[cut:]), *parser.finish()]
        assert joined(segments) == expected
    parser = AnswerParser(format, TOOLS)
    segments = [segment for letter in text for segment in parser.feed(letter)]
    assert joined(segments + parser.finish()) == expected


@pytest.mark.parametrize("name", FAMILIES)
def test_a_call_of_no_tool_is_text(name: str) -> None:
    (format,) = (each for each in FORMATS if each.name == name)
    text = FAMILIES[name]
    for marker in format.around_calls:
        text = text.replace(marker, "")
    parser = AnswerParser(format, ("other",))
    segments = [segment for letter in text for segment in parser.feed(letter)]
    assert joined(segments + parser.finish()) == [Text(text)]


def test_every_family_is_known_from_its_templates() -> None:
    for name, text in FAMILIES.items():
        assert format_of(f'"name {text}').name == name


def test_a_template_tells_the_format() -> None:
    assert format_of("""<tool_call>\n{"name": <name>, "arguments": <arguments>}""") is HERMES
    assert format_of('{{ "<tool_call>\\n{\\"name\\": " }}') is HERMES
    assert format_of("{{ messages }}") is PLAIN
    assert format_of('<tool_call><function=x> "name"') is PLAIN
