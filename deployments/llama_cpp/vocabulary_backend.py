"""What the backends of this folder have in common: the model's file, and its vocabulary."""

from __future__ import annotations

import logging
from abc import abstractmethod
from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from deployments.backend import BackendBase, ModelSpec
from deployments.llama_cpp.model import LoadError, Model
from deployments.types import Failed, ModelInfo, RequestRefused

logger = logging.getLogger(__name__)

LONG_TEXT = 20_000  # characters; longer texts are tokenised beside the event loop


class VocabularyBackend(BackendBase):
    _spec: ModelSpec

    async def tokenize(self, text: str) -> tuple[int, ...]:
        tokenize = partial(self._model.tokenize, add_special=False, parse_special=True)
        return tuple(tokenize(text) if len(text) <= LONG_TEXT else await to_thread(tokenize, text))

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        self._check_tokens(token_ids, "tokens")
        return self._model.detokenize(list(token_ids))

    @property
    @abstractmethod
    def _model(self) -> Model:
        """Raises `RuntimeError` before it is loaded."""

    def _file(self) -> Path:
        path = self._spec.config.file(self._spec.models_dir)
        if path is None:
            raise LoadError("parameters.model: name a .gguf file")
        return path

    def _info(self, context_size: int) -> ModelInfo:
        config = self._spec.config
        return ModelInfo(
            name=config.name,
            backend="llama-cpp",
            digest=self._spec.digest,
            capabilities=config.capabilities,
            context_size=context_size,
            description=config.description or self._model.description,
        )

    def _check_tokens(self, token_ids: Sequence[int], field: str) -> None:
        if any(not 0 <= token < self._model.n_vocab for token in token_ids):
            message = f"{field}: token ids must be below {self._model.n_vocab}"
            raise RequestRefused(Failed("invalid_request", message, field))

    def _warn(self, ignored: Sequence[str]) -> None:
        if ignored:
            logger.warning("options without effect: %s", ", ".join(ignored))
