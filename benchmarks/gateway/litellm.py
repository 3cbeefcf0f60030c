"""LiteLLM's proxy, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import yaml

from benchmarks.servers import started, wait_for

VERSION = "1.106.2"
CACHE = Path(os.environ.get("SHOAL_CACHE_DIR", Path.home() / ".cache" / "shoal"))
ENVIRONMENT = CACHE / "benchmarks" / f"litellm-{VERSION}"


def installed() -> Path:
    """Its command; the first time it is installed."""
    command = ENVIRONMENT / "bin" / "litellm"
    if not command.exists():
        print(f"installing LiteLLM {VERSION} …", flush=True)
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", str(ENVIRONMENT)], check=True)
        python = str(ENVIRONMENT / "bin" / "python")
        package = f"litellm[proxy]=={VERSION}"
        subprocess.run([*uv, "pip", "install", "--quiet", "--python", python, package], check=True)
    return command


@contextmanager
def proxy(port: int, upstream: int) -> Iterator[psutil.Process]:
    """In front of a server with OpenAI's API."""
    model = {
        "model_name": "bench",
        "litellm_params": {
            "model": "openai/bench",
            "api_base": f"http://127.0.0.1:{upstream}/v1",
            "api_key": "none",
        },
    }
    with TemporaryDirectory(prefix="litellm-") as folder:
        config = Path(folder, "config.yaml")
        config.write_text(yaml.safe_dump({"model_list": [model]}))
        command = [str(installed()), "--config", str(config), "--port", str(port)]
        quiet = {
            "LITELLM_LOG": "ERROR",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            # It asks for no key, as our gateway does not.
            "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true",
        }
        with started([*command, "--host", "127.0.0.1", "--telemetry", "False"], quiet) as process:
            wait_for(f"http://127.0.0.1:{port}/health/liveliness", process)
            yield process
