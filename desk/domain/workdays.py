"""Working days (工作日) by the holiday table: weekends, holidays and the weekends worked in exchange."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

Kind = Literal["off", "work"]


@dataclass(frozen=True, eq=False)
class Holidays:
    """Days that differ from the week's rhythm. A year without an entry is unknown, not free of holidays. Thousands of
    days: two tables are the same only as the same object."""

    days: Mapping[date, str]

    @cached_property
    def years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.days)

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        """Falls back to Monday-Friday where the table says nothing."""
        kind = self.days.get(day)
        return kind == "work" if kind else day.weekday() < 5

    def roll(self, day: date) -> date:
        """The day itself or the next working day (民法典 203)."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        span = (end - start).days
        return sum(self.is_workday(start + timedelta(days=i)) for i in range(1, span + 1))

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the first day is excluded (民法典 201)."""
        day = start
        while count:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day


def read_holidays(rows: Iterable[Mapping[str, str]]) -> Holidays:
    """From the rows of resources/codes/holidays.csv: date (ISO), kind off or work."""
    return Holidays({date.fromisoformat(row["date"]): row["kind"] for row in rows})
