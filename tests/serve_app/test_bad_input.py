"""Whatever a client sends: an error in OpenAI's shape that names the field, and no harm done."""

import json
from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, Exchange, Serve, chat, refusal

pytestmark = pytest.mark.anyio

USER = {"role": "user", "content": "Hi"}
IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}}
CHAT_START = b'{"messages":[{"role":"user","content":"Hi"}],'

NOT_JSON = {
    "empty": b"",
    "blank": b" ",
    "cut off": b'{"messages": [',
    "trailing comma": CHAT_START + b"}",
    "something behind": b'{"messages":[{"role":"user","content":"Hi"}]} x',
    "single quotes": b"{'messages': []}",
    "comment": b'{/* */"messages": []}',
    "NaN": CHAT_START + b'"temperature":NaN}',
    "Infinity": CHAT_START + b'"temperature":Infinity}',
    "-Infinity": CHAT_START + b'"temperature":-Infinity}',
    "beyond float": CHAT_START + b'"temperature":1e999}',
    "beyond float in digits": CHAT_START + b'"seed":' + b"9" * 5000 + b"}",
    "not UTF-8": b'{"messages":[{"role":"user","content":"\xff\xfe"}]}',
    "UTF-8 cut in a character": b'{"messages":[{"role":"user","content":"\xe2\x82"}]}',
    "UTF-8 surrogate": b'{"messages":[{"role":"user","content":"\xed\xa0\x80"}]}',
    "UTF-16": '{"messages": []}'.encode("utf-16"),
    "gzip": b"\x1f\x8b\x08\x00\x00\x00",
    "lone surrogate": b'{"messages":[{"role":"user","content":"\\ud800"}]}',
    "swapped surrogates": b'{"messages":[{"role":"user","content":"\\udc00\\ud800"}]}',
    "raw NUL": b'{"messages":[{"role":"user","content":"\x00"}]}',
    "deep list": b'{"messages":' + b"[" * 100_000,
    "deep list, closed": b'{"messages":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a list": b"[]",
    "a string": b'"messages"',
    "a number": b"1",
    "null": b"null",
}

BOTH: list[tuple[str, Any, str]] = [
    ("model", 5, "model"),
    ("model", ["fox"], "model"),
    ("stream", "yes", "stream"),
    ("stream", 1, "stream"),
    ("stream_options", True, "stream_options"),
    ("stream_options", {"include_usage": "yes"}, "stream_options.include_usage"),
    ("response_format", "json", "response_format"),
    ("response_format", {}, "response_format"),
    ("response_format", {"type": "xml"}, "response_format"),
    ("response_format", {"type": ["text"]}, "response_format"),
    ("response_format", {"type": "json_object", "schema": 5}, "response_format.schema"),
    ("response_format", {"type": "json_schema"}, "response_format.json_schema"),
    (
        "response_format",
        {"type": "json_schema", "json_schema": {"name": "a"}},
        "response_format.json_schema.schema",
    ),
    ("grammar", 5, "grammar"),
    ("n", 0, "n"),
    ("n", 129, "n"),
    ("n", 2**63, "n"),
    ("n", "2", "n"),
    ("n", True, "n"),
    ("max_tokens", -1, "max_tokens"),
    ("max_tokens", 0, "max_tokens"),
    ("max_tokens", 1.5, "max_tokens"),
    ("max_tokens", 10**30, "max_tokens"),
    ("stop", 5, "stop"),
    ("stop", ["a", 5], "stop[1]"),
    ("stop", ["a"] * 65, "stop"),
    ("stop", "a" * 1001, "stop"),
    ("stop", ["a", "a" * 1001], "stop"),
    ("seed", "1", "seed"),
    ("seed", 10**30, "seed"),
    ("temperature", "hot", "temperature"),
    ("temperature", "0.5", "temperature"),
    ("temperature", -0.1, "temperature"),
    ("temperature", 10**30, "temperature"),
    ("temperature", [1], "temperature"),
    ("top_p", 1.1, "top_p"),
    ("top_k", 2**31, "top_k"),
    ("top_k", -2, "top_k"),
    ("min_p", -1, "min_p"),
    ("presence_penalty", 2.1, "presence_penalty"),
    ("frequency_penalty", -2.1, "frequency_penalty"),
    ("repeat_penalty", 0, "repeat_penalty"),
    ("logit_bias", [1], "logit_bias"),
    ("logit_bias", {"9" * 5000: 1}, "logit_bias"),
    ("logprobs", "yes", "logprobs"),
]
CHAT_ONLY: list[tuple[str, Any, str]] = [
    ("messages", None, "messages"),
    ("messages", "Hi", "messages"),
    ("messages", [], "messages"),
    ("messages", {}, "messages"),
    ("messages", ["Hi"], "messages[0]"),
    ("messages", [[USER]], "messages[0]"),
    ("messages", [{"role": "wizard", "content": "Hi"}], "messages[0].role"),
    ("messages", [USER, {"role": "", "content": "Hi"}], "messages[1].role"),
    ("messages", [{"role": None, "content": "Hi"}], "messages[0].role"),
    ("messages", [{"content": "Hi"}], "messages[0].role"),
    ("messages", [{"role": "user"}], "messages"),
    ("messages", [USER, {"role": "system", "content": None}], "messages"),
    ("messages", [{"role": "user", "content": 5}], "messages[0].content"),
    ("messages", [USER, {"role": "user", "content": {}}], "messages[1].content"),
    ("messages", [{"role": "user", "content": [{"type": "video_url"}]}], "messages[0].content[0]"),
    ("messages", [{"role": "user", "content": [IMAGE]}], "messages[0].content[0].image_url.url"),
    ("messages", [{"role": "user", "content": [{"type": "text"}]}], "messages[0].content[0].text"),
    ("messages", [{"role": "user", "content": "Hi", "name": 5}], "messages[0].name"),
    ("max_completion_tokens", 0, "max_completion_tokens"),
    ("top_logprobs", 21, "top_logprobs"),
    ("tools", 5, "tools"),
    ("tools", [5], "tools[0]"),
    ("tools", [{"type": "code"}], "tools[0].type"),
    ("tools", [{"type": "function"}], "tools[0].function"),
    ("tools", [{"type": "function", "function": {}}], "tools[0].function.name"),
    ("tools", [{"type": "function", "function": {"name": "a b"}}], "tools[0].function.name"),
    (
        "tools",
        [{"type": "function", "function": {"name": "f", "parameters": 5}}],
        "tools[0].function.parameters",
    ),
    ("tools", [{"type": "function", "function": {"name": "f"}}] * 2, "tools"),
    ("tool_choice", 5, "tool_choice"),
    ("tool_choice", "any", "tool_choice"),
    ("tool_choice", "required", "tool_choice"),
    ("tool_choice", {"type": "function", "function": {"name": "f"}}, "tool_choice"),
    ("parallel_tool_calls", "yes", "parallel_tool_calls"),
    ("reasoning_effort", 5, "reasoning_effort"),
    ("chat_template_kwargs", [], "chat_template_kwargs"),
]
COMPLETIONS_ONLY: list[tuple[str, Any, str]] = [
    ("prompt", None, "prompt"),
    ("prompt", "", "prompt"),
    ("prompt", [], "prompt"),
    ("prompt", ["a", ""], "prompt"),
    ("prompt", [[1], []], "prompt"),
    ("prompt", 5, "prompt"),
    ("prompt", {}, "prompt"),
    ("prompt", ["a", 5], "prompt[1]"),
    ("prompt", [[1, "a"]], "prompt[0][1]"),
    ("prompt", [1.5], "prompt[0]"),
    ("prompt", [True], "prompt[0]"),
    ("prompt", [[[1]]], "prompt[0][0]"),
    ("prompt", ["a"] * 129, "n"),
    ("logprobs", -1, "logprobs"),
    ("logprobs", 21, "logprobs"),
]
UNSUPPORTED = [
    (CHAT, "modalities", ["text", "audio"]),
    (CHAT, "audio", {"voice": "alloy"}),
]


def good(path: str) -> dict[str, Any]:
    return chat() if path == CHAT else {"prompt": "Hi"}


WRONG_FIELDS = [
    pytest.param(path, {name: value}, param, id=f"{path.split('/')[2]}-{name}-{number}")
    for path, table in ((CHAT, BOTH + CHAT_ONLY), (COMPLETIONS, BOTH + COMPLETIONS_ONLY))
    for number, (name, value, param) in enumerate(table)
]


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
@pytest.mark.parametrize("path", [CHAT, COMPLETIONS])
async def test_no_json_object(serve: Serve, path: str, body: bytes) -> None:
    served = serve()
    assert refusal(await served.post(path, body)) == (400, None, "invalid_json")
    assert (await served.post(path, good(path))).status_code == 200


@pytest.mark.parametrize(("path", "wrong", "param"), WRONG_FIELDS)
async def test_a_wrong_field(serve: Serve, path: str, wrong: dict[str, Any], param: str) -> None:
    served = serve()
    response = await served.post(path, good(path) | wrong)
    assert refusal(response) == (400, param, None)
    assert response.json()["error"]["message"].startswith(f"{param}: ")
    assert served.models.requests == []
    assert (await served.post(path, good(path))).status_code == 200


@pytest.mark.parametrize("path", [CHAT, COMPLETIONS])
async def test_a_field_that_is_missing(serve: Serve, path: str) -> None:
    field = "messages" if path == CHAT else "prompt"
    assert refusal(await serve().post(path, {})) == (400, field, None)


@pytest.mark.parametrize(("path", "field", "value"), UNSUPPORTED)
async def test_what_is_not_supported_yet(serve: Serve, path: str, field: str, value: Any) -> None:
    served = serve()
    response = await served.post(path, good(path) | {field: value})
    assert refusal(response) == (400, field, "unsupported")
    assert (await served.post(path, good(path))).status_code == 200


async def test_unknown_fields_and_nulls_are_ignored(serve: Serve) -> None:
    nulls = {name: None for name, _, _ in BOTH}
    nulls |= {"tools": None, "response_format": None}
    response = await serve().post(CHAT, chat(user="me", metadata={"a": [1]}, **nulls))
    assert response.status_code == 200


# --- Large bodies ------------------------------------------------------------------------------


async def test_a_body_with_its_length_over_the_limit_is_not_read(serve: Serve) -> None:
    served = serve(max_body_mb=0.01)
    exchange = Exchange(served.app, CHAT, [b"x"], headers={"content-length": "1000000"})
    await exchange.run()
    assert exchange.status == 413
    assert exchange.pieces_read == 0
    assert (await served.post(CHAT, chat())).status_code == 200


async def test_a_body_without_its_length_is_read_up_to_the_limit(serve: Serve) -> None:
    served = serve(max_body_mb=0.01)
    exchange = Exchange(served.app, CHAT, [b" " * 1000] * 1000)
    await exchange.run()
    assert exchange.status == 413
    assert exchange.pieces_read == 11
    assert (await served.post(CHAT, chat())).status_code == 200


async def test_the_error_for_a_large_body(serve: Serve) -> None:
    served = serve(max_body_mb=0.01)
    assert refusal(await served.post(CHAT, chat("x" * 11_000))) == (413, None, "body_too_large")
    exact = json.dumps(chat()).encode().ljust(int(0.01 * 2**20))
    assert (await served.post(CHAT, exact)).status_code == 200
    assert refusal(await served.post(CHAT, exact + b" "))[0] == 413


@pytest.mark.parametrize("length", ["-1", "many", "", "٣", "0" * 20 + "5"])
async def test_a_length_that_is_no_large_number_counts_for_nothing(
    serve: Serve, length: str
) -> None:
    exchange = Exchange(serve().app, CHAT, chat(), headers={"content-length": length})
    await exchange.run()
    assert exchange.status == 200


async def test_a_length_of_very_many_digits(serve: Serve) -> None:
    exchange = Exchange(serve().app, CHAT, chat(), headers={"content-length": "9" * 5000})
    await exchange.run()
    assert exchange.status == 413
