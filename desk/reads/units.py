"""The list of units (单位) in force: the one that ships, over it what this place has said of units, over that what the
places above have; the highest speaks last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.codes import Codes, Label
from desk.domain.unit import shipped_unit
from desk.errors import BadInput
from desk.reads.station import place_names
from desk.reads.tree import standing_in
from desk.storage.statement import compiled, run
from desk.storage.tables_office import unit
from desk.storage.vault import Vault

UNIT = "unit"
SHIPPED, HERE, ABOVE = "shipped", "here", "above"
_SAID = compiled(select(unit.c.id, unit.c.code, unit.c.place, unit.c.retired, unit.c.name, unit.c.english))


@dataclass(frozen=True)
class UnitView:
    """A unit as it is on the list here. `source`: shipped, here, above; `place`: who said it above; `subject`: whom
    this place speaks of when it says something of the unit."""

    code: str
    name: Label
    source: str
    retired: date | None
    subject: UUID
    place: str = ""


class _Said(NamedTuple):
    id: bytes
    code: str
    place: bytes
    retired: str | None
    name: str
    english: str


def read_codes_in_force(vault: Vault, shipped: Codes) -> Codes:
    """Asked at every reading, so that a unit that has just come counts at once: the same list is the same object."""
    with vault.read() as connection:
        return codes_in_force(connection, shipped)


def codes_in_force(connection: Connection, shipped: Codes) -> Codes:
    near, far = _said(connection)
    return _overlaid(shipped, near, far) if near or far else shipped


def read_units(vault: Vault, shipped: Codes) -> tuple[UnitView, ...]:
    """The list here, retired units too, in the order of their codes: the shipped ones, then those that came later."""
    with vault.read() as connection:
        return units_in(connection, shipped)


def units_in(connection: Connection, shipped: Codes) -> tuple[UnitView, ...]:
    at = standing_in(connection)
    near, _far = _said(connection)
    here = UUID(bytes=at.own[0])
    names = place_names(connection, {one.place for one in near})
    found = {
        code: UnitView(code, label, SHIPPED, None, shipped_unit(here, code))
        for code, label in shipped.lists[UNIT].items()
    }
    for one in near:
        above = one.place in at.above
        found[one.code] = UnitView(
            code=one.code,
            name=Label(one.name, one.english or one.name),
            source=ABOVE if above else HERE,
            retired=date.fromisoformat(one.retired) if one.retired else None,
            subject=UUID(bytes=one.id),
            place=names.get(UUID(bytes=one.place), "") if above else "",
        )
    return tuple(found.values())


def pick_unit(units: Sequence[UnitView], word: str) -> UnitView:
    """Of the list, by code or name. Raises BadInput unit_unknown."""
    asked = word.strip()
    found = [one for one in units if one.code == asked] or [one for one in units if asked in one.name]
    if not found:
        raise BadInput("unit_unknown", unit=asked[:60])
    return found[0]


def _said(connection: Connection) -> tuple[tuple[_Said, ...], tuple[_Said, ...]]:
    """What holds here, the highest last; and what other places have on their lists."""
    rows = [
        _Said(id, code, place, retired, name or code, english or "")
        for id, code, place, retired, name, english in _rows(connection)
    ]
    if not rows:
        return (), ()
    at = standing_in(connection)
    rank = {place: n for n, place in enumerate((*reversed(at.own), *at.above))}
    near = sorted((row for row in rows if row.place in rank), key=lambda row: (rank[row.place], row.code))
    return tuple(near), tuple(row for row in rows if row.place not in rank)


def _rows(connection: Connection) -> Sequence[tuple[bytes, str, bytes, str | None, str | None, str | None]]:
    return run(connection, _SAID).fetchall()  # type: ignore[no-any-return]


@lru_cache(maxsize=16)
def _overlaid(shipped: Codes, near: tuple[_Said, ...], far: tuple[_Said, ...]) -> Codes:
    units, former = dict(shipped.lists[UNIT]), dict[str, Label]()
    for one in near:
        label = Label(one.name, one.english or one.name)
        if one.retired:
            units.pop(one.code, None)
            former[one.code] = label
        else:
            units[one.code] = label
            former.pop(one.code, None)
    elsewhere = {one.code: Label(one.name, one.english or one.name) for one in far}
    return replace(shipped, lists={**shipped.lists, UNIT: units}, former={UNIT: former}, elsewhere={UNIT: elsewhere})
