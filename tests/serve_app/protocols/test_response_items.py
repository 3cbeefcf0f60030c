"""Items of Open Responses as the messages that they are to a model."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from deployments.types import ImagePart, Message, Part, TextPart, ToolCall
from serve_app.errors import BadRequest
from serve_app.protocols.content import Inline
from serve_app.protocols.response_items import Item, ItemReference, messages, references
from serve_app.protocols.responses import Stored, call, parse

ITEMS: TypeAdapter[list[Item]] = TypeAdapter(list[Item])


def said(*items: Any) -> tuple[Message, ...]:
    parsed = ITEMS.validate_python(list(items))
    return messages((f"input[{number}]", item) for number, item in enumerate(parsed))


def text(*words: str) -> tuple[Part, ...]:
    return tuple(map(TextPart, words))


def message(role: str, content: Any) -> dict[str, Any]:
    return {"type": "message", "role": role, "content": content}


def thought(*words: str, **fields: Any) -> dict[str, Any]:
    content = [{"type": "reasoning_text", "text": word} for word in words]
    return {"type": "reasoning", "id": "rs_1", "summary": [], "content": content, **fields}


def asked(number: int, name: str = "add") -> dict[str, Any]:
    return {
        "type": "function_call",
        "id": f"fc_{number}",
        "call_id": f"call_{number}",
        "name": name,
        "arguments": '{"a": 1}',
        "status": "completed",
    }


def answered(number: int, output: Any = "3") -> dict[str, Any]:
    return {"type": "function_call_output", "call_id": f"call_{number}", "output": output}


def tool_call(number: int, name: str = "add") -> ToolCall:
    return ToolCall(f"call_{number}", name, '{"a": 1}')


def result(number: int, *content: Part, name: str = "add") -> Message:
    return Message("tool", content, name=name, tool_call_id=f"call_{number}")


USER = message("user", "Hi")
WORDS = message("assistant", [{"type": "output_text", "text": "Well"}])
HI = Message("user", text("Hi"))


# --- Messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["system", "developer", "user", "assistant"])
@pytest.mark.parametrize("type", ["message", None])
def test_a_message(role: Any, type: str | None) -> None:
    assert said({"type": type, "role": role, "content": "Hi"}) == (Message(role, text("Hi")),)
    assert said({"role": role, "content": "Hi"}) == (Message(role, text("Hi")),)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", text("")),
        ([], ()),
        (
            [
                {"type": kind, "text": kind}
                for kind in ("input_text", "output_text", "text", "summary_text", "reasoning_text")
            ],
            text("input_text", "output_text", "text", "summary_text", "reasoning_text"),
        ),
        ([{"type": "refusal", "refusal": "No."}], text("No.")),
        (
            [{"type": "output_text", "text": "a", "annotations": [], "logprobs": []}],
            text("a"),
        ),
        (
            [
                {"type": "input_text", "text": "What is this?"},
                {"type": "input_image", "image_url": "data:image/png;base64,aGk="},
                {"type": "input_image", "image_url": Inline("image/gif", b"x"), "detail": "low"},
                {"type": "input_image", "image_url": Inline("image/gif", b"x"), "detail": None},
            ],
            (
                TextPart("What is this?"),
                ImagePart(b"hi", "image/png", "auto"),
                ImagePart(b"x", "image/gif", "low"),
                ImagePart(b"x", "image/gif", "auto"),
            ),
        ),
    ],
)
def test_what_a_message_contains(content: Any, parts: tuple[Part, ...]) -> None:
    assert said(message("user", content)) == (Message("user", parts),)


# --- What an assistant says in one go ------------------------------------------------------------


def test_a_thought_words_and_calls_are_one_message() -> None:
    items = (USER, thought("Hm"), WORDS, asked(1), asked(2, "stop"), answered(1), answered(2))
    assert said(*items, USER) == (
        HI,
        Message(
            "assistant",
            text("Well"),
            reasoning="Hm",
            tool_calls=(tool_call(1), tool_call(2, "stop")),
        ),
        result(1, TextPart("3")),
        result(2, TextPart("3"), name="stop"),
        HI,
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([WORDS], [Message("assistant", text("Well"))]),
        ([asked(1)], [Message("assistant", tool_calls=(tool_call(1),))]),
        ([thought("Hm")], [Message("assistant", reasoning="Hm")]),
        ([thought("Hm"), thought("So")], [Message("assistant", reasoning="Hm\nSo")]),
        (
            [thought("Hm"), asked(1)],
            [Message("assistant", reasoning="Hm", tool_calls=(tool_call(1),))],
        ),
        ([WORDS, WORDS], [Message("assistant", text("Well"))] * 2),
        (
            [WORDS, thought("Hm"), WORDS],
            [
                Message("assistant", text("Well")),
                Message("assistant", text("Well"), reasoning="Hm"),
            ],
        ),
        (
            [asked(1), WORDS],
            [
                Message("assistant", tool_calls=(tool_call(1),)),
                Message("assistant", text("Well")),
            ],
        ),
        (
            [asked(1), thought("Hm"), asked(2)],
            [
                Message("assistant", tool_calls=(tool_call(1),)),
                Message("assistant", reasoning="Hm", tool_calls=(tool_call(2),)),
            ],
        ),
        (
            [asked(1), answered(1), asked(2), answered(2)],
            [
                Message("assistant", tool_calls=(tool_call(1),)),
                result(1, TextPart("3")),
                Message("assistant", tool_calls=(tool_call(2),)),
                result(2, TextPart("3")),
            ],
        ),
        ([WORDS, USER, WORDS], [*said(WORDS), HI, *said(WORDS)]),
        ([], []),
    ],
)
def test_turns(items: list[Any], expected: list[Message]) -> None:
    assert said(*items) == tuple(expected)


@pytest.mark.parametrize(
    ("item", "reasoning"),
    [
        (thought("a", "b"), "a\nb"),
        (thought("a", summary=[{"type": "summary_text", "text": "s"}]), "a"),
        (thought(summary=[{"type": "summary_text", "text": "s"}]), "s"),
        (thought(summary=[{"type": "summary_text", "text": "s"}], content=None), "s"),
        ({"type": "reasoning", "content": [{"type": "text", "text": "a"}]}, "a"),
        (thought(), None),
        (thought(""), None),
        (thought(encrypted_content="x", content=None), None),
    ],
)
def test_thoughts(item: dict[str, Any], reasoning: str | None) -> None:
    assert said(item, WORDS) == (Message("assistant", text("Well"), reasoning=reasoning),)


def test_a_thought_that_nobody_kept_is_no_message() -> None:
    assert said(USER, thought(), USER) == (HI, HI)
    assert said(thought()) == ()


# --- Results of calls ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "parts"),
    [
        ("3", text("3")),
        ("", text("")),
        ([], ()),
        (
            [
                {"type": "input_text", "text": "a cat"},
                {"type": "input_image", "image_url": "data:image/png;base64,aGk="},
            ],
            (TextPart("a cat"), ImagePart(b"hi", "image/png")),
        ),
    ],
)
def test_a_result_is_a_message_of_a_tool(output: Any, parts: tuple[Part, ...]) -> None:
    assert said(asked(1), answered(1, output))[1] == result(1, *parts)


@pytest.mark.parametrize(
    ("items", "param"),
    [
        ([answered(1)], "input[0].call_id"),
        ([USER, asked(2), answered(1)], "input[2].call_id"),
        ([answered(1), asked(1)], "input[0].call_id"),
    ],
)
def test_a_result_of_no_call(items: list[Any], param: str) -> None:
    with pytest.raises(BadRequest) as raised:
        said(*items)
    assert raised.value.param == param
    assert raised.value.message == f"{param}: there is no call 'call_1' before"


# --- References ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        {"type": "item_reference", "id": "msg_1"},
        {"type": None, "id": "msg_1"},
        {"id": "msg_1"},
    ],
)
def test_a_reference_is_looked_up(reference: dict[str, Any]) -> None:
    body = parse({"input": [USER, reference, USER]})
    assert body.references == ("msg_1",)
    stored = Stored(items={"msg_1": WORDS | {"id": "msg_1", "status": "completed"}})
    (request,) = call(body, stored, "7", 1000).requests
    assert request.messages == (HI, *said(WORDS), HI)


def test_a_call_may_be_referred_to_and_answered() -> None:
    body = parse({"input": [{"id": "fc_1"}, answered(1)]})
    (request,) = call(body, Stored(items={"fc_1": asked(1)}), "7", 1000).requests
    assert request.messages == said(asked(1), answered(1))


def test_references_among_items() -> None:
    items = ITEMS.validate_python([USER, {"id": "a"}, asked(1), {"id": "b"}, {"id": "a"}])
    assert references(items) == ("a", "b", "a")
    assert isinstance(items[1], ItemReference)


def test_an_item_with_an_id_is_no_reference() -> None:
    assert parse({"input": [WORDS | {"id": "msg_1"}]}).references == ()
