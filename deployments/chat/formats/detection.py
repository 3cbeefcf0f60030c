"""Which format a model writes, as its YAML says or its chat template shows."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from deployments.chat.formats import known
from deployments.chat.formats.patterns import pattern_format
from deployments.chat.parser import Format
from deployments.model_config import ConfigError, FunctionOptions

CLUES: tuple[tuple[tuple[str, ...], Format], ...] = (
    (("[TOOL_CALLS]", "[ARGS]"), known.MISTRAL),
    (("[TOOL_CALLS]",), known.MISTRAL_LIST),
    (("]<]minimax[>[",), known.MINIMAX_M3),
    (("<atem:function_calls>", "<|eom|>"), known.MUSE),
    (("<|channel|>", "<|message|>"), known.HARMONY),
    ((">>>all",), known.FUNCTIONARY_3_2),
    (("<|tool_call_argument_begin|>",), known.KIMI_K2),
    (("<|open|>", "<|close|>", "<|end_of_msg|>"), known.KIMI_K3),
    (("<｜DSML｜function_calls>",), known.DEEPSEEK_V3_2),
    (("<｜DSML｜tool_calls>",), known.DEEPSEEK_V4),
    (("<｜tool▁sep｜>", "```json"), known.DEEPSEEK_R1),
    (("<｜tool▁sep｜>",), known.DEEPSEEK_V3_1),
    (("<|tool_call>call:",), known.GEMMA_4),
    (("<|tool_call:begin|>",), known.SOLAR),
    (("<arg_key:opensource>",), known.HUNYUAN_3),
    (("<arg_key>", "</arg_key>\n<arg_value>"), known.GLM_4_6),
    (("<arg_key>",), known.GLM_4_7),
    (("<seed:tool_call>",), known.SEED_OSS),
    (("<minimax:tool_call>",), known.MINIMAX_M2),
    (("<param name=",), known.MINICPM_5),
    (("<function=", "<parameter="), known.QWEN_3_CODER),
    (("<function=", "</function>"), known.FUNCTIONARY_3_1),
    (("<|START_ACTION|>",), known.COHERE),
    (("Action:", '"tool_name"'), known.COHERE_FENCED),
    (("<TOOLCALL>",), known.NEMOTRON_2),
    (("<|tools_prefix|>",), known.APERTUS),
    (("<tool_calls>", "<beginning_of_sentence>"), known.MINIMAX_M1),
    (("<tool_calls>",), known.APRIEL),
    (("<|/tool_call|>",), known.PHI_4_MINI),
    (("<|tool_call|>",), known.GRANITE_3),
    (("functools",), known.PHI_4),
    (("<|function_call|>",), known.GIGACHAT_3_1),
    (("function call<|role_sep|>",), known.GIGACHAT_3),
    (("<|tool_call_start|>",), known.LFM_2),
    (("List of tools: ",), known.LFM_2),
    (("<|python_tag|>",), known.LLAMA_3),
    (("Environment: ipython",), known.LLAMA_3),
    (('{"name": function name, "parameters"',), known.LLAMA_3),
    (("func_name1(params_name1",), known.LLAMA_4),
    (("<tool_call>", '"name'), known.HERMES),
)
"""What stands in a template, or in what it renders; the first that fits is it."""
THOUGHTS = (
    ("[THINK]", "[/THINK]"),
    ("<think>", "</think>"),
    ("Here are my reasoning steps:", "[BEGIN FINAL RESPONSE]"),
)
"""Markup of thoughts that goes with more than one format."""


def chosen_format(options: FunctionOptions, template: str, rendered: str) -> Format:
    """What a model's YAML says, or its template.

    Raises:
        ConfigError: the YAML names a format that there is not.
    """
    found = format_of(template, rendered)
    name = options.format or options.xml_format_preset
    if name is not None:
        try:
            return replace(named_format(name), thought=found.thought)
        except ValueError as error:
            raise ConfigError(f"function.format: {error}") from None
    if found.name == known.GENERIC.name and options.has_patterns:
        return pattern_format(options, found)
    return found


def format_of(template: str, rendered: str = "") -> Format:
    """The format of a model with this template; `rendered`: a call, as the template writes it."""
    text = f"{template}\n{rendered}"
    for clues, format in CLUES:
        if all(clue in text for clue in clues):
            return _with_thought(format, text)
    return _with_thought(known.GENERIC, text)


def _with_thought(format: Format, text: str) -> Format:
    """Unless the format's own markup is there, another may be."""
    if format.thought[0] in text:
        return format
    return next((replace(format, thought=each) for each in THOUGHTS if each[0] in text), format)


PRESETS = {
    "apriel-1.5": known.APRIEL,
    "functionary": known.FUNCTIONARY_3_1,
    "glm-4.5": known.GLM_4_6,
    "qwen3.5": known.QWEN_3_CODER,
    "xiaomi-mimo": known.HERMES,
}
"""LocalAI's names for formats, where they are others than ours."""


def named_format(name: str) -> Format:
    """Raises `ValueError` naming the nearest one that is known."""
    formats = {format.name: format for format in known.FORMATS} | PRESETS
    if name in formats:
        return formats[name]
    near = get_close_matches(name, formats, n=1) or sorted(formats)
    raise ValueError(f"there is no format {name!r}; did you mean {near[0]!r}?")
