"""Texts as a model's tokens, and back: as llama-server and LocalAI take it, and vLLM.

https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import AliasChoices, Field, ValidationInfo, field_validator

from deployments.types import DetokenizeRequest, TokenizeRequest, Tokens, Words
from serve_app.errors import BadRequest
from serve_app.protocols.body import Strict, validate
from serve_app.protocols.call import Ask
from serve_app.protocols.lists import ListOf

TokenId = Annotated[int, Field(ge=0, le=2**31 - 1)]


class TokenizeBody(Strict):
    """`content` is llama-server's and LocalAI's name of the text, `prompt` is vLLM's."""

    model: str | None = None
    content: str | None = None
    prompt: str | None = None
    add_special: bool | None = Field(
        default=None, validation_alias=AliasChoices("add_special", "add_special_tokens")
    )
    with_pieces: bool | None = None

    @field_validator("prompt")
    @classmethod
    def _one_text(cls, prompt: str | None, fields: ValidationInfo) -> str | None:
        if prompt is not None and fields.data.get("content") is not None:
            raise ValueError("not together with content")
        return prompt

    @property
    def text(self) -> str | None:
        return self.prompt if self.content is None else self.content


class DetokenizeBody(Strict):
    model: str | None = None
    tokens: ListOf[TokenId]


def parse_tokenize(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    body = validate(TokenizeBody, data)
    if body.text is None:
        raise BadRequest("content: Field required", param="content")
    return Ask(
        model=body.model,
        capability="tokenize",
        question=TokenizeRequest(id=request_id, text=body.text, special=bool(body.add_special)),
        answer=partial(render_tokens, bool(body.with_pieces)),
    )


def parse_detokenize(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    body = validate(DetokenizeBody, data)
    return Ask(
        model=body.model,
        capability="tokenize",
        question=DetokenizeRequest(id=request_id, token_ids=tuple(body.tokens)),
        answer=render_text,
    )


def render_tokens(with_pieces: bool, model: str, reply: Tokens) -> dict[str, Any]:
    tokens: list[Any] = list(reply.ids)
    if with_pieces:
        pairs = zip(reply.ids, reply.pieces, strict=True)
        tokens = [{"id": id, "piece": _piece(piece)} for id, piece in pairs]
    return {"tokens": tokens, "count": len(tokens)}


def render_text(model: str, reply: Words) -> dict[str, Any]:
    """Under llama-server's name and vLLM's."""
    return {"content": reply.text, "prompt": reply.text}


def _piece(piece: bytes) -> str | list[int]:
    """A token may be a part of a character; then its bytes."""
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return list(piece)
