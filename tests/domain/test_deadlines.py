"""Working days and the station's promise, by the vectors of the domain report and the samples."""

from datetime import date, datetime, timedelta

import pytest

from desk import resources
from desk.actions.desk import Lists
from desk.domain.moment import SHANGHAI, parse_moment
from desk.domain.promise import make_promise
from desk.domain.workdays import Holidays, read_holidays

SAMPLES = resources.read_json("samples", "samples.json")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_the_promise_of_a_sample_falls_on_its_days(sample: dict, lists: Lists):
    named = {key: day(text) for key, text in sample["deadlines"].items()}
    days = 60 if "policy_reply_60d" in named else 15
    raw, rolled = (
        named[key]
        for key in sorted(named)
        if key.removesuffix("_rolled") in ("policy_reply_60d", "petition_notice_15d")
    )
    promise = make_promise(parse_moment(sample["received_at"]), days, lists.holidays)
    assert (promise.raw, promise.rolled, promise.days) == (raw, rolled, days)
    assert promise.holidays_known == (rolled.year <= 2026)
    assert promise.printed == (rolled if rolled.year <= 2026 else raw)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_five_working_days_of_a_sample_end_on_its_day(sample: dict, lists: Lists):
    if "policy_forward_5wd" in sample["deadlines"]:
        received = parse_moment(sample["received_at"]).date()
        assert lists.holidays.add_workdays(received, 5) == day(sample["deadlines"]["policy_forward_5wd"])
    else:
        assert sample["nature"] == "SQ"


def test_a_sunday_worked_in_exchange_counts(lists: Lists):
    assert lists.holidays.is_workday(day("2023-04-23"))
    assert lists.holidays.add_workdays(day("2023-04-17"), 5) == day("2023-04-23")


def test_fifteen_days_into_the_autumn_holiday_roll_to_the_eighth(lists: Lists):
    promise = make_promise(datetime(2026, 9, 21, 14, 5, tzinfo=SHANGHAI), 15, lists.holidays)
    assert (promise.raw, promise.rolled) == (day("2026-10-06"), day("2026-10-08"))


def test_the_day_is_shanghais_day_not_greenwichs(lists: Lists):
    late = datetime(2026, 11, 20, 16, 30, tzinfo=SHANGHAI) + timedelta(hours=8)  # 00:30 on the 21st, 16:30 UTC
    assert make_promise(late, 1, lists.holidays).raw == day("2026-11-22")


def test_a_year_that_is_not_in_the_table_is_unknown_not_free_of_holidays():
    holidays = read_holidays([{"date": "2026-10-01", "kind": "off"}])
    assert holidays.knows(day("2026-01-02"))
    assert not holidays.knows(day("2027-01-01"))
    assert make_promise(datetime(2026, 12, 1, tzinfo=SHANGHAI), 60, holidays).holidays_known is False
    assert make_promise(datetime(2026, 12, 30, tzinfo=SHANGHAI), 1, holidays).holidays_known is True


def test_a_promise_that_rolls_into_an_unknown_year_says_so():
    holidays = Holidays({day("2026-12-31"): "off"})
    promise = make_promise(datetime(2026, 12, 30, tzinfo=SHANGHAI), 1, holidays)
    assert (promise.raw, promise.rolled) == (day("2026-12-31"), day("2027-01-01"))
    assert promise.holidays_known is False
    assert promise.printed == promise.raw


def test_working_days_between_are_those_that_are_counted_forward(lists: Lists):
    for start in (day("2026-09-25"), day("2026-02-10"), day("2023-04-20")):
        for count in (1, 3, 5, 10):
            assert lists.holidays.workdays_between(start, lists.holidays.add_workdays(start, count)) == count
    assert lists.holidays.workdays_between(day("2026-11-21"), day("2026-11-21")) == 0
    assert lists.holidays.workdays_between(day("2026-11-21"), day("2026-11-01")) == 0
