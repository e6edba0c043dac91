"""Tables of the office. `from __future__ import annotations` must stay out of this file: it breaks SQLModel."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from desk.storage.row import Row, table_of


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


alike, looked = map(table_of, (AlikeRow, LookedRow))
