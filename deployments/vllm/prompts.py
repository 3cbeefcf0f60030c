"""From a request to the token ids of its prompt, and what is wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deployments.chat.template import ChatTemplates, Rendered
from deployments.prompt_length import check_least, check_length
from deployments.token_ids import check_range
from deployments.types import EmbedRequest, Failed, Request, RequestRefused
from deployments.vllm.vocabulary import Vocabulary

LONG_TEXT = 20_000  # characters; longer texts are tokenised beside the event loop


@dataclass(frozen=True, slots=True)
class Prompts:
    """Of one model. `context_size` is in tokens."""

    vocabulary: Vocabulary
    templates: ChatTemplates
    context_size: int
    system_prompt: str = ""

    def rendered(self, request: Request) -> Rendered | None:
        """The prompt of messages, which are text. Raises `RequestRefused`."""
        if request.messages is None:
            return None
        if request.reasoning.budget_tokens == 0 and request.reasoning.enabled is None:
            request = replace(request, reasoning=replace(request.reasoning, enabled=False))
        rendered = self.templates.of(request).render(request, self.system_prompt)
        for place in rendered.media:
            message = "this model takes text alone"
            raise RequestRefused(Failed("unsupported", message, place.field))
        return rendered

    async def tokens(self, request: Request, rendered: Rendered | None) -> list[int]:
        """Of the prompt, however long. Raises `RequestRefused`."""
        if isinstance(request.prompt, tuple):
            self.check_tokens(request.prompt, "prompt")
            return list(request.prompt)
        text = request.prompt or "" if rendered is None else rendered.texts[0]
        # Refuse what cannot fit without tokenising it: a large body must not cost minutes.
        least = len(text.encode(errors="replace")) // self.vocabulary.longest
        check_least(least, self.context_size, request)
        # A template brings the tokens that stand around a prompt.
        return await self.tokenize(text, special=rendered is None)

    async def tokenize(self, text: str, *, special: bool) -> list[int]:
        if len(text) <= LONG_TEXT:
            return self.vocabulary.tokenize(text, special=special)
        return await asyncio.to_thread(self.vocabulary.tokenize, text, special=special)

    def text(self, request: Request, tokens: Sequence[int]) -> str:
        """The prompt as text."""
        said = request.prompt
        return said if isinstance(said, str) else self.vocabulary.detokenize(tokens)

    def check_length(self, tokens: Sequence[int], request: Request) -> None:
        """Raises `RequestRefused`."""
        check_length(len(tokens), self.context_size, request)

    def check_tokens(self, token_ids: Sequence[int], field: str) -> None:
        """Raises `RequestRefused`."""
        check_range(token_ids, self.vocabulary.size, field)

    async def inputs(self, request: EmbedRequest) -> list[list[int]]:
        """The tokens of all texts. Raises `RequestRefused`."""
        return [
            await self._input(text, f"input[{number}]")
            for number, text in enumerate(request.inputs)
        ]

    async def _input(self, text: str | tuple[int, ...], field: str) -> list[int]:
        if isinstance(text, str):
            tokens = await self.tokenize(text, special=True)
        else:
            self.check_tokens(text, field)
            tokens = list(text)
        if not tokens:
            raise RequestRefused(Failed("invalid_request", f"{field}: the text is empty", field))
        if len(tokens) > self.context_size:
            message = f"{field}: {len(tokens)} tokens; this model reads {self.context_size} at most"
            raise RequestRefused(Failed("context_length", message, field))
        return tokens
