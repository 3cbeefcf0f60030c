"""Reranking as Jina's API has it, and LocalAI's: https://jina.ai/reranker

A score is what the model's classification head gives; the higher, the more relevant. llama.cpp
makes probabilities of it for the Qwen 3 rerankers alone (llama-graph.cpp, `build_pooling`): theirs
are from 0 to 1, as Jina's. Those of others (BGE, Jina's own) are logits, of either sign, for which
1 / (1 + exp(-score)) is the probability. As in llama-server they are told as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from deployments.types import RerankRequest, Scores
from serve_app.protocols.body import Strict, validate
from serve_app.protocols.call import Ask
from serve_app.protocols.lists import ListOf

MAX_DOCUMENTS = 2048


class Document(Strict):
    text: str


class RerankBody(Strict):
    model: str | None = None
    query: Annotated[str, Field(min_length=1)]
    documents: Annotated[ListOf[str | Document], Field(min_length=1, max_length=MAX_DOCUMENTS)]
    top_n: int | None = Field(default=None, ge=1)
    return_documents: bool | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(each if isinstance(each, str) else each.text for each in self.documents)


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Ask:
    """Raises `BadRequest` naming the field."""
    body = validate(RerankBody, data)
    told = None if body.return_documents is False else body.texts
    return Ask(
        model=body.model,
        capability="rerank",
        question=RerankRequest(id=request_id, query=body.query, documents=body.texts),
        answer=partial(render, told, body.top_n),
    )


def render(
    documents: tuple[str, ...] | None, top_n: int | None, model: str, reply: Scores
) -> dict[str, Any]:
    """`documents`: to be told beside their scores. Of equal ones the first stays first."""
    best = sorted(range(len(reply.scores)), key=lambda i: reply.scores[i], reverse=True)[:top_n]
    return {
        "model": model,
        "object": "list",
        "usage": {"total_tokens": reply.prompt_tokens, "prompt_tokens": reply.prompt_tokens},
        "results": [_result(index, reply.scores[index], documents) for index in best],
    }


def _result(index: int, score: float, documents: tuple[str, ...] | None) -> dict[str, Any]:
    result: dict[str, Any] = {"index": index, "relevance_score": score}
    return result if documents is None else result | {"document": {"text": documents[index]}}
