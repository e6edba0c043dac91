"""Telling people at a real desk: who waits, who was tried, who was told, what is read out, what reopens a case."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from made_up import PASSWORD, Clock, Found

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.handling import HANDLING
from desk.actions.keeping import verify_desk
from desk.actions.merging import merge_cases
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import survey_person, tell_person
from desk.errors import BadInput
from desk.reads.aloud import read_aloud
from desk.reads.board import read_board
from desk.reads.cases import read_case
from desk.reads.tell_views import TellRow
from desk.reads.telling import TOLD, TRIED, read_tell
from desk.reads.views import CaseView
from desk.storage.rebuild import rebuild

OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
LAMP = {
    "title": "关于修好东门路灯的建议",
    "suggester": {"name": "欧阳某", "phone": "13900000005"},
    "feedback_mode": ["FM2"],
}
ANSWER = {"outcome": "1", "lead_unit": "区交通委", "reply_text": "欧阳某同志：您好！\n三盏灯都换了。"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "office", OFFICE).desk


@pytest.fixture
def case(office: Desk) -> UUID:
    """Answered, and not told."""
    return answered(office)


def answered(desk: Desk, **changes: Any) -> UUID:
    id = record_case(desk, LAMP | changes).subjects[0]
    reply_case(desk, id, ANSWER)
    return id


def view_of(desk: Desk, id: UUID) -> CaseView:
    return read_case(desk.vault, desk.lens, id)


def rows(desk: Desk, which: str = "waiting") -> tuple[TellRow, ...]:
    return read_tell(desk.vault, desk.lens, which).rows


def aloud(desk: Desk, id: UUID, lang: str = "zh") -> str:
    script = view_of(desk, id).script
    assert script is not None
    return read_aloud(script, lang)


def refusal(code: str, act: Any) -> None:
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.code == code


def test_who_was_answered_waits_and_is_told_once(office: Desk, case: UUID):
    (row,) = rows(office)
    assert (row.id, row.who, row.what, row.how, row.phone_tail) == (case, "欧阳*", ("reply",), "FM2", "0005")
    assert (row.due, row.due_state, row.days) == (date(2026, 11, 25), "soon", 3)
    tell_person(office, case, {"reached": "told", "how": "FM2", "satisfaction": "S1", "said": "蛮好蛮好"})
    assert rows(office) == ()
    (told,) = rows(office, TOLD)
    assert (told.told_on, told.told_how, told.satisfaction, told.state) == (date(2026, 11, 21), "FM2", "S1", "61")
    assert view_of(office, case).steps[0].text == "蛮好蛮好"
    assert verify_desk(office)[1] == []
    assert rebuild(office.vault, office.key)[0]


def test_who_was_not_reached_stays_for_tomorrow_and_is_first_again_then(office: Desk, case: UUID, clock: Clock):
    clock.wait(hours=1)
    other = answered(office, title="关于停车的建议")
    tomorrow = {"reached": "no_answer", "how": "FM2", "next_try": "2026-11-22"}
    tell_person(office, case, tomorrow)
    assert [row.id for row in rows(office)] == [other, case]
    (tried,) = rows(office, TRIED)
    assert (tried.tries, tried.last_try, tried.next_try) == (1, "no_answer", date(2026, 11, 22))
    assert read_tell(office.vault, office.lens).counts == read_tell(office.vault, office.lens, TOLD).counts
    clock.wait(days=1)
    assert [row.id for row in rows(office)] == [case, other]
    refusal("date_past", lambda: tell_person(office, case, tomorrow | {"next_try": "2026-11-21"}))
    tell_person(office, case, {"reached": "wrong_number"})
    assert rows(office, TRIED)[0].tries == 2
    tell_person(office, case, {"reached": "told", "how": "FM1"})
    assert rows(office, TRIED) == ()


def test_who_was_not_reached_said_nothing(office: Desk, case: UUID):
    refusal("not_reached", lambda: tell_person(office, case, {"reached": "no_answer", "said": "好"}))
    refusal("not_reached", lambda: tell_person(office, case, {"reached": "no_answer", "satisfaction": "S1"}))
    refusal("reached_unknown", lambda: tell_person(office, case, {"reached": "maybe"}))


def test_not_satisfied_needs_a_reason_and_reopens_with_a_promise_of_its_own(office: Desk, case: UUID):
    form = {"reached": "told", "how": "FM2", "satisfaction": "不满意"}
    refusal("reason_missing", lambda: tell_person(office, case, form))
    tell_person(office, case, form | {"reason": "只换了两盏"})
    view = view_of(office, case)
    assert (view.row.state, view.script and view.script.waits) == ("62", False)
    (again,) = [one for one in view.clocks if one.rule == "ST08"]
    assert (again.state, again.raw) == ("fine", date(2026, 11, 21) + timedelta(days=30))
    assert "正在再办一次" in aloud(office, case)
    assert rows(office) == ()
    reply_case(office, case, ANSWER)
    assert [row.id for row in rows(office)] == [case]
    tell_person(office, case, form | {"reason": "还是暗", "again": False})
    assert view_of(office, case).row.state == "61"


def test_a_call_about_the_progress_ends_the_clock_of_the_call_and_nothing_else(office: Desk):
    id = record_case(office, LAMP).subjects[0]
    tell_person(office, id, {"reached": "told", "how": "FM2"})
    clocks = {one.rule: one.state for one in view_of(office, id).clocks}
    assert (clocks["ST04"], clocks["ST05"]) == ("in_time", "fine")
    refusal("nothing_to_tell", lambda: tell_person(office, id, {"reached": "posted"}))
    refusal("nothing_answered", lambda: tell_person(office, id, {"reached": "told", "again": True, "reason": "x"}))


def test_instruction_and_result_are_both_told(office: Desk):
    id = record_case(office, LAMP).subjects[0]
    HANDLING["instruct"](office, id, {"actor": "金山区委", "text": "请抓紧办。"})
    assert rows(office)[0].what == ("instruction",)
    assert "金山区委作了批示：请抓紧办。" in aloud(office, id)
    assert "满意" not in aloud(office, id)
    tell_person(office, id, {"reached": "told", "how": "FM2"})
    forward_case(office, id, {"lead_unit": "区交通委"})
    reply_case(office, id, ANSWER)
    HANDLING["complete"](office, id, {"note": "灯都亮了"})
    assert rows(office)[0].what == ("reply", "result")
    said = aloud(office, id)
    assert "批示" not in said
    assert said.index("定下来了") < said.index("现在已经办好了：灯都亮了。")
    tell_person(office, id, {"reached": "told", "how": "FM2", "satisfaction": "S2"})
    assert view_of(office, id).row.state == "71"


def test_each_person_of_merged_cases_is_told(office: Desk):
    main = record_case(office, LAMP).subjects[0]
    child = record_case(office, LAMP | {"suggester": {"name": "金某", "phone": "13900000011"}}).subjects[0]
    merge_cases(office, main, [child])
    reply_case(office, main, ANSWER)
    assert {(row.id, row.merged, row.what) for row in rows(office)} == {
        (main, False, ("reply",)),
        (child, True, ("reply",)),
    }
    tell_person(office, child, {"reached": "told", "how": "FM2"})
    assert [row.id for row in rows(office)] == [main]
    assert "金师傅您好" in aloud(office, child)


@pytest.mark.parametrize(
    ("suggester", "greeting"),
    [
        ({"name": "欧阳某"}, "欧阳师傅您好，我是山阳镇征集工作站。"),
        ({"name": "John Smith"}, "Smith师傅您好，我是山阳镇征集工作站。"),
        ({"name": "晨光物业公司"}, "晨光物业公司您好，我是山阳镇征集工作站。"),
        ({"anonymous": True}, "您好，我是山阳镇征集工作站。"),
    ],
)
def test_a_person_is_greeted_by_the_surname_alone(office: Desk, suggester: dict[str, Any], greeting: str):
    id = record_case(office, LAMP | {"suggester": suggester}).subjects[0]
    assert aloud(office, id).startswith(greeting)


def test_what_is_read_out_is_for_the_ear(office: Desk):
    id = record_case(office, LAMP | {"received_at": "2026-10-16 09:00"}).subjects[0]
    letter = "欧阳某同志：\n您好！\n一、每周三上午值守\n二、能代办的事贴在门口。\n" + "另外说明一些情况。" * 80
    form = ANSWER | {"reply_text": letter, "promise": "装监控", "promise_date": "2026-12-15"}
    reply_case(office, id, form)
    said = aloud(office, id)
    assert said.startswith(
        "欧阳师傅您好，我是山阳镇征集工作站。您10月16日提的“修好东门路灯”定下来了：每周三上午值守。能代办的事贴在门口。"
    )
    assert "欧阳某" not in said
    assert view_of(office, id).row.number not in said
    assert "信里还有一些" in said
    assert said.endswith("区交通委答应：装监控，12月15日前办到。您看满意吗？")
    assert len(said) < 500
    english = aloud(office, id, "en")
    assert english.startswith("Good day, 欧阳, this is 山阳镇征集工作站. What you suggested on 16 October")
    assert english.endswith("How do you find it?")


@pytest.mark.parametrize(
    ("step", "form", "words"),
    [
        (None, {}, "已经登记，我们正在看怎么办。"),
        ("forward", {"lead_unit": "区交通委"}, "已经转给区交通委，他们正在办。"),
        ("discuss", {"record": "议了一次"}, "我们正和邻居们一起商量着办。"),
        ("research", {"note": "去看了"}, "有人正在现场看、正在研究。"),
    ],
)
def test_before_an_answer_it_says_where_the_case_stands_and_by_when(
    office: Desk, step: str | None, form: dict[str, Any], words: str
):
    id = record_case(office, LAMP).subjects[0]
    if step == "forward":
        forward_case(office, id, form)
    elif step:
        HANDLING[step](office, id, form)
    said = aloud(office, id)
    assert words in said
    assert said.endswith("前给您回音。")


def test_after_the_person_was_told_it_says_so_again(office: Desk, case: UUID, clock: Clock):
    tell_person(office, case, {"reached": "told", "how": "FM2"})
    clock.wait(days=3)
    assert aloud(office, case).endswith("定下来了：三盏灯都换了。这些11月21日已经告诉过您。")


def test_who_left_no_name_reads_it_on_the_board(office: Desk):
    id = answered(office, suggester={"anonymous": True}, title="关于停车的建议")
    public = answered(office, suggester={"name": "王某某", "phone": "13900000009", "public_ok": True})
    secret = answered(office)
    (waiting,) = [row for row in rows(office) if row.id == id]
    assert (waiting.how, waiting.who, waiting.phone_tail) == ("FM6", "", "")
    board = read_board(office.vault, office.lens)
    assert [(line.id, line.waits) for line in board.lines] == [(id, True)]
    tell_person(office, id, {"reached": "posted"})
    for told in (public, secret):
        tell_person(office, told, {"reached": "told", "how": "FM2"})
    board = read_board(office.vault, office.lens)
    assert {(line.id, line.waits) for line in board.lines} == {(id, False), (public, False)}
    assert read_tell(office.vault, office.lens, TOLD).total == 3
    assert view_of(office, id).row.state == "61"


def test_a_name_in_a_letter_is_masked_on_the_board(office: Desk):
    id = answered(office, suggester={"name": "欧阳某", "phone": "139-0000-0005", "public_ok": True})
    tell_person(office, id, {"reached": "told", "how": "FM2"})
    (line,) = read_board(office.vault, office.lens).lines
    assert "欧阳某" not in line.answer
    assert "欧阳*同志" in line.answer


def test_an_erased_answer_is_not_posted_and_an_old_one_leaves_the_board(office: Desk, clock: Clock):
    id = answered(office, suggester={"anonymous": True})
    tell_person(office, id, {"reached": "posted"})
    clock.wait(days=31)
    assert read_board(office.vault, office.lens).lines == ()
    assert len(read_board(office.vault, office.lens, date(2026, 11, 1)).lines) == 1
    erase_case(office, id, "words", "本人要求")
    assert read_board(office.vault, office.lens, date(2026, 11, 1)).lines == ()


def test_a_survey_that_is_keyed_in_reopens_the_case_with_its_reason(office: Desk, case: UUID):
    survey = {"satisfaction": "S3", "attitude": "S1", "how": "FM1", "reason": "还是暗"}
    refusal("state_wrong", lambda: survey_person(office, case, survey))
    tell_person(office, case, {"reached": "told", "how": "FM2"})
    clocks = {one.rule: one.state for one in view_of(office, case).clocks}
    assert clocks["ST07"] == "fine"
    refusal("reason_missing", lambda: survey_person(office, case, survey | {"reason": " "}))
    refusal("satisfaction_missing", lambda: survey_person(office, case, {"attitude": "S1"}))
    survey_person(office, case, survey)
    view = view_of(office, case)
    assert view.row.state == "62"
    assert {one.rule for one in view.clocks if not one.ended_on} >= {"ST08"}


def test_an_accusation_has_nothing_to_be_read_out(office: Desk):
    id = record_case(office, {"nature": "JK"}).subjects[0]
    assert view_of(office, id).script is None
