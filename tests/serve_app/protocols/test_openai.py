import json

import pytest

from deployments.types import Accepted, Finished, Usage
from serve_app.errors import ModelRequired
from serve_app.protocols.openai import UsageTotal, error_body, event


def test_error_body() -> None:
    assert error_body(ModelRequired(["fox", "wolf"])) == {
        "error": {
            "message": "name a model; there are: fox, wolf",
            "type": "invalid_request_error",
            "param": "model",
            "code": "model_required",
        }
    }


@pytest.mark.parametrize("text", ["plain", "two\n\nlines", "ü👍🏽", "lone \ud800 surrogate"])
def test_event_is_one_line_of_json(text: str) -> None:
    line = event({"text": text})
    assert line.startswith(b"data: ")
    assert line.endswith(b"\n\n")
    assert line.count(b"\n") == 2
    assert json.loads(line.removeprefix(b"data: ")) == {"text": text}


def test_usage_counts_each_prompt_once_and_every_choice() -> None:
    total = UsageTotal(3)
    total.add(0, [Accepted(5), Finished("stop", 0, Usage(5, 1, cached_tokens=4))])
    total.add(1, [Finished("stop", 0, Usage(7, 10, cached_tokens=1, reasoning_tokens=2))])
    assert not total.complete
    total.add(0, [Finished("stop", 1, Usage(5, 100, cached_tokens=4, reasoning_tokens=20))])
    assert total.complete
    assert total.render() == {
        "prompt_tokens": 12,
        "completion_tokens": 111,
        "total_tokens": 123,
        "prompt_tokens_details": {"cached_tokens": 5},
        "completion_tokens_details": {"reasoning_tokens": 22},
    }
