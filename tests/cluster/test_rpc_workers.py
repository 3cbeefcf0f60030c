"""A llama.cpp model whose layers are held by processes on other nodes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Server, wait_until
from openai import OpenAI
from processes import actors, children, replica_pids

STORY = [{"role": "user", "content": "Tell me a story about a dog."}]
SPLIT: dict[str, Any] = {
    "name": "split",
    "backend": "llama-cpp",
    "parameters": {"model": "demo.gguf"},
    "context_size": 1024,
    "threads": 1,
    "options": ["parallel:4", "step_timeout:5"],
    "deployment": {"rpc_workers": {"count": 2, "resources": {"rpc": 1}}},
}


@pytest.fixture
def nodes(server: Server) -> Iterator[list[Any]]:
    """Three that may have a worker, of which the model needs two."""
    with server.further_nodes(3, rpc=1) as nodes:
        path = server.write_model(SPLIT)
        server.wait_for_state("split", "ready", 120)
        yield nodes
        path.unlink()
        wait_until(lambda: not server.entry("split"), "it is gone")


def workers() -> list[dict[str, Any]]:
    return [actor for actor in actors() if actor["ActorClassName"] == "RpcWorker"]


def all_new(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:
    """The group was replaced as one."""
    ids = [{worker["ActorID"] for worker in group} for group in (before, after)]
    return len(ids[0]) == len(ids[1]) == 2 and not ids[0] & ids[1]


def told(client: OpenAI, model: str, **options: Any) -> str:
    stream = client.chat.completions.create(
        model=model, messages=STORY, temperature=0, max_tokens=120, stream=True, **options
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in stream)


class Reader(threading.Thread):
    """Reads one story, and how long it heard nothing."""

    def __init__(self, client: OpenAI) -> None:
        super().__init__()
        self._client = client
        self.text = ""
        self.longest_pause = 0.0
        self.start()

    def run(self) -> None:
        stream = self._client.chat.completions.create(
            model="split", messages=STORY, temperature=0, max_tokens=120, stream=True
        )
        last = time.monotonic()
        for chunk in stream:
            self.text += chunk.choices[0].delta.content or ""
            self.longest_pause = max(self.longest_pause, time.monotonic() - last)
            last = time.monotonic()


@pytest.mark.timeout(400)
def test_split_over_nodes_and_whatever_of_them_dies(
    server: Server, client: OpenAI, nodes: list[Any]
) -> None:
    first = workers()
    places = {worker["Address"]["NodeID"] for worker in first}
    assert len(places) == 2
    assert places < {node.node_id for node in nodes}, "none beside the replica"
    story = told(client, "demo")
    assert told(client, "split") == story, "the same words as in one process"

    reader = Reader(client)
    wait_until(lambda: reader.text, "it reads")
    os.kill(first[0]["Pid"], signal.SIGKILL)
    [replica] = replica_pids("split")
    wait_until(lambda: replica not in replica_pids("split"), "the replica noticed", 10)
    reader.join()
    assert reader.text == story
    second = workers()
    assert all_new(first, second)

    reader = Reader(client)
    wait_until(lambda: reader.text, "it reads")
    [rpc_server] = children(second[0]["Pid"])
    os.kill(rpc_server, signal.SIGSTOP)  # it is there, and never answers
    reader.join()
    assert reader.text == story
    assert reader.longest_pause > 5, "it was the step that took too long"
    third = workers()
    assert all_new(second, third)

    reader = Reader(client)
    wait_until(lambda: reader.text, "it reads")
    carrying = {worker["Address"]["NodeID"] for worker in third}
    [lost, *_] = [node for node in nodes if node.node_id in carrying]
    server.nodes.remove_node(lost, allow_graceful=False)
    waiting = Reader(client)
    reader.join()
    waiting.join()
    assert reader.text == waiting.text == story
    left = {node.node_id for node in nodes} - {lost.node_id}
    assert {worker["Address"]["NodeID"] for worker in workers()} == left
