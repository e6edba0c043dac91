"""The deputy's open list (在办清单): what is open here, on one page before a session."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.conversation import DONE
from desk.domain.moment import local, local_day, read_time
from desk.domain.session import CLOSED
from desk.reads.filters import is_open, is_own, urgent
from desk.reads.lens import Lens
from desk.reads.reception_views import OpenCaseLine, OpenListView
from desk.reads.rows import printed_due, shown_title
from desk.reads.station import station_in
from desk.reads.tree import standing_in
from desk.storage.tables import subject
from desk.storage.tables_case import case
from desk.storage.tables_reception import conversation, session
from desk.storage.vault import Vault

MOST = 60  # as many as might fit on one page
MOST_PROMISED = 8


def read_open_list(vault: Vault, lens: Lens, day: date | None = None, most: int = MOST) -> OpenListView:
    """What this station has recorded and still owes an answer, the most urgent first, for a session on `day` (today).
    `promised` are the words with which deputies answered at the last reception, where the case is still open."""
    with vault.read() as connection:
        station = station_in(connection)
        wanted = is_open(lens), is_own(connection)
        first = (
            select(case.c.n).where(*wanted).order_by(*urgent(lens)).limit(most)
        )  # whole rows are wide: sorted by keys alone
        rows = connection.execute(select(case).where(case.c.n.in_(first)).order_by(*urgent(lens))).all()
        asked = day or local_day(lens.now)
        return OpenListView(
            station=station.name,
            sample=station.sample,
            day=asked,
            made=local(lens.now),
            lines=tuple(_line(row, lens) for row in rows),
            total=connection.execute(select(func.count()).select_from(case).where(*wanted)).scalar_one(),
            promised=_promised(connection, lens, asked),
        )


def _line(row: Any, lens: Lens) -> OpenCaseLine:
    return OpenCaseLine(
        number=row.number,
        title=shown_title(row),
        received=local_day(read_time(row.received_at)),
        state=lens.codes.label("state", row.state),
        unit=lens.codes.label("unit", row.unit).zh if row.unit else "",
        due=printed_due(row, lens),
    )


def _promised(connection: Connection, lens: Lens, day: date) -> tuple[str, ...]:
    own = standing_in(connection).own
    before = session.c.day < day.isoformat(), session.c.state == CLOSED, session.c.place.in_(own)
    last = select(session.c.id).where(*before).order_by(session.c.day.desc(), session.c.n.desc()).limit(1)
    said = conversation.c.session == last.scalar_subquery(), conversation.c.state == DONE, conversation.c.reply != ""
    chosen = select(conversation.c.reply, conversation.c.cases).where(*said).order_by(conversation.c.ticket)
    rows = [(row.reply, [UUID(id) for id in json.loads(row.cases)]) for row in connection.execute(chosen)]
    still = _still_open(connection, lens, [id for _, ids in rows for id in ids])
    return tuple(reply for reply, ids in rows if still & set(ids))[:MOST_PROMISED]


def _still_open(connection: Connection, lens: Lens, ids: list[UUID]) -> set[UUID]:
    joined = select(case.c.id).join(subject, subject.c.n == case.c.n)
    wanted = joined.where(subject.c.id.in_([id.bytes for id in ids]), is_open(lens))
    return {UUID(bytes=id) for id in connection.execute(wanted).scalars()}
