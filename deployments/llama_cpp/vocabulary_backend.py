"""What the backends of this folder have in common: the model's file, and its vocabulary."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from deployments.backend import BackendBase, ModelSpec
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import EngineOptions
from deployments.llama_cpp.rpc_group import RpcGroup
from deployments.llama_cpp.sampling import DEFAULTS
from deployments.token_ids import check_range
from deployments.types import ModelInfo

logger = logging.getLogger(__name__)

LONG_TEXT = 20_000  # characters; longer texts are tokenised beside the event loop
Result = TypeVar("Result")


class VocabularyBackend(BackendBase):
    def __init__(self, spec: ModelSpec) -> None:
        self._spec = spec
        self._threads: set[asyncio.Future[Any]] = set()

    async def _in_thread(self, call: Callable[[], Result]) -> Result:
        """Something that needs the model, which stays until it is done."""
        running = asyncio.get_running_loop().run_in_executor(None, call)
        self._threads.add(running)
        running.add_done_callback(self._threads.discard)
        return await asyncio.shield(running)  # the thread goes on when nobody waits any more

    async def _threads_done(self) -> None:
        """Before the model is unloaded."""
        await asyncio.gather(*self._threads, return_exceptions=True)

    def piece(self, token_id: int) -> bytes:
        return self._model.pieces[token_id]

    async def tokenize(self, text: str, *, special: bool = False) -> tuple[int, ...]:
        tokenize = partial(self._model.tokenize, text, add_special=special, parse_special=True)
        return tuple(tokenize() if len(text) <= LONG_TEXT else await self._in_thread(tokenize))

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

    async def _connected(self, options: EngineOptions) -> RpcGroup:
        """Connected to what computes for this model on other machines, if it has such."""
        return await RpcGroup.connect(self._spec.config.deployment.rpc_workers, options.rpc_servers)

    def _info(self, context_size: int) -> ModelInfo:
        config = self._spec.config
        return ModelInfo(
            name=config.name,
            backend="llama-cpp",
            digest=self._spec.digest,
            capabilities=config.capabilities,
            context_size=context_size,
            description=config.description or self._model.description,
            sampling=config.parameters.sampling().over(DEFAULTS),
        )

    def _check_tokens(self, token_ids: Sequence[int], field: str) -> None:
        check_range(token_ids, self._model.n_vocab, field)

    def _warn(self, ignored: Sequence[str]) -> None:
        if ignored:
            logger.warning("options without effect: %s", ", ".join(ignored))
