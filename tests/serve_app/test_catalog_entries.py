"""The catalog's pure half: what to deploy, and how a model appears in the listing."""

from dataclasses import replace
from typing import Any

import pytest

from deployments.model_config import parse_model_config
from deployments.types import ModelInfo
from serve_app.catalog import NOTHING, Known, entry_of, must_deploy
from serve_app.models_dir import BrokenModel, FoundModel
from serve_app.serve_apps import AppState

LOADING, READY, DELETING = AppState("loading"), AppState("ready"), AppState("deleting")
FAILED = AppState("failed", "RuntimeError: no")
INFO = ModelInfo("fox", "fake", "new", frozenset({"chat"}), 4096, "A fox.")
REFUSED = Known("new", refusal="fox.yaml: no")


def found(**config: Any) -> FoundModel:
    model = parse_model_config({"name": "fox", "backend": "fake", **config}, "test")
    return FoundModel(model, "new", "fox.yaml", 7)


@pytest.mark.parametrize(
    ("state", "known", "expected"),
    [
        pytest.param(None, NOTHING, True, id="new"),
        pytest.param(None, Known("new"), True, id="somebody deleted it"),
        pytest.param(None, REFUSED, False, id="refused before"),
        pytest.param(LOADING, NOTHING, False, id="loading when the catalog started"),
        pytest.param(READY, NOTHING, False, id="ready when the catalog started"),
        pytest.param(FAILED, NOTHING, True, id="failed when the catalog started"),
        pytest.param(READY, Known("new", INFO), False, id="runs"),
        pytest.param(LOADING, Known("new"), False, id="on its way"),
        pytest.param(FAILED, Known("new"), False, id="failed, unchanged"),
        pytest.param(READY, Known("old", INFO), True, id="changed"),
        pytest.param(LOADING, Known("old"), True, id="changed while it loads"),
        pytest.param(FAILED, Known("old"), True, id="failed, mended"),
        pytest.param(None, Known("old", refusal="no"), True, id="refused, mended"),
        pytest.param(READY, REFUSED, False, id="the new one refused, the old one runs"),
        pytest.param(DELETING, NOTHING, False, id="being deleted"),
        pytest.param(DELETING, Known("old"), False, id="being deleted, changed"),
    ],
)
def test_must_deploy(state: AppState | None, known: Known, expected: bool) -> None:
    assert must_deploy(found(), state, known) is expected
    assert must_deploy(found(disabled=True), state, known) is False


@pytest.mark.parametrize(
    ("state", "known", "expected", "reason"),
    [
        pytest.param(None, NOTHING, "pending", "", id="new"),
        pytest.param(LOADING, NOTHING, "loading", "", id="loading"),
        pytest.param(AppState("loading", "no room"), NOTHING, "loading", "no room", id="waiting"),
        pytest.param(READY, NOTHING, "loading", "", id="ready but not yet asked"),
        pytest.param(READY, Known("new", INFO), "ready", "", id="ready"),
        pytest.param(READY, Known("old", INFO), "pending", "", id="to be deployed anew"),
        pytest.param(FAILED, Known("new"), "failed", "RuntimeError: no", id="failed"),
        pytest.param(LOADING, Known("new", INFO), "loading", "", id="loading once more"),
        pytest.param(FAILED, NOTHING, "pending", "", id="failed, to be tried again"),
        pytest.param(None, REFUSED, "failed", "fox.yaml: no", id="refused"),
        pytest.param(READY, REFUSED, "failed", "fox.yaml: no", id="refused, the old one runs"),
        pytest.param(None, Known("old", refusal="no"), "pending", "", id="refused, mended"),
        pytest.param(DELETING, NOTHING, "loading", "", id="being deleted"),
    ],
)
def test_the_state_of_an_entry(
    state: AppState | None, known: Known, expected: str, reason: str
) -> None:
    entry = entry_of(found(), state, known)
    assert (entry.name, entry.state, entry.reason) == ("fox", expected, reason)
    assert (entry.source, entry.created, entry.app) == ("fox.yaml", 7, "shoal.fox")


def test_an_entry_says_what_its_yaml_does_until_the_model_says_more() -> None:
    model = found(embeddings=True, context_size=512, description="Mine.")
    configured = entry_of(model, None, NOTHING)
    assert configured.capabilities == {"embeddings", "tokenize"}
    assert (configured.context_size, configured.description) == (512, "Mine.")
    loaded = entry_of(model, READY, Known("new", INFO))
    assert loaded.capabilities == {"chat"}
    assert (loaded.backend, loaded.context_size, loaded.description) == ("fake", 4096, "A fox.")


@pytest.mark.parametrize("state", [None, READY, FAILED])
def test_a_disabled_model(state: AppState | None) -> None:
    assert entry_of(found(disabled=True), state, Known("new", INFO)).state == "disabled"


@pytest.mark.parametrize("state", [None, READY])
def test_a_broken_model(state: AppState | None) -> None:
    entry = entry_of(BrokenModel("fox", "why", "fox.yaml", 7), state, Known("new", INFO))
    assert (entry.state, entry.reason, entry.source) == ("failed", "why", "fox.yaml")
    assert not entry.capabilities


def test_a_file_that_is_arriving_waits_and_the_old_one_serves_on() -> None:
    arriving = replace(found(), arriving=True)
    old = Known("another digest", INFO)
    assert must_deploy(found(), None, NOTHING)
    assert not must_deploy(arriving, None, NOTHING)
    assert entry_of(arriving, None, NOTHING).state == "pending"
    assert entry_of(arriving, AppState("ready"), old).state == "ready"
    assert entry_of(found(), AppState("ready"), old).state == "pending"
