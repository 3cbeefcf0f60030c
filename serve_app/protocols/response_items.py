"""The items of Open Responses, and the messages that they are to a model.

https://www.openresponses.org/specification#items
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, Tag

from deployments.types import ImagePart, Message, Part, TextPart, ToolCall
from serve_app.errors import BadRequest
from serve_app.protocols.body import Strict
from serve_app.protocols.content import FileUrl, parts
from serve_app.protocols.lists import ListOf
from serve_app.protocols.unions import by_type, type_of

Id: TypeAlias = Annotated[str, Field(min_length=1, max_length=128)]


# --- What a message contains -----------------------------------------------------------------


class TextContent(Strict):
    type: Literal["input_text", "output_text", "text", "summary_text", "reasoning_text"]
    text: str

    def part(self) -> Part:
        return TextPart(self.text)


class RefusalContent(Strict):
    type: Literal["refusal"]
    refusal: str

    def part(self) -> Part:
        return TextPart(self.refusal)


class ImageContent(Strict):
    type: Literal["input_image"]
    image_url: FileUrl
    detail: Literal["auto", "low", "high"] | None = None

    def part(self) -> Part:
        image = self.image_url
        return ImagePart(image.data, image.media_type, self.detail or "auto")


def _text(data: Any) -> str | None:
    """There are many kinds of text; the error for one that there is not names its type."""
    return "TextContent" if (type_of(data) or "").endswith("text") else None


_CONTENT_KINDS = {
    "input_text": "TextContent",
    "input_image": "ImageContent",
    "output_text": "TextContent",
    "refusal": "RefusalContent",
}


Content: TypeAlias = Annotated[
    Annotated[TextContent, Tag("TextContent")]
    | Annotated[ImageContent, Tag("ImageContent")]
    | Annotated[RefusalContent, Tag("RefusalContent")],
    by_type(_CONTENT_KINDS, "content", other=_text),
]
Text: TypeAlias = str | ListOf[Content]


# --- Items -----------------------------------------------------------------------------------


class MessageItem(Strict):
    """Also without a type, as OpenAI's "easy" messages are."""

    type: Literal["message"] | None = None
    role: Literal["system", "developer", "user", "assistant"]
    content: Text


class ReasoningItem(Strict):
    type: Literal["reasoning"]
    summary: ListOf[TextContent] = Field(default=[])
    content: ListOf[TextContent] | None = None

    @property
    def text(self) -> str:
        """All of the thought, where somebody kept it, or else what was said about it."""
        return "\n".join(each.text for each in self.content or self.summary)


class FunctionCallItem(Strict):
    type: Literal["function_call"]
    call_id: Id
    name: str
    arguments: str


class FunctionCallOutputItem(Strict):
    type: Literal["function_call_output"]
    call_id: Id
    output: Text


class ItemReference(Strict):
    """An item that was stored with an earlier response."""

    type: Literal["item_reference"] | None = None
    id: Id


_ITEM_KINDS = {
    "message": "MessageItem",
    "reasoning": "ReasoningItem",
    "function_call": "FunctionCallItem",
    "function_call_output": "FunctionCallOutputItem",
    "item_reference": "ItemReference",
}


def _untyped(data: Any) -> str | None:
    if not isinstance(data, dict) or data.get("type") is not None:
        return None
    return "MessageItem" if "role" in data else "ItemReference" if "id" in data else None


Item: TypeAlias = Annotated[
    Annotated[MessageItem, Tag("MessageItem")]
    | Annotated[ReasoningItem, Tag("ReasoningItem")]
    | Annotated[FunctionCallItem, Tag("FunctionCallItem")]
    | Annotated[FunctionCallOutputItem, Tag("FunctionCallOutputItem")]
    | Annotated[ItemReference, Tag("ItemReference")],
    by_type(_ITEM_KINDS, "item", other=_untyped),
]


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
