"""Who belongs to the hub: desks, the revoking of one, and what desks said that was set aside."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from desk.errors import BadInput
from desk.hub.hub import Hub, Member
from desk.hub.tables import desk, fact, place, stream
from desk.journal.header import read_header

_KEY_DIGITS, _LEAST_DIGITS = 64, 8
_MOST_RULES = 10**9
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class DeskView:
    """An enrolled desk, its key in hex; `code` and `place_name` are those of the place it acts as."""

    desk: str
    code: str
    place_name: str
    level: str
    rules: int
    enrolled_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class PlaceView:
    """A place of the tree; `depth` is 0 where it hangs under nothing."""

    id: UUID
    code: str
    name: str
    level: str
    parent: UUID | None
    depth: int


@dataclass(frozen=True)
class RefusedView:
    """A fact that was set aside: what kind it is and why, never what it says."""

    id: UUID
    kind: str
    desk: str
    reason: str
    at: datetime


def read_desks(hub: Hub) -> list[DeskView]:
    """All of them, the newest last."""
    joined = select(desk, place.c.code, place.c.name.label("place_name"))
    joined = joined.outerjoin(place, place.c.id == desk.c.place).order_by(desk.c.enrolled_at, desk.c.key)
    with hub.engine.read() as connection:
        rows = connection.execute(joined).all()
    return [
        DeskView(
            desk=row.key.hex(),
            code=row.code or "",
            place_name=row.place_name or "",
            level=row.level,
            rules=row.rules,
            enrolled_at=_at(row.enrolled_at),
            seen_at=None if row.seen_at is None else _at(row.seen_at),
            revoked_at=None if row.revoked_at is None else _at(row.revoked_at),
        )
        for row in rows
    ]


def note_rules(hub: Hub, member: Member, rules: Any) -> None:
    """Which rules a desk goes by now, for whoever upgrades desks; what is no number of rules is passed over."""
    if type(rules) is int and 0 <= rules <= _MOST_RULES and rules != member.rules:
        with hub.engine.note() as connection:
            connection.execute(update(desk).where(desk.c.key == member.key).values(rules=rules))


def read_places(hub: Hub) -> list[PlaceView]:
    """Top down, each followed by what hangs under it, by code. Places that nobody placed are left out."""
    with hub.engine.read() as connection:
        rows = {row.n: row for row in connection.execute(select(place).order_by(place.c.code, place.c.id))}
    children: dict[int | None, list[int]] = {}
    for n, row in rows.items():
        children.setdefault(row.parent if row.parent in rows else None, []).append(n)
    found: list[PlaceView] = []
    waiting = [(n, 0) for n in reversed(children.get(None, []))]
    while waiting:
        n, depth = waiting.pop()
        row = rows[n]
        parent = None if row.parent not in rows else UUID(bytes=rows[row.parent].id)
        if row.level:
            found.append(PlaceView(UUID(bytes=row.id), row.code, row.name, row.level, parent, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(n, []))]
    return found


def revoke(hub: Hub, named: str) -> str:
    """From the next request on it is refused, in every process; answers the key in hex. A whole key that is not in the
    records is refused for all time to come, too.

    Raises BadInput desk_not_here, desk_ambiguous.
    """
    key = _find(hub, named.lower())
    hub.apart.revoke(key)
    with hub.engine.write() as connection:
        undone = desk.c.key == key, desk.c.revoked_at.is_(None)
        connection.execute(update(desk).where(*undone).values(revoked_at=int(hub.clock())))
    return key.hex()


def read_refused(hub: Hub, limit: int) -> tuple[int, list[RefusedView]]:
    """How many facts were set aside, and the newest of them."""
    aside = fact.c.verdict == "set_aside"
    rows = select(fact.c.id, fact.c.content, fact.c.reason, fact.c.hub_time, stream.c.desk_key)
    rows = rows.join(stream, stream.c.n == fact.c.stream).where(aside).order_by(fact.c.n.desc()).limit(limit)
    with hub.engine.read() as connection:
        total = connection.execute(select(func.count()).select_from(fact).where(aside)).scalar_one()
        found = connection.execute(rows).all()
    seen = [
        RefusedView(UUID(bytes=row.id), _kind(row.content), row.desk_key.hex(), row.reason, _at(row.hub_time))
        for row in found
    ]
    return int(total), seen


def _find(hub: Hub, named: str) -> bytes:
    if not (_LEAST_DIGITS <= len(named) <= _KEY_DIGITS and set(named) <= _HEX):
        raise BadInput("desk_not_here", desk=named[:_KEY_DIGITS])
    with hub.engine.read() as connection:
        keys = [bytes(key) for key in connection.execute(select(desk.c.key)).scalars()]
    found = [key for key in keys if key.hex().startswith(named)]
    if len(found) > 1:
        raise BadInput("desk_ambiguous", desk=named, count=len(found))
    if not found and len(named) != _KEY_DIGITS:
        raise BadInput("desk_not_here", desk=named)
    return found[0] if found else bytes.fromhex(named)


def _kind(content: bytes) -> str:
    try:
        return read_header(content).kind
    except ValueError:
        return ""


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
