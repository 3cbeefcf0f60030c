"""Random bodies: any answer but a 5xx, and an application that still works."""

import json
import random
from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, Serve, chat, refusal

pytestmark = pytest.mark.anyio

ATOMS: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 128, 129, 2**31, 2**53 + 1, 2**63, 2**64, -(10**40)),
    *(0.0, -0.0, 0.5, 1.0, 1e-300, 1e300, "", " ", "x", "fox", "wolf", "text", "user", "\0"),
    *("ü😀", "data: [DONE]\n\n", "x" * 5000, "\\u0000", "null", "1", "٣", "__class__"),
]
FIELDS = """model messages prompt stream stream_options n max_tokens max_completion_tokens stop seed
    temperature top_p top_k min_p presence_penalty frequency_penalty repeat_penalty logit_bias
    ignore_eos logprobs top_logprobs tools tool_choice functions response_format suffix echo best_of
    role content type text name include_usage unknown""".split()


def value(rng: random.Random, depth: int = 0) -> Any:
    kind = rng.random()
    if depth > 4 or kind < 0.5:
        return rng.choice(ATOMS)
    if kind < 0.75:
        return [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice(FIELDS): value(rng, depth + 1) for _ in range(rng.randrange(4))}


def replace_somewhere(rng: random.Random, data: Any) -> Any:
    """The same value but for one place, often deep inside."""
    if isinstance(data, dict) and data and rng.random() < 0.8:
        key = rng.choice(list(data))
        return data | {key: replace_somewhere(rng, data[key])}
    if isinstance(data, list) and data and rng.random() < 0.8:
        place = rng.randrange(len(data))
        return [*data[:place], replace_somewhere(rng, data[place]), *data[place + 1 :]]
    return value(rng)


def damage(rng: random.Random, body: bytes) -> bytes:
    """A few bytes overwritten, cut out or doubled."""
    for _ in range(rng.randrange(1, 4)):
        start = rng.randrange(len(body) + 1)
        end = min(len(body), start + rng.randrange(5))
        piece = rng.choice([rng.randbytes(end - start), b"", body[start:end] * 2, b"\\ud800"])
        body = body[:start] + piece + body[end:]
    return body


def random_body(rng: random.Random) -> bytes:
    body: Any = chat(rng.choice(["Hi", [{"type": "text", "text": "Hi"}]]), model="fox", n=2)
    body |= {
        "prompt": rng.choice(["Hi", ["a", "b"], [1, 2]]),
        "stop": ["x"],
        "logit_bias": {"5": 1},
        "stream": rng.random() < 0.5,
        "stream_options": {"include_usage": True},
    }
    for _ in range(rng.randrange(3)):
        body = replace_somewhere(rng, body)
    if isinstance(body, dict):
        body = {key: body[key] for key in body if rng.random() < 0.95}
        body |= {rng.choice(FIELDS): value(rng) for _ in range(rng.randrange(3))}
    encoded = json.dumps(body, ensure_ascii=rng.random() < 0.5).encode()
    return damage(rng, encoded) if rng.random() < 0.3 else encoded


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", [CHAT, COMPLETIONS])
async def test_random_bodies(serve: Serve, path: str, seed: int) -> None:
    rng = random.Random(f"{path}{seed}")
    served = serve({"name": "fox", "options": ["text:a b"]}, {"name": "wolf", "embeddings": True})
    outcomes = set()
    for _ in range(100):
        body = random_body(rng)
        response = await served.post(path, body)
        outcomes.add(response.status_code)
        assert response.status_code < 500, body
        assert "server_error" not in response.text, body
        if response.status_code != 200:
            refusal(response)
    assert outcomes >= {200, 400}
    assert served.stats().running == 0
    assert (await served.post(path, chat(prompt="Hi"))).status_code == 200
