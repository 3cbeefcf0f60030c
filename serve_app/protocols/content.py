"""What a message may contain besides a plain string, as OpenAI's chat API writes it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from pydantic import BeforeValidator, Field, Tag

from deployments.types import AudioPart, ImagePart, Part, TextPart
from serve_app.protocols.body import Strict
from serve_app.protocols.unions import by_type

DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w.+-]+=[^;,]*)*)(;base64)?,", re.ASCII)


_NO_SPACE = str.maketrans("", "", " \t\r\n")


@dataclass(frozen=True, slots=True)
class Inline:
    """The content of a `data:` URL, and its media type, `image/png` for example."""

    media_type: str
    data: bytes


def is_address(url: Any) -> bool:
    """Something to be fetched; this happens before a body is validated."""
    return isinstance(url, str) and url[:8].lower().startswith(("http://", "https://"))


def inline(url: Any) -> Inline:
    """Raises `ValueError`. What stood at an address has been fetched."""
    if isinstance(url, Inline):
        return url
    if not isinstance(url, str):
        raise ValueError("must be a string")
    opening = DATA_URL.match(url)
    if opening is None or not opening[3]:
        raise ValueError(
            "must be an http(s) address, or a data: URL as data:image/png;base64,iVBO…"
        )
    return Inline(opening[1] or "", decoded(url[opening.end() :]))


def decoded(text: Any) -> bytes:
    """Base64 in lines or in one, with its last `=` or without. Raises `ValueError`."""
    if not isinstance(text, str):
        raise ValueError("must be a string")
    joined = text.translate(_NO_SPACE).rstrip("=")
    try:
        return base64.b64decode(joined + "=" * (-len(joined) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"is not base64: {error}") from None


FileUrl: TypeAlias = Annotated[
    Inline,
    BeforeValidator(
        inline, json_schema_input_type=Annotated[str, Field(pattern="^(https?://|data:.*;base64,)")]
    ),
]
"""Clients send a `data:` URL, or an address."""
Base64: TypeAlias = Annotated[
    bytes,
    BeforeValidator(
        decoded,
        json_schema_input_type=Annotated[
            str, Field(json_schema_extra={"contentEncoding": "base64"})
        ],
    ),
]


class Shown(Protocol):
    def part(self) -> Part: ...


def parts(content: str | Iterable[Shown] | None) -> tuple[Part, ...]:
    if isinstance(content, str):
        return (TextPart(content),)
    return tuple(each.part() for each in content or ())


class TextContent(Strict):
    type: Literal["text"]
    text: str

    def part(self) -> Part:
        return TextPart(self.text)


class ImageUrl(Strict):
    url: FileUrl
    detail: Literal["auto", "low", "high"] | None = None


class ImageContent(Strict):
    type: Literal["image_url"]
    image_url: ImageUrl

    def part(self) -> Part:
        image = self.image_url
        return ImagePart(image.url.data, image.url.media_type, image.detail or "auto")


class InputAudio(Strict):
    data: Base64
    format: str


class AudioContent(Strict):
    type: Literal["input_audio"]
    input_audio: InputAudio

    def part(self) -> Part:
        return AudioPart(self.input_audio.data, self.input_audio.format)


class AudioUrl(Strict):
    url: FileUrl


class AudioUrlContent(Strict):
    """LocalAI's and vLLM's."""

    type: Literal["audio_url"]
    audio_url: AudioUrl

    def part(self) -> Part:
        audio = self.audio_url.url
        return AudioPart(audio.data, audio.media_type.rpartition("/")[2])


_KINDS = {
    "text": "TextContent",
    "image_url": "ImageContent",
    "input_audio": "AudioContent",
    "audio_url": "AudioUrlContent",
}


Content: TypeAlias = Annotated[
    Annotated[TextContent, Tag("TextContent")]
    | Annotated[ImageContent, Tag("ImageContent")]
    | Annotated[AudioContent, Tag("AudioContent")]
    | Annotated[AudioUrlContent, Tag("AudioUrlContent")],
    by_type(_KINDS, "content"),
]
