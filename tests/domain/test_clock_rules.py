"""The rules of deadlines as data, and how their last day is counted (民法典 201-203)."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk import resources
from desk.actions.desk import Lists
from desk.domain.clock import LEGAL, REPLY, Started, add_months, begin, family_of, last_day, starting
from desk.domain.moment import local_day, parse_moment
from desk.domain.place import DAYS
from desk.domain.workdays import Holidays

SAMPLES = resources.read_json("samples", "samples.json")
EVENTS = {
    *("received", "replied", "told", "reopened", "suggestion_received", "suggestion_assigned", "suggestion_shared"),
    *("suggestion_again", "petition_received", "petition_passed", "petition_accepted"),
}
MILESTONES = {"registered", "triaged", "forwarded", "called", "accepted", "replied", "told", "surveyed"}
LAW = {  # family, start, length, unit, at most more, article
    "D01": ("deputy", "suggestion_received", 7, "workday", 0, "第十一条"),
    "D02": ("deputy", "suggestion_assigned", 7, "workday", 0, "第十四条"),
    "D03": ("deputy", "suggestion_shared", 1, "month", 0, "第十七条"),
    "D04": ("deputy", "suggestion_assigned", 3, "month", 3, "第十九条；第五十一条"),
    "D05": ("deputy", "suggestion_again", 1, "month", 0, "第二十一条"),
    "P01": ("petition", "petition_received", 15, "day", 0, "第二十二条"),
    "P02": ("petition", "petition_passed", 15, "day", 0, "第二十三条"),
    "P03": ("petition", "petition_passed", 5, "workday", 0, "第二十三条"),
    "P04": ("petition", "petition_accepted", 60, "day", 30, "第三十四条"),
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_legal_deadlines_are_those_of_the_two_regulations(lists: Lists):
    legal = {id: rule for id, rule in lists.clocks.items() if rule.family in LEGAL}
    told = {
        id: (rule.family, rule.start, rule.length, rule.unit, rule.more, rule.article.zh) for id, rule in legal.items()
    }
    assert told == LAW
    for id, rule in legal.items():
        assert rule.law.zh.startswith("信访工作条例" if id[0] == "P" else "上海市人民代表大会关于代表建议")
        assert not rule.pause
        assert not rule.setting
    assert {id for id, rule in legal.items() if rule.window} == {"D02", "P03"}  # to return, to object


def test_the_stations_own_promises_have_no_law_and_are_its_settings(lists: Lists):
    own = {id: rule for id, rule in lists.clocks.items() if rule.family == "station"}
    assert {rule.setting for rule in own.values()} == {"promise_days", *DAYS}
    assert own[REPLY].length == 60
    for rule in own.values():
        assert (rule.law.zh, rule.article.zh) == ("", "")
        assert DAYS.get(rule.setting, 60) == rule.length
        assert "法定" not in rule.words.zh + rule.text.zh


def test_every_rule_says_in_both_languages_what_starts_and_stops_it(lists: Lists):
    for id, rule in lists.clocks.items():
        assert (rule.id, rule.family) == (id, family_of(id))
        assert rule.family
        assert rule.start in EVENTS
        assert rule.until in MILESTONES
        law = [rule.law, rule.article, rule.ground] if rule.law.zh else []
        assert all(article in rule.ground.zh for article in rule.article.zh.split("；"))
        for label in (rule.words, rule.text, *law):
            assert label.zh.strip()
            assert label.en.strip()
            assert label.zh != label.en


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2026-12-01", 6, "2027-06-01"),
        ("2026-02-28", 1, "2026-03-28"),
    ],
)
def test_a_month_ends_on_the_same_day_or_with_the_month(start: str, months: int, last: str):
    assert add_months(day(start), months) == day(last)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_the_deadlines_of_a_sample_are_counted_by_the_rules(sample: dict[str, Any], lists: Lists):
    named = {key: day(text) for key, text in sample["deadlines"].items()}
    received = local_day(parse_moment(sample["received_at"]))
    forward = begin(lists.clocks["ST03"], received, lists.holidays)
    if "policy_forward_5wd" in named:
        assert forward.raw == named["policy_forward_5wd"]
        assert forward.rolled is None  # a working day needs no rolling
        reply = begin(lists.clocks[REPLY], received, lists.holidays)
        assert (reply.raw, reply.rolled or reply.raw) == (named["policy_reply_60d"], named["policy_reply_60d_rolled"])
        assert reply.latest == reply.raw + timedelta(days=30)
    else:
        notice = begin(lists.clocks["P01"], received, lists.holidays)
        wanted = (named["petition_notice_15d"], named["petition_notice_15d_rolled"])
        assert (notice.raw, notice.rolled) == wanted == (day("2026-10-06"), day("2026-10-08"))


def test_a_sunday_that_is_worked_in_exchange_counts(lists: Lists):
    assert begin(lists.clocks["ST03"], day("2023-04-17"), lists.holidays).raw == day("2023-04-23")


def test_three_months_from_the_end_of_november_and_at_most_three_more(lists: Lists):
    reply = begin(lists.clocks["D04"], day("2025-11-30"), lists.holidays)
    assert (reply.raw, reply.rolled) == (day("2026-02-28"), None)  # a Saturday that is worked in exchange
    assert reply.latest == day("2026-05-30")
    assert reply.unsure is None


def test_a_year_without_holidays_is_told_and_the_weekend_still_rolls(lists: Lists):
    reply = begin(lists.clocks["D04"], day("2026-11-30"), lists.holidays)
    assert (reply.raw, reply.rolled, reply.unsure) == (day("2027-02-28"), day("2027-03-01"), True)
    assign = begin(lists.clocks["D01"], day("2026-12-28"), lists.holidays)
    assert (assign.raw, assign.unsure) == (day("2027-01-06"), True)


def test_recording_is_promised_for_the_day_itself_working_day_or_not(lists: Lists):
    saturday = day("2026-11-21")
    began = starting(lists.clocks, "received", saturday, lists.holidays, DAYS)
    assert [one.rule for one in began] == ["ST01", "ST02", "ST03", "ST04"]
    assert (began[0].raw, began[0].rolled) == (saturday, None)
    assert [one.raw for one in began[1:]] == [day("2026-11-24"), day("2026-11-27"), day("2026-12-21")]


def test_what_a_station_does_not_promise_does_not_start(lists: Lists):
    none = dict.fromkeys(DAYS, 0)
    assert [one.rule for one in starting(lists.clocks, "received", day("2026-11-20"), lists.holidays, none)] == ["ST01"]
    some = {**none, "triage_days": 1}
    assert [one.raw for one in starting(lists.clocks, "received", day("2026-11-20"), lists.holidays, some)][1:] == [
        day("2026-11-23")
    ]


def test_working_days_are_counted_from_a_holiday_too():
    holidays = Holidays({day("2026-10-01"): "off", day("2026-10-02"): "off", day("2026-10-10"): "work"})
    assert last_day(day("2026-09-30"), 2, "workday", holidays) == day("2026-10-06")
    assert last_day(day("2026-10-09"), 1, "workday", holidays) == day("2026-10-10")


@pytest.mark.parametrize(
    "wrong",
    [
        {"raw": "2026-11-19"},
        {"rolled": "2026-11-22"},
        {"latest": "2026-11-22"},
        {"rule": "一"},
        {"start": "2026-11-31"},
        {"surprise": 1},
        {"unsure": 1},
    ],
)
def test_a_clock_out_of_order_is_not_understood(wrong: dict[str, Any]):
    fine = {"rule": "D04", "start": "2026-11-20", "raw": "2026-11-23", "until": "replied"}
    assert Started.model_validate(fine).raw == day("2026-11-23")
    with pytest.raises(ValueError, match="validation error"):
        Started.model_validate(fine | wrong)
