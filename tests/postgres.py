"""A real PostgreSQL on loopback for one test process: made, started and thrown away here.

    from postgres import postgres  # the fixture; in a conftest
    url = postgres.database()      # a fresh, empty database

As root it runs as another user, because PostgreSQL refuses to be root. Everything that makes a commit last is on.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

MISSING = "These tests need PostgreSQL (initdb and postgres). Install it, on Debian: .ci/system-packages test"
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
_USERS = ("postgres", "nobody")
_PATIENCE = 60  # seconds for starting and stopping
_TRIES = 5


class CannotStart(Exception):
    """Says in one sentence why there is no PostgreSQL here."""


@dataclass
class Postgres:
    """A running server; `process` may be killed and started again to see what that does to the hub."""

    binaries: Path
    folder: Path
    user: dict[str, Any]
    password: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    made: list[str] = field(default_factory=list)

    def url(self, database: str) -> str:
        return f"postgresql://desk:{self.password}@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"hub_{len(self.made)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        self.made.append(name)
        return self.url(name)

    def start(self, *settings: str) -> None:
        """On a free port, the same one again after a stop. Raises CannotStart."""
        for _ in range(_TRIES):
            port = self.port or _free_port()
            self._launch(port, settings)
            if self._answers(port):
                self.port = port
                return
            self.kill()
        raise CannotStart(f"PostgreSQL did not start; its log ends: {self._log()[-500:]}")

    def stop(self) -> None:
        """As an administrator stops it: who is connected is cut off, what is committed stays."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """As a power cut ends it."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(_PATIENCE)
            self.process = None

    def _launch(self, port: int, settings: tuple[str, ...]) -> None:
        wanted = (*DURABLE, "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", *settings)
        options = [part for setting in wanted for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.folder / "data", "-p", str(port), *options],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.user,
            )

    def _answers(self, port: int) -> bool:
        assert self.process is not None
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                psycopg.connect(f"postgresql://desk:{self.password}@127.0.0.1:{port}/postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _end(self, how: int) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(_PATIENCE)
            self.process = None

    def _log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")


@contextmanager
def serving() -> Iterator[Postgres]:
    """Raises CannotStart where there is no PostgreSQL or nobody it could run as."""
    binaries, user = _binaries(), _user()
    folder = Path(tempfile.mkdtemp(prefix="msd-pg-"))  # not below pytest's own folder, which only root may enter
    try:
        if user:
            os.chown(folder, user["user"], user["group"])
        server = Postgres(binaries, folder, user, secrets.token_hex(16))
        _make(server)
        server.start()
        try:
            yield server
        finally:
            server.kill()  # its last checkpoint would take a minute, for files that are thrown away
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for each test process."""
    try:
        with serving() as server:
            yield server
    except CannotStart as problem:
        pytest.fail(str(problem), pytrace=False)


def _binaries() -> Path:
    """The newest PostgreSQL of this computer."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("postgres")
    binaries = [*([Path(named).resolve()] if named else []), *found]
    if not binaries or not (binaries[-1].parent / "initdb").exists():
        raise CannotStart(MISSING)
    return binaries[-1].parent


def _user() -> dict[str, Any]:
    """Whom to run it as: nobody else unless we are root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _USERS:
        if name in known:
            return {"user": known[name].pw_uid, "group": known[name].pw_gid, "extra_groups": []}
    raise CannotStart("PostgreSQL will not run as root, and there is no other user here to run it as.")


def _make(server: Postgres) -> None:
    password = server.folder / "password"
    password.write_text(server.password, "ascii")
    password.chmod(0o644)
    command = [server.binaries / "initdb", "-D", server.folder / "data", "-U", "desk", "-E", "UTF8", "--locale=C"]
    done = subprocess.run(
        [*command, "--auth=scram-sha-256", f"--pwfile={password}"],
        cwd=server.folder,
        check=False,
        capture_output=True,
        text=True,
        **server.user,
    )
    password.unlink()
    if done.returncode != 0:
        raise CannotStart(f"PostgreSQL could not be set up: {done.stderr.strip()[-500:]}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port
