"""Addresses of llama.cpp's RPC servers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an RPC server listens. The library knows IPv4 addresses and names, and no IPv6."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str) -> Endpoint:
        """Raises `ValueError`."""
        host, _, port = text.strip().partition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 2**16:
            raise ValueError(f"'{text.strip()}' is no address of the form host:port")
        return cls(host, int(port))


def endpoints(text: str) -> tuple[Endpoint, ...]:
    """Addresses with commas between them. Raises `ValueError`."""
    return tuple(Endpoint.parse(each) for each in text.split(",") if each.strip())
