"""PostgreSQL's own dump and restore, sealed on the way; the password goes through the environment, where no list of
processes shows it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import make_url

from desk.errors import BadEnvironment, BadInput
from desk.hub.sealed import Broken, drain, seal, unseal

_COUNT = "SELECT count(*) FROM fact"
_COMPANY = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


def write_dump(url: str, key: bytes, target: Path) -> int:
    """A sealed dump, read again to its end; answers how many facts are in it.

    Raises BadEnvironment pg_dump_missing, pg_dump_failed.
    """
    program = _program("pg_dump")
    with _connected(url) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        facts = connection.execute(_COUNT).fetchone()[0]
        words = [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        with target.open("wb") as sealed, _running(words, url, stdout=subprocess.PIPE) as process:
            seal(key, process.stdout, sealed)
    check_dump(target, key)
    return int(facts)


def check_dump(file: Path, key: bytes) -> None:
    """Raises BadInput not_a_hub_backup for what this hub did not seal, or not to its end."""
    try:
        with file.open("rb") as sealed:
            drain(unseal(key, sealed))
    except Broken:
        raise BadInput("not_a_hub_backup") from None


def read_dump(url: str, key: bytes, file: Path) -> None:
    """Replaces all records by those of a dump, or none. Raises BadEnvironment pg_dump_missing, pg_dump_failed."""
    program = _program("pg_restore")
    words = [program, "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    words += ["--exit-on-error", f"--dbname={_environment(url)['PGDATABASE']}"]
    with file.open("rb") as sealed, _running(words, url, stdin=subprocess.PIPE) as process:
        for piece in unseal(key, sealed):
            process.stdin.write(piece)


def refuse_company(url: str) -> None:
    """Raises BadEnvironment hub_serving while anybody else is connected to these records."""
    with _connected(url) as connection:
        if connection.execute(_COMPANY).fetchone()[0]:
            raise BadEnvironment("hub_serving")


@contextmanager
def _connected(url: str) -> Iterator[Any]:
    import psycopg

    try:
        connection = psycopg.connect(_plain(url), autocommit=True)
    except psycopg.OperationalError:
        raise BadEnvironment("database_unreachable") from None
    with connection:
        yield connection


@contextmanager
def _running(words: list[str], url: str, **pipes: Any) -> Iterator[Any]:
    """A program of PostgreSQL's; what it complains of may name tables, and is told in one line."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(words, env=_environment(url), stderr=complaints, **pipes)  # noqa: S603  # no shell
        try:
            yield process
        except BrokenPipeError:
            pass  # it has ended; its complaint says why
        except BaseException:
            process.kill()
            raise
        finally:
            _close(process.stdin, process.stdout)
            code = process.wait()
        if code != 0:
            raise BadEnvironment("pg_dump_failed", program=Path(words[0]).name, problem=_last_line(complaints))


def _close(*pipes: IO[bytes] | None) -> None:
    for pipe in pipes:
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue


def _last_line(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read(100_000).decode("utf-8", "replace").strip().splitlines()
    return lines[0][:200] if lines else ""


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BadEnvironment("pg_dump_missing", program=name)
    return found


def _plain(url: str) -> str:
    """As libpq writes it; several servers may be named (host=first:5432&host=second:5432)."""
    from psycopg.conninfo import make_conninfo

    parsed = make_url(url).set(drivername="postgresql+psycopg")
    return make_conninfo(**parsed.get_dialect()().create_connect_args(parsed)[1])


def _environment(url: str) -> dict[str, str]:
    """The parts of the URL as libpq's own variables."""
    from psycopg.pq import Conninfo

    parts = Conninfo.parse(_plain(url).encode())
    named = {part.envvar.decode(): part.val.decode() for part in parts if part.envvar and part.val}
    return {**os.environ, **named}
