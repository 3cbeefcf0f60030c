"""OpenAI's edits, a legacy API: https://platform.openai.com/docs/api-reference/edits

The instruction and its input are put to a chat model in one message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from deployments.types import Message, Reasoning, TextPart, TokenLogprob
from serve_app.protocols.body import validate
from serve_app.protocols.call import Call
from serve_app.protocols.completions import CompletionAnswer
from serve_app.protocols.generation_body import GenerationBody, request_of


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
    about = {"object": "edit", "created": created}
    return Call(
        model=edit.model,
        capability="chat",
        stream=bool(edit.stream),
        requests=(request,),
        answer=partial(EditAnswer, about, 1, request.n, edit.include_usage),
    )


class EditAnswer(CompletionAnswer):
    """As of completions, but for the form of a choice."""

    def _choice(
        self, index: int, text: str, tokens: Sequence[TokenLogprob] | None, reason: str | None
    ) -> dict[str, Any]:
        return {"text": text, "index": index, "finish_reason": reason}
