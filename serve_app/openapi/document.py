"""The OpenAPI document: https://spec.openapis.org/oas/v3.1.1.html"""

from __future__ import annotations

import importlib.metadata
from functools import cache
from typing import Any

from serve_app.openapi.answers import ANSWERS
from serve_app.openapi.operations import OPERATIONS, STREAMS, Operation
from serve_app.openapi.schemas import body_schemas, ref

ABOUT = """Local models behind the APIs of OpenAI and Anthropic and Open Responses.

Every path below `/v1` also works without it, and what a model is asked for also as
`/v1/engines/{model}/…`. `model` may be left out where only one model answers that kind of request.
Fields that are not named here are ignored."""
TAGS = ("OpenAI", "Open Responses", "Anthropic", "Texts and tokens", "Server")
ERRORS = {
    400: "Something is wrong with the request; the message names the field.",
    401: "An API key is required.",
    403: "The model is disabled.",
    404: "There is no such model or response.",
    413: "The body is too large.",
    500: "The server failed.",
    503: "The model is not there yet, or has too much to do. `Retry-After` says when to come back.",
}
SHAPES = {"Anthropic": "MessagesError"}
"""The schemas of errors by tag; all others have OpenAI's."""
KEYS: dict[str, Any] = {
    "Bearer": {"type": "http", "scheme": "bearer"},
    "ApiKey": {"type": "apiKey", "in": "header", "name": "x-api-key"},
}
"""Either, where the server has keys at all."""


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1. It is made once, so leave it as it is."""
    bodies = body_schemas(each.body for each in OPERATIONS.values() if each.body is not None)
    doubled = bodies.keys() & ANSWERS.keys()
    assert not doubled, doubled
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), operation in OPERATIONS.items():
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shoal",
            "description": ABOUT,
            "version": importlib.metadata.version("shoal"),
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": tag} for tag in TAGS],
        "security": [*({name: []} for name in KEYS), {}],
        "paths": paths,
        "components": {"schemas": {**bodies, **ANSWERS}, "securitySchemes": KEYS},
    }


def _operation(method: str, path: str, operation: Operation) -> dict[str, Any]:
    rendered: dict[str, Any] = {
        "operationId": _id(method, path),
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
        "responses": _responses(operation),
    }
    if operation.parameters:
        rendered["parameters"] = [each.render() for each in operation.parameters]
    if operation.body is not None:
        content = {"schema": ref(operation.body.__name__), "example": operation.example}
        rendered["requestBody"] = {"required": True, "content": {"application/json": content}}
    if operation.public:
        rendered["security"] = []
    return rendered


def _id(method: str, path: str) -> str:
    words = [word.strip("{}") for word in path.removeprefix("/v1").split("/") if word]
    return "_".join([method.lower(), *words])


def _responses(operation: Operation) -> dict[str, Any]:
    content = _json(operation.answer)
    if operation.stream is not None:
        content["text/event-stream"] = {"example": STREAMS[operation.stream]}
    shape = SHAPES.get(operation.tag, "Error")
    responses: dict[str, Any] = {"200": {"description": "The answer.", "content": content}}
    responses |= {str(status): _error(status, shape) for status in operation.errors}
    for status, answer in operation.also.items():
        responses[str(status)] = {"description": "Not yet.", "content": _json(answer)}
    return responses


def _error(status: int, shape: str) -> dict[str, Any]:
    rendered: dict[str, Any] = {
        "description": ERRORS[status],
        "content": _json(shape),
    }
    if status == 503:
        seconds = {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}}
        rendered["headers"] = {"Retry-After": seconds}
    return rendered


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(schema)}}
