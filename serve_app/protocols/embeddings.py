"""OpenAI's embeddings: https://platform.openai.com/docs/api-reference/embeddings

As with LocalAI, `model` may be left out.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from deployments.types import Embeddings, EmbedRequest
from serve_app.protocols.call import Ask
from serve_app.protocols.lists import ListOf
from serve_app.protocols.openai import validate

MAX_INPUTS = 2048  # OpenAI's
FLOAT_SIZE = 4

Encoding = Literal["float", "base64"]


class EmbeddingsBody(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    model: str | None = None
    input: str | ListOf[str] | ListOf[int] | ListOf[ListOf[int]]
    dimensions: int | None = Field(default=None, ge=1, le=2**31 - 1)
    encoding_format: Encoding | None = None

    @field_validator("input")
    @classmethod
    def _not_empty(cls, given: Any) -> Any:
        if not given or (isinstance(given, list) and any(each in ("", []) for each in given)):
            raise ValueError("an empty input")
        return given

    @field_validator("input")
    @classmethod
    def _not_too_many(cls, given: Any) -> Any:
        if isinstance(given, list) and not isinstance(given[0], int) and len(given) > MAX_INPUTS:
            raise ValueError(f"at most {MAX_INPUTS} inputs")
        return given

    @property
    def inputs(self) -> tuple[str | tuple[int, ...], ...]:
        if isinstance(self.input, str):
            return (self.input,)
        if isinstance(self.input[0], int):
            return (tuple(token for token in self.input if isinstance(token, int)),)
        several = [each for each in self.input if not isinstance(each, int)]
        return tuple(each if isinstance(each, str) else tuple(each) for each in several)


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    body = validate(EmbeddingsBody, data)
    return Ask(
        model=body.model,
        capability="embeddings",
        question=EmbedRequest(id=request_id, inputs=body.inputs, dimensions=body.dimensions),
        answer=partial(render, body.encoding_format or "float"),
    )


def render(encoding: Encoding, model: str, reply: Embeddings) -> dict[str, Any]:
    encoded = _base64 if encoding == "base64" else _numbers
    return {
        "object": "list",
        "data": [
            {"object": "embedding", "index": index, "embedding": encoded(vector)}
            for index, vector in enumerate(reply.vectors)
        ],
        "model": model,
        "usage": {"prompt_tokens": reply.prompt_tokens, "total_tokens": reply.prompt_tokens},
    }


def _base64(vector: bytes) -> str:
    return base64.b64encode(vector).decode()


def _numbers(vector: bytes) -> list[float]:
    return list(struct.unpack(f"<{len(vector) // FLOAT_SIZE}f", vector))
