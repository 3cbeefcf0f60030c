"""The gateway in its real surroundings: headers, limits, clients that leave, models that break."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from conftest import Server, wait_until

QUESTION = [{"role": "user", "content": "Say this is a test!"}]
ENDLESS = {"model": "demo", "messages": QUESTION, "ignore_eos": True, "max_tokens": 900}


def post(server: Server, **body: object) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/chat/completions", json=body, timeout=60)


def test_probes_and_version(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{server.url}/readyz").json() == {"status": "ready"}
    assert httpx.get(f"{server.url}/version").json()["version"].count(".") == 2


def test_a_request_id_comes_back(server: Server) -> None:
    given = httpx.get(f"{server.url}/v1/models", headers={"x-request-id": "mine-1"})
    assert given.headers["x-request-id"] == "mine-1"
    assert httpx.get(f"{server.url}/v1/models").headers["x-request-id"]


def test_the_model_is_named_in_the_query_or_the_token(server: Server) -> None:
    url = f"{server.url}/chat/completions"
    body = {"messages": QUESTION, "max_tokens": 2}
    assert httpx.post(url, json=body, params={"model": "fake"}).json()["model"] == "fake"
    token = {"authorization": "Bearer fake"}
    assert httpx.post(url, json=body, headers=token).json()["model"] == "fake"
    nameless = httpx.post(url, json=body)
    assert nameless.status_code == 400
    assert "demo, fake" in nameless.json()["error"]["message"]


@contextmanager
def open_stream(server: Server) -> Iterator[Iterator[str]]:
    """The lines of a stream that would go on for long."""
    url = f"{server.url}/v1/chat/completions"
    with httpx.stream("POST", url, json={**ENDLESS, "stream": True}) as response:
        yield response.iter_lines()


def test_a_client_that_leaves_its_stream_frees_the_slot(server: Server) -> None:
    before = server.stats("demo")
    with open_stream(server) as lines:
        while "content" not in next(lines):
            pass
    wait_until(lambda: server.stats("demo").running == 0, "the slot is free", 10)
    after = server.stats("demo")
    assert after.aborted == before.aborted + 1
    assert after.free_slots == before.free_slots
    assert after.cells_used == 0
    assert after.generated_tokens - before.generated_tokens < 900


def test_a_client_that_leaves_before_the_answer_frees_the_slot(server: Server) -> None:
    before = server.stats("demo")
    host, port = server.url.removeprefix("http://").split(":")
    body = json.dumps({**ENDLESS, "n": 4}).encode()
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
            % (len(body), body)
        )
        wait_until(lambda: server.stats("demo").running > 0, "it is running", 10)
    wait_until(lambda: server.stats("demo").running == 0, "the slots are free", 10)
    assert server.stats("demo").aborted > before.aborted


BAD_BODIES = {
    "malformed JSON": (b'{"messages": [', None),
    "invalid UTF-8": (b'{"model": "demo", "messages": "\xff\xfe"}', None),
    "wrong type": (b'{"model": "demo", "messages": "hello"}', "messages"),
    "unknown role": (
        b'{"model": "demo", "messages": [{"role": "robot", "content": "x"}]}',
        "messages[0].role",
    ),
    "empty messages": (b'{"model": "demo", "messages": []}', "messages"),
    "negative max_tokens": (
        b'{"model": "demo", "max_tokens": -1, "messages": [{"role": "user", "content": "x"}]}',
        "max_tokens",
    ),
    "unknown logit_bias": (
        b'{"model": "demo", "logit_bias": {"99999": 1},'
        b' "messages": [{"role": "user", "content": "x"}]}',
        "logit_bias",
    ),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_bad_input_is_a_400_and_the_replica_lives_on(server: Server, name: str) -> None:
    body, param = BAD_BODIES[name]
    finished = server.stats("demo").finished
    answer = httpx.post(f"{server.url}/v1/chat/completions", content=body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["type"], error["param"]) == ("invalid_request_error", param)
    assert post(server, model="demo", messages=QUESTION, max_tokens=1).status_code == 200
    assert server.stats("demo").finished == finished + 1, "the same process goes on counting"


def test_a_body_over_the_limit_is_refused(server: Server) -> None:
    answer = post(server, model="fake", messages=[{"role": "user", "content": "x" * (9 << 20)}])
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "body_too_large"


def test_a_body_beyond_grpcs_default_limit_reaches_the_model(server: Server) -> None:
    answer = post(server, model="fake", messages=[{"role": "user", "content": "x" * (6 << 20)}])
    assert answer.json()["error"]["code"] == "context_length_exceeded"
    assert str(6 << 20) in answer.json()["error"]["message"]


def test_an_unknown_path_is_a_404_in_openais_shape(server: Server) -> None:
    answer = httpx.post(f"{server.url}/v1/nothing", json={})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_url"
