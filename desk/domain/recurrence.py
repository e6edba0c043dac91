"""The rule of a plan (接待安排): every 15th, the first Tuesday, odd months only, once; moved off days without work."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from pydantic import Field, model_validator

from desk.domain.body import Body, Day, Number
from desk.domain.workdays import Holidays

ODD, EVEN = (1, 3, 5, 7, 9, 11), (2, 4, 6, 8, 10, 12)
LAST = -1  # the last one of a month
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
Moved = Literal["next", "before", "stay", "skip"]


class Rule(Body):
    """When a station receives. `how`: `day` of each month (31: its last where it is shorter), `weekday` of each month
    (the `nth` one, -1 the last; weekdays 0 Monday to 6), `weekly`, or `once`. `months`: only these (单月 1, 3, 5 …).
    `moved`: where to when the day is off: to the next working day, to the one before, nowhere, or left out."""

    how: Literal["day", "weekday", "weekly", "once"]
    since: Day
    until: Day | None = None
    day: Annotated[Number, Field(ge=1, le=31)] | None = None
    nth: Literal[1, 2, 3, 4, -1] | None = None
    weekday: Annotated[Number, Field(ge=0, le=6)] | None = None
    months: tuple[Annotated[Number, Field(ge=1, le=12)], ...] = ()
    moved: Moved = "next"

    @model_validator(mode="after")
    def _is_whole(self) -> "Rule":
        needed = {"day": ("day",), "weekday": ("nth", "weekday"), "weekly": ("weekday",), "once": ()}[self.how]
        if any(getattr(self, name) is None for name in needed):
            raise ValueError("not a whole rule")
        return self


def occurrences(rule: Rule, first: date, last: date, holidays: Holidays) -> Iterator[tuple[date, date]]:
    """Days of the rule from `first` to `last`, each with the day it is moved to; the earliest first.

    Bounded by the two days: a rule without an end never runs on.
    """
    start = max(first, rule.since)
    end = min(last, rule.until or last)
    if start > end:
        return
    end = rule.since if rule.how == "once" else end
    for at in rrule(**_asked(rule), dtstart=_at(rule.since), until=_at(end)):
        if at.date() >= start:
            moved = _move(rule, at.date(), holidays)
            if moved is not None:
                yield at.date(), moved


def _asked(rule: Rule) -> dict[str, object]:
    months = rule.months or None
    match rule.how:
        case "day":
            # of the days up to the wished one the month's last: so the 31st is the 30th of April
            days = list(range(28, rule.day + 1)) if rule.day and rule.day > 28 else rule.day
            return {"freq": MONTHLY, "bymonth": months, "bymonthday": days, "bysetpos": -1}
        case "weekday":
            assert rule.weekday is not None
            return {"freq": MONTHLY, "bymonth": months, "byweekday": _WEEKDAYS[rule.weekday](rule.nth)}
        case "weekly":
            return {"freq": WEEKLY, "bymonth": months, "byweekday": rule.weekday}
    return {"freq": DAILY}


def _move(rule: Rule, day: date, holidays: Holidays) -> date | None:
    if rule.moved == "stay" or holidays.is_workday(day):
        return day
    if rule.moved == "skip":
        return None
    step = timedelta(days=1 if rule.moved == "next" else -1)
    while not holidays.is_workday(day):
        day += step
    return day


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  # days without an hour, as rrule counts them
