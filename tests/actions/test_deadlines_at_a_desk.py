"""Deadlines at a real desk: what starts them, what one may do about them, and how they are shown."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from exchanged import arrived, came, enrolled
from made_up import PASSWORD, Clock, Found

from desk.actions.cases import correct_case, record_case, record_cases, withdraw_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases
from desk.actions.opening import Founding
from desk.actions.station import set_station
from desk.actions.steps import (
    accept_case,
    extend_case,
    forward_case,
    pause_case,
    reply_case,
    resume_case,
    return_case,
    track_case,
)
from desk.domain.clock import Started
from desk.domain.moment import SHANGHAI
from desk.domain.step_bodies import Forwarded
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.reads.due import read_due
from desk.reads.views import ClockView
from desk.sentences import SENTENCES
from desk.text import explain

OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
LAMP = {"title": "东门路灯", "main_cause": "路灯坏了三盏。", "suggester": {"name": "欧阳某", "phone": "13900000005"}}
ANSWER = {"outcome": "1", "reply_text": "三盏灯都换了。"}
EXTENSION = {"by": 3, "approver": "镇人大主席团", "reason": "涉及面广，要和区里一起办。"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    """A town's desk."""
    return found(tmp_path / "office", OFFICE).desk


@pytest.fixture
def case(office: Desk) -> UUID:
    """Received on Saturday, 21 November 2026."""
    return record_case(office, LAMP).subjects[0]


def clocks(desk: Desk, id: UUID) -> dict[str, ClockView]:
    """By rule; the newest of each."""
    return {one.rule: one for one in reversed(read_case(desk.vault, desk.lens, id).clocks)}


def days(desk: Desk, id: UUID) -> dict[str, str]:
    return {rule: str(one.raw) for rule, one in clocks(desk, id).items() if not one.ended_on}


def on(clock: Clock, text: str) -> None:
    clock.now = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def refused(code: str, desk: Desk, act: Any) -> BadInput:
    """It leaves nothing behind, and says why in both languages."""
    before = verify_desk(desk)[0]
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.code == code
    assert verify_desk(desk)[0] == before
    assert code in SENTENCES
    for lang in ("zh", "en"):
        assert "{" not in explain(caught.value, lang)
    return caught.value


def holds(desk: Desk) -> bool:
    return verify_desk(desk)[1] == [] and rebuild_desk(desk)[0]


def test_a_case_is_promised_what_the_station_promises_and_nothing_by_law(office: Desk, case: UUID):
    assert days(office, case) == {
        "ST02": "2026-11-24",
        "ST03": "2026-11-27",
        "ST04": "2026-12-21",
        "ST05": "2027-01-20",
    }
    view = read_case(office.vault, office.lens, case)
    assert (view.row.due, view.row.due_words.zh, view.row.legal) == (date(2026, 11, 24), "梳理研判", False)
    assert clocks(office, case)["ST01"].state == "in_time"
    assert not any(one.legal or one.law.zh for one in view.clocks)
    for nature in ("SQ", "TS", "SF", "ZX", "WX", "BY"):
        other = record_case(office, LAMP | {"nature": nature}).subjects[0]
        assert not any(one.legal for one in read_case(office.vault, office.lens, other).clocks)
    assert holds(office)


def test_five_working_days_over_a_sunday_that_is_worked(office: Desk, clock: Clock):
    on(clock, "2023-04-17 09:20")
    case = record_case(office, LAMP).subjects[0]
    assert (days(office, case)["ST03"], days(office, case)["ST05"]) == ("2023-04-23", "2023-06-16")
    forward_case(office, case, {"unit": "U03"})
    on(clock, "2023-04-25 09:20")
    assert clocks(office, case)["ST03"].state == "in_time"
    late = record_case(office, LAMP | {"received_at": "2023-04-17 09:20"}).subjects[0]
    forward_case(office, late, {"unit": "U03"})
    assert clocks(office, late)["ST03"].state == clocks(office, late)["ST01"].state == "late"


def test_what_is_taken_over_from_elsewhere_is_promised_an_answer_alone(office: Desk):
    from desk.actions.importing import import_cases

    import_cases(office, "id,topic,submitted_at,text\n1,路灯,2026-11-02 9:00,坏了\n".encode())
    (row,) = find_cases(office.vault, office.lens).rows
    assert list(clocks(office, row.id)) == ["ST05"]


def test_the_stations_days_are_its_own_and_hold_for_what_comes_then(office: Desk, case: UUID):
    set_station(office, "triage_days", "1")
    set_station(office, "progress_days", "0")
    set_station(office, "feedback_days", "5")
    new = record_case(office, LAMP).subjects[0]
    assert days(office, new)["ST02"] == "2026-11-23"
    assert "ST04" not in days(office, new)
    assert days(office, case)["ST02"] == "2026-11-24"
    reply_case(office, new, ANSWER)
    assert days(office, new) == {"ST06": "2026-11-27", "ST05": "2027-01-20"}
    for value in ("-1", "两天", "3651", ""):
        refused("days_wrong", office, lambda value=value: set_station(office, "triage_days", value))


def test_a_correction_of_the_day_moves_what_runs(office: Desk, case: UUID):
    correct_case(office, case, {"received_at": "2026-11-16 10:00"}, "写错了")
    assert days(office, case) == {
        "ST02": "2026-11-18",
        "ST03": "2026-11-23",
        "ST04": "2026-12-16",
        "ST05": "2027-01-15",
    }
    assert read_case(office.vault, office.lens, case).row.due_state == "over"
    withdraw_case(office, case, "不提了")
    assert days(office, case) == {}
    assert holds(office)


def test_a_petition_matter_has_its_days_once_it_is_one_on_record(office: Desk, clock: Clock):
    on(clock, "2026-09-21 14:05")
    case = record_case(office, LAMP | {"nature": "SQ"}).subjects[0]
    assert clocks(office, case) == {}
    refused("state_wrong", office, lambda: accept_case(office, case, {}))
    track_case(office, case, {"track": "petition", "note": "劳动报酬"})
    notice = clocks(office, case)["P01"]
    assert (str(notice.raw), str(notice.rolled), notice.known) == ("2026-10-06", "2026-10-08", True)
    assert (notice.law.zh, notice.article.zh, notice.legal) == ("信访工作条例", "第二十二条", True)
    view = read_case(office.vault, office.lens, case)
    assert (view.track, view.row.state, view.row.legal) == ("petition", "20", True)
    assert (view.row.due_ground.zh, view.steps[0].track) == ("信访工作条例第二十二条", "petition")
    on(clock, "2026-10-07 09:00")
    assert (clocks(office, case)["P01"].state, clocks(office, case)["P01"].days) == ("over", 1)  # by the raw day
    forward_case(office, case, {"unit": "U03"})
    assert clocks(office, case)["P01"].state == "in_time"  # by the rolled one
    assert days(office, case) == {"P02": "2026-10-22", "P03": "2026-10-13"}
    accept_case(office, case, {"note": "已书面告知"})
    assert days(office, case) == {"P04": "2026-12-06"}
    extend_case(office, case, {"by": 30, "approver": "单位负责人", "reason": "情况复杂"})
    assert days(office, case) == {"P04": "2027-01-05"}
    assert holds(office)


def test_a_suggestion_of_a_deputy_is_assigned_extended_and_answered(office: Desk, case: UUID, clock: Clock):
    change = track_case(office, case, {"track": "代表建议", "received": "2026-11-21"})
    assert change.warnings == ()
    assert days(office, case)["D01"] == "2026-12-01"
    on(clock, "2026-11-30 09:00")
    said = forward_case(office, case, {"unit": "U03", "co_units": ["U05"]})
    assert [(one.code, one.facts) for one in said.warnings] == [("clock_unsure", {"year": 2027})]
    assert clocks(office, case)["D01"].state == "in_time"
    law = {rule: day for rule, day in days(office, case).items() if rule[0] == "D"}
    assert law == {"D02": "2026-12-09", "D03": "2026-12-30", "D04": "2027-02-28"}
    reply = clocks(office, case)["D04"]
    assert (reply.known, reply.last, reply.latest) == (False, date(2027, 2, 28), date(2027, 5, 30))
    refused("extension_missing", office, lambda: extend_case(office, case, {**EXTENSION, "by": None, "rule": "D04"}))
    refused("clock_unnamed", office, lambda: extend_case(office, case, EXTENSION))
    refused("approver_missing", office, lambda: extend_case(office, case, {"rule": "D04", "by": 3, "reason": "广"}))
    refused("reason_missing", office, lambda: extend_case(office, case, {"rule": "D04", "by": 3, "approver": "镇"}))
    long = refused(
        "extension_too_long", office, lambda: extend_case(office, case, {**EXTENSION, "rule": "D04", "by": 4})
    )
    assert long.facts["latest"] == "2027-05-30"
    back = {**EXTENSION, "by": None, "rule": "D04", "day": "2027-02-28"}
    refused("extension_too_early", office, lambda: extend_case(office, case, back))
    extend_case(office, case, {**EXTENSION, "rule": "D04"})
    step = read_case(office.vault, office.lens, case).steps[0]
    assert (step.kind, step.rule_words.zh, step.approver) == ("extended", "答复代表", "镇人大主席团")
    assert (clocks(office, case)["D04"].raw, clocks(office, case)["D04"].before) == (
        date(2027, 5, 30),
        date(2027, 2, 28),
    )
    refused("clock_extended", office, lambda: extend_case(office, case, {**EXTENSION, "rule": "D04", "by": 1}))
    on(clock, "2027-05-20 09:00")
    assert clocks(office, case)["D02"].state == "passed"
    reply_case(office, case, ANSWER)
    assert clocks(office, case)["D04"].state == "in_time"
    assert not [rule for rule in days(office, case) if rule[0] == "D"]
    refused("clock_over", office, lambda: extend_case(office, case, {**EXTENSION, "rule": "D04"}))
    assert holds(office)


def test_what_is_returned_is_assigned_anew(office: Desk, case: UUID, clock: Clock):
    track_case(office, case, {"track": "deputy"})
    forward_case(office, case, {"unit": "U03"})
    refused("reason_missing", office, lambda: return_case(office, case, {}))
    on(clock, "2026-11-25 09:00")
    return_case(office, case, {"reason": "不属本单位职权"})
    assert {clocks(office, case)[rule].state for rule in ("D02", "D04")} == {"returned"}
    assert read_case(office.vault, office.lens, case).row.state == "34"
    forward_case(office, case, {"unit": "U05"})
    assert days(office, case)["D04"] == "2027-02-25"
    track_case(office, case, {"track": "none", "note": "代表撤回"})
    assert not [rule for rule in days(office, case) if rule[0] == "D"]
    assert read_case(office.vault, office.lens, case).track == ""
    assert holds(office)


def test_the_stations_promise_rests_while_somebody_is_waited_for(office: Desk, case: UUID, clock: Clock):
    refused("clock_unnamed", office, lambda: pause_case(office, case, {"reason": "等材料"}))
    pause_case(office, case, {"rule": "ST05", "reason": "等建议人补材料"})
    assert clocks(office, case)["ST05"].state == "paused"
    assert "ST05" not in {item.clock.rule for item in read_due(office.vault, office.lens, whole=True).items}
    refused("clock_paused", office, lambda: pause_case(office, case, {"rule": "ST05", "reason": "再等"}))
    refused("clock_paused", office, lambda: extend_case(office, case, {**EXTENSION, "rule": "ST05"}))
    on(clock, "2026-12-01 09:00")
    resume_case(office, case, {})
    assert days(office, case)["ST05"] == "2027-01-30"
    refused("clock_unnamed", office, lambda: resume_case(office, case, {}))
    refused("clock_never_rests", office, lambda: pause_case(office, case, {"rule": "ST02", "reason": "等"}))
    refused("clock_unknown", office, lambda: pause_case(office, case, {"rule": "P04", "reason": "等"}))
    refused("rule_unknown", office, lambda: pause_case(office, case, {"rule": "H01", "reason": "等"}))
    assert holds(office)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "track_unknown"),
        ({"track": "proposal"}, "track_unknown"),
        ({"track": ["deputy"]}, "track_unknown"),
        ({"track": "deputy", "received": "2026-11-20"}, "before_registration"),
        ({"track": "deputy", "received": "2026-11-22"}, "date_future"),
        ({"track": "deputy", "received": "昨天"}, "date_wrong"),
        ({"track": "deputy", "since": "2026-11-21"}, "keys_unknown"),
        ({"track": "deputy", "note": 3}, "not_text"),
    ],
)
def test_what_cannot_be_on_record_is_refused(office: Desk, case: UUID, form: dict[str, Any], code: str):
    refused(code, office, lambda: track_case(office, case, form))


@pytest.mark.parametrize("by", [0, -3, "3", 1.5, True, 3651])
def test_an_extension_is_a_whole_number(office: Desk, case: UUID, by: object):
    refused("number_wrong", office, lambda: extend_case(office, case, {**EXTENSION, "rule": "ST05", "by": by}))


def test_due_lists_what_is_over_or_ends_within_three_working_days_the_earliest_first(office: Desk, clock: Clock):
    forms = [
        LAMP | {"title": day, "received_at": day} for day in ("2026-11-20 09:00", "2026-11-02 09:00", "2026-09-20")
    ]
    record_cases(office, forms)
    page = read_due(office.vault, office.lens)
    told = [(item.clock.rule, str(item.clock.raw), item.clock.state) for item in page.items]
    assert told == sorted(told, key=lambda one: one[1])
    assert ("ST05", "2026-11-19", "over") in told
    assert ("ST02", "2026-11-24", "soon") in told
    assert ("ST03", "2026-11-27", "fine") not in told
    assert page.total == len(told)
    whole = read_due(office.vault, office.lens, whole=True, limit=2)
    assert (len(whole.items), whole.total) == (2, 12)
    later = replace(office.lens, now=datetime(2026, 11, 30, tzinfo=SHANGHAI))
    states = {(item.clock.rule, item.clock.state) for item in read_due(office.vault, later).items}
    assert ("ST03", "over") in states


def test_a_rule_of_a_newer_version_is_shown_by_its_name(office: Desk, case: UUID):
    new = Started(rule="ST77", start=date(2026, 11, 21), raw=date(2026, 11, 22), until="told")
    body = Forwarded(level="town", day=date(2026, 11, 21), unit="U01", clocks=(new,))
    enrolled(office, level="town")
    arrived(office, office.clock())
    came(office, NewFact("case.forwarded", case, body.to_json()), office.clock(), UUID(int=7))
    assert clocks(office, case)["ST77"].words.zh == "ST77"
    assert read_case(office.vault, office.lens, case).row.due_words.zh == "ST77"
    assert holds(office)


def test_a_legal_deadline_is_the_main_cases_and_each_person_is_promised_the_own_answer(office: Desk, case: UUID):
    child, late = (record_case(office, LAMP).subjects[0] for _ in range(2))
    merge_cases(office, case, [child])
    track_case(office, case, {"track": "deputy"})
    forward_case(office, case, {"unit": "U03"})
    merge_cases(office, case, [late])
    reply_case(office, case, ANSWER)
    assert [one.rule for one in read_case(office.vault, office.lens, case).clocks if one.legal] == ["D04", "D02", "D01"]
    for id in (child, late):
        view = read_case(office.vault, office.lens, id)
        assert not any(one.legal for one in view.clocks)
        assert view.track == ""
        assert days(office, id) == {"ST06": "2026-11-25", "ST05": "2027-01-20"}
        assert {step.verdict for step in view.steps} == {"provisional"}
    assert {item.case for item in read_due(office.vault, office.lens, whole=True).items} == {case}
    assert holds(office)
