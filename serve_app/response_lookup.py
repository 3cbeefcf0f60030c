"""What a body of Open Responses refers to, from the store; and what is stored of it."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping, Sequence
from typing import Any

from serve_app.errors import BadRequest, NotFound
from serve_app.protocols.content import Inline
from serve_app.protocols.responses import ResponsesBody, Stored
from serve_app.store.records import StoredItem
from serve_app.store.responses import Responses

PREFIXES = {
    "message": "msg",
    "reasoning": "rs",
    "function_call": "fc",
    "function_call_output": "fco",
}


async def looked_up(store: Responses, body: ResponsesBody, owner: str) -> Stored:
    """Raises `NotFound` for a response that there is not, `BadRequest` for one without an end."""
    history: Sequence[Mapping[str, Any]] = ()
    previous = body.previous_response_id
    if previous is not None:
        found = await store.conversation(previous, owner, time.time())
        param = "previous_response_id"
        if found is None:
            raise NotFound(f"{param}: there is no response '{previous}'", param=param)
        if found.active:
            raise BadRequest(f"{param}: '{previous}' is not complete yet", param=param)
        history = found.items
    return Stored(history, await store.items(body.references, owner))


def input_items(data: Mapping[str, Any], stored: Stored, stem: str) -> list[StoredItem]:
    """The items of a validated body as they are stored, each with an id of its own."""
    given = data.get("input") or []
    items = [{"role": "user", "content": given}] if isinstance(given, str) else given
    made = []
    for number, item in enumerate(items):
        whole = dict(_referred_to(item, stored) or item)
        whole["type"] = whole.get("type") or "message"
        whole["id"] = f"{PREFIXES[whole['type']]}_{stem}_in{number}"
        made.append(StoredItem(whole["id"], storable(whole)))
    return made


def _referred_to(item: Mapping[str, Any], stored: Stored) -> Mapping[str, Any] | None:
    """The stored item, where this is nothing but its id."""
    is_reference = item.get("type") == "item_reference" or not (item.get("type") or "role" in item)
    return stored.items[item["id"]] if is_reference else None


def output_items(response: Mapping[str, Any]) -> list[StoredItem]:
    return [StoredItem(item["id"], item) for item in response["output"]]


def storable(data: Any) -> Any:
    """The same with fetched files as `data:` URLs."""
    if isinstance(data, Inline):
        content = base64.b64encode(data.data).decode()
        return f"data:{data.media_type};base64,{content}"
    if isinstance(data, dict):
        return {key: storable(value) for key, value in data.items()}
    return [*map(storable, data)] if isinstance(data, list) else data


def listed(item: StoredItem) -> dict[str, Any]:
    """An item as clients list it: whole, whatever was left out when it was sent."""
    data = {"status": "completed", **item.data}
    content = data.get("content")
    if data["type"] == "message" and isinstance(content, str):
        kind = "output_text" if data["role"] == "assistant" else "input_text"
        part: dict[str, Any] = {"type": kind, "text": content}
        data["content"] = [part | ({"annotations": []} if kind == "output_text" else {})]
    return data
