"""Every table of the hub. Ids, hashes and keys are bytes, times whole seconds since 1970 by the hub's clock.

The hub counts its own keys (counter), and one writer at a time fills these tables; foreign keys would only be checked
again for every row. `from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

metadata = MetaData()
NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # a rowid there


class Row(SQLModel, registry=registry(metadata=metadata)):
    """Own registry: the desk's tables live in another one."""


def _key() -> Any:
    return Field(default=None, sa_column=Column(NUMBER, primary_key=True, autoincrement=False))


def _number(**how: Any) -> Any:
    return Field(sa_column=Column(NUMBER, **{"nullable": False, **how}))


def _bytes(**how: Any) -> Any:
    return Field(sa_column=Column(LargeBinary, **{"nullable": False, **how}))


# --- the journal ---------------------------------------------------------------------------------


class CounterRow(Row, table=True):
    """The one row that every writer locks first: the numbers given last, the end of the feed, the hub's own head.

    `stamp` is counted anew in every epoch; `tree` changes with the tree of places."""

    __tablename__ = "counter"
    n: int = _key()
    hub_key: bytes = _bytes()
    epoch: int = _number()
    stamp: int = _number()
    feed: int = _number()
    token: bytes = _bytes()
    fact: int = _number()
    subject: int = _number()
    stream: int = _number()
    place: int = _number()
    tree: int = _number()
    incarnation: bytes = _bytes()
    seq: int = _number()
    head: bytes = _bytes()


class StreamRow(Row, table=True):
    """One writer. `whole`: the predecessor of every link of it is here."""

    __tablename__ = "stream"
    __table_args__ = (UniqueConstraint("desk_key", "incarnation"),)
    n: int = _key()
    desk_key: bytes = _bytes()
    incarnation: bytes = _bytes()
    whole: bool


class SubjectRow(Row, table=True):
    """What facts are about. `place` and `noun` are those of its first fact that was not set aside: none before that."""

    __tablename__ = "subject"
    n: int = _key()
    id: bytes = _bytes(unique=True)
    noun: str
    place: int | None = _number(nullable=True)


class FactRow(Row, table=True):
    """A fact's bytes as received, its link and its stamp. Two facts may share stream and seq (a branch)."""

    __tablename__ = "fact"
    __table_args__ = (Index("fact_by_link", "stream", "seq"),)
    n: int = _key()
    id: bytes = _bytes(unique=True)
    subject: int | None = _number(nullable=True, index=True)
    stream: int = _number()
    seq: int = _number()
    prev: bytes = _bytes()
    hash: bytes = _bytes()
    content: bytes = _bytes()
    epoch: int = _number()
    order_n: int = _number()
    verdict: str
    reason: str
    hub_time: int = _number()
    mac: bytes = _bytes()


class PartRow(Row, table=True):
    """A fact's private parts, each its salt (16) and its data in one; none where there was none, or it is erased."""

    __tablename__ = "part"
    fact: int = _key()
    person: bytes | None = _bytes(nullable=True)
    words: bytes | None = _bytes(nullable=True)


class FeedRow(Row, table=True):
    """The order of delivery. `everybody`: told to all, whosever subject it is; `again`: told before."""

    __tablename__ = "feed"
    place: int = _key()
    fact: int = _number()
    subject: int | None = _number(nullable=True)
    stream: int = _number()
    everybody: bool
    again: bool
    token: bytes = _bytes()


class ErasureRow(Row, table=True):
    """Which parts of a subject must not be kept, whenever they were written; the subject may yet be unknown."""

    __tablename__ = "erasure"
    subject: bytes = _bytes(primary_key=True)
    part: str = Field(primary_key=True)


class BatchRow(Row, table=True):
    """What a desk signed: the hash of a link, and with it every fact before."""

    __tablename__ = "batch"
    hash: bytes = _bytes(primary_key=True)
    stream: int = _number()
    seq: int = _number()
    signature: bytes = _bytes()
    at: int = _number()


# --- computed from the journal ----------------------------------------------------------------------


class PlaceRow(Row, table=True):
    """A place and where it hangs; one that nobody placed yet has neither level nor code."""

    __tablename__ = "place"
    n: int = _key()
    id: bytes = _bytes(unique=True)
    code: str = Field(index=True)
    level: str
    parent: int | None = _number(nullable=True, index=True)
    name: str


# --- who may talk to the hub --------------------------------------------------------------------------


class DeskRow(Row, table=True):
    """An enrolled desk: its key, the place it acts as and the one it was founded with."""

    __tablename__ = "desk"
    key: bytes = _bytes(primary_key=True)
    place: bytes = _bytes()
    station: bytes = _bytes()
    level: str
    rules: int = _number()
    name: str
    enrolled_at: int = _number()
    revoked_at: int | None = _number(nullable=True)
    seen_at: int | None = _number(nullable=True)


class EnrolmentRow(Row, table=True):
    """A one-time code, kept as a digest."""

    __tablename__ = "enrolment"
    code: bytes = _bytes(primary_key=True)
    place: bytes = _bytes()
    level: str
    expires: int = _number()
    used: bool


class AttemptRow(Row, table=True):
    """A wrong code, and where it came from."""

    __tablename__ = "attempt"
    __table_args__ = (Index("attempt_by_source", "source", "at"),)
    n: int | None = Field(default=None, sa_column=Column(NUMBER, primary_key=True))
    source: str
    at: int = _number()


class NonceRow(Row, table=True):
    """A request that was answered; the same one is not answered again."""

    __tablename__ = "nonce"
    desk: bytes = _bytes(primary_key=True)
    nonce: bytes = _bytes(primary_key=True)
    at: int = _number(index=True)


PARTS_HELD: Any = literal_column("person IS NOT NULL"), literal_column("words IS NOT NULL")  # of a row of parts


def _table(row: type) -> Table:
    return cast(Table, vars(row)["__table__"])


counter, stream, subject, fact = map(_table, (CounterRow, StreamRow, SubjectRow, FactRow))
part, feed, erasure, batch = map(_table, (PartRow, FeedRow, ErasureRow, BatchRow))
place, desk, enrolment, attempt, nonce = map(_table, (PlaceRow, DeskRow, EnrolmentRow, AttemptRow, NonceRow))
