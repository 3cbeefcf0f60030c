"""Streams of models whose processes are killed: the clients notice a pause, and nothing else."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from conftest import Server, wait_until
from openai import OpenAI
from openai.types.chat.chat_completion_token_logprob import ChatCompletionTokenLogprob
from processes import replica_pids, running_replicas

CLIENTS = 32
KILLS = int(os.environ.get("SHOAL_KILLS", "2"))
TIE = 0.1
PROMPTS = [f"Tell me a story about a {thing}." for thing in ("dog", "boat", "king", "forest")]
TWIN: dict[str, Any] = {
    "name": "twin",
    "backend": "llama-cpp",
    "parameters": {"model": "demo.gguf"},
    "context_size": 8192,
    "threads": 1,
    "options": ["parallel:32"],
    "deployment": {"num_replicas": 2},
}


@pytest.fixture
def twin(server: Server) -> Iterator[Server]:
    path = server.write_model(TWIN)
    server.wait_for_state("twin", "ready")
    yield server
    path.unlink()
    wait_until(lambda: not server.entry("twin"), "it is gone")


Story = Sequence[ChatCompletionTokenLogprob]


def story(client: OpenAI, prompt: str) -> Story:
    """All tokens, with what else they might have been. Fails where text and tokens differ."""
    stream = client.chat.completions.create(
        model="twin",
        messages=[{"role": "user", "content": prompt}],
        stream=True,
        temperature=0,
        max_tokens=200,
        logprobs=True,
        top_logprobs=2,
        stream_options={"include_usage": True},
    )
    text, tokens, used = "", [], 0
    for chunk in stream:
        used = chunk.usage.completion_tokens if chunk.usage else used
        for choice in chunk.choices:
            text += choice.delta.content or ""
            tokens += choice.logprobs.content or [] if choice.logprobs else []
    assert b"".join(bytes(token.bytes or ()) for token in tokens).decode() == text
    assert used in (len(tokens), len(tokens) + 1), "the end of the text is a token too"
    return tokens


def same(one: Story, other: Story) -> bool:
    """Whether they are the same, as far as numbers go: sums differ with what else is computed.

    They may part only where the model finds two tokens equally likely.
    """
    for here, there in zip(one, other, strict=False):
        if here.token != there.token:
            best, second = here.top_logprobs
            return {here.token, there.token} == {best.token, second.token} and (
                best.logprob - second.logprob < TIE
            )
    return len(one) == len(other)


class Readers:
    """Clients that ask for stories, each again when it has one, until they are told to stop."""

    def __init__(self, client: OpenAI, expected: dict[str, Story]) -> None:
        self._client = client
        self._expected = expected
        self._stopping = threading.Event()
        self.identical = self.read = 0
        self.problems: list[object] = []
        self._threads = [
            threading.Thread(target=self._ask, args=(PROMPTS[number % len(PROMPTS)],))
            for number in range(CLIENTS)
        ]

    def _ask(self, prompt: str) -> None:
        expected = self._expected[prompt]
        while not self._stopping.is_set():
            try:
                told = story(self._client, prompt)
            except Exception as error:
                self.problems.append(error)
                return
            self.read += 1
            self.identical += [token.token for token in told] == [t.token for t in expected]
            if not same(told, expected):
                self.problems.append("".join(token.token for token in told))

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()


def test_a_prompt_goes_where_its_beginning_is_cached(twin: Server, client: OpenAI) -> None:
    wait_until(both_run, "both replicas are there")
    for asked_before in (False, True):
        for number in range(12):
            text = f"Number {number}. " + "The king sees a dog in the forest. " * 20
            answer = client.chat.completions.create(
                model="twin", messages=[{"role": "user", "content": text}], max_tokens=1
            )
            assert answer.usage is not None
            assert answer.usage.prompt_tokens_details is not None
            cached = answer.usage.prompt_tokens_details.cached_tokens or 0
            assert (cached > 100) == asked_before, "whichever gateway was asked"


def both_run() -> bool:
    """Serve hears of a death later than the cluster."""
    return len(replica_pids("twin")) == running_replicas("twin") == 2


@pytest.mark.timeout(900)
def test_replicas_die_and_no_client_notices(twin: Server, client: OpenAI) -> None:
    expected = {prompt: story(client, prompt) for prompt in PROMPTS}
    assert all(len(tokens) > 50 for tokens in expected.values())
    with Readers(client, expected) as readers:
        for _ in range(KILLS):
            wait_until(both_run, "both replicas are there", 120)

            os.kill(replica_pids("twin")[0], signal.SIGKILL)
            wait_until(lambda: len(replica_pids("twin")) < 2, "it is dead")
    assert not readers.problems, readers.problems[:3]
    assert readers.identical > 2 / 3 * readers.read > KILLS, "few part where two tokens are level"
    for _ in range(8):  # of either replica
        stats = twin.stats("twin")
        assert (stats.running, stats.waiting, stats.free_slots) == (0, 0, 32)
