"""The tables of cases and of their steps, computed from the facts of cases.

`from __future__ import annotations` must stay out of this file: it breaks SQLModel.
"""

from sqlalchemy import Index, text
from sqlmodel import Field

from desk.storage.row import Row, bytes_column, table_of

_COUNTED_BY = ("place", "due_raw", "next_try", "tries", "due_rule", "office_raw", "office_rule", "untold")
UNTOLD = "untold != ''"  # as a query writes it whom the index of these few is to serve
TOLD = "told_on IS NOT NULL"


class CaseRow(Row, table=True):
    """A case as it stands. `rank` sorts by the time it was received and is the rowid of its search row; `refused`
    counts own facts that were not applied and not dismissed, `last_own` is the last own fact without a stamp. What
    begins with `promise_` is on its slip, with `due_` of the clock that ends first of those that can be overdue, with
    `office_` the same where what only an office can do counts, too."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("case_by_source", "source", sqlite_where=text("source IS NOT NULL")),
        Index("case_by_last_own", "last_own", sqlite_where=text("last_own > 0")),
        Index("case_by_refused", "last_own", sqlite_where=text("refused > 0")),
        Index("case_by_state", "state", "due_raw", "place", "due_rule"),
        Index("case_by_main", "main", sqlite_where=text("main IS NOT NULL")),
        Index("case_by_office", "state", "office_raw", "place", "office_rule"),
        Index("case_untold", *_COUNTED_BY, sqlite_where=text(UNTOLD)),
        Index("case_told", "told_on", "place", "untold", sqlite_where=text(TOLD)),
        Index("case_promised", "promised", sqlite_where=text("promised IS NOT NULL")),
        Index("case_by_digest", "digest", sqlite_where=text("digest IS NOT NULL")),
        Index("case_by_reply", "replied_at", "place", sqlite_where=text("replied_at IS NOT NULL")),
    )
    n: int = Field(primary_key=True)
    id: bytes = bytes_column(index=True)
    rank: int = Field(unique=True)
    number: str = Field(index=True)
    place: bytes = bytes_column()
    nature: str
    state: str
    received_at: str
    due_raw: str | None
    due_rolled: str | None
    due_known: bool | None
    due_rule: str | None
    office_raw: str | None
    office_rolled: str | None
    office_known: bool | None
    office_rule: str | None
    promise_raw: str | None
    promise_rolled: str | None
    holidays_known: bool | None
    promise_days: int | None
    track: str
    anonymous: bool
    source: str | None
    outcome: str | None
    codes: str  # JSON of the coded fields of F1
    steps: str
    erased: str
    handed: int
    refused: int
    unjudged: int
    last_own: int
    unit: str | None
    replied_at: str | None
    untold: str  # what the person was not told yet: reply, instruction, result
    told_on: str | None
    told_how: str | None
    tries: int  # in vain since the person was told last
    last_try: str | None
    next_try: str | None
    satisfaction: str | None
    promised: str | None
    digest: bytes | None = bytes_column(nullable=True)
    adoption: str | None
    mediating: bool
    links: str  # JSON of the numbers of deputies' suggestions and proposals
    main: bytes | None = bytes_column(nullable=True)
    apart: str  # ids of cases that are not the same
    title: str | None
    main_cause: str | None
    proposal: str | None
    original_text: str | None
    first_opinion: str | None
    source_id: str | None
    name: str | None
    phone: str | None
    phone_digits: str | None
    address: str | None
    identity_text: str | None
    recorder: str | None


class StepRow(Row, table=True):
    """One fact of a case as the timeline shows it, under the fact's number: a case's steps are its facts' rows."""

    __tablename__ = "step"
    n: int = Field(primary_key=True)
    fact: bytes = bytes_column()
    place: bytes = bytes_column()
    own: bool = Field(index=True)  # and with it the newest of either sort
    kind: str
    at: str
    operator: bytes = bytes_column()
    verdict: str
    reason: str
    step: str | None
    outcome: str | None
    fields: str
    text: str | None
    who: str | None
    detail: str  # JSON of what this kind of step says beside that


case, step = map(table_of, (CaseRow, StepRow))
