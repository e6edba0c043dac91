"""Sessions (接待场次): one in full, and what the calendar shows of many."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from desk.domain.moment import local, read_time
from desk.domain.session import CANCELLED, OPEN, PLANNED
from desk.errors import BadInput
from desk.reads.deputies import deputies_in
from desk.reads.lens import Lens
from desk.reads.plans import occurrences_in
from desk.reads.reception_views import (
    NO_TOTALS,
    DeputyView,
    PresenceView,
    SessionRow,
    SessionView,
    SignatureView,
    Totals,
)
from desk.reads.station import place_names
from desk.reads.talks import talks_of, totals_of
from desk.storage.identity import own_places, read_identity
from desk.storage.tables import subject
from desk.storage.tables_reception import session
from desk.storage.vault import Vault

_MOST_CANDIDATES = 9


def read_session(vault: Vault, lens: Lens, id: UUID) -> SessionView:
    """Raises BadInput session_unknown."""
    with vault.read() as connection:
        return session_in(connection, lens, id)


def session_in(connection: Connection, lens: Lens, id: UUID) -> SessionView:
    """Raises BadInput session_unknown."""
    row = session_row(connection, id)
    present, signed = orjson.loads(row.present), orjson.loads(row.confirmed)
    ids = [UUID(one) for one in orjson.loads(row.deputies)]
    deputies = deputies_in(connection, lens.codes)
    towns = orjson.loads(row.towns)
    place = UUID(bytes=row.place)
    return SessionView(
        id=id,
        state=row.state,
        day=date.fromisoformat(row.day),
        starts=row.starts,
        ends=row.ends,
        number=row.number,
        series=row.series,
        deputies=tuple(deputies[one] for one in ids if one in deputies),
        towns=tuple(lens.codes.divisions.get(town, town) for town in towns),
        room=row.room or "",
        theme=row.theme or "",
        staff=row.staff or "",
        announced=date.fromisoformat(row.announced) if row.announced else None,
        opened_at=_moment(row.opened_at),
        closed_at=_moment(row.closed_at),
        present=tuple(_presence(one, deputies) for one in present if UUID(one[0]) in deputies),
        signatures=tuple(_signature(one, deputies) for one in signed if UUID(one[0]) in deputies),
        talks=talks_of(connection, id, row.closed_at),
        totals=totals_of(connection, [id]).get(id, NO_TOTALS),
        signed=Totals(**orjson.loads(row.figures)) if row.figures else None,
        plan=UUID(bytes=row.plan) if row.plan else None,
        place=place_names(connection, [row.place]).get(place, ""),
    )


def session_row(connection: Connection, id: UUID) -> Any:
    """Raises BadInput session_unknown."""
    chosen = select(session).join(subject, subject.c.n == session.c.n).where(subject.c.id == id.bytes)
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise BadInput("session_unknown")
    return row


def open_sessions(vault: Vault) -> tuple[tuple[UUID, date], ...]:
    """The sessions of this station that are open, the latest first; one of another day was left open."""
    with vault.read() as connection:
        return open_in(connection)


def open_in(connection: Connection) -> tuple[tuple[UUID, date], ...]:
    own = own_places(read_identity(connection))
    chosen = select(session.c.id, session.c.day).where(session.c.state == OPEN, session.c.place.in_(own))
    rows = connection.execute(chosen.order_by(session.c.day.desc(), session.c.opened_at.desc()))
    return tuple((UUID(bytes=row.id), date.fromisoformat(row.day)) for row in rows)


def list_sessions(vault: Vault, lens: Lens, first: date, last: date) -> tuple[SessionRow, ...]:
    """Those of these days, and those that only follow from a plan, by day and hour. Cancelled ones are among them."""
    with vault.read() as connection:
        return sessions_in(connection, lens, first, last)


def sessions_in(connection: Connection, lens: Lens, first: date, last: date) -> tuple[SessionRow, ...]:
    """As list_sessions, within a reading that is open."""
    within = session.c.day >= first.isoformat(), session.c.day <= last.isoformat()
    rows = connection.execute(select(session).where(*within)).all()
    said = {UUID(bytes=row.id) for row in rows}
    planned = [one for one in occurrences_in(connection, lens, first, last) if one.id not in said]
    held = _known_of(connection, [one.id for one in planned])
    return _sorted([*_rows(connection, lens, rows), *(one for one in planned if one.id not in held)])


def next_session(vault: Vault, lens: Lens, first: date, last: date) -> SessionRow | None:
    """The next one of this station that is planned and not cancelled."""
    found = (one for one in list_sessions(vault, lens, first, last) if one.own and one.state in (PLANNED, OPEN))
    return next(found, None)


def pick_session(vault: Vault, fragment: str) -> UUID:
    """The session with that number, id, or day. Raises BadInput session_unknown, session_ambiguous."""
    with vault.read() as connection:
        rows = connection.execute(select(session.c.id, session.c.number, session.c.day, session.c.state)).all()
    found = [row for row in rows if fragment in (row.number, row.day, str(UUID(bytes=row.id)))]
    alive = [row for row in found if row.state != CANCELLED] or found
    if not alive:
        raise BadInput("session_unknown")
    if len(alive) > 1:
        shown = tuple(row.number or str(UUID(bytes=row.id)) for row in alive[:_MOST_CANDIDATES])
        raise BadInput("session_ambiguous", candidates=shown, count=len(alive))
    return UUID(bytes=alive[0].id)


def _rows(connection: Connection, lens: Lens, rows: Sequence[Any]) -> list[SessionRow]:
    own = own_places(read_identity(connection))
    ids = {UUID(bytes=row.id): [UUID(one) for one in orjson.loads(row.deputies)] for row in rows}
    deputies = deputies_in(connection, lens.codes)
    totals = totals_of(connection, ids)
    names = place_names(connection, {row.place for row in rows})
    return [
        SessionRow(
            id=(id := UUID(bytes=row.id)),
            state=row.state,
            day=date.fromisoformat(row.day),
            starts=row.starts,
            ends=row.ends,
            number=row.number,
            deputies=tuple(deputies[one] for one in ids[id] if one in deputies),
            room=row.room or "",
            theme=row.theme or "",
            announced=date.fromisoformat(row.announced) if row.announced else None,
            totals=totals.get(id, NO_TOTALS),
            own=row.place in own,
            staff=row.staff or "",
            towns=tuple(orjson.loads(row.towns)),
            place=names.get(UUID(bytes=row.place), ""),
        )
        for row in rows
    ]


def _known_of(connection: Connection, ids: Sequence[UUID]) -> set[UUID]:
    """Sessions of those ids, on whatever day they are now: one that was moved is not shown twice."""
    found = connection.execute(select(session.c.id).where(session.c.id.in_([id.bytes for id in ids]))).scalars()
    return {UUID(bytes=id) for id in found}


def _sorted(rows: Iterable[SessionRow]) -> tuple[SessionRow, ...]:
    return tuple(sorted(rows, key=lambda one: (one.day, one.starts, one.number)))


def _presence(said: Sequence[str], deputies: Mapping[UUID, DeputyView]) -> PresenceView:
    deputy, came, went = said
    return PresenceView(deputies[UUID(deputy)], local(read_time(came)), _moment(went))


def _signature(said: Sequence[Any], deputies: Mapping[UUID, DeputyView]) -> SignatureView:
    deputy, way, at, signed = said
    strokes = _strokes(signed) if way == "drawn" else ()
    return SignatureView(deputies[UUID(deputy)], local(read_time(at)), signed or "" if way == "typed" else "", strokes)


def _strokes(signed: Any) -> tuple[tuple[tuple[int, int], ...], ...]:
    """A part may have been written elsewhere: only points are drawn."""
    if not isinstance(signed, list):
        return ()
    points = (
        tuple((x, y) for point in stroke if isinstance(point, list) and len(point) == 2 for x, y in [point])
        for stroke in signed
        if isinstance(stroke, list)
    )
    return tuple(stroke for stroke in points if all(type(at) is int for point in stroke for at in point))


def _moment(written: str) -> datetime | None:
    return local(read_time(written)) if written else None
