"""What the hub is tested on: both engines, for real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_process import HubProcess, running_hub
from postgres import postgres as postgres  # noqa: PLC0414  # the fixture

from desk.hub.places import import_places
from tests.hub.asking import PLACES
from tests.hub.opened import empty as empty  # noqa: PLC0414  # the fixtures of the core
from tests.hub.opened import hub as hub  # noqa: PLC0414
from tests.hub.opened import records as records  # noqa: PLC0414
from tests.hub.opened import templates as templates  # noqa: PLC0414


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """A fresh one for each module; empty is the file in the hub's own folder."""
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres").database()


@pytest.fixture(scope="module")
def served(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A running hub with a small tree of places, for all tests of a module."""
    with running_hub(tmp_path_factory.mktemp("served"), database) as hub:
        settle_places(hub)
        yield hub


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[HubProcess]:
    """A running hub of the test's own, on a file."""
    with running_hub(tmp_path / "hub") as hub:
        settle_places(hub)
        yield hub


def settle_places(hub: HubProcess) -> None:
    rows = [dict(zip(("code", "name", "level"), place, strict=True)) for place in PLACES]
    with hub.records() as records:
        import_places(records, rows)
