"""Who may import whom, read from the source of every module."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINES = {"llama_cpp", "vllm", "transformers", "torch"}
SHARED = {
    *("deployments.types", "deployments.model_config"),
    *("deployments.placement", "deployments.reservations", "deployments.cluster_plan"),
    "deployments.garbage",
}
STARTERS = {"serve_app.app", "serve_app.serve_apps"}  # these start replicas


def modules(package: str) -> dict[str, Path]:
    """The name and file of every module of a package."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def imports(module: str, source: str, *, is_package: bool = False) -> Iterator[str]:
    """Every name that a module imports, wherever in it: `a.b` for `from a import b`."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield from (f"{base}.{name.name}" for name in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def violations(module: str, imported: Iterator[str]) -> list[str]:
    return [name for name in imported if not allowed(module, name)]


def allowed(module: str, name: str) -> bool:
    if within(module, "deployments"):
        return not within(name, "serve_app")
    if within(module, "serve_app.protocols") and (within(name, "ray") or within(name, "starlette")):
        return False
    if within(name, "deployments"):
        shared = SHARED | ({"deployments.replica"} if module in STARTERS else set())
        return any(within(name, other) for other in shared)
    return not any(within(name, engine) for engine in ENGINES)


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("deployments.types", "import serve_app", ["serve_app"]),
        ("deployments.chat.output", "def f():\n  from serve_app import env", ["serve_app.env"]),
        ("deployments.llama_cpp.library", "import llama_cpp", []),
        ("serve_app.asgi", "from deployments.types import Request", []),
        ("serve_app.asgi", "from deployments import types", []),
        ("serve_app.asgi", "from deployments import types, fake", ["deployments.fake"]),
        ("serve_app.asgi", "import deployments", ["deployments"]),
        ("serve_app.asgi", "import deployments.backend as b", ["deployments.backend"]),
        ("serve_app.asgi", "from deployments.replica import X", ["deployments.replica.X"]),
        ("serve_app.app", "from deployments.replica import X", []),
        ("serve_app.asgi", "if 1:\n  import torch.nn", ["torch.nn"]),
        ("serve_app.asgi", "import ray", []),
        ("serve_app.protocols.chat", "from ray import serve", ["ray.serve"]),
        ("serve_app.protocols.chat", "import starlette.types", ["starlette.types"]),
        ("serve_app.protocols.chat", "import rays", []),
    ],
)
def test_the_rules_find_what_is_against_them(module: str, source: str, found: list[str]) -> None:
    assert violations(module, imports(module, source)) == found


def test_relative_imports_are_resolved() -> None:
    source = "from . import chat\nfrom .call import Call\nfrom .. import env"
    expected = ["serve_app.protocols.chat", "serve_app.protocols.call.Call", "serve_app.env"]
    assert list(imports("serve_app.protocols.openai", source)) == expected
    package = imports("serve_app.protocols", "from . import chat", is_package=True)
    assert list(package) == ["serve_app.protocols.chat"]


@pytest.mark.parametrize("package", ["deployments", "serve_app"])
def test_every_module_keeps_the_rules(package: str) -> None:
    found = modules(package)
    assert len(found) > 10
    broken = {
        name: wrong
        for name, path in found.items()
        if (
            wrong := violations(
                name, imports(name, path.read_text(), is_package=path.stem == "__init__")
            )
        )
    }
    assert broken == {}


def test_replicas_are_started_where_the_rules_say() -> None:
    importers = {
        name
        for name, path in modules("serve_app").items()
        if any(within(i, "deployments.replica") for i in imports(name, path.read_text()))
    }
    assert importers == STARTERS


def test_the_http_side_loads_no_engine() -> None:
    # Alembic loads migrations, by their paths and inside its own context.
    names = sorted(name for name in modules("serve_app") if ".migrations" not in name)
    script = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert loaded >= {"ray", "starlette", *names}
    assert loaded & ENGINES == set()
