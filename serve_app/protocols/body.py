"""What all bodies have in common: how they are read and validated, and how errors name a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from serve_app.errors import BadRequest

MAX_DEPTH = 100
"""Of lists and objects in each other: what handles a body later may do so by recursion."""
LONGEST_NAME = 100  # of a field, in an error


class Strict(BaseModel):
    """A body or a part of one. Unknown fields are ignored: clients send their own extensions."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


def load_json(body: bytes) -> dict[str, Any]:
    """The body as an object.

    Raises:
        BadRequest: for what is not JSON, not UTF-8, no object or nested too deeply.
    """
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"the body is not valid JSON: {error}", code="invalid_json") from None
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object", code="invalid_json")
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _is_deep(data):
        message = f"the body is nested too deeply: at most {MAX_DEPTH} levels"
        raise BadRequest(message, code="invalid_json")
    return data


def _is_deep(data: dict[str, Any]) -> bool:
    """Whether it has more than `MAX_DEPTH` levels. Takes them one by one, without recursion."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        children = (each.values() if type(each) is dict else each for each in level)
        level = [child for each in children for child in each if type(child) in (dict, list)]
        if not level:
            return False
    return True


Body = TypeVar("Body", bound=BaseModel)


def validate(kind: type[Body], data: Mapping[str, Any]) -> Body:
    """The validated body. Raises `BadRequest` naming the field."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False)
        # Of the branches of a union, the one that went deepest is the one that was meant.
        deepest = max(errors, key=lambda item: len(item["loc"]))
        param = field_path(deepest["loc"])
        message = deepest["msg"].removeprefix("Value error, ")
        raise BadRequest(f"{param}: {message}" if param else message, param=param) from None


def refuse_unsupported(data: Mapping[str, Any], harmless: Mapping[str, Sequence[Any]]) -> None:
    """Refuse fields that are not implemented, unless their value asks for nothing."""
    for name, values in harmless.items():
        if data.get(name) is not None and data[name] not in values:
            raise BadRequest(f"{name}: not supported yet", param=name, code="unsupported")


def field_path(location: Iterable[int | str]) -> str | None:
    """pydantic's location as OpenAI writes it: `messages[0].role`. Long names are cut."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not _is_union_branch(part):
            path += f".{part[:LONGEST_NAME]}" if path else part[:LONGEST_NAME]
    return path or None


def _is_union_branch(part: str) -> bool:
    """pydantic names the branch it tried (`str`, `list[…]`, `TextPart`) between two fields."""
    return part in ("str", "int", "float", "bool", "[key]") or "[" in part or part[:1].isupper()
