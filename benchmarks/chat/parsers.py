"""How long it takes to read an answer, for every format."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from random import Random
from statistics import median

import numpy as np
from llguidance import LLMatcher, LLTokenizer

from deployments.chat.answer_grammar import tool_constraint
from deployments.chat.formats.known import FORMATS, PLAIN
from deployments.chat.grammar import grammar_of
from deployments.chat.output import OutputStream
from deployments.chat.parser import Format
from deployments.types import Request, Tool, ToolCallDelta, ToolChoice

CHARACTERS = 4  # of a token
GOAL = 20e-6
LINEAR = 1.3  # how much dearer a token may be in an answer four times as long
WORDS = 'def area(width, height):\n    return width * height  # "so", say <they> & we\n'
TEXT = "TEXT"
TOKENIZER = LLTokenizer("byte")


def report(tokens: int, rounds: int) -> None:
    print(f"parsers: {tokens:,} tokens of {CHARACTERS} characters, {rounds} rounds, medians")
    for format in FORMATS:
        short, long = (pieces_of(format, count) for count in (tokens, 4 * tokens))
        costs = [(cost(format, short), cost(format, long)) for _ in range(rounds)]
        once, ratio = median(a for a, _ in costs), median(b / a for a, b in costs)
        met = "met" if once <= GOAL and ratio <= LINEAR else "NOT MET"
        print(
            f"  {format.name:16} {once * 1e6:6.2f} us a token, four times as long: x {ratio:.2f}"
            f"  goal <= {GOAL * 1e6:.0f} us, linear  {met}",
            flush=True,
        )


def pieces_of(format: Format, tokens: int) -> list[str]:
    """An answer: a quarter of it thoughts, the rest an argument of a call, or words."""
    opening, closing = format.thought
    thought = f"{opening}\n{words(tokens // 4)}\n{closing}{format.turn}"
    rest = words(tokens * 3 // 4)
    said = format.words + rest if format is PLAIN else call(format, rest)
    text = said if format.words and format.reader and not format.turn else thought + said
    return [text[at : at + CHARACTERS] for at in range(0, len(text), CHARACTERS)]


def words(tokens: int) -> str:
    characters = tokens * CHARACTERS
    return (WORDS * (characters // len(WORDS) + 1))[:characters]


def tool(text: Mapping[str, str]) -> Tool:
    schema = {"type": "object", "properties": {"text": text}, "required": ["text"]}
    return Tool("write", "Write a text.", schema)


def call(format: Format, text: str) -> str:
    """As its grammar spells the only call that is allowed, with the text put in later."""
    request = Request(
        id="r",
        tools=(tool({"const": TEXT}),),
        tool_choice=ToolChoice("required"),
        parallel_tool_calls=False,
    )
    grammar = grammar_of(tool_constraint(request, format, {}, "never"))
    matcher, random = LLMatcher(TOKENIZER, grammar), Random(1)
    written = bytearray()
    while not matcher.is_stopped():
        forced = matcher.compute_ff_bytes() or chosen(matcher, random)
        matcher.try_consume_tokens(list(forced))
        written += forced
    said = written.decode()
    return said.replace(f'"{TEXT}"', json.dumps(text)).replace(TEXT, text)


def chosen(matcher: LLMatcher, random: Random) -> bytes:
    """Where there is a choice, as in an id."""
    mask = np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8)
    allowed = np.flatnonzero(np.unpackbits(mask, count=256, bitorder="little"))
    return bytes([random.choice(allowed.tolist())])


def cost(format: Format, pieces: Sequence[str]) -> float:
    """Seconds for each token, from its bytes to events."""
    tools = () if format is PLAIN else (tool({"type": "string"}),)
    output = OutputStream(parser=format.parser(tools))
    encoded = [piece.encode() for piece in pieces]
    told = 0
    begun = time.perf_counter()
    for token, piece in enumerate(encoded):
        for delta in output.feed(token, piece):
            told += isinstance(delta, ToolCallDelta)
    output.flush()
    seconds = time.perf_counter() - begun
    assert told > len(pieces) / 2 or format is PLAIN, format.name
    return seconds / len(pieces)
