"""Hubs opened in the test's own process, on both engines: what the core is tested with."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from postgres import Postgres

from desk.hub.hub import Hub, open_hub
from desk.hub.tables import metadata
from tests.hub.hub_tools import import_table

_COPIES = count(start=1_000, step=1_000)
_TABLES = ("alembic_version", *(table.name for table in metadata.sorted_tables))
FIRST = 1_795_000_000  # seconds since 1970


@dataclass
class Clock:
    """Tells the time it was told, in seconds since 1970."""

    now: float = FIRST

    def __call__(self) -> float:
        return self.now


@dataclass
class Records:
    """Where a hub's records lie, and how they are put back to what they were."""

    url: str
    files: Path
    clock: Clock = field(default_factory=Clock)
    server: Postgres | None = None
    saved: int = 0

    @contextmanager
    def open(self) -> Iterator[Hub]:
        hub = open_hub(self.url, self.files, self.clock)
        try:
            yield hub
        finally:
            hub.close()

    def save(self) -> str:
        """A copy of the closed records, as a backup is one."""
        self.saved += 1
        if self.server is None:
            copy = f"{self.url}.{self.saved}"
            shutil.copyfile(self._file(self.url), self._file(copy))
            return copy
        return self._copy(self.url, f"{self.url.rpartition('/')[2]}_{self.saved}")

    def restore(self, copy: str) -> None:
        """The closed records are from now on what they were."""
        if self.server is None:
            for rest in self._file(self.url).parent.glob(f"{self._file(self.url).name}-*"):
                rest.unlink()
            shutil.copyfile(self._file(copy), self._file(self.url))
        else:
            self.url = self._copy(copy, f"{copy.rpartition('/')[2]}_back_{self.saved}")
            self.saved += 1

    def _copy(self, url: str, name: str) -> str:
        assert self.server is not None
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {url.rpartition('/')[2]}")
        return self.server.url(name)

    def _file(self, url: str) -> Path:
        return Path(url.removeprefix("sqlite:///"))


def made(kind: str, folder: Path, server: Callable[[], Postgres]) -> Records:
    """Records that are not there yet: an SQLCipher file, or a fresh database of PostgreSQL."""
    files = folder / "files"
    if kind == "sqlite":
        return Records(f"sqlite:///{folder / 'hub.db'}", files)
    return Records(server().database(), files, server=server())


@dataclass(frozen=True)
class Template:
    """Records with a small tree of places, made once for each engine: what most tests start from."""

    records: Records
    copy: str = ""

    def fresh(self, folder: Path) -> Records:
        """The same once more. A database of PostgreSQL costs a second, so its tables are emptied and filled anew."""
        shutil.copytree(self.records.files, folder / "files")
        if self.records.server is None:
            fresh = Records(f"sqlite:///{folder / 'hub.db'}", folder / "files")
            shutil.copyfile(self.copy.removeprefix("sqlite:///"), folder / "hub.db")
            return fresh
        with psycopg.connect(self.records.url) as connection:
            connection.execute(f"TRUNCATE {', '.join(_TABLES)}")
            for name in _TABLES:
                connection.execute(f"INSERT INTO {name} SELECT * FROM template.{name}")
        return Records(self.records.url, folder / "files", server=self.records.server, saved=next(_COPIES))


@pytest.fixture(scope="session")
def templates() -> dict[str, Template]:
    return {}


def make_template(kind: str, folder: Path, server: Callable[[], Postgres]) -> Template:
    records = made(kind, folder, server)
    with records.open() as hub:
        import_table(hub)
    if records.server is None:
        return Template(records, records.save())
    with psycopg.connect(records.url) as connection:
        connection.execute("CREATE SCHEMA template")
        for name in _TABLES:
            connection.execute(f"CREATE TABLE template.{name} AS TABLE {name}")
    return Template(records)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Records:
    """Records in which no hub has written yet."""
    return made(request.param, tmp_path, lambda: request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def records(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    templates: dict[str, Template],
) -> Records:
    """Records of a hub that has a small tree of places, and nothing else."""
    if request.param not in templates:
        folder = tmp_path_factory.mktemp("template")
        templates[request.param] = make_template(request.param, folder, lambda: request.getfixturevalue("postgres"))
    return templates[request.param].fresh(tmp_path)


@pytest.fixture
def hub(records: Records) -> Iterator[Hub]:
    """An open hub with a small tree of places."""
    with records.open() as opened:
        yield opened
