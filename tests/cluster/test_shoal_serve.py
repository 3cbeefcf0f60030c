"""`shoal serve` as a person uses it: started, asked, stopped with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import yaml
from conftest import wait_until
from ports import free_port

from serve_app.serve_ports import serve_ports


def write_config(folder: Path, port: int) -> Path:
    models = folder / "models"
    models.mkdir()
    (models / "fox.yaml").write_text("name: fox\nbackend: fake\n")
    (models / "slip.yaml").write_text("name: slip\nbackend: fake\ncontext_sise: 1\n")
    application = {
        "name": "shoal",
        "route_prefix": "/",
        "import_path": "serve_app.app:gateway",
        "args": {"models_dir": str(models)},
    }
    config = folder / "serve.yaml"
    options = {"host": "127.0.0.1", "port": port}
    config.write_text(yaml.safe_dump({"http_options": options, "applications": [application]}))
    return config


def test_it_says_what_it_does_answers_and_stops(tmp_path: Path) -> None:
    port = free_port()
    config = write_config(tmp_path, port)
    own = {
        **serve_ports(),  # a Ray and a Serve of its own beside the session's
        "RAY_ADDRESS": "local",
        "RAY_SERVE_HAPROXY_STATS_PORT": str(free_port()),
        "RAY_SERVE_HAPROXY_METRICS_PORT": str(free_port()),
    }
    log = tmp_path / "said"
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "shoal"), "serve", str(config)],
            cwd=tmp_path,
            env=os.environ | own,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(lambda: "Ctrl-C stops it." in log.read_text(), "it is ready", 90)
        said = log.read_text()
        assert f"on http://127.0.0.1:{port}/v1" in said
        assert "fox: ready" in said
        assert "slip: failed: slip.yaml: unknown key 'context_sise'" in said
        body = {"messages": [{"role": "user", "content": "Say this is a test!"}]}
        answer = httpx.post(f"http://127.0.0.1:{port}/v1/chat/completions", json=body)
        assert answer.json()["choices"][0]["message"]["content"].startswith("The quick brown fox")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert "Traceback" not in log.read_text()
