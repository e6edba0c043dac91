"""What the page of a reception shows: the session that is open, who may receive, and what is half written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desk.domain.moment import local_day
from desk.reads.deputies import roster_in
from desk.reads.drafts import TALK
from desk.reads.lens import Lens
from desk.reads.reception_views import NO_TOTALS, DeputyView, SessionView, Totals
from desk.reads.sessions import open_in, session_in, session_row
from desk.reads.talks import totals_of
from desk.storage.tables import draft
from desk.storage.vault import Vault

Form = Mapping[str, Any]


@dataclass(frozen=True)
class ReceptionDay:
    """`session` is the one asked for, else today's open one, else one that was left open; `others` are open, too.
    `drafts` are the forms of conversations half written, by conversation."""

    today: date
    session: SessionView | None
    others: tuple[tuple[UUID, date], ...]
    roster: tuple[DeputyView, ...]
    drafts: Mapping[UUID, Form]


@dataclass(frozen=True)
class SessionNow:
    """The open session in a line: whose header chip it is."""

    id: UUID
    day: date
    starts: str
    totals: Totals


def read_reception_day(vault: Vault, lens: Lens, wanted: UUID | None = None) -> ReceptionDay:
    """Raises BadInput session_unknown."""
    with vault.read() as connection:
        found = open_in(connection)
        id = wanted or (found[0][0] if found else None)
        rows = connection.execute(select(draft.c.id, draft.c.form)).all()
        return ReceptionDay(
            today=local_day(lens.now),
            session=session_in(connection, lens, id) if id is not None else None,
            others=tuple(one for one in found if one[0] != id),
            roster=roster_in(connection, lens),
            drafts={UUID(bytes=row.id): row.form for row in rows if TALK in row.form},
        )


def read_session_now(vault: Vault) -> SessionNow | None:
    """The session that is open, the latest day's; None when none is."""
    with vault.read() as connection:
        found = open_in(connection)
        if not found:
            return None
        id, day = found[0]
        starts = session_row(connection, id).starts
        return SessionNow(id, day, starts, totals_of(connection, [id]).get(id, NO_TOTALS))
