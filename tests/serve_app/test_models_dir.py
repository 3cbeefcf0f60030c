import os
import time
from pathlib import Path

import pytest

from serve_app.models_dir import BrokenModel, FoundModel, scan

FAKE = "backend: fake\n"


def write(directory: Path, **files: str) -> None:
    for name, text in files.items():
        (directory / name.replace("__", ".")).write_text(text)


def names(directory: Path) -> list[str]:
    return [m.config.name if isinstance(m, FoundModel) else f"!{m.name}" for m in scan(directory)]


def only(directory: Path) -> FoundModel:
    (model,) = scan(directory)
    assert isinstance(model, FoundModel)
    return model


def broken(directory: Path) -> BrokenModel:
    (model,) = (model for model in scan(directory) if isinstance(model, BrokenModel))
    return model


def test_no_directory_and_an_empty_one(tmp_path: Path) -> None:
    assert scan(tmp_path / "nowhere") == []
    assert scan(tmp_path) == []


def test_a_yaml(tmp_path: Path) -> None:
    write(tmp_path, a__yaml=f"name: fox\n{FAKE}description: red\n")
    os.utime(tmp_path / "a.yaml", (1000, 1000))
    model = only(tmp_path)
    assert (model.config.name, model.config.description) == ("fox", "red")
    assert (model.source, model.created) == ("a.yaml", 1000)


def test_models_come_by_name_from_all_files(tmp_path: Path) -> None:
    write(tmp_path, z__yaml=f"name: a\n{FAKE}", b__yml=f"name: c\n{FAKE}", b__gguf="")
    write(tmp_path, list__yaml="[{name: e, backend: fake}, {name: d, backend: fake}]")
    assert names(tmp_path) == ["a", "b", "c", "d", "e"]


def test_other_files_are_not_models(tmp_path: Path) -> None:
    write(tmp_path, README__md="# Models", x__json="{}", x__gguf__part="", x__yaml__bak="")
    (tmp_path / ".hidden.yaml").write_text("{")
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", deep__yaml=f"name: deep\n{FAKE}", deep__gguf="")
    assert scan(tmp_path) == []


def test_a_file_that_no_yaml_names(tmp_path: Path) -> None:
    write(tmp_path, bare__gguf="", used__gguf="", a__yaml="name: a\nparameters: {model: used.gguf}")
    assert names(tmp_path) == ["a", "bare"]
    bare = scan(tmp_path)[1]
    assert isinstance(bare, FoundModel)
    assert bare.config.parameters.model == bare.source == "bare.gguf"


def test_a_yaml_wins_over_a_bare_file_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, fox__gguf="", fox__yaml=f"name: fox\n{FAKE}")
    assert only(tmp_path).source == "fox.yaml"


def test_a_broken_yaml_keeps_its_file_from_being_a_model(tmp_path: Path) -> None:
    write(tmp_path, fox__gguf="", fox__yaml="name: fox\nparameters: {modle: fox.gguf}")
    assert names(tmp_path) == ["!fox"]
    assert "did you mean 'model'" in broken(tmp_path).reason


def test_a_file_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", fox__gguf="")
    write(tmp_path, fox__yaml="name: fox\nparameters: {model: below/fox.gguf}")
    assert names(tmp_path) == ["fox"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a.yaml: expected a mapping"),
        ("just text", "a.yaml: expected a mapping"),
        ("[]", "no model in this file"),
        ("name: [", "a.yaml: while parsing"),
        ("\t- x", "a.yaml: while scanning"),
        (FAKE, "name: Field required"),
        ("name: fox\nbackend: fake\ncontext_size: big", "context_size: "),
        ("name: 5\nbackend: fake", "name: "),
        ("name: a b\nbackend: fake", "name: "),
        ("name: ../fox\nbackend: fake", "name: "),
        ("name: fox\nbackend: fake\ncontxt_size: 5", "did you mean 'context_size'"),
        ("name: fox\nparameters: {model: none.gguf}", "no file 'none.gguf'"),
        ("name: fox\nparameters: {model: /etc/passwd}", "inside the models directory"),
        ("name: fox\nparameters: {model: ../up.gguf}", "inside the models directory"),
        ("name: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
    ],
)
def test_a_broken_yaml_says_why_and_hides_no_other(tmp_path: Path, text: str, reason: str) -> None:
    write(tmp_path, a__yaml=text, good__yaml=f"name: good\n{FAKE}")
    assert "good" in names(tmp_path)
    assert reason in broken(tmp_path).reason
    assert broken(tmp_path).source == "a.yaml"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name: a\nbackend: fake\ndescription: 2024-13-45\n", id="ValueError"),
        pytest.param("[" * 5000, id="RecursionError"),
        pytest.param(f"name: a\nparameters: {{model: {'x' * 5000}.gguf}}", id="OSError"),
        pytest.param('name: a\nbackend: fake\ndescription: "\\ud800"', id="UnicodeEncodeError"),
    ],
)
def test_a_yaml_that_breaks_the_reader_hides_no_other(tmp_path: Path, text: str) -> None:
    write(tmp_path, a__yaml=text, good__yaml=f"name: good\n{FAKE}")
    assert names(tmp_path) == ["!a", "good"]


@pytest.mark.parametrize("name", ["a.yaml", "a.gguf"])
def test_a_link_to_nothing_hides_no_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    write(tmp_path, good__yaml=f"name: good\n{FAKE}")
    assert "good" in names(tmp_path)


def test_a_yaml_that_is_not_utf_8_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "folder.yaml").mkdir()
    assert names(tmp_path) == ["!a", "!folder"]


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    write(tmp_path, a__yaml=f"name: fox\n{FAKE}", b__yaml=f"name: fox\n{FAKE}")
    assert names(tmp_path) == ["fox", "!fox (b.yaml)"]
    assert broken(tmp_path).reason == "b.yaml: the name 'fox' is taken by a.yaml"


def test_a_bare_file_whose_name_is_no_model_name(tmp_path: Path) -> None:
    write(tmp_path, good__gguf="")
    (tmp_path / "a b.gguf").touch()
    assert names(tmp_path) == ["!a b", "good"]
    assert "write a YAML" in broken(tmp_path).reason


@pytest.mark.parametrize("stem", ["x" * 201, "line\n"])
def test_a_bare_file_whose_name_is_too_long_or_ends_a_line(tmp_path: Path, stem: str) -> None:
    write(tmp_path, good__gguf="")
    (tmp_path / f"{stem}.gguf").touch()
    assert "good" in names(tmp_path)


def test_the_digest_changes_with_the_configuration_and_the_file(tmp_path: Path) -> None:
    write(tmp_path, a__yaml="name: a\nparameters: {model: a.gguf}", a__gguf="1")
    first = only(tmp_path).digest
    os.utime(tmp_path / "a.yaml", (1, 1))
    assert only(tmp_path).digest == first
    write(tmp_path, a__gguf="22")
    second = only(tmp_path).digest
    assert second != first
    write(tmp_path, a__yaml="name: a\nparameters: {model: a.gguf}\ncontext_size: 5")
    assert only(tmp_path).digest not in (first, second)


@pytest.mark.parametrize(("age", "arriving"), [(0, True), (1, True), (3, False), (-60, False)])
def test_a_file_that_was_just_written_to_is_still_arriving(
    tmp_path: Path, age: float, arriving: bool
) -> None:
    write(tmp_path, a__gguf="1")
    modified = time.time() - age
    os.utime(tmp_path / "a.gguf", (modified, modified))
    assert only(tmp_path).arriving is arriving


def test_files_that_belong_to_a_model_are_none_themselves(tmp_path: Path) -> None:
    (tmp_path / "see.yaml").write_text(
        "name: see\nparameters: {model: a.gguf}\nmmproj: eyes.gguf\ndraft_model: small.gguf\n"
    )
    for name in ("a", "eyes", "small", "big-00001-of-00002", "big-00002-of-00002", "other"):
        (tmp_path / f"{name}.gguf").write_bytes(b"GGUF")
    names = [model.config.name for model in scan(tmp_path) if isinstance(model, FoundModel)]
    assert names == ["big-00001-of-00002", "other", "see"]
