"""What is done to a case is added to it: record, correct, withdraw; only what changes is written."""

import json
import random
from typing import Any
from uuid import UUID

import pytest
from made_up import Clock, form
from sqlalchemy import select

from desk.actions import cases as module
from desk.actions.cases import correct_case, erase_case, record_case, record_cases, show_person, withdraw_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.actions.keeping import verify_desk
from desk.actions.station import set_station
from desk.domain.moment import local
from desk.errors import BadInput
from desk.reads.cases import find_cases, read_case
from desk.reads.drafts import list_drafts
from desk.storage.save import new_id
from desk.storage.tables import fact, part


def bodies(desk: Desk) -> list[dict[str, Any]]:
    with desk.vault.read() as connection:
        return [json.loads(row) for row in connection.execute(select(fact.c.content).order_by(fact.c.n)).scalars()]


def last_body(desk: Desk) -> dict[str, Any]:
    body: dict[str, Any] = bodies(desk)[-1]["body"]
    return body


def last_parts(desk: Desk) -> dict[str, dict[str, str]]:
    with desk.vault.read() as connection:
        last = connection.execute(select(fact.c.n).order_by(fact.c.n.desc()).limit(1)).scalar_one()
        rows = connection.execute(select(part.c.name, part.c.data).where(part.c.fact == last)).all()
    return {row.name: json.loads(row.data)["fields"] for row in rows}


def a_case(desk: Desk, seed: int = 1) -> UUID:
    return record_case(desk, form(random.Random(seed))).subjects[0]


def view(desk: Desk, case: UUID) -> dict[str, Any]:
    return read_case(desk.vault, desk.lens, case).fields


def test_a_recorded_case_is_what_was_given(desk: Desk):
    given = form(random.Random(1))
    change = record_case(desk, given)
    shown = view(desk, change.subjects[0])
    for name in ("title", "main_cause", "proposal", "original_text", "first_opinion", "recorder", "nature", "category"):
        assert shown[name] == given[name]
    label, own = given["suggester"]["identity"]
    assert shown["suggester"] == {
        **given["suggester"],
        "identity": [desk.lists.codes.find("identity", label), own],
        "anonymous": False,
        "lang": "zh",
    }
    assert (shown["person_times"], shown["feedback_mode"]) == (2, ["FM2"])
    assert shown["received_at"] == "2026-11-21T10:00:07+08:00"
    assert change.warnings == ()


def test_a_case_has_a_number_a_promise_and_no_gap(desk: Desk):
    case = a_case(desk)
    seen = read_case(desk.vault, desk.lens, case)
    assert len(seen.row.number) == 9
    assert (str(seen.promise_raw), str(seen.promise_rolled), seen.promise_days) == ("2027-01-20", "2027-01-20", 60)
    assert seen.holidays_known is False
    assert [step.kind for step in seen.steps] == ["registered"]
    assert verify_desk(desk)[1] == []


def test_the_promise_follows_the_stations_setting_and_is_kept_in_the_fact(desk: Desk):
    set_station(desk, "promise_days", "30")
    case = a_case(desk)
    set_station(desk, "promise_days", "90")
    assert read_case(desk.vault, desk.lens, case).promise_days == 30
    correct_case(desk, case, {"received_at": "2026-11-02"}, "早来过")
    seen = read_case(desk.vault, desk.lens, case)
    assert (seen.promise_days, str(seen.promise_raw)) == (30, "2026-12-02")


def test_what_is_refused_is_not_stored(desk: Desk):
    before = bodies(desk)
    for wrong in ({}, {"title": "灯" * 61}, {"title": "灯", "nature": "XX"}, {"title": "灯", "person_times": 0}):
        with pytest.raises(BadInput):
            record_case(desk, wrong)
    assert bodies(desk) == before


def test_a_list_is_recorded_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    good, bad = {"title": "灯"}, {"title": "灯", "channel": "nowhere"}
    with pytest.raises(BadInput):
        record_cases(desk, [good, good, bad])
    assert find_cases(desk.vault, desk.lens).total == 0
    real, count = module.add_case, iter(range(9))
    with monkeypatch.context() as patch:
        patch.setattr(module, "add_case", lambda *args, **more: 1 / 0 if next(count) == 2 else real(*args, **more))
        with pytest.raises(ZeroDivisionError):
            record_cases(desk, [good] * 4)
    assert find_cases(desk.vault, desk.lens).total == 0
    assert len(record_cases(desk, [good] * 4)) == 4
    assert find_cases(desk.vault, desk.lens).total == 4


def test_a_draft_goes_with_its_case_or_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    draft = new_id()
    save_draft(desk, draft, {"title": "灯"})
    with pytest.raises(BadInput):
        record_case(desk, {}, draft)
    with monkeypatch.context() as patch:
        patch.setattr(module, "delete", lambda _table: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            record_case(desk, {"title": "灯"}, draft)
    assert [row.id for row in list_drafts(desk.vault)] == [draft]
    assert find_cases(desk.vault, desk.lens).total == 0
    record_case(desk, {"title": "灯"}, draft)
    assert list_drafts(desk.vault) == ()
    assert find_cases(desk.vault, desk.lens).total == 1


def test_a_correction_writes_only_what_changes(desk: Desk):
    case = a_case(desk)
    given = form(random.Random(1))
    same = {"title": given["title"], "category": "07", "person_times": 2, "suggester": given["suggester"]}
    correct_case(desk, case, {**same, "proposal": "换一盏灯", "channel": "CH02"}, "补一句")
    assert last_body(desk) == {"channel": "CH02", "texts": ["proposal"], "cleared": []}
    assert last_parts(desk) == {"words": {"proposal": "换一盏灯", "reason": "补一句"}}
    assert view(desk, case)["proposal"] == "换一盏灯"
    assert view(desk, case)["title"] == given["title"]


@pytest.mark.parametrize("seed", range(3))
def test_a_case_given_back_as_it_is_shown_changes_nothing(seed: int, desk: Desk):
    given = [
        form(random.Random(7)),
        {"original_text": "灯"},
        {"title": "灯", "suggester": {"identity": ["木匠", "退休"]}},
    ]
    case = record_case(desk, given[seed]).subjects[0]
    before = bodies(desk)
    with pytest.raises(BadInput, match="nothing_to_correct"):
        correct_case(desk, case, view(desk, case), "看看")
    assert bodies(desk) == before


def test_the_last_correction_of_a_field_holds(desk: Desk, clock: Clock):
    case = a_case(desk)
    for title, category in (("一", "01"), ("二", "02"), ("三", "03")):
        clock.wait(days=-1)  # clocks are no order
        correct_case(desk, case, {"title": title, "category": category}, "改")
    correct_case(desk, case, {"suggester": {"phone": "13900000009"}}, "改")
    shown = view(desk, case)
    assert (shown["title"], shown["category"], shown["suggester"]["phone"]) == ("三", "03", "13900000009")


def test_texts_and_codes_can_be_cleared(desk: Desk):
    case = a_case(desk)
    emptied = {
        "proposal": None,
        "recorder": "",
        "category": None,
        "feedback_mode": [],
        "suggester": {"phone": "", "address": None, "identity": []},
    }
    correct_case(desk, case, emptied, "不要了")
    shown = view(desk, case)
    assert [shown[name] for name in ("proposal", "recorder", "category", "feedback_mode")] == [None, None, None, []]
    assert shown["suggester"]["phone"] is shown["suggester"]["address"] is None
    assert shown["suggester"]["identity"] == []
    with pytest.raises(BadInput, match="nothing_to_correct"):
        correct_case(desk, case, emptied, "再来")
    correct_case(desk, case, {"category": "01", "suggester": {"identity": ["木匠"]}}, "又有了")
    assert view(desk, case)["category"] == "01"
    assert view(desk, case)["suggester"]["identity"] == ["木匠"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": None, "main_cause": "", "original_text": " "}, "nothing_said"),
        ({"suggester": {"anonymous": True}}, "anonymous_with_name"),
        ({"title": "灯" * 61}, "text_too_long"),
        ({"nature": "XX"}, "code_unknown"),
        ({"received_at": "2027-01-01"}, "date_future"),
        ({"nature": "JK", "title": "他贪污"}, "accusation_has_text"),
        ({"suggester": {"phone": "1390000"}}, "phone_wrong"),
        ({}, "nothing_to_correct"),
        ({"number": "111222333", "state": "71"}, "nothing_to_correct"),
    ],
)
def test_a_correction_is_checked_like_a_new_case(change: dict[str, Any], code: str, desk: Desk):
    case = a_case(desk)
    before = bodies(desk)
    with pytest.raises(BadInput, match=code):
        correct_case(desk, case, change, "改")
    assert bodies(desk) == before


def test_a_person_may_become_anonymous_together_with_the_name(desk: Desk):
    case = a_case(desk)
    correct_case(desk, case, {"suggester": {"anonymous": True, "name": None, "phone": None}}, "不留名")
    assert view(desk, case)["suggester"]["anonymous"] is True
    assert read_case(desk.vault, desk.lens, case).row.who == ""


@pytest.mark.parametrize("reason", ["", "  ", "因" * 501, "a\0b", "\ud800"])
def test_a_correction_a_withdrawal_and_an_erasure_need_a_reason(reason: str, desk: Desk):
    case = a_case(desk)
    before = bodies(desk)
    for act in (
        lambda: correct_case(desk, case, {"title": "灯"}, reason),
        lambda: withdraw_case(desk, case, reason),
        lambda: erase_case(desk, case, "both", reason),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert refused.value.facts["field"] == "reason"
    assert bodies(desk) == before


def test_a_withdrawn_case_is_closed_and_stays_as_it_was(desk: Desk):
    case = a_case(desk)
    withdraw_case(desk, case, "不提了")
    seen = read_case(desk.vault, desk.lens, case)
    assert (seen.row.state, seen.row.due_state) == ("99", "done")
    assert (seen.steps[0].kind, seen.steps[0].text, seen.steps[0].who) == ("withdrawn", "不提了", "卫某")
    for act in (lambda: withdraw_case(desk, case, "再说"), lambda: correct_case(desk, case, {"title": "灯"}, "改")):
        with pytest.raises(BadInput, match="withdrawn"):
            act()
    assert view(desk, case)["title"] == form(random.Random(1))["title"]


def test_an_unknown_case_is_said(desk: Desk):
    for act in (
        lambda: correct_case(desk, new_id(), {"title": "灯"}, "改"),
        lambda: withdraw_case(desk, new_id(), "不提了"),
        lambda: read_case(desk.vault, desk.lens, new_id()),
    ):
        with pytest.raises(BadInput, match="case_unknown"):
            act()


def test_the_timeline_is_newest_first_with_who_and_why(desk: Desk, clock: Clock):
    case = a_case(desk)
    clock.wait(hours=2)
    correct_case(desk, case, {"title": "改过"}, "说错了")
    clock.wait(hours=2)
    withdraw_case(desk, case, "不提了")
    steps = read_case(desk.vault, desk.lens, case).steps
    assert [(step.kind, step.text, step.verdict, step.who, step.fields) for step in steps] == [
        ("withdrawn", "不提了", "provisional", "卫某", ()),
        ("corrected", "说错了", "provisional", "卫某", ("title",)),
        ("registered", "", "provisional", "卫某", ()),
    ]
    assert [local(step.at).hour for step in steps] == [14, 12, 10]
    assert len({step.fact for step in steps}) == 3


def test_what_is_guided_elsewhere_is_promised_nothing_until_it_is_a_suggestion(desk: Desk):
    case = record_case(desk, {"title": "欠薪", "nature": "SQ"}).subjects[0]
    seen = read_case(desk.vault, desk.lens, case)
    assert (seen.row.state, seen.promise_raw, seen.row.due_state) == ("11", None, "none")
    correct_case(desk, case, {"nature": "JY"}, "是建议")
    seen = read_case(desk.vault, desk.lens, case)
    assert (seen.row.state, str(seen.promise_raw)) == ("10", "2027-01-20")
    correct_case(desk, case, {"nature": "TS"}, "还是投诉")
    assert read_case(desk.vault, desk.lens, case).promise_raw is None


def test_facts_of_one_act_share_its_id(desk: Desk):
    case = a_case(desk)
    erase_case(desk, case, "person", "本人要求")
    erased, reasoned = bodies(desk)[-2:]
    assert erased["act"] == reasoned["act"]
    assert (erased["kind"], reasoned["kind"]) == ("case.erased", "erasure.reasoned")
    assert reasoned["body"] == {"of": str(case), "part": "person"}
    correct_case(desk, case, {"nature": "JK"}, "点错")
    corrected, erased = bodies(desk)[-2:]
    assert corrected["act"] == erased["act"]
    assert "act" not in bodies(desk)[0]


def test_every_fact_names_its_place_and_its_operator(desk: Desk):
    a_case(desk)
    told = bodies(desk)
    assert {one["operator"] for one in told} == {str(desk.operator)}
    assert len({one["place"] for one in told}) == 1
    assert {one["format"] for one in told} == {one["v"] for one in told} == {1}


def test_who_had_name_and_telephone_shown_is_written_down(desk: Desk):
    id = record_case(desk, {"title": "灯", "suggester": {"name": "柏某", "phone": "13900000103"}}).subjects[0]
    assert show_person(desk, id).subjects == (id,)
    shown = read_case(desk.vault, desk.lens, id).steps[0]
    assert (shown.kind, shown.fields, shown.who, shown.verdict) == ("shown", ("name", "phone"), "卫某", "provisional")
    nameless = record_case(desk, {"title": "灯", "suggester": {"anonymous": True}}).subjects[0]
    with pytest.raises(BadInput, match="nothing_to_show"):
        show_person(desk, nameless)
    erase_case(desk, id, "person", "本人要求")
    with pytest.raises(BadInput, match="nothing_to_show"):
        show_person(desk, id)
