"""Computed tables of receptions, deputies, visits and duty. Days, hours and moments are text as written; lists are
JSON of ids or codes. `from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from sqlalchemy import Index
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of


class DeputyRow(Row, table=True):
    """A deputy (代表), as published above or entered here; `same_as` is the published one a local entry turned out to
    be, `until` the last day in office."""

    __tablename__ = "deputy"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    congress: str  # code of `deputy_level`
    deputy_group: str | None
    since: str | None
    until: str | None
    same_as: bytes | None = bytes_column(nullable=True)
    name: str | None
    post: str | None
    phone: str | None


class PlanRow(Row, table=True):
    """`rule` is JSON of domain.recurrence.Rule."""

    __tablename__ = "plan"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    rule: str
    starts: str
    ends: str
    deputies: str
    ended: str
    room: str | None
    theme: str | None


class SessionRow(Row, table=True):
    """`present` is JSON [[deputy, came, went]], `confirmed` JSON [[deputy, way, at, name or strokes]], `figures` JSON
    of the sums as they were signed."""

    __tablename__ = "session"
    __table_args__ = (Index("session_by_day", "day"), Index("session_by_state", "state", "place"))
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    state: str
    day: str
    starts: str
    ends: str
    number: str
    series: str
    deputies: str
    towns: str
    plan: bytes | None = bytes_column(nullable=True)
    announced: str
    opened_at: str
    closed_at: str
    present: str
    confirmed: str
    figures: str | None
    room: str | None
    theme: str | None
    staff: str | None


class ConversationRow(Row, table=True):
    """`ways` are codes with commas, `cases` and `deputies` JSON of ids, `corrections` JSON [[at, operator, fields,
    reason]]."""

    __tablename__ = "conversation"
    __table_args__ = (Index("conversation_by_session", "session", "ticket"), Index("conversation_by_end", "ended"))
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    session: bytes = bytes_column()
    place: bytes = bytes_column()
    state: str
    ticket: int
    at: str
    people: int
    speakers: int | None
    first: bool
    calls: int
    at_table: int
    called_at: str
    began: str
    ended: str
    ways: str
    nature: str | None
    deputies: str
    cases: str
    corrections: str
    erased: str
    ticket_out: str
    name: str | None
    phone: str | None
    constituency: str | None
    about: str | None
    words: str | None
    reply: str | None


class VisitRow(Row, table=True):
    """A deputy's visit (form F3). `opinions` is JSON [[text, case id or null]], `agreed` JSON of the ids of deputies it
    was checked with."""

    __tablename__ = "visit"
    __table_args__ = (Index("visit_by_day", "day"),)
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    state: str
    number: str
    kind: str  # code of `visit_kind`
    day: str
    minutes: int
    people: int
    community: bool
    counted: bool
    survey: str | None  # code of `survey_group`
    deputies: str
    opinions: str
    agreed: str
    erased: str
    venue: str | None
    organiser: str | None
    visited: str | None
    seen: str | None
    topic: str | None
    handed_to: str | None
    feedback: str | None


class DutyRow(Row, table=True):
    """What a deputy said of the record of a year (履职登记): `verdict` confirmed or disputed; `figures` JSON of the
    numbers it was said of."""

    __tablename__ = "duty"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    deputy: bytes = bytes_column()
    year: int
    verdict: str
    at: str
    figures: str
    text: str | None


class HolidayRow(Row, table=True):
    """The holidays of a year as one place published them; `days` is JSON {day: off or work}."""

    __tablename__ = "holiday"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    year: int
    days: str


deputy, plan, session, conversation = map(table_of, (DeputyRow, PlanRow, SessionRow, ConversationRow))
visit, duty, holiday = map(table_of, (VisitRow, DutyRow, HolidayRow))
