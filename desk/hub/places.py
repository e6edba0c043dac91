"""The places of the tree: imported from a table, minted for points, and the founded place of each desk under the one
it acts as. The hub says so by facts of its own."""

import re
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection, or_, select

from desk.domain.place import Placed
from desk.domain.sight import Tree
from desk.errors import BadInput
from desk.hub.effects import settle
from desk.hub.epoch import read_counter
from desk.hub.hub import Hub, Member, Refusal
from desk.hub.judge import PLACED
from desk.hub.ledger import Ledger
from desk.hub.own import write_own
from desk.hub.tables import desk as desks
from desk.hub.tables import place as places
from desk.hub.tree import read_tree
from desk.journal.fact import NewFact

LEVELS = {level: level for level in ("city", "district", "town", "village")}
LEVELS |= {"市": "city", "区": "district", "街镇": "town", "村居": "village"}
_DIGITS = {"city": 2, "district": 6, "town": 9}  # of a code that a place shares with all below it
_FROM_ABOVE = ("city", "district", "town", "village")
_CODE = re.compile(r"[0-9]{12}")
_ROOTS = {"31": "上海市"}
_Key = tuple[str, str]  # level and code


class _Place(NamedTuple):
    """A place as it is written: code, level, the place it hangs under, name."""

    code: str
    level: str
    parent: UUID | None
    name: str


def import_places(hub: Hub, rows: Iterable[Mapping[str, str]]) -> int:
    """Places by `code`, `name` and `level`; each hangs under the next one above it by its code, and a root that is
    missing is minted. Answers how many are new or changed: the same table once more changes nothing.

    Raises BadInput place_row_wrong with the number of the row.
    """
    named = _with_roots({_key(number, row): row["name"].strip() for number, row in enumerate(rows, 1)})
    ids = {key: uuid5(hub.identity.place, ":".join(key)) for key in named}
    with hub.engine.write() as connection:
        ledger = Ledger(hub, connection)
        here = _here(ledger)
        there, facts = ids.keys() | here.keys(), []
        for key in sorted(named, key=_from_above):
            level, code = key
            place = _Place(code, level, _parent(hub, key, there), named[key])
            if here.get(key, {}).get(ids[key]) != place:
                facts.append(_placing(ids[key], place))
        write_own(ledger, facts)
        settle(ledger)
    return len(facts)


def tree(hub: Hub) -> Tree:
    """The tree of places as it stands."""
    with hub.engine.read() as connection:
        return read_tree(connection, read_counter(connection).tree, hub.remembered).tree


def find_place(hub: Hub, code: str, level: str) -> UUID:
    """The one that desks are enrolled at, not the stations below it with the same code. Raises BadInput
    place_unknown."""
    upper = places.alias("upper")
    alike = select(upper.c.n).where(upper.c.n == places.c.parent, upper.c.code == code, upper.c.level == level)
    named = select(places.c.id).where(places.c.code == code, places.c.level == level, ~alike.exists())
    with hub.engine.read() as connection:
        found = connection.execute(named.order_by(places.c.n).limit(1)).scalar()
    if found is None:
        raise BadInput("place_unknown", place=code[:20], level=level[:20])
    return UUID(bytes=found)


def mint_point(hub: Hub, connection: Connection, village: UUID) -> UUID:
    """A point under a village; it has the village's code and, until somebody names it, its name."""
    row = connection.execute(select(places).where(places.c.id == village.bytes)).one()
    ledger, point = Ledger(hub, connection), uuid4()
    write_own(ledger, [_placing(point, _Place(row.code, "point", village, row.name))])
    settle(ledger)
    return point


def place_station(hub: Hub, connection: Connection, member: Member) -> None:
    """Hangs the place a desk was founded with under the one it acts as, so that what it recorded before goes where
    the rest goes; nothing where it hangs there, or where the place is one that has yet to come back.

    Raises Refusal 409 enrolled_elsewhere for a place that is another's: it would open its cases to this desk.
    """
    at = connection.execute(select(places).where(places.c.id == member.place.bytes)).one_or_none()
    known = connection.execute(select(places).where(places.c.id == member.station.bytes)).one_or_none()
    if member.station == member.place or at is None or not at.code or (known and known.parent == at.n):
        return
    if known and (known.parent is not None or _has_children(connection, known.n)):
        raise Refusal(409, "enrolled_elsewhere")
    if _is_anothers(connection, member):
        raise Refusal(409, "enrolled_elsewhere")
    ledger = Ledger(hub, connection)
    write_own(ledger, [_placing(member.station, _Place(at.code, member.level, member.place, ""))])
    settle(ledger)


def _has_children(connection: Connection, place: int) -> bool:
    return connection.execute(select(places.c.n).where(places.c.parent == place).limit(1)).first() is not None


def _is_anothers(connection: Connection, member: Member) -> bool:
    """Whether another desk acts there or was founded there."""
    there = or_(desks.c.station == member.station.bytes, desks.c.place == member.station.bytes)
    return connection.execute(select(desks.c.key).where(there, desks.c.key != member.key)).first() is not None


def _key(number: int, row: Mapping[str, str]) -> _Key:
    level, code = LEVELS.get(row.get("level", "").strip()), row.get("code", "").strip()
    if level is None or not _CODE.fullmatch(code) or not row.get("name", "").strip():
        raise BadInput("place_row_wrong", row=number)
    return level, code


def _with_roots(named: dict[_Key, str]) -> dict[_Key, str]:
    """A city for every place that has none above it."""
    roots = {code[:2] for level, code in named}
    return {("city", f"{root}0000000000"): _ROOTS.get(root, root) for root in roots} | named


def _parent(hub: Hub, key: _Key, there: Set[_Key]) -> UUID | None:
    """The next place above it by code, of those in the table or in the tree."""
    level, code = key
    above = _FROM_ABOVE[: _FROM_ABOVE.index(level)]
    for upper in reversed(above):
        candidate = upper, code[: _DIGITS[upper]].ljust(12, "0")
        if candidate in there:
            return uuid5(hub.identity.place, ":".join(candidate))
    return None


def _here(ledger: Ledger) -> dict[_Key, dict[UUID, _Place]]:
    """Every place of the tree by level and code."""
    ids = ledger.known.ids
    here: dict[_Key, dict[UUID, _Place]] = {}
    for row in ledger.connection.execute(select(places)):
        place = _Place(row.code, row.level, ids.get(row.parent), row.name)
        here.setdefault((row.level, row.code), {})[UUID(bytes=row.id)] = place
    return here


def _from_above(key: _Key) -> tuple[int, str]:
    return _FROM_ABOVE.index(key[0]), key[1]


def _placing(id: UUID, place: _Place) -> NewFact:
    body = Placed(code=place.code, level=place.level, parent=place.parent).to_json()
    return NewFact(PLACED, id, body, words={"name": place.name} if place.name else None)
