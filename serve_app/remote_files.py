"""Images and sounds that a request names by an address, fetched before a model sees it.

No address that a request contains reaches this machine or its private network: each address that a
name stands for is looked at when it is connected to, behind redirects as well.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from serve_app.errors import BadRequest
from serve_app.protocols.content import Inline, is_address

MOST_FILES = 32  # of one request
MOST_REDIRECTS = 3
SECONDS = 30.0
AGENT = {"User-Agent": "shoal"}
PARTS = {
    "image_url": ("image_url", "url"),
    "audio_url": ("audio_url", "url"),
    "image": ("source", "url"),
    "input_image": ("image_url",),
}
"""Types of parts that may name an address, and where in them it stands."""

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]


class Forbidden(OSError):
    """An address on this machine or a private network."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address stands in a body: `holder[key]`, which `field` names."""

    holder: dict[str, Any]
    key: str
    field: str


def places(data: Any, field: str = "", depth: int = 12) -> Iterator[Place]:
    """The addresses in the messages or items of a body, but for what was said to a tool."""
    if not depth:
        return
    if isinstance(data, list):
        for i, each in enumerate(data):
            yield from places(each, f"{field}[{i}]", depth - 1)
        return
    kind = data.get("type") if isinstance(data, dict) else "tool_use"
    if kind == "tool_use":
        return
    path = PARTS.get(kind, ()) if isinstance(kind, str) else ()
    holder, where = data, field
    for key in path:
        where += f".{key}"
        if isinstance(holder.get(key), dict):
            holder = holder[key]
        elif is_address(holder.get(key)):
            yield Place(holder, key, where)
    for key in ("messages", "input", "content", "output"):
        if isinstance(data.get(key), list | dict):
            yield from places(data[key], f"{field}.{key}" if field else key, depth - 1)


class RemoteFiles:
    """Fetches what stands behind addresses, up to `limit` bytes in all for a request."""

    def __init__(self, limit: int, *, private_addresses: bool = False) -> None:
        self._limit = limit
        self._private = private_addresses

    async def fetch_into(self, data: dict[str, Any]) -> None:
        """Put the content of all addresses of a body in their places.

        Raises:
            BadRequest: naming the field whose address cannot be fetched.
        """
        found = list(places(data))
        if not found:
            return
        if len(found) > MOST_FILES:
            message = f"{found[MOST_FILES].field}: at most {MOST_FILES} addresses in a request"
            raise BadRequest(message, param=found[MOST_FILES].field)
        left = self._limit
        async with self._session() as session:
            for place in found:
                try:
                    content = await self._fetch(session, place.holder[place.key], left)
                except ValueError as error:
                    message = f"{place.field}: {error}"
                    raise BadRequest(message, param=place.field) from None
                place.holder[place.key] = content
                left -= len(content.data)

    @contextlib.asynccontextmanager
    async def _session(self) -> AsyncIterator[aiohttp.ClientSession]:
        connector = aiohttp.TCPConnector(socket_factory=self._socket)
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(
            connector=connector, timeout=timeout, headers=AGENT, cookie_jar=aiohttp.DummyCookieJar()
        ) as session:
            yield session

    def _socket(self, address: AddressInfo) -> socket.socket:
        family, kind, protocol, _, (host, *_) = address
        if not self._private and not is_public(str(host)):
            raise Forbidden("it is on a private network")
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        return opened

    async def _fetch(self, session: aiohttp.ClientSession, url: str, limit: int) -> Inline:
        """Raises `ValueError` saying why it cannot be had."""
        try:
            async with session.get(url, max_redirects=MOST_REDIRECTS) as response:
                if response.status != 200:
                    raise ValueError(f"the server answered {response.status}")
                if (response.content_length or 0) > limit:
                    raise ValueError(f"larger than {limit} bytes")
                content = bytearray()
                async for piece in response.content.iter_any():
                    content += piece
                    if len(content) > limit:
                        raise ValueError(f"larger than {limit} bytes")
                return Inline(response.content_type, bytes(content))
        except aiohttp.ClientConnectorError as error:
            raise ValueError(f"cannot be reached: {error.os_error}") from None
        except aiohttp.TooManyRedirects:
            raise ValueError(f"more than {MOST_REDIRECTS} redirects") from None
        except aiohttp.InvalidURL:
            raise ValueError("not an address") from None
        except aiohttp.ClientError as error:
            raise ValueError(f"cannot be fetched: {error}") from None
        except TimeoutError:
            raise ValueError(f"no answer within {SECONDS:.0f} seconds") from None


def is_public(host: str) -> bool:
    """Whether an IP address belongs to the internet at large."""
    address = ipaddress.ip_address(host.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast
