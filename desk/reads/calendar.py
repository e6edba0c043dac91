"""The calendar of receptions: what is planned on the days of a month, by which plans, and who could receive."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk.domain.moment import local_day
from desk.reads.deputies import roster_in
from desk.reads.lens import Lens
from desk.reads.plans import PlanView, plans_in
from desk.reads.reception_views import DeputyView, SessionRow
from desk.reads.sessions import sessions_in
from desk.reads.station import station_in
from desk.storage.vault import Vault


@dataclass(frozen=True)
class CalendarView:
    """`off` are the days without work among those asked for, `unknown` the years without holidays among them."""

    today: date
    rows: tuple[SessionRow, ...]
    plans: tuple[PlanView, ...]
    roster: tuple[DeputyView, ...]
    off: frozenset[date]
    unknown: tuple[int, ...]
    notice_days: int


def read_calendar(vault: Vault, lens: Lens, first: date, last: date) -> CalendarView:
    """Of the days from `first` to `last`; plans that were ended before today are left out."""
    today = local_day(lens.now)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    with vault.read() as connection:
        return CalendarView(
            today=today,
            rows=sessions_in(connection, lens, first, last),
            plans=tuple(one for one in plans_in(connection, lens) if one.ended is None or one.ended >= today),
            roster=roster_in(connection, lens),
            off=frozenset(day for day in days if not lens.holidays.is_workday(day)),
            unknown=tuple(sorted({day.year for day in days if not lens.holidays.knows(day)})),
            notice_days=station_in(connection).notice_days,
        )
