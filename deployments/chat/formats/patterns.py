"""Calls that a model's YAML describes by patterns, as LocalAI's do.

Patterns see a whole answer: nothing is told before its end, but for a thought.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from deployments.chat.parser import AnswerParser, Format
from deployments.chat.segments import Arguments, CallBegin, Segment, Text
from deployments.model_config import FunctionOptions, Replacement
from deployments.types import Tool


def pattern_format(options: FunctionOptions, format: Format) -> Format:
    """The same format, but for the calls, which patterns tell."""

    def reader(
        format: Format, tools: Iterable[Tool], thinking: bool, parallel: bool
    ) -> PatternReader:
        return PatternReader(options, format, tools, thinking)

    return Format("patterns", thought=format.thought, silent=format.silent, reader=reader)


class PatternReader:
    """Thoughts are told as they come. `options` has patterns."""

    def __init__(
        self, options: FunctionOptions, format: Format, tools: Iterable[Tool], thinking: bool
    ) -> None:
        self._options = options
        self._tools = {tool.name for tool in tools}
        self._parser = AnswerParser(format, (), thinking, True)
        self._words: list[str] = []
        self.ended = False

    @property
    def thinking(self) -> bool:
        return self._parser.thinking

    def feed(self, text: str) -> list[Segment]:
        return self._kept(self._parser.feed(text))

    def finish(self) -> list[Segment]:
        thoughts = self._kept(self._parser.finish())
        text = "".join(self._words)
        calls = list(self._calls(text))
        words = self._captured(text) if calls else replaced(text, self._options.replace_llm_results)
        said = [Text(words)] if words else []
        told = (
            each for name, arguments in calls for each in (CallBegin(name), Arguments(arguments))
        )
        return [*thoughts, *said, *told]

    def _kept(self, segments: list[Segment]) -> list[Segment]:
        """All but the words, which are kept for the end."""
        self._words += (each.text for each in segments if isinstance(each, Text))
        return [each for each in segments if not isinstance(each, Text)]

    def _calls(self, text: str) -> Iterator[tuple[str, str]]:
        """Names of tools, and JSON texts of arguments."""
        options = self._options
        text = replaced(text, options.replace_function_results)
        found = [text]
        for pattern in options.json_regex_match:
            if matches := [_first_group(match) for match in re.finditer(pattern, text)]:
                found = matches
                break
        for part in found:
            for name, arguments in (
                self._by_groups(part) if options.response_regex else self._json(part)
            ):
                if name in self._tools:
                    yield name, arguments

    def _by_groups(self, text: str) -> Iterator[tuple[str, str]]:
        """Calls whose parts are groups of a pattern."""
        options = self._options
        for pattern in options.response_regex:
            for match in re.finditer(pattern, text):
                groups = match.groupdict()
                name = groups.get(options.function_name_key) or ""
                yield (
                    name.strip(),
                    self._arguments(groups.get(options.function_arguments_key) or ""),
                )

    def _arguments(self, text: str) -> str:
        """The text itself, unless patterns tell keys and values in it."""
        options = self._options
        if not options.argument_regex:
            return text.strip() or "{}"
        pairs = {}
        for pattern in options.argument_regex:
            for match in re.finditer(pattern, text):
                groups = match.groupdict()
                key = groups.get(options.argument_regex_key_name)
                if key:
                    pairs[key] = groups.get(options.argument_regex_value_name) or ""
        return json.dumps(pairs)

    def _json(self, text: str) -> Iterator[tuple[str, str]]:
        """Calls that are JSON objects, one after the other or in lists."""
        options = self._options
        for value in json_values(text):
            for call in value if isinstance(value, list) else [value]:
                if isinstance(call, dict) and isinstance(call.get(options.function_name_key), str):
                    arguments = call.get(options.function_arguments_key, {})
                    said = isinstance(arguments, str)
                    text = arguments if said else json.dumps(arguments)
                    yield call[options.function_name_key], text

    def _captured(self, text: str) -> str:
        """What a pattern takes for words beside calls."""
        for pattern in self._options.capture_llm_results:
            if match := re.search(pattern, text):
                return _first_group(match).strip()
        return ""


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    for each in replacements:
        repl = re.sub(r"\$\{?(\w+)\}?", r"\\g<\1>", each.value.replace("\\", r"\\"))
        text = re.sub(each.key, repl, text)
    return text


def json_values(text: str) -> Iterator[Any]:
    """All that can be read, from the beginning on."""
    decoder, place, text = json.JSONDecoder(), 0, text.strip()
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield value
        place += len(text[place:]) - len(text[place:].lstrip(" ,;\n\t\r"))


def _first_group(match: re.Match[str]) -> str:
    return (match[1] if match.re.groups else match[0]) or ""
