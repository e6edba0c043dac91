"""What every room is tested with: the shipped lists, a clock that is told the time, a real encrypted desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up import FOUNDING, Clock, Found

from desk.actions.desk import Desk, Lists
from desk.actions.lists import load_lists
from desk.actions.opening import Founded, Founding, found_station
from desk.storage import keyring


@pytest.fixture(scope="session")
def lists() -> Lists:
    """Codes, topics, divisions and holidays as they ship."""
    return load_lists()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost a millisecond instead of a quarter of a second."""
    monkeypatch.setattr(keyring, "_MEMORY_KIB", 16)
    monkeypatch.setattr(keyring, "_PASSES", 1)


@pytest.fixture
def found(cheap_keys: None, lists: Lists, clock: Clock) -> Iterator[Found]:
    """Founds desks, each in the folder it is given, and closes them."""
    made: list[Founded] = []

    def _found(home: Path, founding: Founding = FOUNDING) -> Founded:
        made.append(found_station(home, founding, clock, lists))
        return made[-1]

    yield _found
    for each in made:
        each.desk.close()


@pytest.fixture
def founded(found: Found, tmp_path: Path) -> Founded:
    """A freshly founded desk and its recovery code."""
    return found(tmp_path / "home")


@pytest.fixture
def desk(founded: Founded) -> Desk:
    """A freshly founded desk in a real encrypted file."""
    return founded.desk
