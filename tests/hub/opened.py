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
from tests.hub.hub_tools import import_table

_COPIES = count()
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


@pytest.fixture(scope="session")
def templates() -> dict[str, tuple[str, Path]]:
    """Of each engine, records with a small tree of places: made once, copied for each test."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Records:
    """Records in which no hub has written yet."""
    return made(request.param, tmp_path, lambda: request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def records(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    templates: dict[str, tuple[str, Path]],
) -> Records:
    """Records of a hub that has a small tree of places, and nothing else."""
    server = lambda: request.getfixturevalue("postgres")  # noqa: E731
    if request.param not in templates:
        first = made(request.param, tmp_path_factory.mktemp("template"), server)
        with first.open() as hub:
            import_table(hub)
        templates[request.param] = first.save(), first.files
    template, files = templates[request.param]
    shutil.copytree(files, tmp_path / "files")
    if request.param == "sqlite":
        fresh = Records(f"sqlite:///{tmp_path / 'hub.db'}", tmp_path / "files")
        shutil.copyfile(template.removeprefix("sqlite:///"), tmp_path / "hub.db")
        return fresh
    copy = Records(template, tmp_path / "files", server=server(), saved=next(_COPIES))
    copy.restore(template)
    return copy


@pytest.fixture
def hub(records: Records) -> Iterator[Hub]:
    """An open hub with a small tree of places."""
    with records.open() as opened:
        yield opened
