"""OpenAI's embeddings: https://platform.openai.com/docs/api-reference/embeddings

As with LocalAI, `model` may be left out.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from pydantic import Field, field_validator

from deployments.types import Embeddings, EmbedRequest
from serve_app.protocols.body import Strict, validate
from serve_app.protocols.call import Ask
from serve_app.protocols.texts import Texts, each_text

MAX_INPUTS = 2048  # OpenAI's
FLOAT_SIZE = 4

Encoding = Literal["float", "base64"]


class EmbeddingsBody(Strict):
    model: str | None = None
    input: Texts
    dimensions: int | None = Field(default=None, ge=1, le=2**31 - 1)
    encoding_format: Encoding | None = None

    @field_validator("input")
    @classmethod
    def _not_too_many(cls, given: Any) -> Any:
        if isinstance(given, list) and not isinstance(given[0], int) and len(given) > MAX_INPUTS:
            raise ValueError(f"at most {MAX_INPUTS} inputs")
        return given


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    body = validate(EmbeddingsBody, data)
    inputs = each_text(body.input)
    return Ask(
        model=body.model,
        capability="embeddings",
        question=EmbedRequest(id=request_id, inputs=inputs, dimensions=body.dimensions),
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
