"""llama.cpp's own server, from the same sources as the library that Shoal loads.

It is compiled once per machine (about 5 minutes on 2 cores) into the cache outside the tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.servers import started, wait_for
from tools.install import COMPILED, build_key, cache_dir, pinned_version

# Without the parts that need node.js or OpenSSL, and without the tests.
FLAGS = (
    "-DCMAKE_BUILD_TYPE=Release",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_UI=OFF",
    "-DLLAMA_OPENSSL=OFF",
)


@contextmanager
def llama_server(
    port: int, model: Path, *, slots: int, context: int, threads: int
) -> Iterator[psutil.Process]:
    """Split KV, its best on these workloads; `context` is what each slot has, in tokens."""
    command = [str(binary()), "--model", str(model), "--host", "127.0.0.1", "--port", str(port)]
    command += ["-np", str(slots), "-c", str(slots * context), "--no-webui"]
    command += ["-t", str(threads), "-tb", str(threads)]
    with started(command, {"OMP_WAIT_POLICY": "passive"}) as process:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield process


def binary() -> Path:
    """Where llama-server is; compiled if it never was."""
    version = pinned_version(COMPILED)
    folder = cache_dir() / "llama-server" / build_key(version)
    path = folder / "llama-server"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        print(f"· compile llama-server, once per machine; log in {folder / 'build.log'} …")
        compiled = compile_server(source(version), folder)
        shutil.copy2(compiled, path.with_suffix(".partial"))
        path.with_suffix(".partial").rename(path)
        shutil.rmtree(folder / "build")
    return path


def source(version: str) -> Path:
    """llama.cpp as llama-cpp-python's source distribution brings it."""
    folder = cache_dir() / "sdist" / version
    tree = folder / f"llama_cpp_python-{version}" / "vendor" / "llama.cpp"
    if not tree.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        pip(
            "download",
            "--no-deps",
            "--no-binary",
            COMPILED,
            "-d",
            str(folder),
            f"{COMPILED}=={version}",
        )
        (archive,) = folder.glob("*.tar.gz")
        with tarfile.open(archive) as content:
            content.extractall(folder, filter="data")
        archive.unlink()
    return tree


def compile_server(tree: Path, folder: Path) -> Path:
    """The compiled program. CMake and Ninja come from their wheels."""
    tools = folder / "tools"
    if not tools.exists():
        pip("install", "--target", str(tools), "cmake", "ninja")
    environment = {
        **os.environ,
        "PATH": f"{tools / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(tools),
    }
    build = folder / "build"
    configure = ["cmake", "-S", str(tree), "-B", str(build), "-G", "Ninja", *FLAGS]
    make = ["cmake", "--build", str(build), "--target", "llama-server"]
    with (folder / "build.log").open("wb") as log:
        for command in (configure, make):
            subprocess.run(command, env=environment, stdout=log, stderr=log, check=True)
    return build / "bin" / "llama-server"


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True)
