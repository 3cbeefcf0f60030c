"""Images and sounds in OpenAI's messages."""

import base64
from typing import Any

import pytest

from deployments.types import AudioPart, ImagePart, Part, TextPart
from serve_app.errors import BadRequest
from serve_app.protocols import chat
from serve_app.protocols.content import decoded, inline

DATA = bytes(range(256)) * 3
BASE64 = base64.b64encode(DATA).decode()


def parts(*content: Any) -> tuple[Part, ...]:
    body = {"model": "m", "messages": [{"role": "user", "content": list(content)}]}
    call = chat.parse(body, "id", 0)
    (message,) = call.requests[0].messages or ()
    return message.content


def image(url: Any, **keys: Any) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": url, **keys}}


def test_text_and_images_in_their_order() -> None:
    content = parts(
        {"type": "text", "text": "a"},
        image(f"data:image/jpeg;base64,{BASE64}", detail="high"),
        {"type": "text", "text": "b"},
        image(f"data:image/png;base64,{BASE64}"),
    )
    assert content == (
        TextPart("a"),
        ImagePart(DATA, "image/jpeg", "high"),
        TextPart("b"),
        ImagePart(DATA, "image/png", "auto"),
    )


def test_sounds() -> None:
    content = parts(
        {"type": "input_audio", "input_audio": {"data": BASE64, "format": "wav"}},
        {"type": "audio_url", "audio_url": {"url": f"data:audio/mp3;base64,{BASE64}"}},
    )
    assert content == (AudioPart(DATA, "wav"), AudioPart(DATA, "mp3"))


@pytest.mark.parametrize(
    "url",
    [
        f"data:image/png;base64,{BASE64}",
        f"data:image/svg+xml;charset=utf-8;base64,{BASE64}",
        f"data:;base64,{BASE64}",
    ],
)
def test_data_urls(url: str) -> None:
    assert inline(url).data == DATA


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_base64_as_it_comes(cut: int) -> None:
    data = DATA[: len(DATA) - cut]
    text = base64.encodebytes(data).decode()
    assert decoded(text) == decoded(text.replace("=", "")) == data


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "must be an http"),
        ("ftp://example.com/x.png", "must be an http"),
        ("/etc/passwd", "must be an http"),
        ("data:image/png,abc", "or a data: URL as data:image/png;base64"),
        ("data:image/png;base64,a", "is not base64"),
        ("data:image/png;base64,a_b-", "is not base64"),
        ("data:image/png;base64,\u00e9", "is not base64"),
        (5, "must be a string"),
        (None, "must be a string"),
    ],
)
def test_other_urls_are_refused(url: Any, message: str) -> None:
    with pytest.raises(BadRequest, match=message) as refused:
        parts(image(url))
    assert refused.value.param == "messages[0].content[0].image_url.url"


def test_an_unknown_kind_of_content_is_named() -> None:
    with pytest.raises(BadRequest, match="type is one of text, image_url") as refused:
        parts({"type": "text", "text": "a"}, {"type": "video_url", "video_url": {}})
    assert refused.value.param == "messages[0].content[1]"


@pytest.mark.parametrize(
    ("content", "param"),
    [
        ({"type": "image_url"}, "messages[0].content[0].image_url"),
        ({"type": "image_url", "image_url": "data:"}, "messages[0].content[0].image_url"),
        ({"type": "input_audio", "input_audio": {}}, "messages[0].content[0].input_audio.data"),
        ({"type": "text", "text": 5}, "messages[0].content[0].text"),
        ({}, "messages[0].content[0]"),
        (5, "messages[0].content[0]"),
    ],
)
def test_the_path_to_what_is_wrong(content: Any, param: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parts(content)
    assert refused.value.param == param
