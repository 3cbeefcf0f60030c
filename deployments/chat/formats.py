"""The ways in which families of models write, and which of them a chat template speaks of."""

from __future__ import annotations

from deployments.chat.json_call import JsonShape
from deployments.chat.named_call import NamedShape
from deployments.chat.parser import Format

PLAIN = Format("plain")


def _json(name: str, shape: JsonShape) -> Format:
    others = (shape.closing.strip(),)
    return Format(name, opens=(shape.marker,), call=shape.parser, rule=shape.rule, others=others)


def _named(name: str, shape: NamedShape, around: tuple[str, ...] = ()) -> Format:
    others = filter(None, (shape.before, shape.separator, shape.closing, shape.id_marker))
    return Format(
        name,
        opens=(shape.opening,),
        call=shape.parser,
        rule=shape.rule,
        around_calls=around,
        others=tuple(others),
    )


HERMES = _json("hermes", JsonShape("<tool_call>\n", "\n</tool_call>"))
MISTRAL = _named("mistral", NamedShape("[TOOL_CALLS]", "[ARGS]", id_marker="[CALL_ID]"))
FUNCTIONARY_3_1 = _named("functionary-3.1", NamedShape("<function=", ">", "</function>"))
KIMI_K2 = _named(
    "kimi-k2",
    NamedShape(
        "<|tool_call_begin|>",
        "<|tool_call_argument_begin|>",
        "<|tool_call_end|>",
        before="functions.",
        numbered=True,
    ),
    ("<|tool_calls_section_begin|>", "<|tool_calls_section_end|>"),
)
_DEEPSEEK_SECTION = ("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>")
DEEPSEEK_V3_1 = _named(
    "deepseek-v3.1",
    NamedShape("<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "<｜tool▁call▁end｜>"),
    _DEEPSEEK_SECTION,
)
DEEPSEEK_R1 = _named(
    "deepseek-r1",
    NamedShape(
        "<｜tool▁call▁begin｜>",
        "\n```json\n",
        "\n```<｜tool▁call▁end｜>",
        before="function<｜tool▁sep｜>",
    ),
    _DEEPSEEK_SECTION,
)
FORMATS = (HERMES, MISTRAL, FUNCTIONARY_3_1, KIMI_K2, DEEPSEEK_V3_1, DEEPSEEK_R1, PLAIN)

OTHERS_INSIDE = ("<function=", "<arg_key>", "<invoke", "<tool_calls>")
"""What stands between the markers of Hermes where it is not JSON."""


def format_of(template: str) -> Format:
    """The format of a model with this chat template."""
    if "[TOOL_CALLS]" in template and "[ARGS]" in template:
        return MISTRAL
    if "<|tool_call_argument_begin|>" in template:
        return KIMI_K2
    if "<｜tool▁sep｜>" in template:
        return DEEPSEEK_R1 if "```json" in template else DEEPSEEK_V3_1
    if "<function=" in template and "</function>" in template and "<parameter" not in template:
        return FUNCTIONARY_3_1
    writes_json = '"name' in template and not any(each in template for each in OTHERS_INSIDE)
    return HERMES if "<tool_call>" in template and writes_json else PLAIN
