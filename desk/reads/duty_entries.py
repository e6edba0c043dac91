"""The rows behind a duty record: one for each session a deputy was at, and one for each visit that counts."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from desk.domain.codes import Codes
from desk.domain.conversation import DONE
from desk.domain.duty import COMMUNITY_LEVELS
from desk.domain.moment import local, read_time
from desk.domain.session import CLOSED, OPEN
from desk.domain.visit import RECORDED
from desk.reads.lens import Lens
from desk.reads.reception_views import DeputyView, DutyEntry
from desk.reads.station import place_names
from desk.reads.visits import in_year
from desk.storage.tables import place
from desk.storage.tables_reception import conversation, session, visit

_RECEPTION = "CH11"  # of `channel`: a deputy receives voters
_Entries = dict[UUID, list[DutyEntry]]
_People = Mapping[UUID, DeputyView]


class _Heard(NamedTuple):
    """What a deputy heard at a session."""

    people: int = 0
    cases: frozenset[str] = frozenset()


def entries_in(
    connection: Connection, lens: Lens, year: int, people: _People, only: Collection[UUID] | None = None
) -> _Entries:
    """By the person, the oldest first; `people` are all entries of the roster, `only` some of them.

    Who was there is told by presence, or by a conversation that names the deputy. Hours are those of the presence.
    """
    wanted = {str(id): people[id].id for id in (people if only is None else only)}
    found: _Entries = {}
    sessions = _sessions(connection, year)
    heard = _heard(connection, year, wanted)
    places = _Places(connection, {row.place for row in sessions})
    for row in sessions:
        for id, minutes in _attended(row, wanted, heard.get(row.id, {})).items():
            found.setdefault(id, []).append(
                _of_session(row, minutes, heard.get(row.id, {}).get(id, _Heard()), places, lens)
            )
    for row in connection.execute(
        select(visit).where(in_year(visit.c.day, year), visit.c.state == RECORDED, visit.c.counted)
    ):
        entry = None
        for id in {wanted[id] for id in orjson.loads(row.deputies) if id in wanted}:
            entry = entry or _of_visit(row, lens.codes)
            found.setdefault(id, []).append(entry)
    for each in found.values():
        each.sort(key=lambda one: (one.day, one.id))
    return found


def _sessions(connection: Connection, year: int) -> list[Any]:
    columns = [session.c[name] for name in ("id", "place", "day", "ends", "closed_at", "present", "room")]
    return list(
        connection.execute(select(*columns).where(in_year(session.c.day, year), session.c.state.in_((OPEN, CLOSED))))
    )


def _heard(connection: Connection, year: int, wanted: Mapping[str, UUID]) -> dict[bytes, dict[UUID, _Heard]]:
    """By session and person: people and cases of the conversations that name the deputy."""
    joined = session.join(conversation, conversation.c.session == session.c.id)
    columns = conversation.c.session, conversation.c.people, conversation.c.cases, conversation.c.deputies
    found: dict[bytes, dict[UUID, _Heard]] = {}
    for of, people, cases, deputies in connection.execute(
        select(*columns).select_from(joined).where(in_year(session.c.day, year), conversation.c.state == DONE)
    ):
        for id in {wanted[id] for id in orjson.loads(deputies) if id in wanted}:
            there = found.setdefault(of, {})
            before = there.get(id, _Heard())
            there[id] = _Heard(before.people + people, before.cases | set(orjson.loads(cases)))
    return found


def _attended(row: Any, wanted: Mapping[str, UUID], heard: Iterable[UUID]) -> dict[UUID, int]:
    """Who was at a session, and for how many minutes: somebody who was written down twice was there once."""
    spans: dict[UUID, list[tuple[datetime, datetime]]] = {id: [] for id in heard}
    for id, came, went in orjson.loads(row.present):
        if id in wanted:
            spans.setdefault(wanted[id], []).append(_span(row, read_time(came), went or row.closed_at))
    return {id: _minutes(each) for id, each in spans.items()}


def _span(row: Any, came: datetime, went: str) -> tuple[datetime, datetime]:
    """From coming to leaving. Where nobody wrote down the leaving before midnight, the planned end counts; a session
    that is under way counts when it is closed."""
    end = read_time(went) if went else came
    if local(end).date() > local(came).date():
        hour, minute = map(int, row.ends.split(":"))
        end = local(came).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return came, max(came, end)


def _minutes(spans: list[tuple[datetime, datetime]]) -> int:
    """What the spans cover together; never negative, though a clock was set back between."""
    seconds, until = 0.0, None
    for came, went in sorted(spans):
        start = came if until is None else max(came, until)
        seconds += max(0.0, (went - start).total_seconds())
        until = went if until is None else max(until, went)
    return int(seconds // 60)


class _Places:
    """Names and levels of the places where sessions were."""

    def __init__(self, connection: Connection, ids: Collection[bytes]) -> None:
        self.names = place_names(connection, ids)
        rows = connection.execute(select(place.c.id, place.c.level).where(place.c.id.in_(ids)))
        self.levels = {row.id: row.level for row in rows}

    def name(self, id: bytes) -> str:
        return self.names.get(UUID(bytes=id), "")


def _of_session(row: Any, minutes: int, heard: _Heard, places: _Places, lens: Lens) -> DutyEntry:
    return DutyEntry(
        id=UUID(bytes=row.id),
        sort="session",
        day=date.fromisoformat(row.day),
        what=lens.codes.label("channel", _RECEPTION),
        place=" ".join(filter(None, (places.name(row.place), row.room))),
        minutes=minutes,
        people=heard.people,
        cases=len(heard.cases),
        contact=places.levels.get(row.place) in COMMUNITY_LEVELS,
    )


def _of_visit(row: Any, codes: Codes) -> DutyEntry:
    return DutyEntry(
        id=UUID(bytes=row.id),
        sort="visit",
        day=date.fromisoformat(row.day),
        what=codes.label("visit_kind", row.kind),
        place=row.venue or "",
        minutes=row.minutes,
        people=row.people,
        cases=sum(case is not None for _, case in orjson.loads(row.opinions)),
        contact=row.community,
    )
