"""Replicas come with the requests and go with them; too many requests are told to come later."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest
from conftest import Server, wait_until
from processes import actors, running_replicas

QUESTION = [{"role": "user", "content": "Hi"}]
ELASTIC: dict[str, Any] = {
    "name": "elastic",
    "backend": "fake",
    "options": ["tokens:1000000", "rate:20", "parallel:2"],
    "deployment": {
        "autoscaling_config": {
            "min_replicas": 0,
            "max_replicas": 3,
            "upscale_delay_s": 0.5,
            "downscale_delay_s": 1,
            "look_back_period_s": 10.5,
        },
        "graceful_shutdown_wait_loop_s": 0.1,
    },
}
NARROW: dict[str, Any] = {
    "name": "narrow",
    "backend": "fake",
    "options": ["tokens:25", "rate:50", "parallel:4"],
    "deployment": {"max_ongoing_requests": 4, "max_queued_requests": 8},
}
CAPACITY = 8  # answers a second
OVERLOAD_SECONDS = float(os.environ.get("SHOAL_OVERLOAD_SECONDS", "5"))
FLAT = 64 << 20  # bytes


@pytest.fixture
def model(server: Server, request: pytest.FixtureRequest) -> Iterator[Server]:
    path = server.write_model(request.param)
    server.wait_for_state(request.param["name"], "ready")
    yield server
    path.unlink()
    wait_until(lambda: not server.entry(request.param["name"]), "it is gone")


async def ask(client: httpx.AsyncClient, model: str, words: int) -> httpx.Response:
    body = {"model": model, "messages": QUESTION, "max_tokens": words}
    return await client.post("/v1/chat/completions", json=body)


@pytest.mark.parametrize("model", [ELASTIC], indirect=True)
@pytest.mark.timeout(300)
def test_from_none_to_three_and_back(model: Server) -> None:
    wait_until(lambda: running_replicas("elastic") == 0, "nobody needs it")
    body = {"model": "elastic", "messages": QUESTION, "max_tokens": 2}
    cold = httpx.post(f"{model.url}/v1/chat/completions", json=body, timeout=60)
    assert cold.status_code == 200, "it waited for the first replica"

    async def client(http: httpx.AsyncClient) -> set[int]:
        """Asks for a second's answer, again and again, until there are three replicas."""
        statuses = set()
        while running_replicas("elastic") < 3:
            statuses.add((await ask(http, "elastic", 20)).status_code)
        return statuses

    async def clients() -> list[set[int]]:
        async with httpx.AsyncClient(base_url=model.url, timeout=60) as http:
            async with asyncio.timeout(90):
                return await asyncio.gather(*(client(http) for _ in range(8)))

    assert asyncio.run(clients()) == [{200}] * 8
    wait_until(lambda: running_replicas("elastic") == 0, "all are gone", 60)
    again = httpx.post(f"{model.url}/v1/chat/completions", json=body, timeout=60)
    assert again.status_code == 200


@pytest.mark.parametrize("model", [NARROW], indirect=True)
@pytest.mark.timeout(300)
def test_ten_times_too_many_requests(model: Server) -> None:
    memory = gateway_memory()

    async def flood() -> list[httpx.Response]:
        asking = []
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=model.url, timeout=60, limits=limits) as client:
            end = time.monotonic() + OVERLOAD_SECONDS
            while time.monotonic() < end:
                asking.append(asyncio.create_task(ask(client, "narrow", 25)))
                await asyncio.sleep(1 / (10 * CAPACITY))
            return await asyncio.gather(*asking)

    answers = asyncio.run(flood())
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) == {200, 503}, "none was let in and then forgotten"
    assert statuses[503] > statuses[200] > CAPACITY
    for answer in answers:
        if answer.status_code == 503:
            assert answer.json()["error"]["code"] == "overloaded"
            assert float(answer.headers["retry-after"]) > 0
        else:
            assert len(answer.json()["choices"][0]["message"]["content"].split()) == 25
    url, body = f"{model.url}/v1/chat/completions", {"model": "narrow", "messages": QUESTION}
    wait_until(lambda: httpx.post(url, json=body).status_code == 200, "it is as before", 5)
    assert gateway_memory() < memory + FLAT


def gateway_memory() -> int:
    """Bytes of all gateways."""
    gateways = [actor["Pid"] for actor in actors() if "shoal#Gateway" in actor["Name"]]
    return sum(psutil.Process(pid).memory_info().rss for pid in gateways)
