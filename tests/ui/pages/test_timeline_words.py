"""The timeline says what happened, and what of it does not count, and why."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest

from desk.actions.lists import load_lists
from desk.domain.codes import Label
from desk.reads.views import StepView
from ui.pages.step_words import BAD, LETTER, SLIP, event_of
from ui.theme import Look
from ui.widgets.timeline import Event

CODES = load_lists().codes
TODAY = date(2026, 11, 24)
STEP = StepView(
    fact=uuid4(),
    kind="registered",
    at=datetime.fromisoformat("2026-11-20T09:05+08:00"),
    who="卫某",
    verdict="provisional",
    reason="",
    step=None,
    text="",
    outcome=None,
)


def said(lang: str = "zh", **changes: object) -> Event:
    return event_of(Look(lang=lang), CODES, replace(STEP, **changes), "夜里停车难", TODAY)  # type: ignore[arg-type]


def test_the_first_knot_carries_the_first_words() -> None:
    event = said()
    assert (event.date, event.sentence, event.detail) == ("11-20", "收集登记：“夜里停车难”", "卫某，09:05")
    assert said(at=datetime.fromisoformat("2025-03-02T09:05+08:00")).date == "2025-03-02"


def test_a_fact_that_does_not_count_says_why_and_is_red() -> None:
    event = said(kind="corrected", fields=("title",), verdict="not_applied", reason="withdrawn")
    assert event.sentence == "更正：主题"
    assert "没有算数：这一件之前已经撤回" in event.detail
    assert event.tone == "red"


def test_a_reason_this_version_does_not_know_is_named_by_its_code() -> None:
    assert "moon_full" in said(verdict="not_applied", reason="moon_full").detail


def test_what_cannot_be_judged_yet_is_amber_and_says_so() -> None:
    event = said(kind="audited", verdict="unjudged")
    assert event.sentence == "这一步是新版本记的"
    assert "升级以后才看得懂" in event.detail
    assert event.tone == "amber"
    aside = said(verdict="set_aside", reason="not_your_place")
    assert aside.tone == "amber"
    assert "搁置了：" in aside.detail
    assert "not_your_place" not in aside.detail


def test_corrected_fields_are_named_once_in_the_words_of_the_form() -> None:
    event = said(kind="corrected", fields=("category", "topic", "phone"), text="听错了")
    assert event.sentence == "更正：分类、电话"
    assert event.detail == "卫某，09:05，理由：听错了"


@pytest.mark.parametrize("outcome", SLIP)
def test_every_outcome_of_a_print_has_its_words(outcome: str) -> None:
    event = said(kind="slip", outcome=outcome, text="XP-80")
    assert "回执" in event.sentence
    assert "XP-80" in event.detail
    assert (event.tone == "red") == (outcome in BAD)


def test_a_quoted_step_is_told_with_its_outcome() -> None:
    event = said(kind="quoted", step="5", outcome="1", text="电话告知")
    assert event.sentence == "沟通反馈：解决采纳，电话告知"


def test_a_long_answer_stands_under_its_sentence() -> None:
    event = said(kind="quoted", outcome="1", text="您提出的建议已经采纳。" * 10)
    assert event.sentence == "答复：解决采纳"
    assert event.detail.endswith("您提出的建议已经采纳。" * 10)


def test_forwarding_names_who_is_in_charge_and_who_helps() -> None:
    units = Label("派出所", "Police station"), Label("镇房管部门", "镇房管部门")
    event = said(kind="forwarded", unit=Label("区房管局", "District Housing Bureau"), co_units=units, text="请研究")
    assert event.sentence == "转办：区房管局，会办派出所、镇房管部门"
    assert event.detail == "卫某，09:05，请研究"
    assert said(kind="forwarded", unit=units[0]).sentence == "转办：派出所"
    assert said(kind="forwarded").sentence == "转办"


def test_a_reply_tells_its_outcome_its_unit_and_its_promise() -> None:
    told = {
        "kind": "replied",
        "unit": Label("区房管局", "District Housing Bureau"),
        "outcome_label": Label("不予采纳（说明理由）", "Not adopted (with reasons)"),
        "promised": date(2027, 2, 28),
        "text": "您好！来信收悉。",
    }
    event = said(**told, outcome="5", in_force=True)
    assert event.sentence == "答复：不予采纳，区房管局"
    assert event.detail == "卫某，09:05，承诺 2027-02-28 前办到"  # its words stand above the timeline
    assert event.tone == "accent"
    assert said(**told).detail.endswith("您好！来信收悉。")
    assert said("en", **told).sentence == "Answer: Not adopted, District Housing Bureau"


def test_an_outcome_of_shanghai_names_its_class() -> None:
    told = {"kind": "replied", "outcome": "2", "outcome_label": Label("正在解决", "Being solved")}
    assert said(**told).sentence == "答复：正在解决（B 类）"
    assert said("en", **told).sentence == "Answer: Being solved (class B)"


def test_a_step_that_came_too_late_says_how_the_case_stood() -> None:
    event = said(kind="forwarded", verdict="not_applied", reason="state_wrong.60")
    assert event.tone == "red"
    assert "承办单位已答复" in event.detail


@pytest.mark.parametrize("outcome", LETTER)
def test_every_outcome_of_printing_a_letter_has_its_words(outcome: str) -> None:
    event = said(kind="slip", paper="reply", outcome=outcome, text="Office")
    assert "答复函" in event.sentence
    assert (event.tone == "red") == (outcome in BAD)


def test_it_is_told_in_english_too() -> None:
    assert said("en", kind="withdrawn", text="moved away").sentence == "The person took the case back"
    assert said("en", kind="withdrawn", text="moved away").detail == "卫某, 09:05, because: moved away"
