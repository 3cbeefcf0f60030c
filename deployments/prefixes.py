"""Which replica has seen the beginning of a prompt: what its cache holds is not computed again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from deployments.types import AudioPart, ImagePart, Message, Request

BLOCK = 256  # bytes that two prompts must share for one of them to be of use to the other
MOST_BLOCKS = 256
REMEMBERED = 100_000  # prefixes
MOST_TOKENS = 0xFFFFFFFF

Holder = TypeVar("Holder", bound=Hashable)


def prefix_keys(request: Request) -> list[bytes]:
    """A key for each block of the prompt and all before it; what is longer shares more keys.

    Before the prompt comes what changes all that a cache holds of it: tools and adapters. There are
    keys for whatever a request may hold, also where the model will refuse it.
    """
    said = hashlib.blake2b(repr((request.tools, request.adapters)).encode(), digest_size=8)
    data = b"".join(_prompt(request))[: BLOCK * MOST_BLOCKS]
    keys = []
    for start in range(0, len(data) - BLOCK + 1, BLOCK):
        said.update(data[start : start + BLOCK])
        keys.append(said.digest())
    return keys


def _prompt(request: Request) -> Iterator[bytes]:
    if isinstance(request.prompt, str):
        yield request.prompt.encode(errors="replace")
    elif request.prompt is not None:
        # Nobody has looked yet whether they are in the vocabulary.
        yield b"".join((token & MOST_TOKENS).to_bytes(4, "little") for token in request.prompt)
    for message in request.messages or ():
        yield from _message(message)


def _message(message: Message) -> Iterator[bytes]:
    yield message.role.encode()
    for part in message.content:
        match part:
            case ImagePart(data=data) | AudioPart(data=data):
                yield hashlib.blake2b(data, digest_size=8).digest()
            case _:
                yield part.text.encode(errors="replace")
    yield repr(message.tool_calls).encode() if message.tool_calls else b""


def home(key: bytes, among: Iterable[str]) -> str:
    """Where a prefix belongs that nobody is known to hold: everybody finds the same.

    Rendezvous hashing: without one of the names, only what belonged there moves.
    """
    return max(among, key=lambda name: hashlib.blake2b(key + name.encode(), digest_size=8).digest())


class Prefixes(Generic[Holder]):
    """Who has computed a prefix last; of the prefixes those that were used last are remembered."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._holders: OrderedDict[bytes, Holder] = OrderedDict()

    def note(self, keys: Sequence[bytes], holder: Holder) -> None:
        for key in keys:
            self._holders[key] = holder
            self._holders.move_to_end(key)
        while len(self._holders) > self._most:
            self._holders.popitem(last=False)

    def longest(self, keys: Sequence[bytes], among: Iterable[Holder]) -> Holder | None:
        """Who of these knows the most of the prompt."""
        there = set(among)
        for key in reversed(keys):
            holder = self._holders.get(key)
            if holder in there:
                return holder
        return None
