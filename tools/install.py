"""Make the virtual environment: pinned packages, llama.cpp compiled for this machine, Shoal itself.

    python3 tools/install.py          what `make serve` needs
    python3 tools/install.py --dev    and what `make lint test bench` need

Needs Python 3.11 or newer and a C++ compiler. The compiled wheel is kept in a cache outside the
tree (SHOAL_CACHE_DIR, else ~/.cache/shoal), so it is compiled once per machine. Runs with the
standard library alone; a second run that finds everything in place ends at once.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
COMPILED = "llama-cpp-python"
NINJA_PROGRESS = re.compile(rb"^\s*\[(\d+)/(\d+)\]")


class InstallError(Exception):
    """What is missing, and how to get it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--dev", action="store_true", help="also what the checks need")
    arguments = parser.parse_args()
    try:
        install("dev" if arguments.dev else "core")
    except InstallError as error:
        print(f"\ncannot install: {error}", file=sys.stderr)
        return 1
    return 0


def install(extent: str) -> None:
    """`extent` names a file in requirements/; "dev" contains "core"."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise InstallError(
            f"Python {sys.version.split()[0]} is too old, 3.11 is needed; "
            "with a newer one installed: make PYTHON=python3.12 …"
        )
    if is_installed(extent):
        return
    begun = time.monotonic()
    create_venv()
    wheel = compiled_wheel(pinned_version(COMPILED))
    with step("install pinned packages"):
        requirements = without_compiled(PROJECT / "requirements" / f"{extent}.txt")
        pip("install", "--no-deps", "-r", str(requirements))
        pip("install", "--no-deps", "--force-reinstall", str(wheel))
        pip("install", "--no-deps", "--editable", str(PROJECT))
    stamp(extent).write_text(fingerprint(extent))
    print(f"· installed in {time.monotonic() - begun:.0f} s")


# --- What is there already -------------------------------------------------------------------


def stamp(extent: str) -> Path:
    return VENV / f".installed-{extent}"


def fingerprint(extent: str) -> str:
    """Changes when an installation would turn out differently."""
    digest = hashlib.sha256()
    for file in (PROJECT / "requirements" / f"{extent}.txt", PROJECT / "pyproject.toml"):
        digest.update(file.read_bytes())
    digest.update(f"{PROJECT} {build_key('')}".encode())
    return digest.hexdigest()


def is_installed(extent: str) -> bool:
    wanted = {extent: fingerprint(extent), "dev": fingerprint("dev")}
    return PYTHON.exists() and any(
        stamp(name).is_file() and stamp(name).read_text() == value for name, value in wanted.items()
    )


def pinned_version(package: str) -> str:
    text = (PROJECT / "requirements" / "core.txt").read_text()
    match = re.search(rf"^{re.escape(package)}==(\S+)", text, re.MULTILINE)
    if match is None:
        raise InstallError(f"requirements/core.txt does not pin {package}")
    return match[1]


def without_compiled(requirements: Path) -> Path:
    """The same list without the package that is compiled here."""
    lines = requirements.read_text().splitlines()
    kept = VENV / requirements.name
    kept.write_text("\n".join(line for line in lines if not line.startswith(f"{COMPILED}==")))
    return kept


# --- The steps -------------------------------------------------------------------------------


def create_venv() -> None:
    if PYTHON.exists():
        return
    with step(f"create .venv with Python {platform.python_version()}"):
        result = subprocess.run(
            [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
        )
        if result.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            hint = "on Debian and Ubuntu: apt install python3-venv"
            raise InstallError(f"{result.stdout}{result.stderr}\n{hint}")


def compiled_wheel(version: str) -> Path:
    """The wheel of llama-cpp-python from the cache, or compiled now."""
    folder = cache_dir() / "wheels" / build_key(version)
    for wheel in folder.glob("*.whl"):
        print(f"· llama.cpp: compiled before, {wheel}")
        return wheel
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        raise InstallError("no C++ compiler; on Debian and Ubuntu: apt install g++")
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    compile_wheel(version, partial)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return next(folder.glob("*.whl"))


def compile_wheel(version: str, folder: Path) -> None:
    cuda = " for CUDA" if uses_cuda() else ""
    log = folder / "build.log"
    command = [str(PYTHON), "-m", "pip", "wheel", "--verbose", "--no-deps", "--no-cache-dir"]
    command += ["--no-binary", COMPILED, "--wheel-dir", str(folder), f"{COMPILED}=={version}"]
    environment = {**os.environ, "CMAKE_ARGS": cmake_args()}
    with step(f"compile llama.cpp{cuda}, once per machine ({os.cpu_count()} cores; minutes)"):
        with (
            log.open("wb") as output,
            subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            ) as process,
        ):
            assert process.stdout is not None
            for line in process.stdout:
                output.write(line)
                show_progress(line)
        if process.returncode:
            tail = log.read_text(errors="replace").splitlines()[-20:]
            raise InstallError("compiling failed:\n" + "\n".join(tail) + f"\nall of it: {log}")


def show_progress(line: bytes) -> None:
    match = NINJA_PROGRESS.match(line)
    if match is None:
        return
    done, total = int(match[1]), int(match[2])
    if sys.stdout.isatty():
        print(f"\r  {done}/{total} files", end="\r" if done < total else "\n", flush=True)
    elif done % 40 == 0 or done == total:
        print(f"  {done}/{total} files", flush=True)


def pip(*arguments: str) -> None:
    run([str(PYTHON), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"])


def run(command: Sequence[str]) -> None:
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if result.returncode:
        raise InstallError(f"{' '.join(command)}\n{result.stdout}")


@contextmanager
def step(title: str) -> Iterator[None]:
    print(f"· {title} …", flush=True)
    begun = time.monotonic()
    yield
    print(f"  {time.monotonic() - begun:.0f} s", flush=True)


# --- What the wheel depends on ---------------------------------------------------------------


def cache_dir() -> Path:
    default = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "shoal"
    return Path(os.environ.get("SHOAL_CACHE_DIR", default))


def build_key(version: str) -> str:
    """llama.cpp is compiled for this processor: a wheel must not wander to another one."""
    flags = ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        match = re.search(r"^(?:flags|Features)\s*:(.*)$", cpuinfo.read_text(), re.MULTILINE)
        flags = match[1] if match else ""
    parts = (cmake_args(), platform.machine(), platform.system(), *platform.libc_ver(), flags)
    return f"{version}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}"


def cmake_args() -> str:
    arguments = ["-DGGML_RPC=on"]
    if uses_cuda():
        arguments.append("-DGGML_CUDA=on")
    return " ".join([*arguments, os.environ.get("CMAKE_ARGS", "")]).strip()


def uses_cuda() -> bool:
    """A CUDA toolkit and a GPU; SHOAL_CUDA=1 or 0 decides otherwise (to build for another node)."""
    said = os.environ.get("SHOAL_CUDA")
    if said is not None:
        return said == "1"
    has_gpu = Path("/dev/nvidiactl").exists() or shutil.which("nvidia-smi") is not None
    return has_gpu and shutil.which("nvcc") is not None


if __name__ == "__main__":
    sys.exit(main())
