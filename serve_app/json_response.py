"""Answers that are whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from serve_app.protocols.openai import dumps


def json_response(data: Mapping[str, Any], status: int = 200) -> Response:
    return Response(dumps(data), status, media_type="application/json")
