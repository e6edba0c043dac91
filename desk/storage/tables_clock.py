"""The table of clocks, computed from the facts of cases.

`from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from sqlalchemy import Index, text
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of

RUNNING = "ended = '' AND paused IS NULL AND NOT merged"  # as a query writes it that is to find the index
COUNTED_BY = ("raw", "opens", "rolled", "office", "ended", "paused", "merged")  # all that a count asks for
CLOCKS_OF_ONE = 128


class ClockRow(Row, table=True):
    """A clock of a case (期限) as it stands; `n` is the case's number times CLOCKS_OF_ONE, plus which of
    its clocks it is. What is late depends on the day one looks and is no column. `extension` is a fact."""

    __tablename__ = "clock"
    __table_args__ = (Index("clock_running", *COUNTED_BY, sqlite_where=text(RUNNING)),)
    n: int = Field(primary_key=True)
    subject: int  # the case's number
    rule: str
    start: str
    raw: str
    rolled: str
    known: bool
    opens: bool  # a time in which something may be done: nothing is overdue after it
    office: bool  # only an office can do anything about it
    merged: bool  # of a case that is handled with its main one
    ended: str
    ended_on: str | None
    before: str | None
    latest: str | None
    paused: str | None
    pausable: bool
    extension: bytes | None = bytes_column(nullable=True)


clock = table_of(ClockRow)
