"""The items of a response while the model says them, and the events that tell of each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from deployments.types import TokenLogprob
from serve_app.protocols.openai import logprob

Tell = Callable[..., None]
"""Told the type of an event, and its fields by name."""


class ItemPart(ABC):
    """One item, at its place in the output; `say` adds to it and `close` gives the whole item."""

    prefix: ClassVar[str]

    def __init__(self, tell: Tell, stem: str, place: int) -> None:
        self._send = tell
        self.id = f"{self.prefix}_{stem}_{place}"
        self._place = place
        self._said: list[str] = []
        self._begin()

    @abstractmethod
    def _begin(self) -> None:
        """Tell of the item before anything is in it."""

    @abstractmethod
    def say(self, text: str, tokens: Sequence[TokenLogprob]) -> None: ...

    @abstractmethod
    def close(self, status: str) -> dict[str, Any]: ...

    @property
    def _text(self) -> str:
        return "".join(self._said)

    def _tell_item(self, type: str, item: dict[str, Any]) -> None:
        self._send(type, output_index=self._place, item=item)

    def _tell(self, type: str, **data: Any) -> None:
        self._send(type, item_id=self.id, output_index=self._place, **data)


class ContentPart(ItemPart):
    """An item with one part of content."""

    def _begin(self) -> None:
        self._tell_item("response.output_item.added", self._item("in_progress", []))
        self._tell("response.content_part.added", content_index=0, part=self._part())

    def close(self, status: str) -> dict[str, Any]:
        part = self._part()
        self._tell_end()
        self._tell("response.content_part.done", content_index=0, part=part)
        item = self._item(status, [part])
        self._tell_item("response.output_item.done", item)
        return item

    @abstractmethod
    def _part(self) -> dict[str, Any]: ...

    @abstractmethod
    def _item(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]: ...

    @abstractmethod
    def _tell_end(self) -> None:
        """Tell all that was said."""


class TextPart(ContentPart):
    """A message of the assistant with one part of text."""

    prefix = "msg"

    def _begin(self) -> None:
        self._logprobs: list[dict[str, Any]] = []
        super()._begin()

    def say(self, text: str, tokens: Sequence[TokenLogprob]) -> None:
        self._said.append(text)
        told = [*map(logprob, tokens)]
        self._logprobs += told
        self._tell("response.output_text.delta", content_index=0, delta=text, logprobs=told)

    def _tell_end(self) -> None:
        whole = {"content_index": 0, "text": self._text, "logprobs": self._logprobs}
        self._tell("response.output_text.done", **whole)

    def _part(self) -> dict[str, Any]:
        return {
            "type": "output_text",
            "text": self._text,
            "annotations": [],
            "logprobs": self._logprobs,
        }

    def _item(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": "message",
            "status": status,
            "role": "assistant",
            "content": content,
        }


class ThoughtPart(ContentPart):
    """A thought. Nobody summarises it: it is told whole."""

    prefix = "rs"

    def say(self, text: str, tokens: Sequence[TokenLogprob]) -> None:
        self._said.append(text)
        self._tell("response.reasoning.delta", content_index=0, delta=text)

    def _tell_end(self) -> None:
        self._tell("response.reasoning.done", content_index=0, text=self._text)

    def _part(self) -> dict[str, Any]:
        return {"type": "reasoning_text", "text": self._text}

    def _item(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": "reasoning",
            "status": status,
            "summary": [],
            "content": content,
            "encrypted_content": None,
        }


class CallPart(ItemPart):
    """A call of a function."""

    prefix = "fc"

    def __init__(self, tell: Tell, stem: str, place: int, call_id: str, name: str) -> None:
        self._call_id, self._name = call_id, name
        super().__init__(tell, stem, place)

    def _begin(self) -> None:
        self._tell_item("response.output_item.added", self._item("in_progress"))

    def say(self, text: str, tokens: Sequence[TokenLogprob]) -> None:
        if text:
            self._said.append(text)
            self._tell("response.function_call_arguments.delta", delta=text)

    def close(self, status: str) -> dict[str, Any]:
        whole = {"name": self._name, "arguments": self._text}
        self._tell("response.function_call_arguments.done", **whole)
        item = self._item(status)
        self._tell_item("response.output_item.done", item)
        return item

    def _item(self, status: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": "function_call",
            "status": status,
            "call_id": self._call_id,
            "name": self._name,
            "arguments": self._text,
        }
