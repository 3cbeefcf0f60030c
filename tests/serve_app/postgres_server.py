"""A PostgreSQL server of Debian's packages, for one test session."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ports import free_port

USER = "postgres"
CERTIFY = (
    *("req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
)
UNSAFE_AND_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    """The folder with the newest version's programs, if there is one."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    return None if newest is None else newest.parent


class PostgresServer:
    """It listens on 127.0.0.1, with and without TLS, and trusts everybody there."""

    def __init__(self, bin: Path, port: int, certificate: Path) -> None:
        self.certificate = certificate
        self._bin = bin
        self._port = port
        self._names = (f"shoal_{number}" for number in itertools.count())

    def new_database(self) -> str:
        """The address of an empty database."""
        name = next(self._names)
        where = ("-h", "127.0.0.1", "-p", str(self._port), "-U", USER)
        _run(self._bin / "createdb", *where, name)
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"


@contextmanager
def postgres_server(bin: Path) -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="shoal-postgres-"))
    port = free_port()
    certificate, key = folder / "server.crt", folder / "server.key"
    tls = f"-c ssl=on -c ssl_cert_file={certificate} -c ssl_key_file={key}"
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -k {folder} {tls} {UNSAFE_AND_FAST}"
    data = ("-D", str(folder / "data"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        _run("openssl", *CERTIFY, "-out", certificate, "-keyout", key)
        _run(bin / "initdb", *data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(bin / "pg_ctl", *data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield PostgresServer(bin, port, certificate)
        finally:
            _run(bin / "pg_ctl", *data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(program: Path | str, *arguments: Path | str) -> None:
    """The server refuses to run as root."""
    unprivileged: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []}
    subprocess.run(
        [program, *arguments],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **(unprivileged if os.geteuid() == 0 else {}),
    )
