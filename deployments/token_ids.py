"""Token ids that a request names: whether they are in the model's vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from deployments.types import Failed, RequestRefused, Sampling


def check_token_ids(sampling: Sampling, n_vocab: int) -> None:
    """Raises `RequestRefused`."""
    if sampling.allowed_token_ids == ():
        raise _refused("allowed_token_ids", "without any, nothing can be generated")
    tokens = {
        "logit_bias": [token for token, _ in sampling.logit_bias or ()],
        "allowed_token_ids": sampling.allowed_token_ids or (),
    }
    for field, ids in tokens.items():
        for token in ids:
            if not 0 <= token < n_vocab:
                reason = f"token {token} is not in the vocabulary of {n_vocab} tokens"
                raise _refused(field, reason)


def _refused(field: str, reason: str) -> RequestRefused:
    return RequestRefused(Failed("invalid_request", f"{field}: {reason}", field))


def check_range(token_ids: Sequence[int], n_vocab: int, field: str) -> None:
    """Raises `RequestRefused`."""
    if any(not 0 <= token < n_vocab for token in token_ids):
        raise _refused(field, f"token ids must be below {n_vocab}")
