"""The protocols, as a client asks and knows the first word of an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

QUESTION = [{"role": "user", "content": "Say this is a test!"}]


@dataclass(frozen=True, slots=True)
class Protocol:
    """`word` is in the event that brings the first word, and in no event before it."""

    name: str
    path: str
    body: Mapping[str, Any]
    limit: str
    word: bytes

    def request(self, tokens: int, *, stream: bool, model: str = "bench") -> bytes:
        """The bytes of a request, after whose answer the connection ends."""
        body = {**self.body, "model": model, self.limit: tokens, "stream": stream}
        payload = json.dumps(body).encode()
        head = (
            f"POST {self.path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
            "authorization: Bearer sk-bench\r\ncontent-type: application/json\r\n"
            f"content-length: {len(payload)}\r\n\r\n"
        )
        return head.encode() + payload


CHAT = Protocol(
    "chat", "/v1/chat/completions", {"messages": QUESTION}, "max_tokens", b'"content":"T'
)
PROTOCOLS = (
    CHAT,
    Protocol("completions", "/v1/completions", {"prompt": "Say"}, "max_tokens", b'"text":"T'),
    Protocol("messages", "/v1/messages", {"messages": QUESTION}, "max_tokens", b'"text":"T'),
    Protocol(
        "responses",
        "/v1/responses",
        {"input": "Say this is a test!", "store": False},
        "max_output_tokens",
        b'"delta":"T',
    ),
)
BARE_PREFIX = "/bare"
BARE = replace(CHAT, name="Serve alone", path=BARE_PREFIX + CHAT.path)
"""The floor: benchmarks/bare_serve.py."""
