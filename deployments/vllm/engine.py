"""vLLM's `AsyncLLM`, as much of it as a backend needs: the edge to its objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deployments.types import Failed, RequestRefused
from deployments.vllm.adapters import Adapter


class EngineLost(Exception):
    """vLLM's engine process has died: nothing more comes."""


class VllmEngine:
    """All methods are called on one event loop."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @property
    def failed(self) -> bool:
        return bool(self._engine.errored)

    @property
    def unfinished(self) -> int:
        """How many requests it has."""
        count: int = self._engine.get_num_unfinished_requests()
        return count

    @property
    def ranks(self) -> int:
        count: int = self._engine.vllm_config.parallel_config.world_size
        return count

    async def submit(
        self,
        request_id: str,
        prompt: list[int],
        arguments: dict[str, Any],
        *,
        grammar: str | None,
        adapter: Adapter | None,
        priority: int,
    ) -> Any:
        """The queue of what is generated.

        Raises:
            RequestRefused: vLLM does not take it.
            EngineLost
        """
        from vllm.sampling_params import RequestOutputKind, SamplingParams, StructuredOutputsParams

        held = None if grammar is None else StructuredOutputsParams(grammar=grammar)
        try:
            params = SamplingParams(
                **arguments, structured_outputs=held, output_kind=RequestOutputKind.DELTA
            )
        except Exception as error:
            raise _refused(error) from error
        return await self._add(request_id, prompt, params, adapter, priority)

    async def embed(self, request_id: str, prompt: list[int]) -> NDArray[np.float32]:
        """The vector of a text, as the model has it. Raises as `submit` does."""
        from vllm import PoolingParams

        params = PoolingParams(task="embed", use_activation=False)
        queue = await self._add(request_id, prompt, params, None, 0)
        try:
            said = await self.next(queue)
        except BaseException:
            await self.abort([queue.request_id])
            raise
        vector: NDArray[np.float32] = said.outputs.data.float().cpu().numpy()
        return vector

    @staticmethod
    async def next(queue: Any) -> Any:
        """What has been generated since the last time. Raises `EngineLost`."""
        from vllm.v1.engine.exceptions import EngineDeadError

        try:
            return queue.get_nowait() or await queue.get()
        except EngineDeadError as error:
            raise EngineLost from error

    async def abort(self, request_ids: Sequence[str]) -> None:
        """Free their places before the next step. `request_ids` are those of the queues."""
        await self._engine.abort(list(request_ids), internal=True)

    def shutdown(self) -> None:
        """Nothing may be asked of it any more."""
        engine, self._engine = self._engine, None  # its destructor fails at the interpreter's end
        engine.shutdown()

    async def _add(
        self,
        request_id: str,
        prompt: list[int],
        params: Any,
        adapter: Adapter | None,
        priority: int,
    ) -> Any:
        from vllm.exceptions import VLLMClientError
        from vllm.inputs.engine import tokens_input
        from vllm.lora.request import LoRARequest
        from vllm.v1.engine.exceptions import EngineDeadError

        lora = adapter and LoRARequest(adapter.name, adapter.number, str(adapter.path))
        try:
            return await self._engine.add_request(
                request_id, tokens_input(prompt), params, lora_request=lora, priority=priority
            )
        except EngineDeadError as error:
            raise EngineLost from error
        except VLLMClientError as error:
            raise _refused(error) from error


def _refused(error: Exception) -> RequestRefused:
    """What vLLM says of the request; a field's name where it tells one."""
    message = " ".join(str(error).split())
    return RequestRefused(Failed("invalid_request", message, getattr(error, "parameter", None)))
