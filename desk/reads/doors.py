"""The doors of the station: what it says itself, else what ships with the program."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from desk import resources
from desk.domain.codes import Label
from desk.domain.door import REASONS, Doors, read_doors_words
from desk.domain.place import PlaceState, apply, judge
from desk.reads.views import DoorsView, DoorView
from desk.storage.facts import stories_of
from desk.storage.identity import read_identity
from desk.storage.projection.fold import fold
from desk.storage.tables import subject
from desk.storage.vault import Vault


def read_doors(vault: Vault) -> dict[str, DoorsView]:
    """The tables by nature (SQ, TS, SF, JK)."""
    with vault.read() as connection:
        return doors_in(connection)


def doors_in(connection: Connection) -> dict[str, DoorsView]:
    """Folded when asked for: a station has a handful of facts."""
    station = read_identity(connection).station.bytes
    number = connection.execute(select(subject.c.n).where(subject.c.id == station)).scalar_one()
    story = stories_of(connection, [number])[number]
    state, _ = fold(PlaceState(), story, judge, apply)
    words = {kept.event.id: kept.parts.get("words", {}) for kept in story}
    said = {
        reason: own
        for reason, fact in state.doors.items()
        if (own := read_doors_words(words.get(fact, {}))) is not None
    }
    return {reason: _own(reason, said[reason]) if reason in said else _shipped()[reason] for reason in REASONS}


def _own(reason: str, doors: Doors) -> DoorsView:
    """As it was typed, in whatever language."""
    views = tuple(DoorView(_same(door.name), door.phone, _same(door.detail)) for door in doors.doors)
    return DoorsView(reason, views, _same(doors.bring), own=True)


def _same(text: str) -> Label:
    return Label(text, text)


@lru_cache(1)
def _shipped() -> Mapping[str, DoorsView]:
    tables = resources.read_json("guidance", "doors.json")
    return {reason: _table(reason, table) for reason, table in tables.items()}


def _table(reason: str, table: Mapping[str, Any]) -> DoorsView:
    doors = tuple(DoorView(Label(**row["name"]), row["phone"], Label(**row["detail"])) for row in table["doors"])
    return DoorsView(reason, doors, Label(**table["bring"]))
