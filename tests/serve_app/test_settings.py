from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from serve_app import env
from serve_app.settings import PROJECT, GatewaySettings, is_loopback

MESSAGE_LIMIT = "RAY_SERVE_REPLICA_GRPC_MAX_MESSAGE_LENGTH"


@pytest.mark.parametrize(
    "wrong",
    [
        {"model_dir": "models"},
        {"num_replicas": 0},
        {"max_body_mb": 0},
        {"load_wait_s": -1},
        {"api_keys": "secret"},
        {"api_keys": [1]},
        {"models_dir": None},
    ],
    ids=str,
)
def test_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        GatewaySettings(**wrong)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        GatewaySettings().num_replicas = 2  # type: ignore[misc]


def test_a_body_must_fit_into_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MESSAGE_LIMIT, str(256 * 2**20))
    assert GatewaySettings().max_body_bytes == 64 * 2**20
    assert GatewaySettings(max_body_mb=0.5).max_body_bytes == 2**19
    assert 255 * 2**20 < GatewaySettings(max_body_mb=1000).max_body_bytes < 256 * 2**20
    monkeypatch.delenv(MESSAGE_LIMIT)
    assert GatewaySettings().max_body_bytes < env.DEFAULT_MESSAGE_LIMIT == 4 * 2**20


def test_keys_of_the_config_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GatewaySettings().keys == ()
    monkeypatch.setenv("API_KEY", "localai")
    assert GatewaySettings().keys == ("localai",)
    monkeypatch.setenv("SHOAL_API_KEYS", " a ,, b,")
    assert GatewaySettings().keys == ("a", "b")
    assert GatewaySettings(api_keys=("c", "")).keys == ("c", "a", "b")
    monkeypatch.setenv("SHOAL_API_KEYS", " , ")
    assert GatewaySettings().keys == ()


def test_the_models_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert GatewaySettings().models_path == PROJECT / "models"
    assert GatewaySettings(models_dir="configs/models").models_path == PROJECT / "configs/models"
    assert GatewaySettings(models_dir="/srv/models").models_path == Path("/srv/models")
    (tmp_path / "models").mkdir()
    assert GatewaySettings().models_path == (tmp_path / "models").resolve()
    monkeypatch.setenv("SHOAL_MODELS_DIR", str(tmp_path / "mine"))
    assert GatewaySettings(models_dir="/srv/models").models_path == tmp_path / "mine"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.127", False),
        ("", False),
    ],
)
def test_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


# --- The environment ---------------------------------------------------------------------------


def test_what_the_environment_says_wins_over_our_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_USAGE_STATS_ENABLED", raising=False)
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    environment = env.serve_environment()
    assert environment["RAY_USAGE_STATS_ENABLED"] == "0"
    assert environment["RAY_AUTH_MODE"] == "disabled"


def test_exports_are_for_a_shell_and_hold_nothing_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    lines = env.exports().splitlines()
    assert "export RAY_AUTH_MODE=token" in lines
    assert all(line.startswith("export ") and "=" in line for line in lines)
    assert not any("DRAINING" in line for line in lines)


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), (None, False)])
def test_haproxy_enabled(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: bool
) -> None:
    monkeypatch.delenv("RAY_SERVE_ENABLE_HA_PROXY", raising=False)
    if value is not None:
        monkeypatch.setenv("RAY_SERVE_ENABLE_HA_PROXY", value)
    assert env.haproxy_enabled() is expected
