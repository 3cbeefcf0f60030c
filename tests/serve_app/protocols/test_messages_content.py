"""What a model is told of the blocks in Anthropic's messages."""

import base64
from typing import Any

import pytest

from deployments.types import ImagePart, Message, Request, TextPart, ToolCall
from serve_app.errors import BadRequest
from serve_app.protocols.content import Inline
from serve_app.protocols.messages import parse

DATA = bytes(range(256))
BASE64 = base64.b64encode(DATA).decode()
ADD = {"type": "tool_use", "id": "1", "name": "add", "input": {"a": "ü", "b": [1, 2.5]}}
STOP = {"type": "tool_use", "id": "2", "name": "stop", "input": {}}
CALLS = (ToolCall("1", "add", '{"a":"ü","b":[1,2.5]}'), ToolCall("2", "stop", "{}"))


def request(*messages: dict[str, Any], **fields: Any) -> Request:
    body = {"max_tokens": 9, "messages": list(messages), **fields}
    (only,) = parse(body, "7", 1000).requests
    return only


def told(*messages: dict[str, Any], **fields: Any) -> tuple[Message, ...]:
    return request(*messages, **fields).messages or ()


def user(*content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content[0] if isinstance(content[0], str) else [*content]}


def assistant(*content: Any) -> dict[str, Any]:
    return user(*content) | {"role": "assistant"}


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words, "cache_control": {"type": "ephemeral"}}


def image(**source: Any) -> dict[str, Any]:
    return {"type": "image", "source": source}


def result(id: str, **fields: Any) -> dict[str, Any]:
    return {"type": "tool_result", "tool_use_id": id, **fields}


def said(role: Any, *texts: str, **fields: Any) -> Message:
    return Message(role, tuple(map(TextPart, texts)), **fields)


def test_text_and_images_in_their_order() -> None:
    content = (
        text("a"),
        image(type="base64", media_type="image/jpeg", data=BASE64),
        text("b"),
        image(type="url", url=Inline("image/webp", DATA)),
        image(type="url", url=f"data:image/png;base64,{BASE64}"),
    )
    expected = (
        TextPart("a"),
        ImagePart(DATA, "image/jpeg"),
        TextPart("b"),
        ImagePart(DATA, "image/webp"),
        ImagePart(DATA, "image/png"),
    )
    assert told(user(*content)) == (Message("user", expected),)


def test_documents() -> None:
    source = {"type": "text", "media_type": "text/plain", "data": "Once."}
    bare = {"type": "document", "source": source}
    titled = bare | {"title": "Tale", "context": "Old.", "citations": {"enabled": True}}
    assert told(user(bare, titled)) == (said("user", "Once.", "Tale\n\nOld.\n\nOnce."),)


def test_thoughts_and_calls() -> None:
    thought = {"type": "thinking", "thinking": "Hm.", "signature": "x"}
    redacted = {"type": "redacted_thinking", "data": "x"}
    messages = (
        user("Hi"),
        assistant(thought, redacted, text("Well."), ADD, thought | {"thinking": "So."}, STOP),
        user("Go on"),
    )
    assert told(*messages) == (
        said("user", "Hi"),
        said("assistant", "Well.", reasoning="Hm.\n\nSo.", tool_calls=CALLS),
        said("user", "Go on"),
    )


def test_results_come_before_what_the_user_says() -> None:
    picture = image(type="base64", media_type="image/png", data=BASE64)
    messages = (
        user("Hi"),
        assistant(ADD, STOP),
        user(text("So?"), result("2", content=[text("a"), picture]), result("1", content="3")),
    )
    pictured = (TextPart("a"), ImagePart(DATA, "image/png"))
    assert told(*messages)[2:] == (
        Message("tool", pictured, name="stop", tool_call_id="2"),
        said("tool", "3", name="add", tool_call_id="1"),
        said("user", "So?"),
    )


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({}, ()),
        ({"content": []}, ()),
        ({"content": "no", "is_error": False}, ("no",)),
        ({"content": "no", "is_error": True}, ("Error: ", "no")),
        ({"content": [text("no")], "is_error": True}, ("Error: ", "no")),
        ({"is_error": True}, ("Error: ",)),
    ],
)
def test_results_and_failures(fields: dict[str, Any], texts: tuple[str, ...]) -> None:
    messages = told(user("Hi"), assistant(ADD), user(result("1", **fields)))
    assert messages[2:] == (said("tool", *texts, name="add", tool_call_id="1"),)


def test_messages_of_one_role_are_one_turn() -> None:
    messages = (
        {"role": "system", "content": "b"},
        user("c"),
        user(text("d"), text("e")),
        assistant({"type": "thinking", "thinking": "f"}),
        assistant("g"),
        assistant(ADD),
        user(result("1", content="3")),
        user(result("1", content="4")),
    )
    assert told(*messages, system="a") == (
        said("system", "a", "\n\n", "b"),
        said("user", "c", "\n\n", "d", "e"),
        said("assistant", "g", reasoning="f", tool_calls=CALLS[:1]),
        said("tool", "3", name="add", tool_call_id="1"),
        said("tool", "4", name="add", tool_call_id="1"),
    )


@pytest.mark.parametrize(
    "last", [assistant("The best is ("), assistant({"type": "thinking", "thinking": "Hm"})]
)
def test_a_message_of_the_assistant_at_the_end_is_continued(last: dict[str, Any]) -> None:
    assert request(user("Hi"), last).continue_final_message is True
    assert request(user("Hi"), last, user("So?")).continue_final_message is None


@pytest.mark.parametrize("last", [assistant(""), {"role": "assistant", "content": []}])
def test_an_empty_message_at_the_end_is_none(last: dict[str, Any]) -> None:
    assert request(user("Hi"), last) == request(user("Hi"))


CONTENT = "messages[0].content[0]"
WRONG = [
    ([user(5)], CONTENT),
    ([user({})], f"{CONTENT}.type"),
    ([user({"type": 5})], f"{CONTENT}.type"),
    ([user({"type": "video"})], f"{CONTENT}.type"),
    ([user(text("a"), {"type": "search_result"})], "messages[0].content[1].type"),
    ([user({"type": "text"})], f"{CONTENT}.text"),
    ([user({"type": "document", "source": {"type": "url"}})], f"{CONTENT}.type"),
    ([user({"type": "document", "source": {"type": "base64"}})], f"{CONTENT}.type"),
    ([user({"type": "document", "source": {"type": "text"}})], f"{CONTENT}.source.data"),
    ([user({"type": "image"})], f"{CONTENT}.source"),
    ([user(image(type="file", file_id="x"))], f"{CONTENT}.source"),
    ([user(image(type="base64", data=BASE64))], f"{CONTENT}.source.media_type"),
    (
        [user(image(type="base64", media_type="image/png", data="#"))],
        f"{CONTENT}.source.data",
    ),
    ([user(image(type="url", url="ftp://x"))], f"{CONTENT}.source.url"),
    ([user(ADD)], f"{CONTENT}.type"),
    ([user({"type": "thinking", "thinking": "Hm."})], f"{CONTENT}.type"),
    ([assistant(ADD | {"input": "{}"})], f"{CONTENT}.input"),
    ([assistant(ADD | {"id": 1})], f"{CONTENT}.id"),
    ([assistant(ADD), assistant(result("1"))], "messages[1].content[0].type"),
    ([user(result("1"))], f"{CONTENT}.tool_use_id"),
    ([user(result("1")), assistant(ADD), user("Hi")], f"{CONTENT}.tool_use_id"),
    ([assistant(ADD), user(text("a"), result("3"))], "messages[1].content[1].tool_use_id"),
    ([assistant(ADD), user(result("1", content=5))], "messages[1].content[0].content"),
    (
        [assistant(ADD), user(result("1", content=[{"type": "thinking", "thinking": ""}]))],
        "messages[1].content[0].content[0].type",
    ),
    ([assistant(ADD), user(result("1", is_error="yes"))], "messages[1].content[0].is_error"),
    ([user("Hi"), assistant(ADD)], "messages"),
]


@pytest.mark.parametrize(("messages", "field"), WRONG)
def test_a_wrong_block(messages: list[dict[str, Any]], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        told(*messages)
    assert refused.value.param == field
    assert refused.value.message.startswith(f"{field}: ")


def test_an_input_that_is_nested_too_deeply() -> None:
    nested: list[Any] = []
    for _ in range(900):
        nested = [nested]
    with pytest.raises(BadRequest, match="Recursion limit"):
        told(assistant(ADD | {"input": {"a": nested}}))
