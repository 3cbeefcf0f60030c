"""Start what is measured, and read what it costs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import yaml

from serve_app.env import serve_environment
from serve_app.launch import serve_command

START_TIMEOUT = 120


@contextmanager
def plain(port: int) -> Iterator[psutil.Process]:
    """uvicorn with Starlette and nothing else."""
    command = [sys.executable, "-m", "uvicorn", "benchmarks.plain_app:app", "--port", str(port)]
    with started([*command, "--no-access-log", "--log-level", "warning"], {}) as process:
        wait_for(f"http://127.0.0.1:{port}/", process, status=404)
        yield process


@contextmanager
def shoal(
    port: int,
    model: Mapping[str, Any],
    *further: Mapping[str, Any],
    file: Path | None = None,
    haproxy: bool = True,
    beside: Sequence[Mapping[str, object]] = (),
) -> Iterator[psutil.Process]:
    """The gateway and one model, named "bench", as `shoal serve` runs it; `model` is its YAML.

    `further` models have names; `beside` it there may be other Serve applications.
    """
    with tempfile.TemporaryDirectory(prefix="shoal-bench-") as folder:
        models = Path(folder, "models")
        models.mkdir()
        described = {"name": "bench", **model}
        if file is not None:
            shutil.copy(file, models)
            described["parameters"] = {"model": file.name}
        for each in (described, *further):
            (models / f"{each['name']}.yaml").write_text(yaml.safe_dump(each))
        config = Path(folder, "serve.yaml")
        config.write_text(yaml.safe_dump(serve_config(port, models, beside)))
        environment = {
            "RAY_SERVE_ENABLE_HA_PROXY": "1" if haproxy else "0",
            "SHOAL_DATA_DIR": folder,
        }
        with started(serve_command(config), {**serve_environment(), **environment}) as process:
            wait_for(f"http://127.0.0.1:{port}/readyz", process)
            yield process


def serve_config(
    port: int, models: Path, beside: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    application = {
        "name": "shoal",
        "route_prefix": "/",
        "import_path": "serve_app.app:gateway",
        "args": {"models_dir": str(models)},
    }
    return {
        "http_options": {"host": "127.0.0.1", "port": port},
        "logging_config": {"enable_access_log": False},
        "applications": [application, *beside],
    }


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[psutil.Process]:
    log = tempfile.TemporaryFile()  # noqa: SIM115  # the child writes to it until it ends
    child = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield psutil.Process(child.pid)
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(60)
        except subprocess.TimeoutExpired:
            child.kill()


def wait_for(url: str, process: psutil.Process, status: int = 200) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.is_running():
        if answers_with(url) == status:
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer with {status}")


def answers_with(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def cpu_seconds(process: psutil.Process) -> float:
    """CPU time of a process and all its descendants, user and system."""
    total = 0.0
    for member in (process, *process.children(recursive=True)):
        try:
            times = member.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total
