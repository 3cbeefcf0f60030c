"""The ways in which families of models write, and which of them a chat template speaks of."""

from __future__ import annotations

from dataclasses import replace

from deployments.chat.formats import bare_call, functionary, gemma_call, harmony, muse, nested_tags
from deployments.chat.formats.json_call import JsonShape, ListedShape
from deployments.chat.formats.named_call import NamedShape
from deployments.chat.formats.python_call import PythonShape
from deployments.chat.formats.tagged_call import TaggedShape
from deployments.chat.parser import Format

Around = tuple[str, str]

PLAIN = Format("plain")
GENERIC, LLAMA_3, LLAMA_4 = bare_call.GENERIC, bare_call.LLAMA_3, bare_call.LLAMA_4
FUNCTIONARY_3_2, HARMONY, MUSE = functionary.FUNCTIONARY_3_2, harmony.HARMONY, muse.MUSE


def _json(name: str, shape: JsonShape | ListedShape, *, between: str | None = None) -> Format:
    closing = (shape.shape if isinstance(shape, ListedShape) else shape).closing.strip("] \n")
    return Format(
        name,
        opens=(shape.marker,),
        call=shape.parser,
        rule=shape.rule,
        between=between,
        others=tuple(filter(None, (closing,))),
    )


def _named(
    name: str,
    shape: NamedShape,
    around: Around | None = None,
    *,
    between: str = "",
    calls_end_thoughts: bool = False,
) -> Format:
    others = (shape.before, shape.separator, shape.closing, shape.id_marker, shape.id_end)
    return Format(
        name,
        opens=(shape.opening,),
        call=shape.parser,
        rule=shape.rule,
        between=between,
        around_calls=around,
        others=tuple(filter(None, others)),
        calls_end_thoughts=calls_end_thoughts,
    )


def _tagged(
    name: str, shape: TaggedShape, around: Around | None = None, *, lines: bool = True
) -> Format:
    """`lines`: calls, and what they are made of, stand on lines of their own."""
    return Format(
        name,
        opens=shape.opens,
        call=shape.parser,
        rule=(shape if lines else shape.without_lines()).rule,
        between="\n" if lines and around is None else "",
        around_calls=around,
        others=shape.markup,
        calls_end_thoughts=True,
    )


HERMES = _json("hermes", JsonShape("<tool_call>\n", "\n</tool_call>"), between="\n")
GIGACHAT_3_1 = _json("gigachat-3.1", JsonShape("<|function_call|>", ""), between="")
GIGACHAT_3 = replace(
    _json("gigachat-3", JsonShape("function call<|role_sep|>\n", ""), between=""),
    silent=("<|message_sep|>",),
)
MISTRAL_LIST = _json(
    "mistral-list",
    ListedShape(JsonShape("[TOOL_CALLS][", "]", members=("name", "arguments", "id"))),
)
GRANITE_3 = _json("granite-3", ListedShape(JsonShape("<|tool_call|>[", "]")))
PHI_4 = _json("phi-4", ListedShape(JsonShape("functools[", "]")))
PHI_4_MINI = _json("phi-4-mini", ListedShape(JsonShape("<|tool_call|>[", "]<|/tool_call|>")))
NEMOTRON_2 = _json("nemotron-2", ListedShape(JsonShape("<TOOLCALL>[", "]</TOOLCALL>")))
APRIEL = _json("apriel", ListedShape(JsonShape("<tool_calls>[", "]</tool_calls>")))
MINIMAX_M1 = _json(
    "minimax-m1", ListedShape(JsonShape("<tool_calls>\n", "\n</tool_calls>"), separator="\n")
)
APERTUS = replace(
    _json(
        "apertus",
        ListedShape(JsonShape("<|tools_prefix|>[", "]<|tools_suffix|>", named=True)),
    ),
    thought=("<|inner_prefix|>", "<|inner_suffix|>"),
)
COHERE = replace(
    _json(
        "cohere",
        ListedShape(
            JsonShape(
                "<|START_ACTION|>[\n    ",
                "\n]<|END_ACTION|>",
                members=("tool_call_id", "tool_name", "parameters"),
                id="^[0-9]{1,3}$",
            ),
            separator=",\n    ",
        ),
    ),
    thought=("<|START_THINKING|>", "<|END_THINKING|>"),
    silent=("<|START_RESPONSE|>", "<|END_RESPONSE|>", "<|START_TEXT|>", "<|END_TEXT|>"),
    ends_thought=("<|START_RESPONSE|>", "<|START_TEXT|>"),
)
COHERE_FENCED = replace(
    _json(
        "cohere-fenced",
        ListedShape(
            JsonShape("Action:\n```json\n[\n    ", "\n]```", members=("tool_name", "parameters")),
            separator=",\n    ",
        ),
    ),
    opens=("Action:\n```json", "Action: ```json", "Action:```json"),
    silent=("<|CHATBOT_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
)

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
    calls_end_thoughts=True,
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
    between="\n",
)
SOLAR = replace(
    _named(
        "solar",
        NamedShape(
            "<|tool_call:begin|>",
            "<|tool_call:args|>",
            "<|tool_call:end|>",
            id_end="<|tool_call:name|>",
        ),
        ("<|tool_calls|>", "<|calls|>"),
    ),
    thought=("<|think|>", "<|end|>"),
    silent=("<|begin|>assistant", "<|content|>"),
)

QWEN_3_CODER = _tagged(
    "qwen3-coder",
    TaggedShape(
        "<tool_call>\n",
        ">\n",
        "<parameter=",
        ">\n",
        "\n</parameter>\n",
        "</function>\n</tool_call>",
        before="<function=",
    ),
)
SEED_OSS = replace(
    _tagged(
        "seed-oss",
        TaggedShape(
            "<seed:tool_call>\n",
            ">\n",
            "<parameter=",
            ">",
            "</parameter>\n",
            "</function>\n</seed:tool_call>",
            before="<function=",
        ),
    ),
    thought=("<seed:think>", "</seed:think>"),
)
_GLM = TaggedShape(
    "<tool_call>",
    "\n",
    "<arg_key>",
    "</arg_key>\n<arg_value>",
    "</arg_value>\n",
    "</tool_call>",
)
GLM_4_6 = replace(_tagged("glm-4.6", _GLM), silent=("<|role_end|>",))
GLM_4_7 = _tagged("glm-4.7", _GLM, lines=False)
HUNYUAN_3 = replace(
    _tagged(
        "hunyuan-3",
        TaggedShape(
            "<tool_call:opensource>",
            "<tool_sep:opensource>\n",
            "<arg_key:opensource>",
            "</arg_key:opensource>\n<arg_value:opensource>",
            "</arg_value:opensource>\n",
            "</tool_call:opensource>\n",
        ),
        ("<tool_calls:opensource>\n", "</tool_calls:opensource>"),
    ),
    thought=("<think:opensource>", "</think:opensource>"),
)
MINIMAX_M2 = _tagged(
    "minimax-m2",
    TaggedShape(
        '<invoke name="', '">\n', '<parameter name="', '">', "</parameter>\n", "</invoke>\n"
    ),
    ("<minimax:tool_call>\n", "</minimax:tool_call>"),
)
MINIMAX_M3 = Format(
    "minimax-m3",
    thought=("<mm:think>", "</mm:think>"),
    opens=(nested_tags.OPENING,),
    call=nested_tags.NestedCall,
    rule=nested_tags.rule,
    around_calls=(f"{nested_tags.MARK}<tool_call>\n", f"{nested_tags.MARK}</tool_call>"),
    silent=("</mm:think>",),
    others=(nested_tags.MARK,),
    calls_end_thoughts=True,
)
_DSML = TaggedShape(
    '<｜DSML｜invoke name="',
    '">\n',
    '<｜DSML｜parameter name="',
    '">',
    "</｜DSML｜parameter>\n",
    "</｜DSML｜invoke>\n",
    says_type='" string="',
    types="string or not",
)
DEEPSEEK_V3_2 = _tagged(
    "deepseek-v3.2",
    _DSML,
    ("<｜DSML｜function_calls>\n", "</｜DSML｜function_calls>"),
)
DEEPSEEK_V4 = _tagged("deepseek-v4", _DSML, ("<｜DSML｜tool_calls>\n", "</｜DSML｜tool_calls>"))
KIMI_K3 = replace(
    _tagged(
        "kimi-k3",
        TaggedShape(
            '<|open|>call tool="',
            '"<|sep|>',
            '<|open|>argument key="',
            '"<|sep|>',
            "<|close|>argument<|sep|>",
            "<|close|>call<|sep|>",
            number='" index="',
            says_type='" type="',
        ),
        ("<|open|>tools<|sep|>", "<|close|>tools<|sep|>"),
    ),
    thought=("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
    silent=(
        "<|open|>response<|sep|>",
        "<|close|>response<|sep|>",
        "<|close|>message<|sep|>",
        "<|end_of_msg|>",
    ),
    ends_thought=("<|open|>response<|sep|>",),
)
MINICPM_5 = _tagged(
    "minicpm-5",
    TaggedShape(
        '<function name="',
        '">',
        '<param name="',
        '">',
        "</param>",
        "</function>",
        quoted=("<![CDATA[", "]]>"),
    ),
)

GEMMA_4 = Format(
    "gemma-4",
    thought=("<|channel>thought", "<channel|>"),
    opens=(gemma_call.OPENING,),
    call=gemma_call.GemmaCall,
    rule=gemma_call.rule,
    silent=("<channel|>",),
    others=(gemma_call.CLOSING, '<|"|>'),
)
_LFM = PythonShape("<|tool_call_start|>", "<|tool_call_end|>")
LFM_2 = Format(
    "lfm2",
    opens=(_LFM.opening,),
    call=_LFM.parser,
    rule=_LFM.rule,
    between=None,
    others=(_LFM.closing,),
)
FORMATS = (
    HERMES,
    QWEN_3_CODER,
    MISTRAL,
    MISTRAL_LIST,
    LLAMA_3,
    LLAMA_4,
    HARMONY,
    GEMMA_4,
    GLM_4_6,
    GLM_4_7,
    KIMI_K2,
    KIMI_K3,
    DEEPSEEK_R1,
    DEEPSEEK_V3_1,
    DEEPSEEK_V3_2,
    DEEPSEEK_V4,
    MINIMAX_M1,
    MINIMAX_M2,
    MINIMAX_M3,
    COHERE,
    COHERE_FENCED,
    GRANITE_3,
    PHI_4,
    PHI_4_MINI,
    LFM_2,
    SEED_OSS,
    APERTUS,
    APRIEL,
    NEMOTRON_2,
    SOLAR,
    HUNYUAN_3,
    MINICPM_5,
    MUSE,
    GIGACHAT_3,
    GIGACHAT_3_1,
    FUNCTIONARY_3_1,
    FUNCTIONARY_3_2,
    GENERIC,
    PLAIN,
)
