"""`shoal serve`: `serve run` with the right environment, and words for a person to read."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import yaml
from pydantic import ValidationError

from deployments.model_config import validation_messages
from serve_app.env import api_keys, serve_environment
from serve_app.settings import GatewaySettings, is_loopback

LOG = Path(".shoal") / "serve.log"
HAPROXY_PORTS = {  # the variables that say otherwise, and Ray Serve's defaults
    "RAY_SERVE_HAPROXY_STATS_PORT": "8404",
    "RAY_SERVE_HAPROXY_METRICS_PORT": "9101",
}
GATEWAY = "serve_app.app:gateway"  # in a Serve config's import_path
POLL_PERIOD = 0.2
FETCH_TIMEOUT = 5
SHUTDOWN_TIMEOUT = 60


class LaunchError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Address:
    """Where the gateway of a Serve config listens, and a key that opens it if it needs one."""

    host: str
    port: int
    key: str | None

    @property
    def url(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def open_to_network(self) -> bool:
        return not is_loopback(self.host)


def serve(config: Path, *, verbose: bool, dashboard: bool = False) -> int:
    """Run a Serve config until Ctrl-C. Raises `LaunchError` for what is wrong before the start."""
    address = read_address(config)
    environment = serve_environment()
    for host, port in ((address.host, address.port), *haproxy_ports(environment)):
        refuse_busy_port(host, port)
    command = serve_command(config, dashboard=dashboard)
    LOG.parent.mkdir(exist_ok=True)
    print(f"· starting Ray and Serve with {config} (log: {LOG})", flush=True)
    begun = time.monotonic()
    # In the background of a script SIGINT is ignored, also by Serve, which inherits it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with LOG.open("w") as log, start(command, environment) as process:
        relay = Relay(process, log, show_all=verbose)
        try:
            if not wait_until_ready(process, relay, address):
                return report_failure(process)
            print_ready(address, time.monotonic() - begun)
            relay.show_problems = True
            return process.wait()
        except KeyboardInterrupt:
            relay.show_problems = False  # streams that are cut, processes that leave
            print("\n· stopping", flush=True)
            return stop(process)


def read_address(config: Path) -> Address:
    try:
        data = yaml.safe_load(config.read_text())
        options = data.get("http_options") or {}
        host, port = options.get("host", "0.0.0.0"), options.get("port", 8000)
        keys = [key for app in data["applications"] for key in _keys_of(app)]
    except ValidationError as error:
        raise LaunchError(f"{config}: args: {'; '.join(validation_messages(error))}") from None
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise LaunchError(f"{config}: not a Serve config: {error}") from None
    keys = [*filter(None, keys), *api_keys()]
    return Address(host, port, keys[0] if keys else None)


def _keys_of(app: Mapping[str, Any]) -> list[str]:
    """The keys of a gateway; its arguments are checked here, before anything is started."""
    if app.get("import_path") != GATEWAY:
        return []
    return list(GatewaySettings.model_validate(app.get("args") or {}).api_keys)


def haproxy_ports(environment: Mapping[str, str]) -> list[tuple[str, int]]:
    """Where HAProxy's statistics and metrics listen: a busy port would keep it from starting."""
    if environment.get("RAY_SERVE_ENABLE_HA_PROXY") != "1":
        return []
    return [("127.0.0.1", int(environment.get(name, port))) for name, port in HAPROXY_PORTS.items()]


def refuse_busy_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = f"cannot listen on {host}:{port}: {error.strerror}"
            raise LaunchError(f"{reason}; is another server running?") from None


def serve_command(config: Path, *, dashboard: bool = False) -> list[str]:
    if dashboard:
        return [str(Path(sys.executable).parent / "serve"), "run", str(config)]
    return [sys.executable, "-m", "serve_app.serve_run", str(config)]


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Serve in a process group of its own: a terminal's Ctrl-C reaches it through us, once."""
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
        text=True,
        errors="replace",
    )


class Relay(threading.Thread):
    """Writes what Serve prints to the log, and shows a person what they should see of it."""

    def __init__(self, process: subprocess.Popen[str], log: TextIO, *, show_all: bool) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._log = log
        self._show_all = show_all
        self.show_problems = False
        self.app_failed = False
        self.start()

    def run(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._log.write(line)
            self._log.flush()
            self.app_failed |= "Deploying app" in line and "failed" in line
            problem = " ERROR " in line or " WARNING " in line
            if self._show_all or (self.show_problems and problem):
                print(line, end="", flush=True)


def wait_until_ready(process: subprocess.Popen[str], relay: Relay, address: Address) -> bool:
    """Follow `/readyz`, saying what is being loaded; false if Serve ended or gave up."""
    said: list[str] = []
    while process.poll() is None and not relay.app_failed:
        status, answer = fetch(f"{address.url}/readyz")
        if status == 200:
            return True
        loading = answer.get("loading", [])
        if status == 503 and loading and loading != said:
            print(f"· loading {', '.join(loading)}", flush=True)
            said = loading
        time.sleep(POLL_PERIOD)
    return False


def fetch(url: str, key: str | None = None) -> tuple[int, dict[str, Any]]:
    """Status and JSON of an address; (0, {}) where nobody answers as Shoal does."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=FETCH_TIMEOUT) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        try:
            return error.code, json.load(error)
        except ValueError:
            return 0, {}
    except (OSError, ValueError):
        return 0, {}


def print_ready(address: Address, seconds: float) -> None:
    _, listing = fetch(f"{address.url}/v1/models?view=admin", address.key)
    models = listing.get("data", [])
    for model in models:
        reason = f": {model['reason']}" if model["reason"] else ""
        print(f"  {model['id']}: {model['state']}{reason}")
    print(f"\nready after {seconds:.0f} s on {address.url}/v1\n")
    ready = [model["id"] for model in models if model["state"] == "ready"]
    print(f"Try:\n  {example(address, ready[0])}\n" if ready else "There is no model yet.\n")
    if address.open_to_network and address.key is None:
        print(f"WARNING: {address.host} is open to the network and no API key is set.\n")
    print("Ctrl-C stops it.", flush=True)


def example(address: Address, model: str) -> str:
    body = {
        "model": model,
        "messages": [{"role": "user", "content": "Say this is a test!"}],
        "stream": True,
    }
    key = '-H "Authorization: Bearer $SHOAL_API_KEY" ' if address.key else ""
    url = f"{address.url}/v1/chat/completions"
    json_header = "-H 'Content-Type: application/json'"
    return f"curl -N {url} {key}{json_header} -d {shlex.quote(json.dumps(body))}"


def report_failure(process: subprocess.Popen[str]) -> int:
    """Serve ended, or runs on without the gateway that it could not deploy."""
    if process.poll() is None:
        stop(process)
    tail = LOG.read_text(errors="replace").splitlines()[-40:]
    print("\n".join(tail), file=sys.stderr)
    print(f"shoal: Serve could not start this config; its log: {LOG}", file=sys.stderr)
    return process.returncode or 1


def stop(process: subprocess.Popen[str]) -> int:
    """Serve drains streams and ends its processes."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SHUTDOWN_TIMEOUT)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        os.killpg(process.pid, signal.SIGKILL)  # HAProxy too, which would hold the port
    return 0
