"""OpenAI's edits, a legacy API: https://platform.openai.com/docs/api-reference/edits

The instruction and its input are put to a chat model in one message.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from deployments.types import Event, Finished, Message, Reasoning, TextDelta, TextPart
from serve_app.protocols.call import Call
from serve_app.protocols.openai import GenerationBody, OpenAIAnswer, event, request_of, validate


class EditBody(GenerationBody):
    instruction: Annotated[str, Field(min_length=1)]
    input: str | None = None

    @property
    def message(self) -> str:
        """In a form that the demonstration model was trained on."""
        return f"{self.instruction}\n\n{self.input}" if self.input else self.instruction


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Call:
    """Raises `BadRequest` naming the field."""
    edit = validate(EditBody, data)
    request = request_of(
        edit,
        request_id,
        messages=(Message("user", (TextPart(edit.message),)),),
        reasoning=Reasoning(enabled=False),
    )
    return Call(
        model=edit.model,
        capability="chat",
        stream=bool(edit.stream),
        requests=(request,),
        answer=partial(EditAnswer, created, request.n, edit.include_usage),
    )


class EditAnswer(OpenAIAnswer):
    def __init__(self, created: int, n: int, include_usage: bool, model: str) -> None:
        super().__init__(n, include_usage)
        self._about = {"object": "edit", "created": created, "model": model}
        self._text: dict[int, list[str]] = {}
        self._reasons: dict[int, str] = {}

    def result(self) -> dict[str, Any]:
        choices = [
            _choice(index, "".join(self._text.get(index, ())), reason)
            for index, reason in sorted(self._reasons.items())
        ]
        return {**self._about, "choices": choices, "usage": self._usage.render()}

    def _head(self) -> dict[str, Any]:
        return self._about

    def _keep(self, request: int, item: Event) -> None:
        if isinstance(item, TextDelta):
            self._text.setdefault(item.index, []).append(item.text)
        elif isinstance(item, Finished):
            self._reasons[item.index] = item.reason

    def _render(self, request: int, item: Event) -> bytes:
        if isinstance(item, TextDelta) and item.text:
            choice = _choice(item.index, item.text, None)
        elif isinstance(item, Finished):
            choice = _choice(item.index, "", item.reason)
        else:
            return b""
        return event(self._envelope([choice]))


def _choice(index: int, text: str, reason: str | None) -> dict[str, Any]:
    return {"text": text, "index": index, "finish_reason": reason}
