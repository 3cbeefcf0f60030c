from typing import Any

import pytest
from pydantic import BaseModel, Field

from serve_app.errors import BadRequest
from serve_app.protocols.body import (
    MAX_DEPTH,
    field_path,
    load_json,
    refuse_unsupported,
    validate,
)


def test_load_json() -> None:
    assert load_json(b' {"a": [1, "\\u00fc"]} ') == {"a": [1, "ü"]}


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"\xff", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_not_json(body: bytes) -> None:
    with pytest.raises(BadRequest, match="not valid JSON") as refused:
        load_json(body)
    assert (refused.value.code, refused.value.param) == ("invalid_json", None)


@pytest.mark.parametrize("body", [b"[]", b"1", b'"a"', b"null", b"true"])
def test_json_that_is_no_object(body: bytes) -> None:
    with pytest.raises(BadRequest, match="must be a JSON object"):
        load_json(body)


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_nesting_has_a_limit(opening: bytes, closing: bytes) -> None:
    def body(levels: int) -> bytes:
        inner = opening * (levels - 1) + b"1" + closing * (levels - 1)
        return b'{"b": [[]], "a": ' + inner + b', "c": "' + b"[{" * 200 + b'"}'

    assert set(load_json(body(MAX_DEPTH))) == {"a", "b", "c"}
    with pytest.raises(BadRequest, match="nested too deeply") as refused:
        load_json(body(MAX_DEPTH + 1))
    assert (refused.value.code, refused.value.param) == ("invalid_json", None)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), None),
        (("n",), "n"),
        (("messages", 0, "role"), "messages[0].role"),
        (("messages", 1, "content", "list[TextContent]", 0, "text"), "messages[1].content[0].text"),
        (("prompt", "list[list[int]]", 3, 1), "prompt[3][1]"),
        (("stop", "str"), "stop"),
        (("content", "TextContent", "text"), "content.text"),
        (("logit_bias", "[key]"), "logit_bias"),
        ((0, "a"), "[0].a"),
        (("metadata", "x" * 101), f"metadata.{'x' * 100}"),
    ],
)
def test_field_path(location: tuple[int | str, ...], path: str | None) -> None:
    assert field_path(location) == path


class Inner(BaseModel):
    size: int = Field(ge=1)


class Outer(BaseModel):
    items: list[Inner]


def test_validate() -> None:
    assert validate(Outer, {"items": [{"size": 1}]}) == Outer(items=[Inner(size=1)])


@pytest.mark.parametrize(
    ("data", "param", "message"),
    [
        ({}, "items", "items: Field required"),
        ({"items": [{"size": 1}, {"size": 0}]}, "items[1].size", "greater than or equal to 1"),
        ({"items": [{"size": "x"}, {}]}, "items[0].size", "valid integer"),
    ],
)
def test_validate_names_the_first_field_that_is_wrong(
    data: dict[str, Any], param: str, message: str
) -> None:
    with pytest.raises(BadRequest, match=message) as refused:
        validate(Outer, data)
    assert refused.value.param == param


def test_refuse_unsupported() -> None:
    harmless = {"tools": ([],), "audio": ()}
    refuse_unsupported({"tools": [], "audio": None, "other": 1}, harmless)
    for data in ({"tools": [1]}, {"tools": 0}, {"audio": False}):
        with pytest.raises(BadRequest, match="not supported yet") as refused:
            refuse_unsupported(data, harmless)
        assert (refused.value.param, refused.value.code) == (next(iter(data)), "unsupported")
