"""The OpenAPI document and the page that shows it."""

import re
from functools import cache
from typing import Any

import anthropic.types
import httpx
import openai.types
import pytest
from http_exchange import Serve, Served
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openresponses_types import ResponseResource
from pydantic import BaseModel
from starlette.routing import Route

from serve_app.openapi import document
from serve_app.openapi.operations import OPERATIONS

pytestmark = pytest.mark.anyio

OWN = {("GET", "/openapi.json"), ("GET", "/docs")}
METHODS = ("get", "post", "delete")
EXAMPLES = {path: each.example for (_, path), each in OPERATIONS.items() if each.example}
STREAMED = [path for (method, path), each in OPERATIONS.items() if method == "POST" and each.stream]
OFFICIAL: dict[str, type[BaseModel]] = {
    "/v1/chat/completions": openai.types.chat.ChatCompletion,
    "/v1/completions": openai.types.Completion,
    "/v1/embeddings": openai.types.CreateEmbeddingResponse,
    "/v1/messages": anthropic.types.Message,
    "/v1/messages/count_tokens": anthropic.types.MessageTokensCount,
    "/v1/responses": ResponseResource,
}


def all_kinds(serve: Serve, **settings: Any) -> Served:
    embedder = {"name": "vectors", "embeddings": True}
    return serve({"name": "demo"}, embedder, {"name": "ranks", "reranking": True}, **settings)


@cache
def validator(name: str) -> Draft202012Validator:
    schemas = document()["components"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": schemas})


def described(path: str, method: str, response: httpx.Response) -> bool:
    """Whether an answer is what the document says of its route and status."""
    told = document()["paths"][path][method]["responses"][str(response.status_code)]["content"]
    schema = told[response.headers["content-type"]]["schema"]
    name = schema["$ref"].rpartition("/")[2]
    return not [*validator(name).iter_errors(response.json())]


# --- The document ------------------------------------------------------------------------------


def test_it_is_valid() -> None:
    assert [*OpenAPIV31SpecValidator(document()).iter_errors()] == []


def test_the_routes_are_those_of_the_application(serve: Serve) -> None:
    app: Any = serve().app
    routes = {
        (method, re.sub(r"{(\w+):path}", r"{\1}", route.path))
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or ()) - {"HEAD"}
    }
    paths = {path for _, path in routes}
    without_twins = {
        (method, path)
        for method, path in routes
        if f"/v1{path}" not in paths and "/engines/" not in path
    }
    told = {
        (method.upper(), path)
        for path, item in document()["paths"].items()
        for method in item
        if method in METHODS
    }
    assert told | OWN == without_twins


def test_every_body_has_an_example_that_its_schema_allows() -> None:
    bodies = {path: each.body for (_, path), each in OPERATIONS.items() if each.body}
    assert EXAMPLES.keys() == bodies.keys()
    for path, body in bodies.items():
        assert [*validator(body.__name__).iter_errors(EXAMPLES[path])] == []


def test_parameters_of_paths_are_described() -> None:
    for path, item in document()["paths"].items():
        for operation in item.values():
            places = [each["name"] for each in operation.get("parameters", ())]
            assert set(re.findall(r"{(\w+)}", path)) <= set(places)


def test_fields_are_described_as_clients_send_them() -> None:
    schemas = document()["components"]["schemas"]
    assert schemas["ImageUrl"]["properties"]["url"]["type"] == "string"
    assert schemas["Base64Source"]["properties"]["data"] == {
        "type": "string",
        "contentEncoding": "base64",
    }
    assert schemas["ToolUseBlock"]["properties"]["input"]["type"] == "object"
    assert "stop_sequences" in schemas["MessagesBody"]["properties"]
    assert "schema" in schemas["NamedSchema"]["required"]
    bias, null = schemas["ChatBody"]["properties"]["logit_bias"]["anyOf"]
    assert bias["additionalProperties"] == {"type": "number"}
    assert bias["propertyNames"] == {"pattern": "^[0-9]+$"}
    assert null == {"type": "null"}


CONTENTS: list[tuple[str, Any, bool]] = [
    ("ChatMessage", {"role": "user", "content": [{"type": "text", "text": "Hi"}]}, True),
    ("ChatMessage", {"role": "user", "content": [{"type": "text"}]}, False),
    ("ChatMessage", {"role": "wizard", "content": "Hi"}, False),
    ("ImageUrl", {"url": "https://example.com/cat.png"}, True),
    ("ImageUrl", {"url": "data:image/png;base64,iVBO"}, True),
    ("ImageUrl", {"url": "cat.png"}, False),
    ("InputMessage", {"role": "user", "content": [{"type": "document"}]}, False),
    ("MessagesBody", EXAMPLES["/v1/messages"] | {"tool_choice": "any"}, True),
    ("MessagesBody", EXAMPLES["/v1/messages"] | {"tool_choice": "all"}, False),
    ("ResponsesBody", {"input": [{"role": "user", "content": "Hi", "id": "msg_1"}]}, True),
    ("ResponsesBody", {"input": [{"type": "message", "content": "Hi"}]}, False),
]


@pytest.mark.parametrize(("name", "value", "allowed"), CONTENTS)
def test_what_schemas_allow(name: str, value: Any, allowed: bool) -> None:
    assert validator(name).is_valid(value) == allowed


# --- Over HTTP ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES)
async def test_examples_are_answered_as_described(serve: Serve, path: str) -> None:
    response = await all_kinds(serve).post(path, EXAMPLES[path])
    assert response.status_code == 200
    assert described(path, "post", response)


@pytest.mark.parametrize("path", STREAMED)
async def test_examples_are_answered_as_streams(serve: Serve, path: str) -> None:
    response = await all_kinds(serve).post(path, {**(EXAMPLES[path] or {}), "stream": True})
    assert response.status_code == 200
    told = document()["paths"][path]["post"]["responses"]["200"]["content"]
    assert response.headers["content-type"].partition(";")[0] in told


@pytest.mark.parametrize(("path", "kind"), OFFICIAL.items())
async def test_answers_are_what_their_apis_say(
    serve: Serve, path: str, kind: type[BaseModel]
) -> None:
    response = await all_kinds(serve).post(path, EXAMPLES[path])
    kind.model_validate(response.json(), strict=False)


async def test_stored_responses(serve: Serve) -> None:
    served = all_kinds(serve)
    body = EXAMPLES["/v1/responses"] or {}
    id = (await served.post("/v1/responses", body)).json()["id"]
    one = f"/v1/responses/{id}"
    assert described("/v1/responses/{id}", "get", await served.get(one))
    items = "/v1/responses/{id}/input_items"
    assert described(items, "get", await served.get(f"{one}/input_items"))
    cancel = "/v1/responses/{id}/cancel"
    refused = await served.post(f"{one}/cancel", b"")
    assert refused.status_code == 400
    assert described(cancel, "post", refused)
    background = (await served.post("/v1/responses", {**body, "background": True})).json()
    cancelled = await served.post(f"/v1/responses/{background['id']}/cancel", b"")
    assert cancelled.status_code == 200
    assert described(cancel, "post", cancelled)
    assert described("/v1/responses/{id}", "delete", await served.client.delete(one))
    missing = await served.get(one)
    assert missing.status_code == 404
    assert described("/v1/responses/{id}", "get", missing)


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/version", "/v1/models", "/v1/models?view=admin"]
)
async def test_what_the_server_says_of_itself(serve: Serve, path: str) -> None:
    response = await all_kinds(serve).get(path)
    assert described(path.partition("?")[0], "get", response)


async def test_errors_are_described(serve: Serve) -> None:
    served = all_kinds(serve, api_keys=["secret"])
    for path, example in EXAMPLES.items():
        refused = await served.post(path, example)
        assert refused.status_code == 401
        assert described(path, "post", refused)
        unknown = await served.post(path, {**(example or {}), "model": 5}, x_api_key="secret")
        assert unknown.status_code == 400
        assert described(path, "post", unknown)


async def test_the_document_and_the_page_need_no_key(serve: Serve) -> None:
    served = serve(api_keys=["secret"])
    told = await served.get("/openapi.json")
    assert (told.status_code, told.headers["content-type"]) == (200, "application/json")
    assert told.json() == {**document(), "servers": [{"url": "/"}]}
    assert (await served.get("/docs")).status_code == 200
    assert (await served.get("/docs/swagger-ui.css")).status_code == 200
    assert (await served.get("/documents")).status_code == 401
    assert (await served.get("/openapi.jsonl")).status_code == 401


async def test_the_document_below_a_route_prefix(serve: Serve) -> None:
    transport = httpx.ASGITransport(serve().app, root_path="/shoal")
    async with httpx.AsyncClient(transport=transport, base_url="http://shoal") as client:
        told = (await client.get("/shoal/openapi.json")).json()
        assert (await client.get("/shoal/docs/swagger-ui.css")).status_code == 200
    assert told["servers"] == [{"url": "/shoal"}]


async def test_the_page_uses_nothing_from_elsewhere(serve: Serve) -> None:
    served = serve()
    page = (await served.get("/docs")).text
    assert "//" not in page
    used = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert {"docs/swagger-ui.css", "docs/swagger-ui-bundle.js"} <= set(used)
    for path in used:
        assert (await served.get(f"/{path}")).status_code == 200
    missing = await served.get("/docs/missing.js")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "unknown_url")
