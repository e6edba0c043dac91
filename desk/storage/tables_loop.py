"""Computed tables of the closed loop, computed from facts of their own nouns.

`from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from sqlalchemy import Index
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of


class DigestRow(Row, table=True):
    """A digest (摘报): `year` is that of its day, `cases` JSON of ids."""

    __tablename__ = "digest"
    __table_args__ = (Index("digest_by_issue", "year", "issue"),)
    n: int = Field(primary_key=True)
    id: bytes = bytes_column()
    place: bytes = bytes_column()
    state: str
    year: int
    issue: int
    day: str
    cases: str
    office: str | None
    title: str | None
    cause: str | None
    proposal: str | None
    opinion: str | None
    report_to: str | None
    send_to: str | None
    signer: str | None
    editor: str | None
    phone: str | None


digest = table_of(DigestRow)
