"""Begins an answer with given tokens: for one that another replica began, under a grammar.

In vLLM's workers. Behind the prompt alone a grammar would begin anew; here it follows the answer
from its first token on, and so do penalties and the seeded numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from vllm.v1.sample.logits_processor import AdapterLogitsProcessor


class Replay(AdapterLogitsProcessor):  # type: ignore[misc]  # vLLM has no types here
    """Requests say it in `SamplingParams.extra_args`: `{"replay": [token ids]}`."""

    def is_argmax_invariant(self) -> bool:
        return False

    def new_req_logits_processor(self, params: Any) -> Any:
        tokens = (params.extra_args or {}).get("replay")
        return _Forced(tokens) if tokens else None


class _Forced:
    def __init__(self, tokens: Sequence[int]) -> None:
        self._tokens = tokens

    def __call__(self, output_ids: Sequence[int], logits: torch.Tensor) -> torch.Tensor:
        place = len(output_ids)
        if place < len(self._tokens):
            logits.fill_(-torch.inf)
            logits[self._tokens[place]] = 0.0
        return logits
