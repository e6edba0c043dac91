"""What of receptions waits for this station now: the next one, one that was left open, notices that are due."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection

from desk.domain.moment import local_day
from desk.domain.session import OPEN, PLANNED
from desk.reads.lens import Lens
from desk.reads.reception_views import SessionRow
from desk.reads.sessions import open_in, sessions_in

AHEAD = timedelta(days=62)


@dataclass(frozen=True)
class ReceptionToday:
    """`next`: today's, or the next one planned, or the one that is open; `left_open`: sessions of other days that
    nobody closed; `notices`: receptions whose notice is due within a week or overdue, with the day it is due."""

    next: SessionRow | None = None
    left_open: tuple[tuple[UUID, date], ...] = ()
    notices: tuple[tuple[SessionRow, date], ...] = ()


def reception_today(connection: Connection, lens: Lens, notice_days: int) -> ReceptionToday:
    today = local_day(lens.now)
    rows = [row for row in sessions_in(connection, lens, today, today + AHEAD) if row.own]
    coming = [row for row in rows if row.state in (PLANNED, OPEN)]
    due = ((row, row.day - timedelta(days=notice_days)) for row in coming if row.state == PLANNED)
    return ReceptionToday(
        next=next((row for row in coming if row.state == OPEN), next(iter(coming), None)),
        left_open=tuple((id, day) for id, day in open_in(connection) if day != today),
        notices=tuple((row, day) for row, day in due if row.announced is None and day <= today + timedelta(days=7)),
    )
