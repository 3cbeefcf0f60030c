"""The items of Open Responses, and the messages that they are to a model.

https://www.openresponses.org/specification#items
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from deployments.types import ImagePart, Message, Part, TextPart, ToolCall
from serve_app.errors import BadRequest
from serve_app.protocols.content import FileUrl
from serve_app.protocols.lists import ListOf

LONGEST_ID = 128


class _Strict(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="ignore", frozen=True, arbitrary_types_allowed=True
    )


# --- What a message contains -----------------------------------------------------------------


class TextContent(_Strict):
    type: Literal["input_text", "output_text", "text", "summary_text", "reasoning_text"]
    text: str

    def part(self) -> Part:
        return TextPart(self.text)


class RefusalContent(_Strict):
    type: Literal["refusal"]
    refusal: str

    def part(self) -> Part:
        return TextPart(self.refusal)


class ImageContent(_Strict):
    type: Literal["input_image"]
    image_url: FileUrl
    detail: Literal["auto", "low", "high"] | None = None

    def part(self) -> Part:
        image = self.image_url
        return ImagePart(image.data, image.media_type, self.detail or "auto")


def _content_kind(data: Any) -> str | None:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind in ("input_image", "refusal"):
        return "ImageContent" if kind == "input_image" else "RefusalContent"
    return "TextContent" if isinstance(kind, str) and kind.endswith("text") else None


Content: TypeAlias = Annotated[
    Annotated[TextContent, Tag("TextContent")]
    | Annotated[ImageContent, Tag("ImageContent")]
    | Annotated[RefusalContent, Tag("RefusalContent")],
    Discriminator(
        _content_kind,
        custom_error_type="content",
        custom_error_message="an object whose type is one of input_text, input_image, output_text,"
        " refusal",
    ),
]
Text: TypeAlias = str | ListOf[Content]


def parts(content: Text) -> tuple[Part, ...]:
    if isinstance(content, str):
        return (TextPart(content),)
    return tuple(each.part() for each in content)


# --- Items -----------------------------------------------------------------------------------


class MessageItem(_Strict):
    """Also without a type, as OpenAI's "easy" messages are."""

    type: Literal["message"] | None = None
    role: Literal["system", "developer", "user", "assistant"]
    content: Text


class ReasoningItem(_Strict):
    type: Literal["reasoning"]
    summary: ListOf[TextContent] = []
    content: ListOf[TextContent] | None = None

    @property
    def text(self) -> str:
        """All of the thought, where somebody kept it, or else what was said about it."""
        return "\n".join(each.text for each in self.content or self.summary)


class FunctionCallItem(_Strict):
    type: Literal["function_call"]
    call_id: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
    name: str
    arguments: str


class FunctionCallOutputItem(_Strict):
    type: Literal["function_call_output"]
    call_id: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
    output: Text


class ItemReference(_Strict):
    """An item that was stored with an earlier response."""

    type: Literal["item_reference"] | None = None
    id: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


_KINDS = {
    "message": "MessageItem",
    "reasoning": "ReasoningItem",
    "function_call": "FunctionCallItem",
    "function_call_output": "FunctionCallOutputItem",
    "item_reference": "ItemReference",
}


def _kind(data: Any) -> str | None:
    if isinstance(data, _Strict):
        return type(data).__name__
    if not isinstance(data, dict):
        return None
    kind = data.get("type")
    if kind is None:
        return "MessageItem" if "role" in data else "ItemReference" if "id" in data else None
    return _KINDS.get(kind) if isinstance(kind, str) else None


Item: TypeAlias = Annotated[
    Annotated[MessageItem, Tag("MessageItem")]
    | Annotated[ReasoningItem, Tag("ReasoningItem")]
    | Annotated[FunctionCallItem, Tag("FunctionCallItem")]
    | Annotated[FunctionCallOutputItem, Tag("FunctionCallOutputItem")]
    | Annotated[ItemReference, Tag("ItemReference")],
    Discriminator(
        _kind,
        custom_error_type="item",
        custom_error_message=f"an object whose type is one of {', '.join(_KINDS)}",
    ),
]
"""The tags are class names, which the path to a wrong field leaves out."""


# --- What they are to a model ----------------------------------------------------------------


@dataclass(slots=True)
class _Turn:
    """What an assistant says in one go: a thought, words and calls, each at most once."""

    reasoning: list[str] = field(default_factory=list)
    content: list[Part] = field(default_factory=list)
    calls: list[ToolCall] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        return bool(self.reasoning or self.content or self.calls)

    def message(self) -> Message:
        return Message(
            "assistant",
            tuple(self.content),
            reasoning="\n".join(self.reasoning) or None,
            tool_calls=tuple(self.calls),
        )


def messages(items: Iterable[tuple[str, Item]]) -> tuple[Message, ...]:
    """The messages that items are, each given with the path to it.

    A thought, the words behind it and the calls behind those are one message.

    Raises:
        BadRequest: naming an item that answers no call.
    """
    said: list[Message] = []
    turn, names = _Turn(), dict[str, str]()
    for path, item in items:
        if _begins_turn(item, turn):
            said.append(turn.message())
            turn = _Turn()
        match item:
            case ReasoningItem():
                turn.reasoning += filter(None, [item.text])
            case FunctionCallItem(call_id=id, name=name, arguments=arguments):
                turn.calls.append(ToolCall(id, name, arguments))
                names[id] = name
            case FunctionCallOutputItem(call_id=id, output=output):
                if id not in names:
                    param = f"{path}.call_id"
                    raise BadRequest(f"{param}: there is no call '{id}' before", param=param)
                said.append(Message("tool", parts(output), name=names[id], tool_call_id=id))
            case MessageItem(role="assistant", content=content):
                turn.content += parts(content)
            case MessageItem(role=role, content=content):
                said.append(Message(role, parts(content)))
            case ItemReference():
                raise AssertionError("references are looked up before")
    return (*said, turn.message()) if turn.begun else tuple(said)


def _begins_turn(item: Item, turn: _Turn) -> bool:
    """Whether what the assistant said before has ended."""
    match item:
        case ReasoningItem():
            return bool(turn.content or turn.calls)
        case MessageItem(role="assistant"):
            return bool(turn.content or turn.calls)
        case FunctionCallItem():
            return False
        case _:
            return turn.begun


def references(items: Sequence[Item]) -> tuple[str, ...]:
    """The ids of stored items."""
    return tuple(item.id for item in items if isinstance(item, ItemReference))
