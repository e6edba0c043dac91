"""A reception day (接待场次): planned, announced, opened, closed, confirmed. What its visitors do is actions.talks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.actions.desk import Change, Desk
from desk.domain.conversation import CALLED, WAITING, LeftAgain
from desk.domain.field import is_blank, typed_text
from desk.domain.moment import local, local_day, write_time
from desk.domain.session import (
    CLOSED,
    OPEN,
    PLANNED,
    WRONG_STATE,
    Announced,
    Came,
    Cancelled,
    Closed,
    Confirmed,
    Figures,
    Opened,
    Planned,
    Went,
)
from desk.domain.session_form import check_session, check_strokes
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.deputies import pick_deputy
from desk.reads.reception_views import NO_TOTALS, SessionRow, SessionView
from desk.reads.sessions import session_in, session_row
from desk.reads.station import station_in
from desk.reads.talks import totals_of
from desk.storage.identity import own_places, read_identity
from desk.storage.save import Saving, new_id, saving
from desk.storage.tables_reception import conversation, session


def plan_session(
    desk: Desk, form: Mapping[str, Any], follows: SessionRow | None = None, id: UUID | None = None
) -> Change:
    """Plans a session or changes what is planned: {day, starts, ends, deputies, towns, room, theme, staff}; `follows`
    is the line of the calendar it is meant for. subjects[0] is the session.

    Raises BadInput with the field, session_open, session_closed, session_cancelled.
    """
    plan = follows.plan if follows is not None else None
    body, words = check_session(form, lambda word: pick_deputy(desk.vault, desk.lens, word), plan)
    subject = follows.id if follows is not None else id or new_id()
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        if id is not None:
            check_state(one.connection, subject, PLANNED)
        one.add([NewFact("session.planned", subject, body.to_json(), words=words)])
    return Change((subject,))


def keep_occurrence(one: Saving, row: SessionRow) -> None:
    """Writes down a session that so far only followed from its plan."""
    if row.occurrence is not None:
        texts = {name: text for name in ("room", "theme") if (text := getattr(row, name))}
        body = Planned(
            day=row.day,
            starts=row.starts,
            ends=row.ends,
            deputies=tuple(deputy.id for deputy in row.deputies),
            plan=row.plan,
            texts=tuple(texts),
        )
        one.add([NewFact("session.planned", row.id, body.to_json(), words=texts)])


def announce_session(desk: Desk, row: SessionRow, day: date | None = None) -> Change:
    """The notice was posted (公告), today or on that day. Raises BadInput session_open …, date_future."""
    today = local_day(desk.clock())
    if day is not None and day > today:
        raise BadInput("date_future", field="announced")
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        keep_occurrence(one, row)
        check_state(one.connection, row.id, PLANNED)
        one.add([NewFact("session.announced", row.id, Announced(day=day or today).to_json())])
    return Change((row.id,))


def cancel_session(desk: Desk, row: SessionRow, reason: str) -> Change:
    """It does not take place; the reason is kept. Raises BadInput reason_missing, session_open …"""
    text = _reason(reason)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        keep_occurrence(one, row)
        check_state(one.connection, row.id, PLANNED)
        one.add([NewFact("session.cancelled", row.id, Cancelled().to_json(), words={"reason": text})])
    return Change((row.id,))


def open_session(desk: Desk, row: SessionRow | None = None) -> Change:
    """Opens a planned session, or one of today that nobody planned. Deputies are present when they come.

    Raises BadInput session_not_today for one whose day has not come, session_open where one of that day is open,
    session_closed …
    """
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        subject = row.id if row is not None else new_id()
        if row is None:
            one.add([NewFact("session.planned", subject, _today(now).to_json())])
        else:
            keep_occurrence(one, row)
        found = check_state(one.connection, subject, PLANNED)
        if found.day > local_day(now).isoformat():
            raise BadInput("session_not_today", day=found.day)
        before = _opened_on(one.connection, found.day, found.place)
        if any(state == OPEN for state in before):
            raise BadInput("session_open")
        code = station_in(one.connection).code
        number = f"JD-{code}-{found.day[2:4]}{found.day[5:7]}{found.day[8:]}"
        body = Opened(
            number=f"{number}-{len(before) + 1}" if before else number, series=chr(ord("A") + min(len(before), 25))
        )
        one.add([NewFact("session.opened", subject, body.to_json())])
    return Change((subject,))


def deputy_came(desk: Desk, id: UUID, deputy: UUID) -> Change:
    """到场. Raises BadInput session_unknown, session_closed …, deputy_here."""
    return _presence(desk, id, deputy, Came)


def deputy_went(desk: Desk, id: UUID, deputy: UUID) -> Change:
    """离场, be it midway. Raises BadInput session_unknown, session_closed …, deputy_not_here."""
    return _presence(desk, id, deputy, Went)


def close_session(desk: Desk, id: UUID, let_go: bool = False) -> Change:
    """收场, with the sums as they are now. Whoever still waits must have been told: `let_go` writes that they went.

    Raises BadInput session_unknown, session_planned …, visitors_waiting with their count.
    """
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        check_state(one.connection, id, OPEN)
        waiting = waiting_in(one.connection, id)
        if waiting and not let_go:
            raise BadInput("visitors_waiting", count=len(waiting))
        act = new_id()
        view = session_in(one.connection, desk.lens, id)
        figures = Figures(**asdict(totals_of(one.connection, [id]).get(id, NO_TOTALS)))
        one.add(
            [
                *(NewFact("conversation.left", talk, LeftAgain().to_json(), act=act) for talk in waiting),
                *(NewFact("session.went", id, _went(one_here.deputy.id, now), act=act) for one_here in _here(view)),
                NewFact("session.closed", id, Closed(figures=figures).to_json(), act=act),
            ]
        )
    return Change((id, *waiting))


def confirm_session(
    desk: Desk, id: UUID, deputy: UUID, *, name: str = "", strokes: Sequence[Any] | None = None
) -> Change:
    """A deputy confirms the day sheet (核对确认) by a typed name or a drawn signature; done again it replaces it.

    Raises BadInput session_unknown, session_open …, signature_missing, signature_wrong, signature_of_another,
    deputy_not_of_session.
    """
    drawn = check_strokes(strokes) if strokes is not None else None
    typed = (typed_text("name", name) or "").strip()
    if drawn is None and not typed:
        raise BadInput("signature_missing", field="name")
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        check_state(one.connection, id, CLOSED)
        view = session_in(one.connection, desk.lens, id)
        signing = next((each for each in deputies_of(view) if each.id == deputy), None)
        if signing is None:
            raise BadInput("deputy_not_of_session")
        if drawn is None and signing.name and _letters(typed) != _letters(signing.name):
            raise BadInput("signature_of_another", field="name", name=signing.name)
        body = Confirmed(deputy=deputy, way="drawn" if drawn is not None else "typed")
        person = {"strokes": drawn} if drawn is not None else {"name": typed}
        one.add([NewFact("session.confirmed", id, body.to_json(), person=person)])
    return Change((id,))


def _letters(name: str) -> str:
    """A name without its blanks."""
    return "".join(name.split())


def deputies_of(view: SessionView) -> tuple[Any, ...]:
    """Who received: those who came; where nobody's coming was written down, those it was planned with."""
    came = tuple({one.deputy.id: one.deputy for one in view.present}.values())
    return came or view.deputies


def waiting_in(connection: Connection, id: UUID) -> list[UUID]:
    """Visitors who were not received yet."""
    chosen = select(conversation.c.id).where(conversation.c.session == id.bytes)
    found = connection.execute(chosen.where(conversation.c.state.in_((WAITING, CALLED)))).scalars()
    return [UUID(bytes=each) for each in found]


def check_state(connection: Connection, id: UUID, wanted: str) -> Any:
    """The session's row. Raises BadInput session_unknown, session_elsewhere, session_planned, session_open …"""
    row = session_row(connection, id)
    if row.place not in own_places(read_identity(connection)):
        raise BadInput("session_elsewhere")
    if row.state != wanted:
        raise BadInput(WRONG_STATE[row.state])
    return row


def _presence(desk: Desk, id: UUID, deputy: UUID, kind: type[Came] | type[Went]) -> Change:
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        check_state(one.connection, id, OPEN)
        here = deputy in {each.deputy.id for each in _here(session_in(one.connection, desk.lens, id))}
        if here == (kind is Came):
            raise BadInput("deputy_here" if here else "deputy_not_here")
        name = "session.came" if kind is Came else "session.went"
        one.add([NewFact(name, id, kind(deputy=deputy, at=write_time(now)).to_json())])
    return Change((id,))


def _here(view: SessionView) -> list[Any]:
    return [one for one in view.present if one.went is None]


def _went(deputy: UUID, now: datetime) -> dict[str, object]:
    return Went(deputy=deputy, at=write_time(now)).to_json()


def _today(now: datetime) -> Planned:
    """What nobody planned begins now and has no end that was told."""
    at = local(now)
    return Planned(day=at.date(), starts=f"{at:%H:%M}", ends="23:59")


def _opened_on(connection: Connection, day: str, place: bytes) -> list[str]:
    """The states of the sessions of that day that were opened."""
    chosen = select(session.c.state).where(session.c.day == day, session.c.place == place, session.c.number != "")
    return list(connection.execute(chosen).scalars())


def _reason(reason: str) -> str:
    text = typed_text("reason", reason)
    if is_blank(text) or text is None:
        raise BadInput("reason_missing", field="reason")
    return text
