"""OpenAI's model list: https://platform.openai.com/docs/api-reference/models"""

from __future__ import annotations

from typing import Any

from serve_app.listing import Listing, ModelEntry


def render_list(listing: Listing) -> dict[str, Any]:
    """The models that a client may name."""
    return {"object": "list", "data": [render(entry) for entry in listing.models if entry.usable]}


def render_admin_list(listing: Listing) -> dict[str, Any]:
    """All models, also those that failed, with their states and the reasons."""
    return {"object": "list", "data": [render_admin(entry) for entry in listing.models]}


def render(entry: ModelEntry) -> dict[str, Any]:
    return {"id": entry.name, "object": "model", "created": entry.created, "owned_by": "shoal"}


def render_admin(entry: ModelEntry) -> dict[str, Any]:
    return {
        **render(entry),
        "state": entry.state,
        "reason": entry.reason or None,
        "backend": entry.backend or None,
        "capabilities": sorted(entry.capabilities),
        "context_size": entry.context_size,
        "description": entry.description or None,
        "source": entry.source,
        "app": entry.app or None,
    }
