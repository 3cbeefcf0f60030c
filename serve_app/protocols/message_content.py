"""What a message may contain, as Anthropic's messages API writes it.

https://platform.claude.com/docs/en/api/messages/create
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

import orjson
from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag
from pydantic.json_schema import SkipJsonSchema

from deployments.types import ImagePart, Message, Part, TextPart, ToolCall
from serve_app.protocols.body import Strict
from serve_app.protocols.content import Base64, FileUrl, parts
from serve_app.protocols.lists import ListOf
from serve_app.protocols.unions import by_type, type_of


class TextBlock(Strict):
    type: Literal["text"]
    text: str

    def part(self) -> Part:
        return TextPart(self.text)


class Base64Source(Strict):
    type: Literal["base64"]
    media_type: str
    data: Base64

    def part(self) -> Part:
        return ImagePart(self.data, self.media_type)


class UrlSource(Strict):
    type: Literal["url"]
    url: FileUrl

    def part(self) -> Part:
        return ImagePart(self.url.data, self.url.media_type)


class ImageBlock(Strict):
    type: Literal["image"]
    source: Annotated[
        Annotated[Base64Source, Tag("Base64Source")] | Annotated[UrlSource, Tag("UrlSource")],
        by_type(
            {"base64": "Base64Source", "url": "UrlSource"},
            "source",
            "an object whose type is base64 or url",
        ),
    ]

    def part(self) -> Part:
        return self.source.part()


class TextSource(Strict):
    type: Literal["text"]
    data: str


class DocumentBlock(Strict):
    type: Literal["document"]
    source: TextSource
    title: str | None = None
    context: str | None = None

    def part(self) -> Part:
        return TextPart("\n\n".join(filter(None, (self.title, self.context, self.source.data))))


class ThinkingBlock(Strict):
    type: Literal["thinking"]
    thinking: str


class RedactedThinkingBlock(Strict):
    """A thought that only Anthropic can read."""

    type: Literal["redacted_thinking"]


def _compact_json(value: object) -> str:
    if not isinstance(value, dict):
        raise ValueError("must be an object")
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError as error:
        raise ValueError(str(error)) from None


class ToolUseBlock(Strict):
    """Its input is kept as JSON text."""

    type: Literal["tool_use"]
    id: str
    name: str
    input: Annotated[str, BeforeValidator(_compact_json, json_schema_input_type=dict[str, Any])]

    @property
    def call(self) -> ToolCall:
        return ToolCall(self.id, self.name, self.input)


def _unsupported(kind: str) -> str:
    source = " unless the type of its source is text" if kind == "document" else ""
    raise ValueError(f"'{kind}' is not supported{source}")


class UnsupportedBlock(Strict):
    """None is valid; the error names the block's type."""

    type: Annotated[str, AfterValidator(_unsupported)]


def _other_block(data: Any) -> str | None:
    if not isinstance(data, dict):
        return None
    is_text = type_of(data) == "document" and type_of(data.get("source")) == "text"
    return "DocumentBlock" if is_text else "UnsupportedBlock"


def _block(kinds: Mapping[str, str]) -> Discriminator:
    return by_type(kinds, "block", "an object with a type", _other_block)


_RESULT_KINDS = {"text": "TextBlock", "image": "ImageBlock"}


ResultBlock: TypeAlias = Annotated[
    Annotated[TextBlock, Tag("TextBlock")]
    | Annotated[ImageBlock, Tag("ImageBlock")]
    | Annotated[DocumentBlock, Tag("DocumentBlock")]
    | Annotated[UnsupportedBlock, Tag("UnsupportedBlock"), SkipJsonSchema()],
    _block(_RESULT_KINDS),
]
"""What the result of a tool may contain."""


class ToolResultBlock(Strict):
    type: Literal["tool_result"]
    tool_use_id: str
    content: str | ListOf[ResultBlock] | None = None
    is_error: bool | None = None

    def message(self, name: str) -> Message:
        """The result of a call to the tool of this name; a failure is told in words."""
        failed = (TextPart("Error: "),) if self.is_error else ()
        return Message(
            "tool", (*failed, *shown_parts(self.content)), name=name, tool_call_id=self.tool_use_id
        )


_BLOCK_KINDS = {
    "text": "TextBlock",
    "image": "ImageBlock",
    "thinking": "ThinkingBlock",
    "redacted_thinking": "RedactedThinkingBlock",
    "tool_use": "ToolUseBlock",
    "tool_result": "ToolResultBlock",
}


Block: TypeAlias = Annotated[
    Annotated[TextBlock, Tag("TextBlock")]
    | Annotated[ImageBlock, Tag("ImageBlock")]
    | Annotated[DocumentBlock, Tag("DocumentBlock")]
    | Annotated[ThinkingBlock, Tag("ThinkingBlock")]
    | Annotated[RedactedThinkingBlock, Tag("RedactedThinkingBlock")]
    | Annotated[ToolUseBlock, Tag("ToolUseBlock")]
    | Annotated[ToolResultBlock, Tag("ToolResultBlock")]
    | Annotated[UnsupportedBlock, Tag("UnsupportedBlock"), SkipJsonSchema()],
    _block(_BLOCK_KINDS),
]


def shown_parts(content: str | Sequence[Block] | None) -> tuple[Part, ...]:
    """What of it a model sees or hears."""
    if isinstance(content, str):
        return parts(content)
    shown = (TextBlock, ImageBlock, DocumentBlock)
    return parts(block for block in content or () if isinstance(block, shown))
