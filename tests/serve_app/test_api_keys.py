"""Who may ask."""

from pathlib import Path

import pytest
from starlette.datastructures import Headers

from serve_app.api_keys import ApiKeys


def given(key: str) -> Headers:
    return Headers({"authorization": f"Bearer {key}"})


def test_no_keys_are_required_where_there_are_none() -> None:
    assert not ApiKeys([]).required
    assert not ApiKeys(["", " "]).required
    assert ApiKeys([]).owner(given("a")) == ApiKeys([]).owner(given("b")) == ""


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"authorization": "Bearer one"}, True),
        ({"authorization": "bearer two "}, True),
        ({"x-api-key": "two"}, True),
        ({"authorization": "Bearer three"}, False),
        ({"authorization": "Basic one"}, False),
        ({"x-api-key": ""}, False),
        ({}, False),
    ],
)
def test_a_key_comes_in_two_ways(headers: dict[str, str], allowed: bool) -> None:
    assert ApiKeys(["one", " two "]).allows(Headers(headers)) == allowed


def test_each_key_is_somebody() -> None:
    keys = ApiKeys(["one", "two"])
    assert keys.owner(given("one")) != keys.owner(given("two"))
    assert "one" not in keys.owner(given("one"))


def test_keys_of_a_file_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text("one\n\n two \n")
    keys = ApiKeys([str(file), "listed"])
    assert [keys.allows(given(key)) for key in ("one", "two", "listed", "x")] == [1, 1, 1, 0]
    file.write_text("three\n")
    assert [keys.allows(given(key)) for key in ("one", "three", "listed")] == [0, 1, 1]


def test_a_file_that_is_gone_lets_nobody_in(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    keys = ApiKeys([str(file)])
    assert keys.required
    assert not keys.allows(given("one"))
    file.write_text("one")
    assert keys.allows(given("one"))
    file.unlink()
    assert not keys.allows(given("one"))
    assert not keys.allows(Headers({}))


def test_a_file_in_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "keys").write_text("sk-home\n")
    assert ApiKeys(["~/keys"]).allows(Headers({"x-api-key": "sk-home"}))
