"""What can go wrong, as HTTP knows it. Each protocol file renders these in its own shape.

ApiError
├── BadRequest            400  the body; `param` names the field
│   └── ModelRequired     400  several models and none named
├── Unauthorized          401
├── ModelDisabled         403
├── NotFound              404
│   └── ModelNotFound     404
├── MethodNotAllowed      405
├── BodyTooLarge          413
├── InternalError         500
│   └── ModelLost         500  its process is gone; another can go on
└── Unavailable           503  with Retry-After
    └── ModelNotReady     503  it is loading, or failed to
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from deployments.types import Failed

LONGEST_MESSAGE = 4_000  # characters


class ApiError(Exception):
    """`type` and `code` are OpenAI's words for it; other protocols translate the class.

    A message may repeat what a client said, so its length is bounded.
    """

    status: ClassVar[int] = 500
    type: ClassVar[str] = "server_error"

    def __init__(
        self,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message[:LONGEST_MESSAGE]
        self.param = param
        self.code = code
        self.retry_after = retry_after


class BadRequest(ApiError):
    status = 400
    type = "invalid_request_error"


class ModelRequired(BadRequest):
    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            f"name a model; there are: {', '.join(names)}", param="model", code="model_required"
        )


class Unauthorized(ApiError):
    status = 401
    type = "invalid_request_error"


class ModelDisabled(ApiError):
    status = 403
    type = "model_disabled"

    def __init__(self, name: str) -> None:
        super().__init__(f"the model '{name}' is disabled", param="model", code="model_disabled")


class NotFound(ApiError):
    status = 404
    type = "invalid_request_error"


class ModelNotFound(NotFound):
    def __init__(self, name: str, names: Iterable[str]) -> None:
        there_are = ", ".join(names) or "none"
        super().__init__(
            f"there is no model '{name}' for this kind of request; there are: {there_are}",
            param="model",
            code="model_not_found",
        )


class MethodNotAllowed(ApiError):
    status = 405
    type = "invalid_request_error"


class BodyTooLarge(ApiError):
    status = 413
    type = "invalid_request_error"


class InternalError(ApiError):
    pass


class ModelLost(InternalError):
    pass


class Unavailable(ApiError):
    status = 503


class ModelNotReady(Unavailable):
    def __init__(self, name: str, state: str, reason: str, retry_after: float | None) -> None:
        detail = f": {reason}" if reason else ""
        super().__init__(
            f"the model '{name}' is {state}{detail}",
            param="model",
            code=f"model_{state}",
            retry_after=retry_after,
        )


def from_failure(failure: Failed) -> ApiError:
    """The HTTP error for what a model's stream ended with."""
    if failure.kind == "context_length":
        return BadRequest(failure.message, param=failure.param, code="context_length_exceeded")
    if failure.kind in ("invalid_request", "unsupported"):
        code = "unsupported" if failure.kind == "unsupported" else None
        return BadRequest(failure.message, param=failure.param, code=code)
    if failure.kind == "overloaded":
        retry_after = 1.0 if failure.retry_after is None else failure.retry_after
        return Unavailable(failure.message, code="overloaded", retry_after=retry_after)
    if failure.kind == "lost":
        return ModelLost(failure.message)
    return InternalError(failure.message)
