"""Who waits to hear (回音): everybody of this station who was not told yet what came of their case; at an office also
those below who should have been told by now."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from desk.domain.masks import mask_name
from desk.domain.moment import local_day
from desk.domain.reaching import way_to
from desk.reads.clocks import alarm
from desk.reads.filters import Check, is_own, waits_here
from desk.reads.lens import Lens
from desk.reads.rows import shown_title
from desk.reads.station import place_names
from desk.reads.tell_views import TellCounts, TellPage, TellRow
from desk.reads.tree import standing_in
from desk.storage.tables_case import TOLD as WAS_TOLD
from desk.storage.tables_case import UNTOLD, case
from desk.storage.vault import Vault

WAITING, TRIED, BELOW, TOLD = "waiting", "tried", "below", "told"
WHICH = (WAITING, TRIED, BELOW, TOLD)
_TAIL = 4  # digits


def read_tell(vault: Vault, lens: Lens, which: str = WAITING, limit: int = 200, offset: int = 0) -> TellPage:
    """`which` is of WHICH. Most urgent first; whom one means to try on a later day comes after all others. Those who
    were told come last told first."""
    with vault.read() as connection:
        checks = _checks(connection, lens, which)
        total = _count(connection, *checks)
        order = _order(lens, which)
        first = select(case.c.n).where(*checks).order_by(*order).limit(limit).offset(offset)
        rows = connection.execute(select(case).where(case.c.n.in_(first)).order_by(*order)).all()
        return TellPage(tell_rows(connection, rows, lens), total, _counts(connection, lens))


def read_counts(vault: Vault, lens: Lens) -> TellCounts:
    """For the rail."""
    with vault.read() as connection:
        return _counts(connection, lens)


def tell_rows(connection: Connection, rows: Sequence[Any], lens: Lens) -> tuple[TellRow, ...]:
    places, own = place_names(connection, {row.place for row in rows}), standing_in(connection).own
    return tuple(_row(row, lens, places.get(UUID(bytes=row.place), ""), row.place in own) for row in rows)


def is_reachable(row: Any) -> bool:
    """Whether the person of a case's row left a name or a telephone."""
    return not row.anonymous and bool((row.name or "").strip() or row.phone_digits)


def way_of(row: Any) -> str:
    """How the person of a case's row is told, a code of the list `feedback`."""
    feedback = json.loads(row.codes).get("feedback", [])
    return way_to(feedback, reachable=is_reachable(row), has_phone=bool(row.phone_digits))


def _checks(connection: Connection, lens: Lens, which: str) -> tuple[Check, ...]:
    match which:
        case "tried":
            return waits_here(connection), case.c.tries > 0
        case "below":
            return _late_below(connection, lens)
        case "told":
            return literal_column(f"({WAS_TOLD})"), case.c.untold == "", is_own(connection)
    return (waits_here(connection),)


def _late_below(connection: Connection, lens: Lens) -> tuple[Check, ...]:
    waits: Check = literal_column(f"({UNTOLD})")
    return waits, ~is_own(connection), case.c.due_raw < local_day(lens.now).isoformat()


def _order(lens: Lens, which: str) -> tuple[ColumnElement[Any], ...]:
    if which == TOLD:
        return case.c.told_on.desc(), case.c.n.desc()
    later = func.coalesce(case.c.next_try > local_day(lens.now).isoformat(), False)
    return later, case.c.due_raw.is_(None), case.c.due_raw, case.c.n


def _counts(connection: Connection, lens: Lens) -> TellCounts:
    waits = waits_here(connection)
    below = _count(connection, *_late_below(connection, lens)) if lens.office else 0
    return TellCounts(_count(connection, waits), _count(connection, waits, case.c.tries > 0), below)


def _count(connection: Connection, *which: Check) -> int:
    return int(connection.execute(select(func.count()).select_from(case).where(*which)).scalar_one())


def _row(row: Any, lens: Lens, place: str, own: bool) -> TellRow:
    raw = _day(row.due_raw)
    state, days = alarm(raw, lens.holidays, local_day(lens.now)) if raw else ("none", 0)
    return TellRow(
        id=UUID(bytes=row.id),
        number=row.number,
        title=shown_title(row),
        who="" if row.anonymous else mask_name(row.name or ""),
        anonymous=row.anonymous,
        what=tuple(filter(None, row.untold.split(","))),
        how=way_of(row),
        phone_tail=(row.phone_digits or "")[-_TAIL:],
        due=_day(row.due_rolled) if row.due_known else raw,
        due_state=state,
        days=days,
        tries=row.tries,
        last_try=row.last_try,
        next_try=_day(row.next_try),
        place=place,
        own=own,
        merged=row.main is not None,
        state=row.state,
        told_on=_day(row.told_on),
        told_how=row.told_how,
        satisfaction=row.satisfaction,
    )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
