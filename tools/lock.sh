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
