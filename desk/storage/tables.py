"""Every table of the desk. Ids and hashes are bytes; rows of computed tables carry no fact of their own.

`from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of
from desk.storage.tables_case import case, step
from desk.storage.tables_clock import clock
from desk.storage.tables_loop import digest
from desk.storage.tables_office import alike, looked, unit
from desk.storage.tables_reception import conversation, deputy, duty, holiday, plan, session, visit

REFUSED = "verdict IN ('not_applied', 'set_aside')"  # as a query writes it whom the index of these few is to serve


# --- the journal ---------------------------------------------------------------------------------


class StreamRow(Row, table=True):
    __tablename__ = "stream"
    __table_args__ = (UniqueConstraint("desk_key", "incarnation"),)
    n: int | None = Field(default=None, primary_key=True)
    desk_key: bytes = bytes_column()
    incarnation: bytes = bytes_column()


class SubjectRow(Row, table=True):
    __tablename__ = "subject"
    n: int | None = Field(default=None, primary_key=True)
    id: bytes = bytes_column(unique=True)
    noun: str


class FactRow(Row, table=True):
    """A fact's bytes as written or received, and its link. Two facts may share stream and seq (a branch)."""

    __tablename__ = "fact"
    __table_args__ = (Index("fact_by_subject", "subject"),)
    n: int | None = Field(default=None, primary_key=True)
    id: bytes = bytes_column(unique=True)
    subject: int = Field(foreign_key="subject.n")
    stream: int = Field(foreign_key="stream.n")
    seq: int
    prev: bytes = bytes_column()
    hash: bytes = bytes_column()
    content: bytes = bytes_column()


class PartRow(Row, table=True):
    """A private part; gone when erased. `n` is twice the fact's number, plus one for words: unique without an index."""

    __tablename__ = "part"
    n: int = Field(primary_key=True)
    fact: int = Field(foreign_key="fact.n")
    name: str
    salt: bytes = bytes_column()
    data: bytes = bytes_column()


class StampRow(Row, table=True):
    """The place in the order and the verdict that the hub gave a fact; here only what came back in the feed.

    `delivered` is the last place of the feed at which it came. Stamps are written with their facts in hand, thousands
    at a time: a foreign key would only look for them again."""

    __tablename__ = "stamp"
    __table_args__ = (Index("stamp_of_refused", "verdict", sqlite_where=text(REFUSED)),)
    fact: int = Field(primary_key=True)
    epoch: int
    n: int
    verdict: str
    reason: str
    hub_time: int
    mac: bytes = bytes_column()
    delivered: int


class ErasureRow(Row, table=True):
    """Which parts of a subject must not be kept, whenever they were written."""

    __tablename__ = "erasure"
    __table_args__ = (UniqueConstraint("subject", "part"),)
    n: int | None = Field(default=None, primary_key=True)
    subject: int = Field(foreign_key="subject.n")
    part: str


# --- this desk alone: never rebuilt ----------------------------------------------------------------


class IdentityRow(Row, table=True):
    """Who writes here: the desk's key, its incarnation, and the head of its stream. `place` is the one it acts and
    sees as, `station` the one it was founded with: the same until it is enrolled."""

    __tablename__ = "identity"
    n: int = Field(default=1, primary_key=True)
    seed: bytes = bytes_column()
    desk_key: bytes = bytes_column()
    place: bytes = bytes_column()
    station: bytes = bytes_column()
    incarnation: bytes = bytes_column()
    stream: int
    seq: int
    head: bytes = bytes_column()
    token: bytes = bytes_column()


class HubRow(Row, table=True):
    """The hub this desk is enrolled at, how far the feed was applied and what has arrived there.

    `cursor` and `mark` are places of the feed with their tokens: read up to, and promised by a receipt. Own facts up to
    number `arrived` are at the hub. `clock_ahead`: how many seconds the hub's clock
    is ahead of ours."""

    __tablename__ = "hub"
    n: int = Field(default=1, primary_key=True)
    url: str
    ca: str  # PEM of the authority to trust; empty: the computer's own
    hub_key: bytes = bytes_column()
    certificate: str
    level: str
    code: str
    name: str
    epoch: int = 0
    cursor: int = 0
    token: str
    mark: int = 0
    mark_token: str
    arrived: int = 0
    clock_ahead: int = 0
    revoked: bool = False
    last_at: str | None
    trouble: str | None  # JSON {"code": ..., facts} of the last try that failed; none after one that worked


class TokenRow(Row, table=True):
    """Tokens of places of the feed this desk has passed: by them a rewound hub finds the last common place."""

    __tablename__ = "token"
    place: int = Field(primary_key=True)
    token: str


class WaitingRow(Row, table=True):
    """Subjects whose facts were stored and whose tables are not computed yet; without a foreign key as stamps are."""

    __tablename__ = "waiting"
    subject: int = Field(primary_key=True)


class DismissalRow(Row, table=True):
    """A fact that was not applied, and whose maker has seen why."""

    __tablename__ = "dismissal"
    fact: int = Field(primary_key=True, foreign_key="fact.n")
    at: str


class DraftRow(Row, table=True):
    """A form that is not yet a case."""

    __tablename__ = "draft"
    n: int | None = Field(default=None, primary_key=True)
    id: bytes = bytes_column(unique=True)
    operator: bytes = bytes_column()
    updated_at: str
    form: Any = Field(sa_column=Column(JSON, nullable=False))


# --- computed from the journal ----------------------------------------------------------------------


class PlaceRow(Row, table=True):
    __tablename__ = "place"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    code: str
    level: str
    parent: str | None
    sample: bool
    promise_days: int
    notice_days: int
    register_days: int
    triage_days: int
    forward_days: int
    progress_days: int
    feedback_days: int
    survey_days: int
    again_days: int
    name: str | None
    phone: str | None
    hours: str | None
    handler: str | None
    keep: str | None


class OperatorRow(Row, table=True):
    __tablename__ = "operator"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    role: str
    name: str | None


stream, subject, fact, part, erasure = map(table_of, (StreamRow, SubjectRow, FactRow, PartRow, ErasureRow))
stamp = table_of(StampRow)
identity, draft, hub, token = map(table_of, (IdentityRow, DraftRow, HubRow, TokenRow))
waiting, dismissal = map(table_of, (WaitingRow, DismissalRow))
place, operator = map(table_of, (PlaceRow, OperatorRow))

LOOKED_UP = (alike, looked)  # what was found in the search index: looked up anew after everything is rebuilt
COMPUTED = (place, operator, case, step, clock, deputy, plan, session, conversation, visit, duty, holiday, digest, unit)
