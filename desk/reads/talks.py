"""The conversations of sessions: in full, their sums, and what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Integer, Select, column, func, select, true

from desk.domain.case_state import GUIDED, WITHDRAWN_STATE
from desk.domain.conversation import DONE, WAITING
from desk.domain.moment import local, read_time, written_start
from desk.errors import BadInput
from desk.reads.reception_views import CorrectionView, TalkView, Totals
from desk.reads.station import operator_names
from desk.storage.identity import own_places, read_identity
from desk.storage.tables import subject
from desk.storage.tables_case import case
from desk.storage.tables_reception import conversation

_PASSED = ("W2", "W3")


def talks_of(connection: Connection, session: UUID, closed_at: str = "") -> tuple[TalkView, ...]:
    """All of a session's, by ticket. Corrections after `closed_at` (as written) are late."""
    chosen = select(conversation).where(conversation.c.session == session.bytes)
    rows = connection.execute(chosen.order_by(conversation.c.ticket, conversation.c.n)).all()
    return _views(connection, rows, closed_at)


def talk_of(connection: Connection, id: UUID) -> TalkView:
    """Raises BadInput talk_unknown."""
    return _views(connection, [talk_row(connection, id)], "")[0]


def talk_row(connection: Connection, id: UUID) -> Any:
    """Raises BadInput talk_unknown."""
    chosen = select(conversation).join(subject, subject.c.n == conversation.c.n).where(subject.c.id == id.bytes)
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise BadInput("talk_unknown")
    return row


def talks_of_case(connection: Connection, case: UUID) -> tuple[UUID, ...]:
    """The conversations that a case was made of."""
    made = func.instr(conversation.c.cases, str(case)) > 0
    return tuple(UUID(bytes=id) for id in connection.execute(select(conversation.c.id).where(made)).scalars())


def talks_since(connection: Connection, first: date) -> tuple[int, int]:
    """Of this station's conversations since that day: the people who were heard, and the people that the cases made of
    them name, which are not to be counted twice."""
    row, own = conversation.c, own_places(read_identity(connection))
    done = row.state == DONE, row.ended >= written_start(first), row.place.in_(own)
    heard = connection.execute(select(func.sum(row.people, type_=Integer)).where(*done)).scalar()
    people = func.coalesce(func.json_extract(case.c.codes, "$.person_times"), 1)
    made = connection.execute(_made(func.sum(people, type_=Integer)).where(*done)).scalar()
    return heard or 0, made or 0


def next_waiting(connection: Connection, session: UUID) -> UUID | None:
    """Whose turn it is: who is let in first, then by number: a number stays good."""
    chosen = select(conversation.c.id).where(conversation.c.session == session.bytes, conversation.c.state == WAITING)
    order = conversation.c.first.desc(), conversation.c.ticket, conversation.c.n
    id = connection.execute(chosen.order_by(*order).limit(1)).scalar()
    return None if id is None else UUID(bytes=id)


def totals_of(connection: Connection, sessions: Iterable[UUID]) -> Mapping[UUID, Totals]:
    """The sums of sessions as the records say now (当日合计), by session; none where nothing was concluded."""
    ids = [id.bytes for id in sessions]
    row, ways = conversation.c, conversation.c.ways
    done = row.session.in_(ids), row.state == DONE
    sums = (
        func.count(),
        func.sum(row.people, type_=Integer),
        *(func.sum(func.instr(ways, way) > 0, type_=Integer) for way in ("W1", "W4", "W5")),
        func.sum((func.instr(ways, _PASSED[0]) > 0) | (func.instr(ways, _PASSED[1]) > 0), type_=Integer),
    )
    found = connection.execute(select(row.session, *sums).where(*done).group_by(row.session)).all()
    cases = _cases_of(connection, ids)
    return {
        UUID(bytes=id): Totals(groups, people, cases.get(id, 0), answered, passed, drafted, guided)
        for id, groups, people, answered, drafted, guided, passed in found
    }


def _cases_of(connection: Connection, sessions: Sequence[bytes]) -> dict[bytes, int]:
    """件: the cases made of the conversations, without those guided elsewhere or taken back."""
    counted = case.c.nature.not_in(sorted(GUIDED)) & (case.c.state != WITHDRAWN_STATE)
    chosen = (
        _made(conversation.c.session, func.sum(counted, type_=Integer))
        .where(conversation.c.session.in_(sessions), conversation.c.state == DONE)
        .group_by(conversation.c.session)
    )
    return {id: count or 0 for id, count in connection.execute(chosen)}


def _made(*columns: Any) -> Select[Any]:
    """Conversations, each with the cases made of it. Outer joins, which the engine does not turn round: it would
    read every subject there is."""
    made = func.json_each(conversation.c.cases).table_valued(column("value"), name="made")
    return (
        select(*columns)
        .select_from(conversation)
        .join(made, true())
        .outerjoin(subject, subject.c.id == func.unhex(func.replace(made.c.value, "-", "")))
        .outerjoin(case, case.c.n == subject.c.n)
    )


def _views(connection: Connection, rows: Sequence[Any], closed_at: str) -> tuple[TalkView, ...]:
    cases = {row.n: tuple(UUID(id) for id in orjson.loads(row.cases)) for row in rows}
    numbers = _numbers(connection, [id for ids in cases.values() for id in ids])
    names = operator_names(connection)
    return tuple(
        TalkView(
            id=UUID(bytes=row.id),
            session=UUID(bytes=row.session),
            ticket=row.ticket,
            state=row.state,
            at=local(read_time(row.at)),
            people=row.people,
            speakers=row.speakers,
            first=row.first,
            calls=row.calls,
            table=row.at_table,
            called_at=_moment(row.called_at),
            began=_moment(row.began),
            ended=_moment(row.ended),
            name=row.name or "",
            phone=row.phone or "",
            constituency=row.constituency or "",
            about=row.about or "",
            words=row.words or "",
            reply=row.reply or "",
            ways=tuple(filter(None, row.ways.split(","))),
            nature=row.nature,
            deputies=tuple(UUID(id) for id in orjson.loads(row.deputies)),
            cases=cases[row.n],
            numbers=tuple(numbers[id] for id in cases[row.n] if id in numbers),
            corrections=tuple(_corrections(row.corrections, names, closed_at)),
            erased=tuple(filter(None, row.erased.split(","))),
            ticket_out=row.ticket_out,
        )
        for row in rows
    )


def _corrections(written: str, names: Mapping[UUID, str], closed_at: str) -> Iterable[CorrectionView]:
    for at, who, fields, reason in orjson.loads(written):
        late = bool(closed_at) and at > closed_at
        yield CorrectionView(local(read_time(at)), names.get(UUID(who), ""), tuple(fields), reason or "", late)


def _numbers(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    chosen = select(subject.c.id, case.c.number).join(case, case.c.n == subject.c.n)
    rows = connection.execute(chosen.where(subject.c.id.in_([id.bytes for id in ids])))
    return {UUID(bytes=id): number for id, number in rows}


def _moment(written: str) -> datetime | None:
    return local(read_time(written)) if written else None
