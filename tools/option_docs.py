"""`python -m tools.option_docs`: write docs/llama-cpp-options.md from the table in code."""

from __future__ import annotations

from pathlib import Path

from deployments.llama_cpp.option_table import OPTIONS, WITHOUT_EFFECT

PAGE = Path(__file__).resolve().parent.parent / "docs" / "llama-cpp-options.md"
HEAD = """# Options of the llama.cpp backend

In a model's YAML under `options:`, as `name:value`; a name alone means true. The names are those
of LocalAI and llama-server. An unknown name is an error that says which known one is nearest.

| option | default | what it does |
|---|---|---|
"""
TAIL = """
`LLAMACPP_PARALLEL` and `LLAMACPP_GRPC_SERVERS` in the environment set `parallel` and `rpc_servers`
where the YAML does not.

## Accepted, but without effect

With a warning when the model is loaded.

| options | why |
|---|---|
"""


def page() -> str:
    rows = [
        f"| {spelled(option.names)} | {option.default} | {option.help} |\n" for option in OPTIONS
    ]
    ignored = [
        f"| {spelled(tuple(names.split()))} | {reason} |\n"
        for reason, names in WITHOUT_EFFECT.items()
    ]
    return HEAD + "".join(rows) + TAIL + "".join(ignored)


def spelled(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
