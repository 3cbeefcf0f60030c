"""Responses over a WebSocket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeModels
from http_exchange import SENTENCE
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from deployments.types import Failed
from serve_app.asgi import create_app
from serve_app.errors import from_failure
from serve_app.settings import GatewaySettings

FOX = {"name": "fox"}


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'responses.db'}"


@contextmanager
def connected(
    models: FakeModels, database: str, headers: dict[str, str] | None = None, **settings: Any
) -> Iterator[WebSocketTestSession]:
    app = create_app(models, GatewaySettings(database_url=database, **settings))
    with (
        TestClient(app) as client,
        client.websocket_connect("/v1/responses", headers=headers or {}) as socket,
    ):
        yield socket


def create(socket: WebSocketTestSession, **body: Any) -> list[dict[str, Any]]:
    """The events of a response."""
    socket.send_json({"type": "response.create", **body})
    events = []
    while True:
        events.append(socket.receive_json())
        if events[-1]["type"] in ("response.completed", "response.failed", "error"):
            return events


def test_a_response(database: str) -> None:
    with connected(FakeModels([FOX], 5.0), database) as socket:
        events = create(socket, input="Hi")
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert events[0]["type"] == "response.created"
    assert events[-1]["response"]["output"][0]["content"][0]["text"] == SENTENCE


def test_what_is_not_stored_goes_on_on_the_same_connection(database: str) -> None:
    models = FakeModels([FOX], 5.0)
    with connected(models, database) as socket:
        first = create(socket, input="Hi", store=False)[-1]["response"]
        create(socket, input="And?", store=False, previous_response_id=first["id"])
    with connected(models, database) as socket:
        refused = create(socket, input="And?", previous_response_id=first["id"])
    messages = models.requests[1].messages
    assert messages is not None
    assert [message.text for message in messages] == ["Hi", SENTENCE, "And?"]
    assert [(each["type"], each["status"]) for each in refused] == [("error", 404)]
    assert refused[0]["error"]["param"] == "previous_response_id"


def test_what_is_stored_goes_on_on_another(database: str) -> None:
    models = FakeModels([FOX], 5.0)
    with connected(models, database) as socket:
        first = create(socket, input="Hi")[-1]["response"]
    with connected(models, database) as socket:
        assert create(socket, input="And?", previous_response_id=first["id"])[-1]["response"]


@pytest.mark.parametrize(
    ("said", "param"),
    [
        ({"type": "response.delete"}, "type"),
        ({"input": "Hi"}, "type"),
        ({"type": "response.create", "input": 5}, "input"),
        ({"type": "response.create", "input": "Hi", "stream": True}, "stream"),
        ({"type": "response.create", "input": "Hi", "background": True}, "background"),
        ({"type": "response.create", "input": "Hi", "model": "none", "x": 1}, None),
    ],
)
def test_what_is_wrong_is_told_and_the_connection_stays(
    database: str, said: dict[str, Any], param: str | None
) -> None:
    with connected(FakeModels([FOX], 5.0), database, strict_model_names=True) as socket:
        socket.send_json(said)
        refused = socket.receive_json()
        assert refused["type"] == "error"
        assert 400 <= refused["status"] < 500
        assert refused["error"]["message"]
        assert param is None or refused["error"]["param"] == param
        socket.send_text("no JSON")
        assert socket.receive_json()["error"]["code"] == "invalid_json"
        assert create(socket, input="Hi")[-1]["type"] == "response.completed"


def test_a_stream_that_breaks_ends_with_its_error(database: str) -> None:
    models = FakeModels([{"name": "fox", "options": ["fail_after:2"]}], 5.0)
    with connected(models, database) as socket:
        events = create(socket, input="Hi")
        events.append(socket.receive_json())
    assert [event["type"] for event in events[-2:]] == ["error", "response.failed"]
    response = events[-1]["response"]
    assert response["status"] == "failed"
    (item,) = response["output"]
    assert (item["status"], item["content"][0]["text"]) == ("incomplete", "The quick")
    with TestClient(create_app(models, GatewaySettings(database_url=database))) as client:
        assert client.get(f"/v1/responses/{response['id']}").json() == response


@pytest.mark.parametrize("store", [True, False])
def test_the_error_is_told_where_nothing_can_be_stored(store: bool) -> None:
    models = FakeModels([{"name": "fox", "options": ["fail_after:2"]}], 5.0)
    with connected(models, "mysql://host/shoal") as socket:
        create(socket, input="Hi", store=store)
        failed = socket.receive_json()
    assert failed["type"] == "response.failed"
    assert failed["response"]["error"]["message"] == "the fake backend was told to fail"


# --- What the model refuses ----------------------------------------------------------------------


def test_too_long_an_input(database: str) -> None:
    with connected(FakeModels([FOX | {"context_size": 10}], 5.0), database) as socket:
        (refused,) = create(socket, input="x" * 10)
        assert (refused["type"], refused["status"]) == ("error", 400)
        error = refused["error"]
        assert (error["param"], error["code"]) == ("input", "context_length_exceeded")
        assert create(socket, input="Hi")[-1]["type"] == "response.completed"


@pytest.mark.parametrize("truncation", ["auto", "disabled"])
def test_errors_speak_of_the_input(
    database: str, monkeypatch: pytest.MonkeyPatch, truncation: str
) -> None:
    failure = Failed(
        "invalid_request", "messages[0].content[1]: no image", "messages[0].content[1]"
    )

    async def refuse(*_: Any) -> Any:
        raise from_failure(failure)

    async def say(*_: Any) -> Any:
        yield [failure]

    models = FakeModels([FOX | {"context_size": 100}], 5.0)
    monkeypatch.setattr(models, "reply", refuse)
    monkeypatch.setattr(models, "generate", say)
    with connected(models, database) as socket:
        (refused,) = create(socket, input="Hi", truncation=truncation)
    assert refused["status"] == 400
    error = refused["error"]
    assert (error["param"], error["message"]) == ("input", "input: no image")


def test_keys_are_for_sockets_too(database: str) -> None:
    models = FakeModels([FOX], 5.0)
    with (
        pytest.raises(WebSocketDisconnect),
        connected(models, database, api_keys=["secret"]),
    ):
        pass
    right = {"authorization": "Bearer secret"}
    with connected(models, database, right, api_keys=["secret"]) as socket:
        assert create(socket, input="Hi")[-1]["type"] == "response.completed"
