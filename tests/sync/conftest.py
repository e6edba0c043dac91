"""A country for each test: its hub on SQLite, or on PostgreSQL where a test asks for both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres import Postgres, postgres  # noqa: F401  # the fixture

from desk.actions.desk import Lists
from desk.sync import backoff
from tests.hub_process import HubProcess
from tests.sync.country import Country, copy_folder


@pytest.fixture
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backoff, "SHORT", 0.01)


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Path:
    """The files of a hub that knows its places and no desk."""
    folder = tmp_path_factory.mktemp("ground")
    Country(folder, HubProcess(folder / "hub"), lists).import_places()
    return folder / "hub"


@pytest.fixture
def make_country(
    tmp_path: Path, ground: Path, lists: Lists, no_long_pauses: None
) -> Iterator[Callable[[str], Country]]:
    """Takes the URL of a database; empty: a file."""
    made: list[Country] = []

    def _make(db: str = "") -> Country:
        made.append(Country(tmp_path, HubProcess(tmp_path / "hub", db), lists))
        if db:
            made[-1].import_places()
        else:
            copy_folder(ground, tmp_path / "hub")
        made[-1].hub.start()
        return made[-1]

    yield _make
    for country in made:
        country.close()
        country.hub.kill()
        assert country.hub.confessions() == []


@pytest.fixture
def country(make_country: Callable[[str], Country]) -> Country:
    return make_country("")


@pytest.fixture(scope="module")
def shared_country(tmp_path_factory: pytest.TempPathFactory, ground: Path, lists: Lists) -> Iterator[Country]:
    """One hub for a whole module, where every test has desks of its own."""
    folder = tmp_path_factory.mktemp("shared")
    made = Country(folder, HubProcess(copy_folder(ground, folder / "hub")), lists)
    made.hub.start()
    yield made
    made.close()
    made.hub.kill()
    assert made.hub.confessions() == []


@pytest.fixture(params=["sqlite", "postgresql"])
def any_country(request: pytest.FixtureRequest, make_country: Callable[[str], Country]) -> Country:
    """On both engines."""
    server: Postgres | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return make_country(server.database() if server else "")
