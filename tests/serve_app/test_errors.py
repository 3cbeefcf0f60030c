import typing

import pytest

from deployments.types import Failed, FailureKind
from serve_app import errors
from serve_app.errors import ApiError, ModelNotReady, from_failure


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (Failed("invalid_request", "m", "stop"), (400, "stop", None, None)),
        (Failed("unsupported", "m", "tools"), (400, "tools", "unsupported", None)),
        (Failed("context_length", "m", "prompt"), (400, "prompt", "context_length_exceeded", None)),
        (Failed("overloaded", "m", None, 7.0), (503, None, "overloaded", 7.0)),
        (Failed("overloaded", "m", None, 0.0), (503, None, "overloaded", 0.0)),
        (Failed("overloaded", "m"), (503, None, "overloaded", 1.0)),
        (Failed("internal", "m"), (500, None, None, None)),
        (Failed("lost", "m"), (500, None, None, None)),
    ],
)
def test_failures_of_a_model(
    failure: Failed, expected: tuple[int, str | None, str | None, float | None]
) -> None:
    error = from_failure(failure)
    assert error.message == str(error) == "m"
    assert (error.status, error.param, error.code, error.retry_after) == expected


def test_every_kind_of_failure_is_spoken_of_above() -> None:
    kinds = {"invalid_request", "unsupported", "context_length", "overloaded", "internal", "lost"}
    assert set(typing.get_args(FailureKind)) == kinds


def tree(error: type[ApiError]) -> dict[str, int]:
    """The statuses of an error and all below it."""
    below = {error.__name__: error.status}
    for child in error.__subclasses__():
        below |= tree(child)
    return below


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    assert errors.__doc__ is not None
    drawn = {}
    for line in errors.__doc__.splitlines():
        name, *status = line.lstrip("├│└─ ").split()[:2] or [""]
        if hasattr(errors, name):
            drawn[name] = int(status[0]) if status else ApiError.status
    assert drawn == tree(ApiError)


def test_a_model_that_is_not_ready_says_why() -> None:
    assert str(ModelNotReady("fox", "loading", "", 5.0)) == "the model 'fox' is loading"
    failed = ModelNotReady("fox", "failed", "no memory", None)
    assert failed.message == "the model 'fox' is failed: no memory"
    assert (failed.code, failed.param) == ("model_failed", "model")
