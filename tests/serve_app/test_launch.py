import json
import shlex
import socket
from pathlib import Path

import pytest

from serve_app import launch
from serve_app.cli import main
from serve_app.launch import (
    Address,
    LaunchError,
    example,
    haproxy_ports,
    read_address,
    refuse_busy_port,
)

ALONE = "applications: []\n"
KEYS = "applications: [{import_path: GATEWAY, args: {api_keys: %s}}]"


def config(directory: Path, text: str | bytes) -> Path:
    path = directory / "serve.yaml"
    if isinstance(text, str):
        text = text.replace("GATEWAY", "serve_app.app:gateway").encode()
    path.write_bytes(text)
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ALONE, Address("0.0.0.0", 8000, None)),
        (ALONE + "http_options:", Address("0.0.0.0", 8000, None)),
        (ALONE + "http_options: {port: 9}", Address("0.0.0.0", 9, None)),
        (ALONE + "http_options: {host: 127.0.0.1, port: 9}", Address("127.0.0.1", 9, None)),
        ("applications: [{name: a}, {name: b, args: }]", Address("0.0.0.0", 8000, None)),
        (
            "applications: [{import_path: GATEWAY, args: {api_keys: [k, l]}}]",
            Address("0.0.0.0", 8000, "k"),
        ),
        (
            "applications: [{import_path: GATEWAY, args: {api_keys: ['']}}]",
            Address("0.0.0.0", 8000, None),
        ),
        (
            "applications: [{args: {}}, {import_path: GATEWAY, args: {api_keys: [l]}}]",
            Address("0.0.0.0", 8000, "l"),
        ),
    ],
)
def test_read_address(tmp_path: Path, text: str, expected: Address) -> None:
    assert read_address(config(tmp_path, text)) == expected


def test_a_key_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOAL_API_KEYS", ",first,second")
    assert read_address(config(tmp_path, ALONE)).key == "first"
    with_key = config(tmp_path, KEYS % "[own]")
    assert read_address(with_key).key == "own"


def test_a_blank_key_is_none_and_the_network_warning_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOAL_API_KEYS", " ")
    assert read_address(config(tmp_path, ALONE)).key is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "text", "[1]", "{}", "applications:", "applications: 5", "applications: [5]"),
        ALONE + "http_options: 5",
        ALONE + "since: 2024-13-45",
        b"\xff\xfe",
    ],
)
def test_what_is_no_serve_config(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(LaunchError, match=r"serve\.yaml: not a Serve config"):
        read_address(config(tmp_path, text))


def test_arguments_that_the_gateway_does_not_know(tmp_path: Path) -> None:
    text = "applications: [{import_path: GATEWAY, args: {models_dirr: x, num_replicas: 0}}]"
    with pytest.raises(LaunchError, match=r"serve\.yaml: args: .*num_replicas: .*models_dirr: "):
        read_address(config(tmp_path, text))


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match=r"none\.yaml"):
        read_address(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("host", "is_open", "url"),
    [
        ("127.0.0.1", False, "http://127.0.0.1:80"),
        ("localhost", False, "http://localhost:80"),
        ("0.0.0.0", True, "http://127.0.0.1:80"),
        ("10.0.0.1", True, "http://10.0.0.1:80"),
    ],
)
def test_open_to_network_and_url(host: str, is_open: bool, url: str) -> None:
    address = Address(host, 80, None)
    assert address.open_to_network is is_open
    assert address.url == url


@pytest.mark.parametrize("host", ["::1", "::"])
def test_the_url_of_an_ipv6_address(host: str) -> None:
    assert Address(host, 80, None).url == "http://[::1]:80"


def test_refuse_busy_port() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(LaunchError, match=f"127.0.0.1:{port}: .* another server"):
            refuse_busy_port("127.0.0.1", port)
    refuse_busy_port("127.0.0.1", port)


def test_haproxys_ports_are_looked_at_where_it_runs() -> None:
    on = {"RAY_SERVE_ENABLE_HA_PROXY": "1", "RAY_SERVE_HAPROXY_STATS_PORT": "5"}
    assert haproxy_ports(on) == [("127.0.0.1", 5), ("127.0.0.1", 9101)]
    assert haproxy_ports({"RAY_SERVE_ENABLE_HA_PROXY": "0"}) == []


def test_refuse_an_address_of_another_machine() -> None:
    with pytest.raises(LaunchError, match=r"cannot listen on 192\.0\.2\.1:8000"):
        refuse_busy_port("192.0.2.1", 8000)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_a_free_port_of_an_ipv6_address_is_not_refused() -> None:
    refuse_busy_port("::1", 0)


@pytest.mark.parametrize("model", ["fox", "it's", 'a "b" $HOME `ls`', "日本"])
def test_example_is_a_command_for_a_shell(model: str) -> None:
    command = shlex.split(example(Address("0.0.0.0", 80, None), model))
    assert command[:2] == ["curl", "-N"]
    assert "http://127.0.0.1:80/v1/chat/completions" in command
    assert "Content-Type: application/json" in command
    body = json.loads(command[command.index("-d") + 1])
    assert body["model"] == model
    assert not any("Authorization" in word for word in command)


def test_example_shows_no_key() -> None:
    command = example(Address("127.0.0.1", 80, "secret"), "fox")
    assert "secret" not in command
    assert '-H "Authorization: Bearer $SHOAL_API_KEY"' in command


@pytest.mark.parametrize(
    ("host", "key", "warns"),
    [("0.0.0.0", None, True), ("0.0.0.0", "k", False), ("127.0.0.1", None, False)],
)
def test_print_ready(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    key: str | None,
    warns: bool,
) -> None:
    models = [
        {"id": "broken", "state": "failed", "reason": "no file"},
        {"id": "fox", "state": "ready", "reason": None},
    ]
    asked = []
    monkeypatch.setattr(
        launch, "fetch", lambda *args: asked.append(args) or (200, {"data": models})
    )
    launch.print_ready(Address(host, 80, key), 3.2)
    printed = capsys.readouterr().out
    assert asked == [("http://127.0.0.1:80/v1/models?view=admin", key)]
    assert "broken: failed: no file" in printed
    assert '"model": "fox"' in printed
    assert ("WARNING" in printed) is warns


def test_a_wrong_config_is_one_line_for_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["shoal", "serve", str(tmp_path / "none.yaml")])
    assert main() == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("shoal: ")
    assert captured.err.count("\n") == 1


def test_shoal_env_prints_exports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["shoal", "env"])
    assert main() == 0
    assert "export RAY_AUTH_MODE=token\n" in capsys.readouterr().out
