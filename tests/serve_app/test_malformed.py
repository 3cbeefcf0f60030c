"""Bodies that are wrong in each way that the schemas of the API know of, on all routes.

`test_bad_input.py` has the cases that somebody thought of, for chat and completions.
"""

import json
from functools import cache
from typing import Any

import httpx
import pytest
from http_exchange import Serve, Served
from jsonschema import Draft202012Validator
from test_bad_input import NOT_JSON

from serve_app.openapi import document
from serve_app.openapi.operations import OPERATIONS
from serve_app.protocols.body import MAX_DEPTH

pytestmark = pytest.mark.anyio

EXAMPLES: dict[str, dict[str, Any]] = {
    path: dict(each.example) for (_, path), each in OPERATIONS.items() if each.example
}
BODIES = {path: each.body.__name__ for (_, path), each in OPERATIONS.items() if each.body}
NEW = [path for path in EXAMPLES if path not in ("/v1/chat/completions", "/v1/completions")]
MODELS = (
    {"name": "demo", "options": ["text:a b"]},
    {"name": "vectors", "embeddings": True},
    {"name": "ranks", "reranking": True},
)
WRONG: list[Any] = [
    *(None, True, False, -1, 0, 0.5, 2**53, 2**63, 1e300, -1e300),
    *("", "x", "1", "\0", "x" * 2000, "data:image/png;base64,!", "A" * 100_000),
    *([], [None], [0.5], [True], [[]], [[[1]]], [{}], ["x", 5], ["x"] * 5000, [-1]),
    *({}, {"": None}, {"type": None}, {"type": "x"}, {"type": ["x"]}, {"type": {"type": "x"}}),
    *([{"role": "user"}], [{"role": "x", "content": "Hi"}], [{"type": "x"}], {"schema": 5}),
]
SCHEMAS = document()["components"]


@cache
def validator(name: str, field: str) -> Draft202012Validator:
    place = f"#/components/schemas/{name}/properties/{field}"
    return Draft202012Validator({"$ref": place, "components": SCHEMAS})


def fields_of(name: str) -> dict[str, Any]:
    fields: dict[str, Any] = SCHEMAS["schemas"][name]["properties"]
    return fields


def refusal(path: str, response: httpx.Response) -> str | None:
    """The field that a 400 names, in the shape of the route's API."""
    assert response.status_code == 400, response.text[:500]
    assert response.headers["content-type"] == "application/json"
    told = response.json()
    error = told["error"]
    if path.startswith("/v1/messages"):
        assert (told["type"], error["type"]) == ("error", "invalid_request_error")
        assert set(error) == {"type", "message"}
        field, colon, _ = str(error["message"]).partition(": ")
        return field if colon and " " not in field else None
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    named: str | None = error["param"]
    assert named is None or error["message"].startswith(f"{named}: ")
    return named


def is_below(field: str | None, whole: str) -> bool:
    """`messages[0].role` is in `messages`."""
    return (
        field is not None and field.startswith(whole) and field[len(whole) :][:1] in ("", ".", "[")
    )


async def still_works(served: Served, path: str) -> bool:
    return (await served.post(path, EXAMPLES[path])).status_code == 200


# --- Each field of each body --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "field"), [(path, field) for path, name in BODIES.items() for field in fields_of(name)]
)
async def test_what_the_schema_of_a_field_forbids(serve: Serve, path: str, field: str) -> None:
    served = serve(*MODELS)
    forbidden = [each for each in WRONG if not validator(BODIES[path], field).is_valid(each)]
    assert len(forbidden) >= 8
    for value in forbidden:
        response = await served.post(path, EXAMPLES[path] | {field: value})
        assert is_below(refusal(path, response), field), (value, response.text[:500])
    assert served.models.requests == []
    assert await still_works(served, path)


@pytest.mark.parametrize("path", BODIES)
async def test_what_is_required_and_missing(serve: Serve, path: str) -> None:
    served = serve(*MODELS)
    for field in SCHEMAS["schemas"][BODIES[path]].get("required", ()):
        body = {name: value for name, value in EXAMPLES[path].items() if name != field}
        assert refusal(path, await served.post(path, body)) == field


# --- Bodies that are no objects -----------------------------------------------------------------


@pytest.mark.parametrize("path", NEW)
async def test_no_json_object(serve: Serve, path: str) -> None:
    served = serve(*MODELS)
    for body in NOT_JSON.values():
        assert refusal(path, await served.post(path, body)) is None
    assert await still_works(served, path)


@pytest.mark.parametrize("path", EXAMPLES)
async def test_every_beginning_of_a_body(serve: Serve, path: str) -> None:
    served = serve(*MODELS)
    body = json.dumps(EXAMPLES[path]).encode()
    for end in range(len(body)):
        assert refusal(path, await served.post(path, body[:end])) is None
    assert await still_works(served, path)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-", "", "ü"])
@pytest.mark.parametrize("path", NEW)
async def test_a_form_is_no_body_and_json_is_one_whatever_it_is_called(
    serve: Serve, path: str, kind: str
) -> None:
    served = serve(*MODELS)
    form = b"model=demo&prompt=Hi"
    headers = {"content-type": kind.encode()}
    response = await served.client.post(path, content=form, headers=headers)
    assert refusal(path, response) is None
    body = json.dumps(EXAMPLES[path]).encode()
    assert (await served.client.post(path, content=body, headers=headers)).status_code == 200


@pytest.mark.parametrize("path", EXAMPLES)
async def test_of_a_field_that_comes_twice_the_last_counts(serve: Serve, path: str) -> None:
    served = serve(*MODELS)
    right = json.dumps(EXAMPLES[path])
    body = right[:-1] + ', "model": 5}'
    assert refusal(path, await served.post(path, body.encode())) == "model"
    body = '{"model": 5, ' + right[1:]
    assert (await served.post(path, body.encode())).status_code == 200


# --- Deep nesting -------------------------------------------------------------------------------


def nested(levels: int, kind: str) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value] if kind == "list" else {"a": value}
    return value


@pytest.mark.parametrize("kind", ["list", "object"])
@pytest.mark.parametrize("levels", [MAX_DEPTH, 250, 254, 500, 900])
@pytest.mark.parametrize("path", BODIES)
async def test_deep_nesting_in_every_field(serve: Serve, path: str, levels: int, kind: str) -> None:
    served = serve(*MODELS)
    deep = nested(levels, kind)
    for field in ("unknown", *fields_of(BODIES[path])):
        response = await served.post(path, EXAMPLES[path] | {field: deep})
        assert refusal(path, response) is None
        assert "nested too deeply" in response.text
    assert await still_works(served, path)


@pytest.mark.parametrize("kind", ["list", "object"])
@pytest.mark.parametrize("path", BODIES)
async def test_nesting_that_is_just_not_too_deep(serve: Serve, path: str, kind: str) -> None:
    served = serve(*MODELS)
    deep = nested(MAX_DEPTH - 1, kind)
    assert (await served.post(path, EXAMPLES[path] | {"unknown": deep})).status_code == 200
    for field in fields_of(BODIES[path]):
        response = await served.post(path, EXAMPLES[path] | {field: deep})
        allowed = validator(BODIES[path], field).is_valid(deep)
        assert (response.status_code == 200) is allowed, response.text[:500]
        assert allowed or is_below(refusal(path, response), field)


def inside_of_chat(deep: Any) -> list[dict[str, Any]]:
    function = {"name": "f", "parameters": deep}
    named = {"name": "a", "schema": deep}
    return [
        {"messages": [{"role": "user", "content": deep}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": deep}]}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": deep}]}]},
        {"tools": [{"type": "function", "function": function}]},
        {"functions": [function]},
        {"response_format": {"type": "json_schema", "json_schema": named}},
        {"logit_bias": {"1": deep}},
        {"stop": [deep]},
    ]


@pytest.mark.parametrize("kind", ["list", "object"])
async def test_deep_nesting_inside_of_chats(serve: Serve, kind: str) -> None:
    served = serve(*MODELS)
    path = "/v1/chat/completions"
    for fields in inside_of_chat(nested(500, kind)):
        response = await served.post(path, EXAMPLES[path] | fields)
        assert refusal(path, response) is None
        assert "nested too deeply" in response.text


def content(*levels: str) -> Any:
    """Results of tools in results of tools: parts that name an address are looked for in them."""
    value: Any = [{"type": "image", "source": {"type": "url", "url": "http://127.0.0.1/"}}]
    for kind in levels:
        value = [{"type": kind, "tool_use_id": "a", "content": value}]
    return value


@pytest.mark.parametrize("depth", [5, 20, 45])
@pytest.mark.parametrize("kind", ["tool_result", "tool_use", "text"])
async def test_parts_in_parts(serve: Serve, kind: str, depth: int) -> None:
    served = serve(*MODELS)
    path = "/v1/messages"
    messages = [{"role": "user", "content": content(*[kind] * depth)}]
    response = await served.post(path, EXAMPLES[path] | {"messages": messages})
    assert is_below(refusal(path, response), "messages")


# --- Images, sounds and other texts in fields ---------------------------------------------------

NOT_BASE64 = [5, None, [], {}, "!", "AAA!", "ü", "A", "AAAAA", "iVBO\0", "data:", "AA=A"]
NOT_URLS = [
    *("", "cat.png", "file:///etc/passwd", "ftp://example.com/a", "data:", "data:,", "data:,AAAA"),
    *(
        "data:image/png;base64",
        "data:image/png;base64,!",
        "data:image/png;base64,A",
        "javascript:1",
    ),
    *("data:image/png;base64,AA=A", "data:text/html,<b>", "\0", "//example.com/a", "http:/a"),
]


@pytest.mark.parametrize("url", NOT_URLS)
async def test_an_image_that_is_none(serve: Serve, url: str) -> None:
    served = serve(*MODELS)
    parts: dict[str, Any] = {
        "/v1/chat/completions": {"type": "image_url", "image_url": {"url": url}},
        "/v1/messages": {"type": "image", "source": {"type": "url", "url": url}},
    }
    places = {"/v1/chat/completions": "image_url.url", "/v1/messages": "source.url"}
    for path, part in parts.items():
        body = EXAMPLES[path] | {"messages": [{"role": "user", "content": [part]}]}
        named = refusal(path, await served.post(path, body))
        assert named == f"messages[0].content[0].{places[path]}"
    path = "/v1/responses"
    item = {"role": "user", "content": [{"type": "input_image", "image_url": url}]}
    named = refusal(path, await served.post(path, EXAMPLES[path] | {"input": [item]}))
    assert named == "input[0].content[0].image_url"


@pytest.mark.parametrize("data", NOT_BASE64)
async def test_base64_that_is_none(serve: Serve, data: Any) -> None:
    served = serve(*MODELS)
    sound = {"type": "input_audio", "input_audio": {"data": data, "format": "wav"}}
    source = {"type": "base64", "media_type": "image/png", "data": data}
    parts: dict[str, Any] = {
        "/v1/chat/completions": sound,
        "/v1/messages": {"type": "image", "source": source},
    }
    places = {"/v1/chat/completions": "input_audio.data", "/v1/messages": "source.data"}
    for path, part in parts.items():
        body = EXAMPLES[path] | {"messages": [{"role": "user", "content": [part]}]}
        named = refusal(path, await served.post(path, body))
        assert named == f"messages[0].content[0].{places[path]}"


# --- Very much ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES)
async def test_names_of_ten_megabytes(serve: Serve, path: str) -> None:
    served = serve(*MODELS, strict_model_names=True)
    long = "x" * 10_000_000
    unknown = await served.post(path, EXAMPLES[path] | {"model": long})
    assert unknown.status_code == 404
    assert len(unknown.content) < 5_000
    assert (await served.post(path, EXAMPLES[path] | {"y" + long: long})).status_code == 200
    if "logit_bias" in fields_of(BODIES[path]):
        biased = await served.post(path, EXAMPLES[path] | {"logit_bias": {long: 1}})
        assert is_below(refusal(path, biased), "logit_bias")
        assert len(biased.content) < 5_000


MANY = 100_000
HI = {"role": "user", "content": "Hi"}
FUNCTION = {"name": "f"}
WRONG_IN_LISTS: list[tuple[str, dict[str, Any], str]] = [
    ("/v1/completions", {"prompt": [0.5] * MANY}, "prompt[0]"),
    ("/v1/completions", {"prompt": [[1], *[["x"]] * MANY]}, "prompt[1][0]"),
    ("/v1/completions", {"stop": [5] * MANY}, "stop[0]"),
    ("/v1/completions", {"allowed_token_ids": ["x"] * MANY}, "allowed_token_ids[0]"),
    ("/v1/completions", {"logit_bias": {str(i): "x" for i in range(MANY)}}, "logit_bias"),
    ("/v1/chat/completions", {"messages": [HI, *[5] * MANY]}, "messages[1]"),
    ("/v1/chat/completions", {"tools": [5] * MANY}, "tools[0]"),
    ("/v1/chat/completions", {"functions": [5] * MANY}, "functions[0]"),
    ("/v1/chat/completions", {"functions": [FUNCTION] * MANY}, "functions"),
    ("/v1/embeddings", {"input": [0.5] * MANY}, "input[0]"),
    ("/v1/rerank", {"documents": [5] * 2000}, "documents[0]"),
    ("/v1/detokenize", {"tokens": ["x"] * MANY}, "tokens[0]"),
    ("/v1/messages", {"messages": [5] * MANY}, "messages[0]"),
    ("/v1/messages", {"system": [5] * MANY}, "system[0]"),
    ("/v1/messages", {"tools": [{"name": "f", "input_schema": {}}] * MANY}, "tools"),
    ("/v1/responses", {"input": [5] * MANY}, "input[0]"),
    ("/v1/responses", {"include": [5] * MANY}, "include[0]"),
    ("/v1/responses", {"tools": [{"type": "function", "name": "f"}] * MANY}, "tools"),
    ("/v1/responses", {"input": [{"id": "msg_1"}] * MANY}, "input"),
    ("/v1/responses", {"metadata": {str(i): 5 for i in range(MANY)}}, "metadata"),
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("path", "wrong", "field"), WRONG_IN_LISTS)
async def test_very_many_that_are_wrong(
    serve: Serve, path: str, wrong: dict[str, Any], field: str
) -> None:
    served = serve(*MODELS)
    response = await served.post(path, EXAMPLES[path] | wrong)
    assert is_below(refusal(path, response), field)
    assert len(response.content) < 1_000


def tool(number: int) -> dict[str, Any]:
    return {"type": "function", "function": {"name": f"f{number}"}}


ALLOWED = {"mode": "auto", "tools": [tool(MANY // 2 - 1)] * (MANY // 2)}
MANY_RIGHT: dict[str, dict[str, Any]] = {
    "tools": {"tools": [tool(i) for i in range(MANY)]},
    "functions": {"functions": [{"name": f"f{i}"} for i in range(MANY)]},
    "allowed tools": {
        "tools": [tool(i) for i in range(MANY // 2)],
        "tool_choice": {"type": "allowed_tools", "allowed_tools": ALLOWED},
    },
    "functions' answers": {
        "messages": [HI, *[{"role": "function", "name": "f", "content": ""}] * MANY]
    },
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("fields", MANY_RIGHT.values(), ids=MANY_RIGHT)
async def test_very_many_take_no_longer_than_they_should(
    serve: Serve, fields: dict[str, Any]
) -> None:
    """What compares each with each of them would take minutes."""
    served = serve({"name": "demo", "context_size": 1_000_000})
    path = "/v1/chat/completions"
    response = await served.post(path, EXAMPLES[path] | {"max_tokens": 1} | fields)
    assert response.status_code == 200
