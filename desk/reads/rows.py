"""From a row of the cases table to a line of a list."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case import CLOSED
from desk.domain.field import is_blank
from desk.domain.masks import mask_name
from desk.domain.moment import local, local_day, read_time
from desk.domain.workdays import Holidays
from desk.reads.lens import Lens
from desk.reads.views import CaseRow
from desk.storage.tables import hub

TITLE_LENGTH = 30
SOON_WORKDAYS = 3


def arrived_at_hub(connection: Connection) -> int:
    """Own facts up to this number are at the hub; 0 while there is none."""
    return int(connection.execute(select(hub.c.arrived)).scalar() or 0)


def case_row(row: Any, lens: Lens, sample: bool, arrived: int, place: str) -> CaseRow:
    """`arrived` as arrived_at_hub answers it; `place` is what the place is called where the case was recorded."""
    due_state, days = _due(row, lens.holidays, local_day(lens.now))
    return CaseRow(
        id=UUID(bytes=row.id),
        number=row.number,
        title=shown_title(row),
        who="" if row.anonymous else mask_name(row.name or ""),
        anonymous=row.anonymous,
        nature=row.nature,
        state=row.state,
        state_label=lens.codes.label("state", row.state),
        received_at=local(read_time(row.received_at)),
        due=printed_due(row),
        due_state=due_state,
        days=days,
        sync="refused" if row.refused else "saved" if row.last_own > arrived else "arrived",
        sample=sample,
        place=place,
        unit=lens.codes.label("unit", row.unit) if row.unit else None,
    )


def shown_title(row: Any) -> str:
    """The title, or the beginning of what was said; empty only when nothing is there (any more)."""
    if not is_blank(row.title):
        return str(row.title)
    words = next((text for text in (row.main_cause, row.original_text) if not is_blank(text)), "")
    line = " ".join(words.split())
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH] + "…"


def printed_due(row: Any) -> date | None:
    """The rolled day; the raw one where the holiday table lacked the year."""
    day = row.due_rolled if row.holidays_known else row.due_raw
    return date.fromisoformat(day) if day else None


def _due(row: Any, holidays: Holidays, today: date) -> tuple[str, int]:
    """The alarm runs on the raw date."""
    if row.due_raw is None:
        return "none", 0
    if row.state in CLOSED:
        return "done", 0
    raw = date.fromisoformat(row.due_raw)
    if raw < today:
        return "over", (today - raw).days
    left = holidays.workdays_between(today, raw)
    return ("soon", left) if left <= SOON_WORKDAYS else ("fine", left)
