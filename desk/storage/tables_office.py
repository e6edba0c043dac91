"""Tables of the office: its units, computed from facts, and what was found in the search index.

`from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of


class UnitRow(Row, table=True):
    """A unit (单位); `code` as cases name it, `retired` the day from which nothing is forwarded to it."""

    __tablename__ = "unit"
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    code: str
    retired: str | None
    name: str | None
    english: str | None


class AlikeRow(Row, table=True):
    """Two cases that may be the same, by their numbers, the smaller one first. No fact and no word: it is looked up
    again in the search index whenever a text changes."""

    __tablename__ = "alike"
    __table_args__ = (UniqueConstraint("one", "other"), Index("alike_by_other", "other"))
    n: int | None = Field(default=None, primary_key=True)
    one: int
    other: int
    score: int


class LookedRow(Row, table=True):
    """A case whose similar ones were looked for, by its number, and the check sum of the texts it had then."""

    __tablename__ = "looked"
    n: int = Field(primary_key=True)
    digest: int


unit, alike, looked = map(table_of, (UnitRow, AlikeRow, LookedRow))
