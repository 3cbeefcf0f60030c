"""What every call does before a model is asked: read the body, find the model."""

from __future__ import annotations

from typing import Any

from starlette.requests import HTTPConnection, Request

from deployments.types import Capability
from serve_app.api_keys import ApiKeys, bearer
from serve_app.errors import BodyTooLarge
from serve_app.listing import Asked, ModelEntry, resolve
from serve_app.models import Models
from serve_app.overhead import Overhead
from serve_app.protocols.body import load_json
from serve_app.remote_files import RemoteFiles
from serve_app.settings import GatewaySettings


class Intake:
    def __init__(self, models: Models, settings: GatewaySettings, keys: ApiKeys) -> None:
        self._models = models
        self._settings = settings
        self._keys = keys
        self._remote_files = RemoteFiles(
            settings.max_body_bytes, private_addresses=settings.fetch_private_addresses
        )

    async def body(self, request: Request, overhead: Overhead) -> dict[str, Any]:
        """The JSON object that was sent, with the content of the addresses in it."""
        data = load_json(await _read(request, self._settings.max_body_bytes))
        await self.fetch_files(data, overhead)
        return data

    async def fetch_files(self, data: dict[str, Any], overhead: Overhead) -> None:
        with overhead.elsewhere():
            await self._remote_files.fetch_into(data)

    async def model(
        self,
        connection: HTTPConnection,
        named: str | None,
        capability: Capability,
        overhead: Overhead,
    ) -> ModelEntry:
        """The model that is named, or the only one there is, once it is loaded."""
        asked = Asked(
            body=connection.path_params.get("model") or named,
            query=connection.query_params.get("model"),
            token=None if self._keys.required else bearer(connection.headers),
        )
        strict = self._settings.strict_model_names
        entry = resolve(self._models.listing, capability, asked, strict=strict)
        with overhead.elsewhere():
            return await self._models.ready(entry)

    def owner(self, connection: HTTPConnection) -> str:
        """Whose responses these are: with API keys, each key has its own."""
        return self._keys.owner(connection.headers)


async def _read(request: Request, limit: int) -> bytes:
    """Raises `BodyTooLarge` before more than the limit is in memory."""
    too_large = BodyTooLarge(f"the body is larger than {limit} bytes", code="body_too_large")
    length = request.headers.get("content-length", "").lstrip("0")
    if length.isdecimal() and (len(length), length) > (len(str(limit)), str(limit)):
        raise too_large
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise too_large
    return bytes(body)
