"""The same two calls, as each family of models writes them."""

from deployments.types import Tool

ADD_TOOL = Tool(
    "add",
    parameters={
        "type": "object",
        "properties": {
            "a": {"type": "array", "items": {"type": "integer"}},
            "note": {"type": "string"},
        },
    },
)
ADD = '{"a": [1, 2], "note": "say \\"hi\\" & <b>\\né"}'
NOTE = 'say "hi" & <b>\né'
M3 = "]<]minimax[>["
WRITTEN: dict[str, str] = {
    "hermes": (
        f'<tool_call>\n{{"name": "add", "arguments": {ADD}}}\n</tool_call>\n'
        '<tool_call>\n{"name": "weather", "arguments": {}}\n</tool_call>'
    ),
    "gigachat-3.1": (
        f'<|function_call|>{{"name": "add", "arguments": {ADD}}}'
        '<|function_call|>{"name": "weather", "arguments": {}}'
    ),
    "gigachat-3": (
        f'function call<|role_sep|>\n{{"name": "add", "arguments": {ADD}}}'
        'function call<|role_sep|>\n{"name": "weather", "arguments": {}}'
    ),
    "mistral": f"[TOOL_CALLS]add[CALL_ID]abc123def[ARGS]{ADD}[TOOL_CALLS]weather[ARGS]{{}}",
    "mistral-list": (
        f'[TOOL_CALLS][{{"name": "add", "arguments": {ADD}, "id": "abc123def"}}, '
        '{"name": "weather", "arguments": {}, "id": "012345678"}]'
    ),
    "granite-3": (
        f'<|tool_call|>[{{"name": "add", "arguments": {ADD}}}, '
        '{"name": "weather", "arguments": {}}]'
    ),
    "phi-4": (
        f'functools[{{"name": "add", "arguments": {ADD}}}, '
        '{"name": "weather", "arguments": {}}]'
    ),
    "phi-4-mini": (
        f'<|tool_call|>[{{"name": "add", "arguments": {ADD}}}, '
        '{"name": "weather", "arguments": {}}]<|/tool_call|>'
    ),
    "nemotron-2": (
        f'<TOOLCALL>[{{"name": "add", "arguments": {ADD}}}, '
        '{"name": "weather", "arguments": {}}]</TOOLCALL>'
    ),
    "apriel": (
        f'<tool_calls>[{{"name": "add", "arguments": {ADD}}}, '
        '{"name": "weather", "arguments": {}}]</tool_calls>'
    ),
    "minimax-m1": (
        f'<tool_calls>\n{{"name": "add", "arguments": {ADD}}}\n'
        '{"name": "weather", "arguments": {}}\n</tool_calls>'
    ),
    "apertus": f'<|tools_prefix|>[{{"add": {ADD}}}, {{"weather": {{}}}}]<|tools_suffix|>',
    "cohere": (
        "<|START_ACTION|>[\n"
        f'    {{"tool_call_id": "0", "tool_name": "add", "parameters": {ADD}}},\n'
        '    {"tool_call_id": "1", "tool_name": "weather", "parameters": {}}\n]<|END_ACTION|>'
    ),
    "cohere-fenced": (
        f'Action:\n```json\n[\n    {{"tool_name": "add", "parameters": {ADD}}},\n'
        '    {"tool_name": "weather", "parameters": {}}\n]```'
    ),
    "functionary-3.1": f"<function=add>{ADD}</function><function=weather>{{}}</function>",
    "functionary-3.2": f">>>add\n{ADD}>>>weather\n{{}}",
    "kimi-k2": (
        "<|tool_calls_section_begin|><|tool_call_begin|>functions.add:0"
        f"<|tool_call_argument_begin|>{ADD}<|tool_call_end|>"
        "<|tool_call_begin|>functions.weather:1<|tool_call_argument_begin|>{}<|tool_call_end|>"
        "<|tool_calls_section_end|>"
    ),
    "deepseek-v3.1": (
        f"<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>{ADD}"
        "<｜tool▁call▁end｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>{}<｜tool▁call▁end｜>"
        "<｜tool▁calls▁end｜>"
    ),
    "deepseek-r1": (
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>add\n```json\n"
        f"{ADD}\n```<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n"
        "```json\n{}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"
    ),
    "solar": (
        "<|tool_calls|><|tool_call:begin|>call_1<|tool_call:name|>add<|tool_call:args|>"
        f"{ADD}<|tool_call:end|><|tool_call:begin|>call_2<|tool_call:name|>weather"
        "<|tool_call:args|>{}<|tool_call:end|><|calls|>"
    ),
    "qwen3-coder": (
        "<tool_call>\n<function=add>\n<parameter=a>\n[1, 2]\n</parameter>\n"
        f"<parameter=note>\n{NOTE}\n</parameter>\n</function>\n</tool_call>\n"
        "<tool_call>\n<function=weather>\n</function>\n</tool_call>"
    ),
    "seed-oss": (
        "<seed:tool_call>\n<function=add>\n<parameter=a>[1, 2]</parameter>\n"
        f"<parameter=note>{NOTE}</parameter>\n</function>\n</seed:tool_call>\n"
        "<seed:tool_call>\n<function=weather>\n</function>\n</seed:tool_call>"
    ),
    "glm-4.6": (
        "<tool_call>add\n<arg_key>a</arg_key>\n<arg_value>[1, 2]</arg_value>\n"
        f"<arg_key>note</arg_key>\n<arg_value>{NOTE}</arg_value>\n</tool_call>\n"
        "<tool_call>weather\n</tool_call>"
    ),
    "glm-4.7": (
        "<tool_call>add<arg_key>a</arg_key><arg_value>[1, 2]</arg_value>"
        f"<arg_key>note</arg_key><arg_value>{NOTE}</arg_value></tool_call>"
        "<tool_call>weather</tool_call>"
    ),
    "hunyuan-3": (
        "<tool_calls:opensource>\n<tool_call:opensource>add<tool_sep:opensource>\n"
        "<arg_key:opensource>a</arg_key:opensource>\n"
        "<arg_value:opensource>[1, 2]</arg_value:opensource>\n"
        "<arg_key:opensource>note</arg_key:opensource>\n"
        f"<arg_value:opensource>{NOTE}</arg_value:opensource>\n</tool_call:opensource>\n"
        "<tool_call:opensource>weather<tool_sep:opensource>\n</tool_call:opensource>"
        "\n</tool_calls:opensource>"
    ),
    "minimax-m2": (
        '<minimax:tool_call>\n<invoke name="add">\n<parameter name="a">[1, 2]</parameter>\n'
        f'<parameter name="note">{NOTE}</parameter>\n</invoke>\n'
        '<invoke name="weather">\n</invoke>\n</minimax:tool_call>'
    ),
    "deepseek-v3.2": (
        '<｜DSML｜function_calls>\n<｜DSML｜invoke name="add">\n'
        '<｜DSML｜parameter name="a" string="false">[1, 2]</｜DSML｜parameter>\n'
        f'<｜DSML｜parameter name="note" string="true">{NOTE}</｜DSML｜parameter>\n'
        '</｜DSML｜invoke>\n<｜DSML｜invoke name="weather">\n</｜DSML｜invoke>\n'
        "</｜DSML｜function_calls>"
    ),
    "deepseek-v4": (
        '<｜DSML｜tool_calls>\n<｜DSML｜invoke name="add">\n'
        '<｜DSML｜parameter name="a" string="false">[1, 2]</｜DSML｜parameter>\n'
        f'<｜DSML｜parameter name="note" string="true">{NOTE}</｜DSML｜parameter>\n'
        '</｜DSML｜invoke>\n<｜DSML｜invoke name="weather">\n</｜DSML｜invoke>\n'
        "</｜DSML｜tool_calls>"
    ),
    "kimi-k3": (
        '<|open|>tools<|sep|><|open|>call tool="add" index="1"<|sep|>'
        '<|open|>argument key="a" type="array"<|sep|>[1, 2]<|close|>argument<|sep|>'
        f'<|open|>argument key="note" type="string"<|sep|>{NOTE}<|close|>argument<|sep|>'
        '<|close|>call<|sep|><|open|>call tool="weather" index="2"<|sep|><|close|>call<|sep|>'
        "<|close|>tools<|sep|>"
    ),
    "minicpm-5": (
        '<function name="add"><param name="a">[1, 2]</param>'
        f'<param name="note"><![CDATA[{NOTE}]]></param></function>\n'
        '<function name="weather"></function>'
    ),
    "gemma-4": (
        f'<|tool_call>call:add{{a:[1,2],note:<|"|>{NOTE}<|"|>}}<tool_call|>'
        "<|tool_call>call:weather{}<tool_call|>"
    ),
    "lfm2": (
        '<|tool_call_start|>[add(a=[1, 2], note="say \\"hi\\" & <b>\\né"), weather()]'
        "<|tool_call_end|>"
    ),
    "pythonic": '[add(a=[1, 2], note="say \\"hi\\" & <b>\\né"), weather()]',
    "llama-3": f'{{"name": "add", "parameters": {ADD}}}; {{"name": "weather", "parameters": {{}}}}',
    "generic": f'{{"name": "add", "parameters": {ADD}}}; {{"name": "weather", "parameters": {{}}}}',
    "gpt-oss": (
        "<|channel|>commentary to=functions.add <|constrain|>json<|message|>"
        f"{ADD}<|call|><|start|>assistant<|channel|>commentary to=functions.weather "
        "<|constrain|>json<|message|>{}<|call|>"
    ),
    "minimax-m3": (
        f'{M3}<tool_call>\n{M3}<invoke name="add">{M3}<a>{M3}<item>1{M3}</item>'
        f"{M3}<item>2{M3}</item>{M3}</a>{M3}<note>{NOTE}{M3}</note>{M3}</invoke>\n"
        f'{M3}<invoke name="weather">{M3}</invoke>\n{M3}</tool_call>'
    ),
    "muse": (
        ' to=add<|message|><atem:function_calls>\n<atem:invoke name="add">\n'
        '<atem:parameter name="a">[1, 2]</atem:parameter>\n'
        f'<atem:parameter name="note">{NOTE}</atem:parameter>\n</atem:invoke>\n'
        "</atem:function_calls><|eom|><|start|>assistant to=weather<|message|>"
        '<atem:function_calls>\n<atem:invoke name="weather">\n</atem:invoke>\n'
        "</atem:function_calls>"
    ),
}
