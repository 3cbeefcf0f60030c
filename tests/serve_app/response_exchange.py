"""What tests of responses over HTTP need to ask for them and to read them."""

from __future__ import annotations

import asyncio
from typing import Any

from http_exchange import Served
from response_transcript import check_response, read

RESPONSES = "/v1/responses"


async def create(served: Served, input: Any = "Hi", **fields: Any) -> dict[str, Any]:
    """A response whose every field the libraries' types know."""
    answer = await served.post(RESPONSES, {"input": input, **fields})
    assert answer.status_code == 200, answer.text
    return checked(answer.json())


async def stream(served: Served, input: Any = "Hi", **fields: Any) -> list[dict[str, Any]]:
    """The events of a response's stream."""
    answer = await served.post(RESPONSES, {"input": input, "stream": True, **fields})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    return read(answer.content)


async def retrieve(served: Served, id: str, **headers: str) -> dict[str, Any]:
    answer = await served.get(f"{RESPONSES}/{id}", **headers)
    assert answer.status_code == 200, answer.text
    return checked(answer.json())


async def resume(served: Served, id: str, behind: int | None = None) -> list[dict[str, Any]]:
    """The events of a stream behind a number, or all of them."""
    after = "" if behind is None else f"&starting_after={behind}"
    answer = await served.get(f"{RESPONSES}/{id}?stream=true{after}")
    assert answer.status_code == 200, answer.text
    return read(answer.content, first=0 if behind is None else behind + 1)


async def cancel(served: Served, id: str) -> dict[str, Any]:
    answer = await served.post(f"{RESPONSES}/{id}/cancel", b"")
    assert answer.status_code == 200, answer.text
    return checked(answer.json())


async def become(served: Served, id: str, *statuses: str | None) -> None:
    """Wait until a response has one of these; None: it is gone."""
    store = await served.keeper.responses()
    async with asyncio.timeout(10):
        while True:
            row = await store.find(id, "")
            if (None if row is None else row.status) in statuses:
                return


def checked(response: dict[str, Any]) -> dict[str, Any]:
    check_response(response)
    return response


def words(response: dict[str, Any]) -> str:
    """All text of its output."""
    return "".join(part["text"] for item in response["output"] for part in item["content"])


def spoken(events: list[dict[str, Any]]) -> str:
    """All text that a stream's events tell bit by bit."""
    return "".join(event["delta"] for event in events if event["type"].endswith("text.delta"))
