"""The duty record (履职登记): what a deputy did in a year, as far as this desk may see, and the rows behind each
number. Computed when it is asked for, from sessions, conversations and visits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.duty import CONTACTS_NEEDED, Figures
from desk.domain.moment import local, read_time
from desk.errors import BadInput
from desk.reads.deputies import deputies_in, served_in
from desk.reads.duty_entries import entries_in
from desk.reads.duty_views import DutyLine, DutyList, DutySums
from desk.reads.lens import Lens
from desk.reads.reception_views import DeputyView, DutyEntry, DutyView
from desk.reads.station import place_names, station_in
from desk.reads.tree import standing_in
from desk.storage.tables_reception import duty
from desk.storage.vault import Vault


@dataclass(frozen=True)
class _Verdict:
    verdict: str
    at: datetime
    text: str
    sums: DutySums


def read_duty(vault: Vault, lens: Lens, deputy: UUID, year: int) -> DutyView:
    """Raises BadInput deputy_unknown."""
    with vault.read() as connection:
        return duty_in(connection, lens, deputy, year)


def duty_in(connection: Connection, lens: Lens, deputy: UUID, year: int) -> DutyView:
    people = deputies_in(connection, lens.codes)
    if deputy not in people:
        raise BadInput("deputy_unknown")
    who = people[deputy]
    ids = frozenset(id for id, one in people.items() if one.id == who.id)
    entries = tuple(entries_in(connection, lens, year, people, only=ids).get(who.id, ()))
    sums, said = sums_of(entries), _verdicts(connection, year, people).get(who.id)
    station = station_in(connection)
    return DutyView(
        station=station.name,
        sample=station.sample,
        of=_seen_from(connection),
        deputy=who,
        year=year,
        **asdict(sums),
        needed=CONTACTS_NEEDED,
        entries=entries,
        made=local(lens.now),
        verdict=said.verdict if said else "",
        verdict_at=said.at if said else None,
        verdict_text=said.text if said else "",
        changed_since=said is not None and said.sums != sums,
    )


def read_duties(vault: Vault, lens: Lens, year: int) -> DutyList:
    """The office's list: everybody who was in office in that year, or did something in it."""
    with vault.read() as connection:
        people = deputies_in(connection, lens.codes)
        every = entries_in(connection, lens, year, people)
        said = _verdicts(connection, year, people)
        views = {one.id: one for one in people.values()}
        shown = [one for id, one in views.items() if id in every or served_in(one, year)]
        lines = [_line(one, sums_of(every.get(one.id, ())), said.get(one.id)) for one in shown]
        station = station_in(connection)
        return DutyList(station.name, _seen_from(connection), year, CONTACTS_NEEDED, tuple(lines), local(lens.now))


def sums_of(entries: Sequence[DutyEntry]) -> DutySums:
    return DutySums(
        sessions=sum(one.sort == "session" for one in entries),
        visits=sum(one.sort == "visit" for one in entries),
        minutes=sum(one.minutes for one in entries),
        people=sum(one.people for one in entries),
        cases=sum(one.cases for one in entries),
        contacts=sum(one.contact for one in entries),
    )


def figures_of(view: DutyView) -> Figures:
    """The numbers that a deputy confirms or disputes."""
    return Figures(**{name: getattr(view, name) for name in Figures.model_fields})


def _line(deputy: DeputyView, sums: DutySums, said: _Verdict | None) -> DutyLine:
    below = sums.contacts < CONTACTS_NEEDED
    if said is None:
        return DutyLine(deputy, sums, below)
    return DutyLine(deputy, sums, below, said.verdict, said.sums != sums)


def _verdicts(connection: Connection, year: int, people: Mapping[UUID, DeputyView]) -> dict[UUID, _Verdict]:
    """What was said last at this place, by the person; another level's numbers are others."""
    here = standing_in(connection).own
    rows = connection.execute(select(duty).where(duty.c.year == year, duty.c.place.in_(here)).order_by(duty.c.at))
    return {people[id].id: _verdict(row) for row in rows if (id := UUID(bytes=row.deputy)) in people}


def _verdict(row: Any) -> _Verdict:
    return _Verdict(row.verdict, local(read_time(row.at)), row.text or "", DutySums(**json.loads(row.figures)))


def _seen_from(connection: Connection) -> str:
    """The name of the place whose sight the record has."""
    at = standing_in(connection).own[0]
    return place_names(connection, [at]).get(UUID(bytes=at), "") or station_in(connection).name
