"""A stream of Open Responses as it is read, with every event held against two libraries' types.

`openresponses_types` is generated from the specification, by a tool that made the schema of a
format null alone: there, it is left out before. `openai` has another shape for `error`, a list of
its own servers' codes for a response's error, and does not know `response.reasoning.*`.
"""

from __future__ import annotations

import inspect
import json
from typing import Any, get_args

import openai.types.responses
from openresponses_types import types
from pydantic import BaseModel, TypeAdapter

OPENAI_EVENT: TypeAdapter[BaseModel] = TypeAdapter(openai.types.responses.ResponseStreamEvent)
NOT_OPENAIS = ("error", "response.reasoning.delta", "response.reasoning.done")


def _event_types() -> dict[str, type[BaseModel]]:
    found = {}
    for name, kind in inspect.getmembers(types, inspect.isclass):
        if name.endswith("StreamingEvent"):
            annotation = kind.model_fields["type"].annotation
            values = [*annotation] if isinstance(annotation, type) else get_args(annotation)
            found |= {str(value): kind for value in values}
    return found


EVENT_TYPES = _event_types()


def check_response(response: dict[str, Any]) -> None:
    types.ResponseResource.model_validate(as_generated(response))
    openai.types.responses.Response.model_validate(as_openais(response))


def check_event(event: dict[str, Any]) -> None:
    known = dict(event)
    if "response" in event:
        check_response(event["response"])
        known["response"] = as_generated(event["response"])
    EVENT_TYPES[event["type"]].model_validate(known)
    if event["type"] not in NOT_OPENAIS:
        if "response" in event:
            known["response"] = as_openais(event["response"])
        validated = OPENAI_EVENT.validate_python(known)
        assert getattr(validated, "type", None) == event["type"]


def as_generated(response: dict[str, Any]) -> dict[str, Any]:
    """With null for the schema of a format."""
    format = response["text"]["format"]
    if format["type"] != "json_schema":
        return response
    return response | {"text": response["text"] | {"format": format | {"schema": None}}}


def as_openais(response: dict[str, Any]) -> dict[str, Any]:
    """With one of OpenAI's codes for an error."""
    error = response["error"]
    return response if error is None else response | {"error": error | {"code": "server_error"}}


def read(written: bytes | str, first: int = 0) -> list[dict[str, Any]]:
    """The events of a stream, which must end in [DONE], from number `first` on without gaps."""
    text = written if isinstance(written, str) else written.decode()
    *lines, done, rest = text.split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    events = []
    for event in lines:
        name, data = event.split("\n")
        content = json.loads(data.removeprefix("data: "))
        assert name == f"event: {content['type']}"
        check_event(content)
        events.append(content)
    numbers = [event["sequence_number"] for event in events]
    assert numbers == [*range(first, first + len(events))]
    return events
