import datetime
from dataclasses import replace
from typing import Any

import pytest
from joined_segments import joined

from deployments.chat.segments import Segment, Text, Thought
from deployments.chat.template import (
    CHATML,
    ChatOptions,
    ChatTemplate,
    ChatTemplates,
    TemplateError,
)
from deployments.types import (
    Continuation,
    ImagePart,
    Message,
    Reasoning,
    ReasoningFormat,
    Request,
    RequestRefused,
    Role,
    TextPart,
    Tool,
    ToolCall,
    ToolChoice,
)


def turn(role: Role, text: str, **keys: Any) -> Message:
    return Message(role, (TextPart(text),), **keys)


def render(source: str, *messages: Message, system_prompt: str = "", **keys: Any) -> str:
    request = Request(id="r", messages=messages, **keys)
    (text,) = ChatTemplate(source).render(request, system_prompt).texts
    return text


def test_chatml() -> None:
    assert render(CHATML, turn("user", "Hi"), turn("assistant", "Hello."), turn("user", "?")) == (
        "<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n"
        "<|im_start|>user\n?<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


def test_the_models_system_prompt_stands_first() -> None:
    source = "{% for m in messages %}{{ m.role }}={{ m.content }};{% endfor %}"
    assert render(source, turn("user", "a"), system_prompt="s") == "system=s;user=a;"


def test_the_messages_own_system_prompt_wins() -> None:
    source = "{% for m in messages %}{{ m.role }}={{ m.content }};{% endfor %}"
    turns = turn("user", "a"), turn("system", "own")
    assert render(source, *turns, system_prompt="s") == "user=a;system=own;"


def test_special_tokens_are_variables() -> None:
    template = ChatTemplate("{{ bos_token }}x{{ eos_token }}", bos_token="<s>", eos_token="</s>")
    assert template.render(Request(id="r")).texts == ("<s>x</s>",)


def test_a_messages_fields_have_hugging_faces_names() -> None:
    call = ToolCall("1", "f", '{"a": 1}')
    message = turn("assistant", "x", name="n", reasoning="why", tool_calls=(call,))
    assert render("{{ messages[0] | tojson }}{# tool_calls #}", message) == (
        '{"role": "assistant", "content": "x", "name": "n", "reasoning_content": "why", '
        '"tool_calls": [{"id": "1", "type": "function", '
        '"function": {"name": "f", "arguments": {"a": 1}}}]}'
    )


def test_fields_that_are_not_there_are_undefined() -> None:
    assert render("{{ messages[0] | tojson }}", turn("user", "x")) == (
        '{"role": "user", "content": "x"}'
    )


def test_a_tools_answer_names_its_call() -> None:
    source = "{{ messages[0].role }} {{ messages[0].tool_call_id }}{# 'tool' #}"
    assert render(source, turn("tool", "rain", tool_call_id="7")) == "tool 7"


def test_arguments_that_are_no_json_stay_text() -> None:
    message = turn("assistant", "", tool_calls=(ToolCall("1", "f", '{"a": '),))
    source = "{{ messages[0].tool_calls[0].function.arguments }}"
    assert render(source, message) == '{"a": '


def test_tools_are_listed_in_openais_form() -> None:
    tool = Tool("f", "does", {"type": "object"})
    assert render("{{ tools | tojson }}", tools=(tool,)) == (
        '[{"type": "function", "function": {"name": "f", "description": "does", '
        '"parameters": {"type": "object", "properties": {}}}}]'
    )
    assert render("{{ tools is none }}") == "True"


def test_tojson_writes_plain_json_in_the_order_given() -> None:
    kwargs = {"v": {"b": "<é>'", "a": 1}}
    assert render("{{ v | tojson }}", template_kwargs=kwargs) == '{"b": "<é>\'", "a": 1}'
    assert render("{{ v | tojson(indent=1) }}", template_kwargs={"v": [1]}) == "[\n 1\n]"
    assert render("{{ v | tojson(sort_keys=true) }}", template_kwargs={"v": {"b": 1, "a": 2}}) == (
        '{"a": 2, "b": 1}'
    )


@pytest.mark.parametrize(
    ("reasoning", "expected"),
    [
        (Reasoning(), "unset unset"),
        (Reasoning(enabled=False, effort="low"), "False low"),
        (Reasoning(enabled=True), "True unset"),
    ],
)
def test_reasoning_reaches_the_template(reasoning: Reasoning, expected: str) -> None:
    source = "{{ enable_thinking | default('unset') }} {{ reasoning_effort | default('unset') }}"
    assert render(source, reasoning=reasoning) == expected


def test_template_kwargs_win_over_reasoning_but_not_over_the_messages() -> None:
    kwargs = {"enable_thinking": True, "messages": [], "add_generation_prompt": False}
    source = "{{ enable_thinking }} {{ messages | length }} {{ add_generation_prompt }}"
    asked = Reasoning(enabled=False)
    rendered = render(source, turn("user", "x"), reasoning=asked, template_kwargs=kwargs)
    assert rendered == "True 1 True"


def test_blocks_leave_no_white_space() -> None:
    assert render("a\n  {% if true %}\nb\n  {% endif %}\nc") == "a\nb\nc"


def test_loop_controls() -> None:
    assert (
        render("{% for i in [1, 2, 3] %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}")
        == "1"
    )


def test_today_is_known() -> None:
    before = datetime.date.today()
    rendered = render("{{ strftime_now('%Y-%m-%d') }}")
    assert before.isoformat() <= rendered <= datetime.date.today().isoformat()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ raise_exception('roles must alternate') }}", "roles must alternate"),
        ("{{ nothing.there }}", "nothing"),
        ("{{ 1 + 'a' }}", "unsupported operand"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ 'a'.index('b') }}", "not found"),
        ("{{ 1 // 0 }}", "zero"),
        ("{{ range(1000000) }}", "big"),
    ],
)
def test_a_template_that_fails_refuses_the_request(source: str, reason: str) -> None:
    with pytest.raises(RequestRefused, match=reason) as refused:
        render(source, turn("user", "x"))
    assert refused.value.failure.kind == "invalid_request"
    assert refused.value.failure.param == "messages[0]"


def test_a_template_that_never_ends_its_recursion_refuses_the_request() -> None:
    with pytest.raises(RequestRefused, match="recursion"):
        render("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")


def test_a_template_that_is_not_jinja_is_refused_when_it_is_loaded() -> None:
    with pytest.raises(TemplateError, match="line 2: "):
        ChatTemplate("a\n{% if %}")


@pytest.mark.parametrize(
    ("ending", "reasoning", "expected"),
    [
        ("", Reasoning(), "perhaps"),
        ("", Reasoning(enabled=False), "never"),
        ("<think>\n", Reasoning(), "begun"),
        ("<think>\n", Reasoning(enabled=False), "begun"),
        ("<think>\n\n</think>\n\n", Reasoning(enabled=True), "never"),
    ],
)
def test_whether_the_answer_begins_with_a_thought(
    ending: str, reasoning: Reasoning, expected: str
) -> None:
    source = "{# <think> </think> #}{{ messages[0].content }}: " + ending
    user = turn("user", "<think>")  # whose words open no thought
    request = Request(id="r", messages=(user,), reasoning=reasoning)
    assert ChatTemplate(source).render(request).thinking == expected


def test_a_template_that_knows_no_thoughts() -> None:
    rendered = ChatTemplate("{{ messages[0].content }}").render(
        Request(id="r", messages=(turn("user", "<think>"),))
    )
    assert rendered.thinking == "never"


def test_a_template_that_wants_lists_of_parts_gets_them() -> None:
    source = "{% for part in messages[0].content %}{{ part.text }}{% endfor %}"
    assert render(source, turn("user", "Hello")) == "Hello"
    either = "{% if messages[0].content is string %}{{ messages[0].content }}{% endif %}"
    assert render(either, turn("user", "Hello")) == "Hello"


def test_images_leave_a_place_between_texts() -> None:
    image = ImagePart(b"", "image/png")
    message = Message("user", (TextPart("a "), image, TextPart(" b "), image))
    request = Request(id="r", messages=(turn("system", "s"), message))
    source = "{% for m in messages %}[{{ m.content }}]{% endfor %}"
    rendered = ChatTemplate(source).render(request)
    assert rendered.texts == ("[s][a ", " b ", "]")
    assert [place.field for place in rendered.media] == [
        "messages[1].content[1]",
        "messages[1].content[3]",
    ]
    assert rendered.media[0].of(request) is image


def test_tools_are_not_shown_where_none_may_be_called() -> None:
    keys = {"tools": (Tool("add"),), "tool_choice": ToolChoice("none")}
    assert render("{{ tools is none }}", turn("user", "x"), **keys) == "True"


@pytest.mark.parametrize(
    "source",
    [
        "{{ messages[0].content | upper }}",
        "{{ messages[0].content[:9] }}",
        "nothing of it",
        "{{ messages[0].content }}{{ messages[0].content }}",
    ],
)
def test_a_template_that_loses_an_image_is_refused(source: str) -> None:
    message = Message("user", (TextPart("a "), ImagePart(b"", "image/png")))
    with pytest.raises(RequestRefused, match="loses images"):
        ChatTemplate(source).render(Request(id="r", messages=(message,)))


def test_lists_of_parts_for_those_roles_that_want_them() -> None:
    source = (
        "{% for m in messages %}{% if m.role == 'user' %}{% for part in m.content %}"
        "{{ part.text }}{% endfor %}{% else %}{{ m.content }}{% endif %};{% endfor %}"
    )
    messages = [turn("system", "s"), turn("user", "u"), turn("assistant", "a"), turn("user", "v")]
    assert render(source, *messages) == "s;u;a;v;"


SHOW = "{% for m in messages %}{{ m.role }}={{ m.content }};{% endfor %}"


def test_a_template_without_a_system_role_has_its_text_before_the_first_users() -> None:
    source = (
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + SHOW
    )
    said = render(source, turn("system", "s"), turn("user", "u"), turn("user", "v"))
    assert said == "user=s\n\nu;user=v;"
    assert render(source, turn("user", "u"), system_prompt="p") == "user=p\n\nu;"
    assert render(source, turn("system", "s")) == "user=s;"


def test_who_does_not_know_developers_gets_a_system_message() -> None:
    assert render(SHOW, turn("developer", "d"), turn("user", "u")) == "system=d;user=u;"
    knows = "{# developer #}" + SHOW
    assert render(knows, turn("developer", "d"), turn("user", "u")) == "developer=d;user=u;"


def test_ids_of_nine_letters_where_they_must_be() -> None:
    call = ToolCall("call_123456", "add", "{}")
    messages = (
        Message("assistant", tool_calls=(call,)),
        Message("tool", (TextPart("3"),), tool_call_id="call_123456"),
    )
    source = "{{ messages[0].tool_calls[0].id }} {{ messages[1].tool_call_id }}{# 'tool' #}"
    assert render(source, *messages) == "call_123456 call_123456"
    one, two = render("{# alphanumeric strings with length 9 #}" + source, *messages).split()
    assert one == two
    assert len(one) == 9
    assert one.isalnum()


def test_arguments_are_quoted_where_a_template_joins_them_to_text() -> None:
    message = Message("assistant", tool_calls=(ToolCall("c", "add", '{"a": 1}'),))
    arguments = "messages[0].tool_calls[0].function.arguments"
    assert render("{{ 'a' + " + arguments + " }}", message) == 'a{"a": 1}'
    assert render("{{ " + arguments + ".a + 1 }}", message) == "2"


def test_no_tools_are_an_empty_list_where_a_template_counts_them() -> None:
    assert render("{{ tools | length }}", turn("user", "x")) == "0"
    assert render("{{ tools is none }}", turn("user", "x")) == "True"


def test_templates_may_mark_generations_change_their_lists_and_print_what_they_select() -> None:
    source = "{% generation %}{{ messages[0].content }}{% endgeneration %}"
    assert render(source, turn("user", "x")) == "x"
    source = (
        "{% set _ = messages.append({'role': 'user', 'content': 'y'}) %}{{ messages | length }}"
    )
    assert render(source, turn("user", "x")) == "2"
    source = "{{ messages | map(attribute='content') | tojson }}"
    assert render(source, turn("user", "x")) == '["x"]'


def test_what_a_template_does_to_a_schema_stays_there() -> None:
    tool = Tool("add", "", {"type": "object", "properties": {"a": {}}})
    source = "{% set _ = tools[0].function.parameters.properties.update({'b': 1}) %}ok"
    assert render(source, turn("user", "x"), tools=(tool,)) == "ok"
    assert tool.parameters == {"type": "object", "properties": {"a": {}}}


CHATML_THINKING = (
    "{% for m in messages %}<|{{ m.role }}|>{% if m.reasoning_content %}<think>"
    "{{ m.reasoning_content }}</think>{% endif %}{{ m.content | trim }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


@pytest.mark.parametrize(
    ("message", "text", "thinking"),
    [
        (turn("assistant", "It is "), "<|user|>x<|end|><|assistant|>It is ", "never"),
        (
            turn("assistant", "It is", reasoning="Hm."),
            "<|user|>x<|end|><|assistant|><think>Hm.</think>It is",
            "never",
        ),
        (
            turn("assistant", "", reasoning="Hm, "),
            "<|user|>x<|end|><|assistant|><think>Hm, ",
            "begun",
        ),
    ],
)
def test_the_last_message_is_continued(message: Message, text: str, thinking: str) -> None:
    request = Request(id="r", messages=(turn("user", "x"), message), continue_final_message=True)
    rendered = ChatTemplate(CHATML_THINKING).render(request)
    assert rendered.texts == (text,)
    assert rendered.thinking == thinking


WITHOUT_PAST_THOUGHTS = (
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|><think>\n{% endif %}"
)


@pytest.mark.parametrize(
    ("message", "continued", "text", "thinking"),
    [
        (turn("assistant", "It"), True, "<|user|>x<|end|><|assistant|>It", "never"),
        (
            turn("assistant", "It", reasoning="Hm."),
            True,
            "<|user|>x<|end|><|assistant|><think>\nHm.</think>It",
            "never",
        ),
        (
            turn("assistant", "", reasoning="Hm, "),
            "reasoning_content",
            "<|user|>x<|end|><|assistant|><think>\nHm, ",
            "begun",
        ),
        (
            turn("assistant", "", reasoning="Hm."),
            "content",
            "<|user|>x<|end|><|assistant|><think>\nHm.</think>",
            "never",
        ),
    ],
)
def test_a_thought_that_the_template_leaves_out_is_continued(
    message: Message, continued: Continuation, text: str, thinking: str
) -> None:
    messages = (turn("user", "x"), message)
    request = Request(id="r", messages=messages, continue_final_message=continued)
    rendered = ChatTemplate(WITHOUT_PAST_THOUGHTS).render(request)
    assert rendered.texts == (text,)
    assert rendered.thinking == thinking


def test_the_assistants_message_at_the_end_is_continued_unless_somebody_says_no() -> None:
    request = Request(id="r", messages=(turn("user", "x"), turn("assistant", "It ")))
    continued = "<|user|>x<|end|><|assistant|>It "
    answered = "<|user|>x<|end|><|assistant|>It<|end|><|assistant|>"
    never = ChatOptions(prefill_assistant=False)
    for options, wanted, text in (
        (ChatOptions(), None, continued),
        (ChatOptions(), False, answered),
        (never, None, answered),
        (never, True, continued),
    ):
        asked = replace(request, continue_final_message=wanted)
        assert ChatTemplate(CHATML_THINKING, options=options).render(asked).texts == (text,)


def test_a_message_that_is_not_shown_cannot_be_continued() -> None:
    message = turn("assistant", "y")
    request = Request(id="r", messages=(message,), continue_final_message=True)
    with pytest.raises(RequestRefused, match="loses the message"):
        ChatTemplate("{{ messages[0].role }}").render(request)
    thought = turn("assistant", "", reasoning="Hm.")
    request = Request(id="r", messages=(turn("user", "x"), thought), continue_final_message=True)
    with pytest.raises(RequestRefused, match="loses the message"):
        ChatTemplate("{{ messages[0].content }}").render(request)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("auto", [Thought("Hm."), Text("Yes.")]),
        ("deepseek", [Thought("Hm."), Text("Yes.")]),
        ("none", [Text("<think>\nHm.\n</think>\n\nYes.")]),
        (
            "deepseek-legacy",
            [Text("<think>\n"), Thought("Hm."), Text("Hm.\n</think>\n\nYes.")],
        ),
    ],
)
def test_thoughts_are_told_as_the_request_or_the_model_says(
    format: ReasoningFormat, expected: list[Segment]
) -> None:
    asked = Request(id="r", messages=(turn("user", "x"),), reasoning=Reasoning(format=format))
    usual = replace(asked, reasoning=Reasoning())
    always = ChatOptions(reasoning=Reasoning(format=format))
    for request, options in ((asked, ChatOptions()), (usual, always)):
        template = ChatTemplate(WITHOUT_PAST_THOUGHTS, options=options)
        for pieces in (["Hm.</think>Yes."], list("Hm.</think>Yes.")):
            reader = template.parser(request, template.render(request))
            assert reader is not None
            said = [each for piece in pieces for each in reader.feed(piece)] + reader.finish()
            if format == "deepseek-legacy":
                assert {type(each) for each in said} == {Text, Thought}
                said = [each for each in said if isinstance(each, Text)]
                assert joined(said) == [Text("<think>\nHm.\n</think>\n\nYes.")]
            else:
                assert joined(said) == expected


def test_what_the_yaml_says_of_thoughts_holds_where_requests_say_nothing() -> None:
    source = (
        "{{ enable_thinking }} {{ reasoning_effort }} {{ style }} "
        "{% if add_generation_prompt %}<assistant>{% endif %}"
    )
    options = ChatOptions(
        reasoning=Reasoning(enabled=False, effort="low"),
        thought=("[T]", "[/T]"),
        kwargs={"style": "dry"},
    )
    template = ChatTemplate(source, options=options)
    request = Request(id="r", messages=(turn("user", "x"),))
    assert template.render(request).texts == ("False low dry <assistant>",)
    asked = replace(request, reasoning=Reasoning(True, "high"), template_kwargs={"style": "warm"})
    rendered = template.render(asked)
    assert rendered.texts == ("True high warm <assistant>",)
    reader = template.parser(asked, rendered)
    assert reader is not None
    assert joined(reader.feed("[T]Hm.[/T]Yes.")) == [Thought("Hm."), Text("Yes.")]


def test_chats_with_tools_have_the_template_for_them() -> None:
    source = '<tool_call>\n{"name": <name>, "arguments": <arguments>}\n</tool_call>'
    chat, tool_use = ChatTemplate("chat"), ChatTemplate(source)
    templates = ChatTemplates(chat, tool_use)
    request = Request(id="r", messages=(turn("user", "x"),))
    assert templates.of(request) is chat
    assert templates.of(replace(request, tools=(Tool("add"),))) is tool_use
    assert ChatTemplates(chat).of(replace(request, tools=(Tool("add"),))) is chat
    assert "<tool_call>" in templates.markers


def test_tools_are_described_where_the_template_knows_none() -> None:
    source = (
        "{% for m in messages %}{% if m.role == 'x' %}{{ raise_exception('no') }}{% endif %}"
        "[{{ m.role }}] {{ m.content }}\n{% endfor %}"
    ).replace("'x'", "'to' + 'ol'")
    call = ToolCall("1", "add", '{"a": 1}')
    request = Request(
        id="r",
        messages=(
            turn("system", "Be kind."),
            turn("user", "1?"),
            turn("assistant", "So:", tool_calls=(call,)),
            turn("tool", "one", tool_call_id="1", name="add"),
            turn("tool", "two", tool_call_id="2"),
        ),
        tools=(Tool("add", "adds", {"type": "object"}),),
    )
    (text,) = ChatTemplate(source).render(request).texts
    assert text == (
        "[system] Be kind.\n\nYou can call these tools:\n"
        '{"name": "add", "description": "adds", "parameters": {"type": "object"}}\n'
        "To call one, answer with nothing but JSON: "
        '{"name": "tool", "parameters": {"parameter": "value"}}\n'
        "If no tool is of use, answer in words.\n"
        "[user] 1?\n"
        '[assistant] So:\n{"name": "add", "parameters": {"a": 1}}\n'
        "[user] Result of add: one\nResult of 2: two\n"
    )
    assert "add" not in render(
        source, turn("user", "1?"), tools=request.tools, tool_choice=ToolChoice("none")
    )
