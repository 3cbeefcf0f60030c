"""OpenAI's completions: https://platform.openai.com/docs/api-reference/completions"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from deployments.types import Event, Finished, PromptLogprobs, Request, TextDelta, TokenLogprob
from serve_app.errors import BadRequest
from serve_app.protocols.body import validate
from serve_app.protocols.call import Call
from serve_app.protocols.generation_body import MAX_CHOICES, GenerationBody, request_of
from serve_app.protocols.openai import OpenAIAnswer, event
from serve_app.protocols.texts import Texts, each_text

DEFAULT_MAX_TOKENS = 16  # OpenAI's


class CompletionBody(GenerationBody):
    prompt: Texts
    logprobs: int | None = Field(default=None, ge=0, le=20)
    max_tokens: int | None = Field(default=None, ge=0)
    echo: bool | None = None
    best_of: int | None = Field(default=None, ge=1, le=MAX_CHOICES)
    suffix: str | None = None

    @field_validator("best_of")
    @classmethod
    def _enough_to_choose_from(cls, best_of: int | None, fields: ValidationInfo) -> int | None:
        if best_of is not None and best_of < (fields.data.get("n") or 1):
            raise ValueError("at least n")
        if best_of is not None and best_of > 1 and fields.data.get("stream"):
            raise ValueError("cannot be streamed")
        return best_of

    @field_validator("suffix")
    @classmethod
    def _not_among_logprobs(cls, suffix: str | None, fields: ValidationInfo) -> str | None:
        echoes_logprobs = fields.data.get("echo") and fields.data.get("logprobs") is not None
        if suffix and echoes_logprobs:
            raise ValueError("not together with echo and logprobs")
        return suffix


def parse(data: Mapping[str, Any], request_id: str, created: int) -> Call:
    """Raises `BadRequest` naming the field."""
    completion = validate(CompletionBody, data)
    if completion.max_tokens == 0 and not completion.echo:
        raise BadRequest("max_tokens: at least 1, or 0 with echo", param="max_tokens")
    prompts, n = each_text(completion.prompt), completion.n or 1
    if max(n, completion.best_of or 1) * len(prompts) > MAX_CHOICES:
        raise BadRequest(f"n: at most {MAX_CHOICES} choices for all prompts together", param="n")
    about = {"id": f"cmpl-{request_id}", "object": "text_completion", "created": created}
    return Call(
        model=completion.model,
        capability="completion",
        stream=bool(completion.stream),
        requests=tuple(_requests(completion, request_id, prompts)),
        answer=partial(CompletionAnswer, about, len(prompts), n, completion.include_usage),
    )


def _requests(
    body: CompletionBody, id: str, prompts: Sequence[str | tuple[int, ...]]
) -> Iterator[Request]:
    most = DEFAULT_MAX_TOKENS if body.max_tokens is None else body.max_tokens
    for number, prompt in enumerate(prompts):
        yield request_of(
            body,
            f"{id}-{number}" if number else id,
            prompt=prompt,
            suffix=body.suffix or None,
            best_of=body.best_of,
            max_tokens=most,
            echo=bool(body.echo),
            prompt_logprobs=body.logprobs if body.echo else None,
            logprobs=body.logprobs,
        )


class _Logprobs:
    """The legacy shape: parallel lists, with the offset of each token in the text."""

    def __init__(self) -> None:
        self._offset = 0

    def render(self, tokens: Sequence[TokenLogprob]) -> dict[str, Any]:
        offsets = []
        for token in tokens:
            offsets.append(self._offset)
            self._offset += len(_text(token))
        return {
            "tokens": [_text(token) for token in tokens],
            "token_logprobs": [_known(token.logprob) for token in tokens],
            "top_logprobs": [_top(token) for token in tokens],
            "text_offset": offsets,
        }


class CompletionAnswer(OpenAIAnswer):
    """Choice `i` of prompt `p` has the index `p * n + i`."""

    def __init__(
        self, about: Mapping[str, Any], prompts: int, n: int, include_usage: bool, model: str
    ) -> None:
        super().__init__(prompts * n, include_usage)
        self._about = {**about, "model": model}
        self._n = n
        self._text: dict[int, list[str]] = {}
        self._tokens: dict[int, list[TokenLogprob]] = {}
        self._reasons: dict[int, str] = {}
        self._logprobs: dict[int, _Logprobs] = {}

    def result(self) -> dict[str, Any]:
        choices = [
            self._choice(index, "".join(self._text.get(index, ())), self._tokens.get(index), reason)
            for index, reason in sorted(self._reasons.items())
        ]
        return {**self._about, "choices": choices, "usage": self._usage.render()}

    def _head(self) -> dict[str, Any]:
        return self._about

    def _keep(self, request: int, item: Event) -> None:
        if isinstance(item, TextDelta):
            index = request * self._n + item.index
            self._text.setdefault(index, []).append(item.text)
            self._tokens.setdefault(index, []).extend(item.logprobs)
        elif isinstance(item, PromptLogprobs):
            self._tokens.setdefault(request * self._n + item.index, []).extend(item.tokens)
        elif isinstance(item, Finished):
            self._reasons[request * self._n + item.index] = item.reason

    def _render(self, request: int, item: Event) -> bytes:
        first = request * self._n
        if isinstance(item, TextDelta) and (item.text or item.logprobs):
            choice = self._choice(first + item.index, item.text, item.logprobs, None)
        elif isinstance(item, PromptLogprobs):
            choice = self._choice(first + item.index, "", item.tokens, None)
        elif isinstance(item, Finished):
            choice = self._choice(first + item.index, "", (), item.reason)
        else:
            return b""
        return event(self._envelope([choice]))

    def _choice(
        self, index: int, text: str, tokens: Sequence[TokenLogprob] | None, reason: str | None
    ) -> dict[str, Any]:
        logprobs = None
        if tokens:
            logprobs = self._logprobs.setdefault(index, _Logprobs()).render(tokens)
        return {"index": index, "text": text, "logprobs": logprobs, "finish_reason": reason}


def _known(logprob: float) -> float | None:
    """Nothing where nothing came before the token."""
    return None if math.isnan(logprob) else logprob


def _top(token: TokenLogprob) -> dict[str, float] | None:
    if math.isnan(token.logprob):
        return None
    return {_text(top): top.logprob for top in token.top}


def _text(token: TokenLogprob) -> str:
    return token.token.decode(errors="replace")
