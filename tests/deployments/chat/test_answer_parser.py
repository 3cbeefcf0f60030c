"""What an answer says: thoughts, words and calls, however it is cut into pieces."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from joined_segments import joined
from written_calls import ADD as ADDED_ARGUMENTS
from written_calls import ADD_TOOL, WRITTEN

from deployments.chat.formats.detection import format_of
from deployments.chat.formats.known import FORMATS, GENERIC, HERMES, PLAIN
from deployments.chat.markers import Markers
from deployments.chat.most_calls import MostCalls
from deployments.chat.parser import Format
from deployments.chat.segments import Arguments, CallBegin, Segment, Text, Thought
from deployments.types import Tool

TOOLS = (ADD_TOOL, Tool("weather"))
ADD = '<tool_call>\n{"name": "add", "arguments": {"a": 1, "b": [2, {"c": "}\\"{"}]}}\n</tool_call>'
ADDED = [CallBegin("add"), Arguments('{"a": 1, "b": [2, {"c": "}\\"{"}]}')]
WEATHER = '<tool_call>\n{"name": "weather", "arguments": {}}\n</tool_call>'


def parse(
    pieces: Iterable[str],
    tools: tuple[Tool, ...] = TOOLS,
    thinking: bool = False,
    parallel: bool = True,
) -> list[Segment]:
    parser = HERMES.parser(tools, thinking, parallel)
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
    "a call inside a thought": (
        f"<think>Hm {ADD} so</think>Yes {WEATHER}",
        [Thought(f"Hm {ADD} so"), Text("Yes"), CallBegin("weather"), Arguments("{}")],
    ),
    "arguments twice": (
        '<tool_call>{"name": "add", "arguments": {"a": 1}, "parameters": {"a": 2}}</tool_call>',
        [CallBegin("add"), Arguments('{"a": 1}')],
    ),
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
    parser = HERMES.parser(TOOLS, parallel=False)
    assert not parser.ended
    parser.feed(f"<tool_call>no</tool_call> {ADD}")
    assert parser.ended


def test_nothing_waits_longer_than_it_must() -> None:
    parser = HERMES.parser(TOOLS)
    assert parser.feed("Hello ") == [Text("Hello")]  # a space may belong to the markup
    assert parser.feed("<tool") == []
    assert parser.feed("box>") == [Text(" <toolbox>")]
    assert parser.feed('<tool_call>{"name": "add"') == []
    assert parser.feed(', "arguments": ') == [CallBegin("add")]
    assert parser.feed('{"a"') == [Arguments('{"a"')]
    assert parser.feed(': "x') == [Arguments(': "x')]


def test_without_tools_not_even_a_space_waits() -> None:
    parser = PLAIN.parser()
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


CALLS = [("add", json.loads(ADDED_ARGUMENTS)), ("weather", {})]
NAMED = {format.name: format for format in FORMATS if format.calls_tools}


def written(name: str) -> str:
    """A whole answer with both calls, where the family may say something before them."""
    format = NAMED[name]
    opening, closing = format.thought
    if format.begins or name == "functionary-3.2":
        return WRITTEN[name].removeprefix(">>>")
    if name == "muse":
        words = f"{format.turn} to=user<|message|>Yes.<|eom|>{format.turn}"
        return f"{opening}Hm.{closing}{words}{WRITTEN[name]}"
    if name == "gpt-oss":
        words = "<|start|>assistant<|channel|>final<|message|>Yes.<|end|><|start|>assistant"
        return f"{opening}Hm.{closing}{words}{WRITTEN[name]}"
    return f"{opening}\nHm.\n{closing}\n\nYes. {WRITTEN[name]}"


def read(name: str, pieces: Iterable[str], tools: tuple[Tool, ...] = TOOLS) -> list[Segment]:
    parser = NAMED[name].parser(tools)
    return joined([*(each for piece in pieces for each in parser.feed(piece)), *parser.finish()])


def test_all_formats_have_a_sample() -> None:
    assert set(WRITTEN) == set(NAMED)


@pytest.mark.parametrize("name", NAMED)
def test_each_family_writes_calls_in_its_way(name: str) -> None:
    text = written(name)
    said = read(name, [text])
    names = [each.name for each in said if isinstance(each, CallBegin)]
    arguments = [json.loads(each.text) for each in said if isinstance(each, Arguments)]
    assert list(zip(names, arguments, strict=True)) == CALLS
    if "Yes." in text:
        assert said[:2] == [Thought("Hm."), Text("Yes.")]
    assert len(said) == 4 + 2 * ("Yes." in text)
    assert read(name, text) == said
    for cut in range(len(text)):
        assert read(name, [text[:cut], text[cut:]]) == said


@pytest.mark.parametrize("name", NAMED)
def test_a_call_of_no_tool_is_text(name: str) -> None:
    text = WRITTEN[name].removeprefix(">>>")
    for marker in NAMED[name].around_calls or ():
        text = text.replace(marker, "")
    said = read(name, text, (Tool("other"),))
    assert all(isinstance(each, Text) for each in said)
    if name in ("gpt-oss", "muse"):  # whose other markers say nothing
        return
    assert "".join("".join(each.text.split()) for each in said if isinstance(each, Text)) == (
        "".join(text.split())
    )


@pytest.mark.parametrize("name", NAMED)
def test_only_one_call_is_told_unless_they_may_be_parallel(name: str) -> None:
    parser = NAMED[name].parser(TOOLS, parallel=False)
    said = joined([*parser.feed(written(name)), *parser.finish()])
    assert [each.name for each in said if isinstance(each, CallBegin)] == ["add"]
    assert parser.ended


@pytest.mark.parametrize("name", NAMED)
def test_damaged_calls_do_no_harm(name: str) -> None:
    """What is lost, doubled or mixed up is read somehow, and the same however it is cut."""
    random = Random(name)
    text = written(name)
    for _ in range(300):
        a, b = sorted(random.randrange(len(text) + 1) for _ in range(2))
        damaged = random.choice(
            [text[:a] + text[b:], text[:b] + text[a:], text[a:b] + text[:a] + text[b:], text[:a]]
        )
        assert read(name, damaged) == read(name, [damaged])


def test_every_family_is_known_from_its_templates() -> None:
    clues = {
        "pythonic": "[func_name1(params_name1",
        "llama-3": "Environment: ipython",
        "functionary-3.2": ">>>all",
        "kimi-k3": "<|open|><|close|><|end_of_msg|>",
        "minimax-m1": "<beginning_of_sentence><tool_calls>",
    }
    for name, text in WRITTEN.items():
        assert format_of(f'"name {clues.get(name, text)}').name == name


def test_a_template_tells_the_format() -> None:
    assert format_of("""<tool_call>\n{"name": <name>, "arguments": <arguments>}""") is HERMES
    assert format_of('{{ "<tool_call>\\n{\\"name\\": " }}') is HERMES
    assert format_of("{{ messages }}") is GENERIC


def test_all_formats_are_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "tools.md").read_text()
    assert all(f"`{name}`" in page for name in NAMED)


@pytest.mark.parametrize(("most", "names"), [(1, ["add"]), (2, ["add", "weather"])])
def test_no_more_calls_than_wanted(most: int, names: list[str]) -> None:
    text = f"Let me see.\n{ADD}\n{WEATHER}\n{ADD}\nDone."
    for pieces in ([text], list(text)):
        reader = MostCalls(HERMES.parser(TOOLS), most)
        said: list[Segment] = []
        for piece in pieces:
            if not reader.ended:
                said += reader.feed(piece)
        said += reader.finish()
        assert [each.name for each in said if isinstance(each, CallBegin)] == names
        assert reader.ended
        assert Text("Done.") not in said


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_what_only_looks_like_calls_is_not_read_again_and_again(format: Format) -> None:
    openings = [*format.opens, format.begins[:1] or "<"]
    for opening in openings:
        text = f'{opening}{{"name": "ad' * 300
        parser = format.parser(TOOLS)
        said = joined([*(each for piece in text for each in parser.feed(piece)), *parser.finish()])
        assert all(isinstance(each, Text) for each in said)
        assert "".join(each.text for each in said if isinstance(each, Text)).endswith('"ad')
