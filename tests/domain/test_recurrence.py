"""The days that follow from a plan's rule, and where they go when a day is off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from desk.actions.lists import load_lists
from desk.domain.recurrence import EVEN, ODD, Rule, occurrences
from desk.domain.workdays import Holidays

HOLIDAYS = load_lists().holidays
NONE = Holidays({})


def days(rule: Rule, first: str, last: str, holidays: Holidays = HOLIDAYS) -> list[str]:
    found = occurrences(rule, date.fromisoformat(first), date.fromisoformat(last), holidays)
    return [f"{day:%m-%d}>{moved:%m-%d}" if day != moved else f"{day:%m-%d}" for day, moved in found]


def test_every_fifteenth_moves_off_weekends():
    rule = Rule(how="day", day=15, since="2026-06-01")
    assert days(rule, "2026-07-01", "2026-09-30") == ["07-15", "08-15>08-17", "09-15"]


def test_odd_months_as_caojing_receives():
    rule = Rule(how="day", day=20, months=ODD, since="2026-01-01", moved="stay")
    assert days(rule, "2026-01-01", "2026-12-31") == ["01-20", "03-20", "05-20", "07-20", "09-20", "11-20"]


def test_the_first_tuesday_and_the_last_friday():
    assert days(Rule(how="weekday", nth=1, weekday=1, since="2026-11-01"), "2026-11-01", "2026-12-31") == [
        "11-03",
        "12-01",
    ]
    assert days(Rule(how="weekday", nth=-1, weekday=4, since="2026-11-01"), "2026-11-01", "2026-12-31") == [
        "11-27",
        "12-25",
    ]


def test_the_thirty_first_is_the_last_day_of_shorter_months():
    rule = Rule(how="day", day=31, since="2026-01-01", moved="stay")
    assert days(rule, "2026-01-01", "2026-06-30") == ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]
    assert days(rule.model_copy(update={"day": 29}), "2026-02-01", "2026-03-31") == ["02-28", "03-29"]


def test_a_day_in_the_october_holiday_goes_where_the_plan_says():
    rule = Rule(how="day", day=1, months=(10,), since="2026-01-01")
    after = next(day for day in range(1, 20) if HOLIDAYS.is_workday(date(2026, 10, day)))
    assert days(rule, "2026-10-01", "2026-10-31") == [f"10-01>10-{after:02}"]
    assert days(rule.model_copy(update={"moved": "before"}), "2026-09-01", "2026-10-31") == ["10-01>09-30"]
    assert days(rule.model_copy(update={"moved": "skip"}), "2026-10-01", "2026-10-31") == []
    assert days(rule.model_copy(update={"moved": "stay"}), "2026-10-01", "2026-10-31") == ["10-01"]


def test_once_is_once():
    assert days(Rule(how="once", since="2026-11-24"), "2026-01-01", "2030-12-31") == ["11-24"]


def test_nothing_before_it_begins_or_after_it_ends():
    rule = Rule(how="weekly", weekday=1, since="2026-11-10", until="2026-11-24")
    assert days(rule, "2026-01-01", "2027-12-31") == ["11-10", "11-17", "11-24"]
    assert days(rule, "2026-12-01", "2027-12-31") == []


@pytest.mark.parametrize("said", [{"how": "day"}, {"how": "weekday", "nth": 1}, {"how": "weekly"}, {"how": "daily"}])
def test_half_a_rule_is_none(said: dict[str, object]):
    with pytest.raises(ValidationError):
        Rule(since="2026-01-01", **said)  # type: ignore[arg-type]


@given(
    day=st.integers(1, 31),
    months=st.sampled_from([(), ODD, EVEN, (2,)]),
    since=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    span=st.integers(0, 2000),
)
def test_days_come_in_order_within_their_bounds_and_none_is_left_out(
    day: int, months: tuple[int, ...], since: date, span: int
):
    last = since + timedelta(days=span)
    rule = Rule(how="day", day=day, months=months, since=since, moved="next")
    found = list(occurrences(rule, since, last, NONE))
    raw = [one for one, _ in found]
    assert raw == sorted(set(raw))
    assert all(since <= one <= last and moved.weekday() < 5 and moved - one < timedelta(days=3) for one, moved in found)
    whole = {(one.year, one.month) for i in range(span + 1) for one in [since + timedelta(days=i)]}
    wanted = {month for month in whole if not months or month[1] in months}
    assert {(one.year, one.month) for one in raw} <= wanted
    assert len(wanted) - len(raw) <= 2  # only the first and the last month may lie outside
