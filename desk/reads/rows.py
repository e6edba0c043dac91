"""From a row of the cases table to a line of a list."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case_state import CLOSED
from desk.domain.field import is_blank
from desk.domain.masks import mask_name
from desk.domain.moment import local, local_day, read_time
from desk.reads.clocks import alarm, due_words
from desk.reads.lens import Lens
from desk.reads.views import CaseRow
from desk.storage.tables import hub

TITLE_LENGTH = 30


def arrived_at_hub(connection: Connection) -> int:
    """Own facts up to this number are at the hub; 0 while there is none."""
    return int(connection.execute(select(hub.c.arrived)).scalar() or 0)


def case_row(row: Any, lens: Lens, sample: bool, arrived: int, place: str) -> CaseRow:
    """`arrived` as arrived_at_hub answers it; `place` is what the place is called where the case was recorded."""
    due = due_of(row, lens)
    due_state, days = _stands(row, due, lens)
    family, words, ground = due_words(lens, due.rule)
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
        due=due.last,
        due_state=due_state,
        days=days,
        sync="refused" if row.refused else "saved" if row.last_own > arrived else "arrived",
        sample=sample,
        place=place,
        unit=lens.codes.label("unit", row.unit) if row.unit else None,
        due_family=family,
        due_words=words,
        due_ground=ground,
    )


def shown_title(row: Any) -> str:
    """The title, or the beginning of what was said; empty only when nothing is there (any more)."""
    if not is_blank(row.title):
        return str(row.title)
    words = next((text for text in (row.main_cause, row.original_text) if not is_blank(text)), "")
    line = " ".join(words.split())
    return line if len(line) <= TITLE_LENGTH else line[:TITLE_LENGTH] + "…"


def printed_promise(row: Any) -> date | None:
    """The day on the slip: the rolled one; the raw one where the holiday table lacked the year."""
    return _printed(row.promise_raw, row.promise_rolled, row.holidays_known)


class Due(NamedTuple):
    """What ends first of what this desk can do something about."""

    raw: date | None
    last: date | None
    rule: str | None


def due_of(row: Any, lens: Lens) -> Due:
    if lens.office:
        found = row.office_raw, row.office_rolled, row.office_known, row.office_rule
    else:
        found = row.due_raw, row.due_rolled, row.due_known, row.due_rule
    raw, rolled, known, rule = found
    return Due(date.fromisoformat(raw) if raw else None, _printed(raw, rolled, known), rule)


def printed_due(row: Any, lens: Lens) -> date | None:
    """The last day of what ends first."""
    return due_of(row, lens).last


def _printed(raw: str | None, rolled: str | None, known: bool | None) -> date | None:
    day = rolled if known else raw
    return date.fromisoformat(day) if day else None


def _stands(row: Any, due: Due, lens: Lens) -> tuple[str, int]:
    if due.raw is None or row.state in CLOSED:
        return ("none" if due.raw is None and row.promise_raw is None else "done"), 0
    return alarm(due.raw, lens.holidays, local_day(lens.now))
