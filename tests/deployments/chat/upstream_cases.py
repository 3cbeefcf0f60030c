"""What llama.cpp's own tests expect of answers, read from their source.

`tests/test-chat.cpp` states its cases as chains of calls of plain values: `tst.test("…")
.tools({ … }).expect(…).run();`. This reads such chains, and the constants that they refer to.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

Value: TypeAlias = Any

TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | R"(?P<fence>[^()\\\s]*)\((?P<raw>.*?)\)(?P=fence)"
  | (?P<string>"(?:\\.|[^"\\])*")
  | (?P<name>[A-Za-z_][\w:]*)
  | (?P<number>\d[\d.]*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Call:
    """A tool's name and the JSON text of its arguments."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Answer:
    content: str = ""
    reasoning: str = ""
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An answer of a model with this template, and what it says.

    settings: what else the chain has: `enable_thinking`, `reasoning_format`, `tool_choice` and so
        on, by name.
    """

    line: int
    template: str
    written: str
    expected: Answer
    tools: tuple[dict[str, Value], ...]
    settings: dict[str, Value] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    line: int


class NotPlain(Exception):
    """The source goes beyond plain values here."""


def tokens(source: str) -> list[Token]:
    found, line = [], 1
    for match in TOKEN.finditer(source):
        kind = match.lastgroup or ""
        if match["raw"] is not None:
            found.append(Token("text", match["raw"], line))
        elif kind == "string":
            found.append(Token("text", unescaped(match[0]), line))
        elif kind != "space":
            found.append(Token(kind, match[0], line))
        line += match[0].count("\n")
    return found


def unescaped(literal: str) -> str:
    """A C++ literal is read as Python's; `\\u` and `\\x` mean the same in those there are."""
    text: str = ast.literal_eval(literal.replace("\n", "\\n"))
    if "\\x" in literal:
        return text.encode("latin-1").decode()
    return text


class Source:
    """The constants and the cases of the file."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._at = 0
        lfm = re.search(r"tmpl : \{([^}]*)\}", text)  # what the one function is called with
        paths = re.findall(r'"([^"]+)"', lfm[1]) if lfm else []
        self._constants: dict[str, Value] = {"template_path": paths}
        self.skipped: list[int] = []

    def cases(self) -> Iterator[Case]:
        """In order; what is not made of plain values is skipped, and its line noted."""
        templates: list[str] = []
        while self._at < len(self._tokens):
            if self._follows("peg_tester", "("):
                named = self._tokens[self._at + 2]
                paths = [named.text] if named.kind == "text" else self._constants.get(named.text)
                templates = [Path(path).stem for path in paths or ()]
                self._at += 3
            elif self._follows("path", ":", "{"):
                self._at += 3
                self._constants["path"] = self._values("}")
            elif self._follows("tst", ".", "test", "("):
                line = self._tokens[self._at].line
                try:
                    case = self._case(line)
                    yield from (replace(case, template=each) for each in templates)
                except NotPlain:
                    self.skipped.append(line)
            elif self._defines():
                name = self._take().text
                try:
                    self._constants[name] = self._defined()
                except NotPlain:
                    self._constants.pop(name, None)
            else:
                self._at += 1

    def _defines(self) -> bool:
        """A type, then a name and `=` or `{`."""
        if self._at == 0 or self._at + 1 >= len(self._tokens):
            return False
        before, name, then = self._tokens[self._at - 1 : self._at + 2]
        typed = before.kind == "name" or before.text in ("*", ">")
        named = name.kind == "name" and name.text not in ("return", "const", "operator", "tst")
        return typed and named and (then.text in ("=", "{") or self._follows(name.text, "[", "]"))

    def _defined(self) -> Value:
        if self._follows("[", "]"):
            self._at += 2
        if self._tokens[self._at].text == "=":
            self._at += 1
        return self._value()

    def _case(self, line: int) -> Case:
        self._at += 4
        written = self._values(")")[0]
        settings: dict[str, Value] = {}
        while self._tokens[self._at].text == ".":
            self._at += 1
            name = self._take().text
            self._expect("(")
            values = self._values(")")
            settings[name] = values[0] if values else True
        settings.pop("run", None)
        base: Answer = settings.pop("expect", Answer())
        expected = Answer(
            settings.pop("expect_content", base.content),
            settings.pop("expect_reasoning", base.reasoning),
            tuple(Call(*each[:2]) for each in settings.pop("expect_tool_calls", ())) or base.calls,
        )
        listed = tuple(tool(each) for each in settings.pop("tools", ()))
        return Case(line, "", written, expected, listed, settings)

    # --- Values ----------------------------------------------------------------------------

    def _value(self) -> Value:
        value = self._part()
        while self._tokens[self._at].text == "+":
            self._at += 1
            value = value + self._part()
        return value

    def _part(self) -> Value:
        token = self._take()
        if token.kind == "text":
            text = token.text
            while self._tokens[self._at].kind == "text":
                text += self._take().text
            return text
        if token.text == "{":
            return self._values("}")
        if token.kind == "number":
            return float(token.text)
        if token.kind != "name":
            raise NotPlain(token)
        if token.text in ("true", "false"):
            return token.text == "true"
        if self._tokens[self._at].text == "(":
            self._at += 1
            return called(token.text, self._values(")"))
        if token.text.startswith("COMMON_"):
            return token.text
        if token.text not in self._constants:
            raise NotPlain(token)
        return self._constants[token.text]

    def _values(self, end: str) -> list[Value]:
        """Separated by commas, behind the bracket that opens them."""
        values = []
        while self._tokens[self._at].text != end:
            values.append(self._value())
            if self._tokens[self._at].text == ",":
                self._at += 1
        self._expect(end)
        return values

    # --- Tokens ----------------------------------------------------------------------------

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, text: str) -> None:
        token = self._take()
        if token.text != text:
            raise NotPlain(token)

    def _follows(self, *texts: str) -> bool:
        following = self._tokens[self._at : self._at + len(texts)]
        return [token.text for token in following] == list(texts)


def called(name: str, values: Sequence[Value]) -> Value:
    """The functions that make messages; their definitions in the source are C++."""
    if name == "simple_assist_msg":
        content, reasoning, tool_name, arguments, *_ = (*values, *[""] * 5)
        call = (Call(tool_name, arguments),) if tool_name or "".join(values[4:]) else ()
        return Answer(content, reasoning, call)
    if name == "message_with_tool_calls":
        return Answer(calls=(Call(*values),))
    if name == "message_with_content_and_tool_call":
        return Answer(values[0], calls=(Call(*values[1:]),))
    if name == "message_with_reasoning_and_tool_call":
        return Answer(reasoning=values[0], calls=(Call(*values[1:]),))
    if name == "message_with_tool_calls_and_reasoning":
        return Answer(reasoning=values[2], calls=(Call(*values[:2]),))
    if name == "message_with_reasoning_content_and_multiple_tool_calls":
        return Answer(values[1], values[0], tuple(Call(*each) for each in values[2]))
    raise NotPlain(name)


def tool(values: Sequence[str]) -> dict[str, Value]:
    name, description, parameters = values
    return {"name": name, "description": description, "parameters": json.loads(parameters)}


def upstream_cases(path: Path) -> tuple[list[Case], list[int]]:
    """The cases, and the lines of those that are too much for this reader."""
    source = Source(path.read_text(encoding="utf-8"))
    cases = list(source.cases())
    return cases, source.skipped
