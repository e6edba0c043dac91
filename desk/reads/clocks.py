"""The clocks of cases (期限) as one sees them on a day: how they stand, how many days are left, on what ground."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, text

from desk.domain.clock import REPLY, family_of
from desk.domain.codes import Label
from desk.domain.moment import local_day
from desk.domain.running import DONE, Clock, Running
from desk.domain.workdays import Holidays
from desk.reads.lens import Lens
from desk.reads.views import UNSAID, ClockView
from desk.storage.statement import compiled, run
from desk.storage.tables_clock import CLOCKS_OF_ONE, clock

SOON_WORKDAYS = 3
_NAMES = [column.name for column in clock.columns]
_OF_CASE = compiled(select(clock).where(text(f"n BETWEEN :first AND :first + {CLOCKS_OF_ONE - 1}")).order_by(clock.c.n))


def clocks_in(connection: Connection, number: int) -> Running:
    """The clocks of a case as the rules read them, by its number."""
    rows = run(connection, _OF_CASE, first=number * CLOCKS_OF_ONE).fetchall()
    return tuple(clock_from(dict(zip(_NAMES, row, strict=True))) for row in rows)


def clock_from(row: Mapping[str, Any]) -> Clock:
    """From a row of the table of clocks."""
    return Clock(
        rule=row["rule"],
        start=_day(row["start"]),
        raw=_day(row["raw"]),
        rolled=_day(row["rolled"]),
        known=bool(row["known"]),
        until="",
        latest=_some_day(row["latest"]),
        pausable=bool(row["pausable"]),
        window=bool(row["opens"]),
        ended=row["ended"],
        ended_on=_some_day(row["ended_on"]),
        before=_some_day(row["before"]),
        extension=UUID(bytes=row["extension"]) if row["extension"] else None,
        paused=_some_day(row["paused"]),
    )


def clock_views(connection: Connection, number: int, lens: Lens) -> tuple[ClockView, ...]:
    """Those that run come first, the earliest first; then those that ended, the last first."""
    views = [clock_view(one, lens) for one in clocks_in(connection, number)]
    running = sorted((view for view in views if not view.ended_on), key=lambda view: (view.raw, view.rule))
    return (*running, *(view for view in reversed(views) if view.ended_on))


def clock_view(one: Clock, lens: Lens) -> ClockView:
    rule = lens.clocks.get(one.rule)  # none where a newer version knows it
    state, days = stand(one, lens.holidays, local_day(lens.now))
    return ClockView(
        rule=one.rule,
        family=one.family,
        words=rule.words if rule else Label(one.rule, one.rule),
        law=rule.law if rule else UNSAID,
        article=rule.article if rule else UNSAID,
        ground=rule.ground if rule else UNSAID,
        text=rule.text if rule else UNSAID,
        start=one.start,
        raw=one.raw,
        rolled=one.rolled,
        known=one.known,
        state=state,
        days=days,
        window=one.window,
        ended_on=one.ended_on,
        before=one.before,
        latest=one.latest if one.before is None else None,
        paused=one.paused,
        pausable=one.pausable,
    )


def stand(one: Clock, holidays: Holidays, today: date) -> tuple[str, int]:
    """How a clock stands on that day, with working days left or days over: fine, soon, over, paused; in_time, late;
    returned, dropped; passed is a time in which something could have been done."""
    if one.ended == DONE:
        return ("in_time", 0) if one.ended_on is None or one.ended_on <= one.last else ("late", 0)
    if one.ended:
        return one.ended, 0
    if one.paused:
        return "paused", 0
    if one.window and today > one.last:
        return "passed", 0
    return alarm(one.last if one.window else one.raw, holidays, today)


def alarm(raw: date, holidays: Holidays, today: date) -> tuple[str, int]:
    """The alarm runs on the raw day."""
    if raw < today:
        return "over", (today - raw).days
    left = holidays.workdays_between(today, raw)
    return ("soon", left) if left <= SOON_WORKDAYS else ("fine", left)


def due_words(lens: Lens, id: str | None) -> tuple[str, Label, Label]:
    """Of a rule's id: its family, what is due, and on what ground, empty for the station's own promise."""
    rule = lens.clocks.get(id or REPLY)
    if rule is None:
        return family_of(id or ""), Label(id or "", id or ""), UNSAID
    return rule.family, rule.words, rule.ground


def _day(day: str) -> date:
    return date.fromisoformat(day)


def _some_day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
