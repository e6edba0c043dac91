"""A reception day at one desk: planned, opened, people heard, closed and confirmed; and everything that goes wrong."""

from datetime import date, datetime
from uuid import UUID

import pytest
from made_up import Clock

from desk.actions.cases import erase_case, record_case, withdraw_case
from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.actions.plans import end_plan, set_plan
from desk.actions.sessions import (
    announce_session,
    cancel_session,
    close_session,
    confirm_session,
    deputy_came,
    deputy_went,
    open_session,
    plan_session,
)
from desk.actions.talks import call, call_next, check_in, conclude, correct_talk, let_go, miss, put_back, show_visitor
from desk.domain.moment import SHANGHAI
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.reception_views import SessionRow, SessionView, Totals
from desk.reads.sessions import list_sessions, next_session, open_sessions, pick_session, read_session

DAY = date(2026, 11, 21)
SAID = "镇区西面沿街全是店，走一刻钟寻勿着一只公共厕所。"


@pytest.fixture
def jiang(desk: Desk) -> UUID:
    return add_deputy(desk, {"name": "蒋某", "level": "T", "group": "DG05"}).subjects[0]


@pytest.fixture
def qian(desk: Desk) -> UUID:
    return add_deputy(desk, {"name": "钱某", "level": "D", "group": "DG05"}).subjects[0]


@pytest.fixture
def day(desk: Desk, jiang: UUID) -> UUID:
    """A session that is open, with 蒋某 present."""
    id = open_session(desk).subjects[0]
    deputy_came(desk, id, jiang)
    return id


def view(desk: Desk, id: UUID) -> SessionView:
    return read_session(desk.vault, desk.lens, id)


def rows(desk: Desk, first: date, last: date) -> tuple[SessionRow, ...]:
    return list_sessions(desk.vault, desk.lens, first, last)


def states(desk: Desk, id: UUID) -> list[tuple[int, str]]:
    return [(talk.ticket, talk.state) for talk in view(desk, id).talks]


def test_a_day_from_the_plan_to_the_signature(desk: Desk, clock: Clock, jiang: UUID, qian: UUID):
    rule = {"how": "day", "day": 15, "months": "odd", "since": "2026-11-01"}
    form = {"rule": rule, "starts": "8:30", "ends": "11:00", "deputies": ["蒋某", str(qian)], "room": "二楼3号接待室"}
    set_plan(desk, form)
    found = rows(desk, date(2026, 11, 1), date(2027, 3, 31))
    assert [row.day for row in found] == [date(2026, 11, 16), date(2027, 1, 15), date(2027, 3, 15)]
    assert found[0].occurrence == date(2026, 11, 15)  # a Sunday
    clock.now = datetime(2026, 11, 13, 9, 0, tzinfo=SHANGHAI)
    announce_session(desk, found[0])
    clock.now = datetime(2026, 11, 16, 8, 26, tzinfo=SHANGHAI)
    (row,) = rows(desk, date(2026, 11, 1), date(2026, 11, 30))
    assert (row.announced, row.room, row.plan, row.id) == (date(2026, 11, 13), "二楼3号接待室", None, found[0].id)
    id = open_session(desk, row).subjects[0]
    deputy_came(desk, id, jiang)
    clock.wait(minutes=5)
    deputy_came(desk, id, qian)
    one = check_in(desk, id, {"people": 3, "name": "陈某", "phone": "13900000101"}).subjects[0]
    two = check_in(desk, id, {"people": 12, "name": "邹某"})
    assert [warning.code for warning in two.warnings] == ["group_over_five"]
    assert call_next(desk, id).subjects[0] == one
    clock.wait(minutes=9)
    said = {"words": SAID, "reply": "下周三前给您回话。", "ways": ["W3", "形成代表建议"], "deputies": ["蒋某"]}
    change = conclude(desk, one, {**said, "constituency": "第12选区"}, case={})
    case = read_case(desk.vault, desk.lens, change.subjects[1])
    assert (case.fields["channel"], case.fields["original_text"], case.fields["person_times"]) == ("CH11", SAID, 3)
    assert case.fields["suggester"]["name"] == "陈某"  # type: ignore[index]
    call_next(desk, id)
    conclude(desk, two.subjects[0], {"nature": "SQ", "words": "工资"})
    clock.wait(minutes=60)
    deputy_went(desk, id, qian)
    close_session(desk, id)
    closed = view(desk, id)
    sums = Totals(groups=2, people=15, cases=1, answered=0, passed=1, drafted=1, guided=1)
    assert (closed.state, closed.totals, closed.signed) == ("closed", sums, sums)
    assert closed.number == "JD-310116113000-261116"
    assert [(one.deputy.name, one.came.hour, one.went.hour) for one in closed.present if one.went] == [
        ("蒋某", 8, 9),
        ("钱某", 8, 9),
    ]
    assert closed.talks[0].numbers == (case.row.number,)
    confirm_session(desk, id, jiang, name="蒋某")
    confirm_session(desk, id, qian, strokes=[[[0, 0], [500, 700]], [[10, 10], [1000, 1000]]])
    signed = view(desk, id).signatures
    assert [(one.deputy.name, one.name, len(one.strokes)) for one in signed] == [("蒋某", "蒋某", 0), ("钱某", "", 2)]
    assert verify_desk(desk)[1] == []


def test_the_queue_goes_by_number_and_who_comes_back_keeps_his(desk: Desk, day: UUID):
    a, b, c = (check_in(desk, day, {}).subjects[0] for _ in range(3))
    first = check_in(desk, day, {"first": True}).subjects[0]
    assert call_next(desk, day).subjects[0] == first
    assert call_next(desk, day, table=2).subjects[0] == a
    call(desk, a, 2)
    miss(desk, a)
    assert call_next(desk, day).subjects[0] == b
    put_back(desk, a)
    assert call_next(desk, day).subjects[0] == a
    let_go(desk, c)
    assert states(desk, day) == [(1, "called"), (2, "called"), (3, "left"), (4, "called")]
    assert view(desk, day).totals == Totals()
    with pytest.raises(BadInput, match="queue_empty"):
        call_next(desk, day)
    put_back(desk, c)
    assert call_next(desk, day).subjects[0] == c


def test_who_reads_a_name_is_written_down_and_a_name_can_be_taken_away(desk: Desk, day: UUID):
    id = check_in(desk, day, {"name": "王某", "phone": "13900000005"}).subjects[0]
    before = desk_facts(desk)
    show_visitor(desk, id)
    assert desk_facts(desk) == before + 1
    conclude(desk, id, {"name": "", "phone": "", "words": "路灯"})
    assert (view(desk, day).talks[0].name, view(desk, day).talks[0].words) == ("", "路灯")
    with pytest.raises(BadInput, match="nothing_to_show"):
        show_visitor(desk, id)


def desk_facts(desk: Desk) -> int:
    return verify_desk(desk)[0]


def test_only_conclusions_count_and_what_is_taken_back_is_no_case(desk: Desk, day: UUID):
    ids = [check_in(desk, day, {"people": n}).subjects[0] for n in (1, 2, 3)]
    made = conclude(desk, ids[0], {"words": "路灯不亮"}, case={}).subjects[1]
    conclude(desk, ids[1], {"ways": ["W1"], "words": "问开门时间"})
    assert view(desk, day).totals == Totals(groups=2, people=3, cases=1, answered=1)
    withdraw_case(desk, made, "不提了")
    assert view(desk, day).totals == Totals(groups=2, people=3, cases=0, answered=1)


def test_a_closed_day_is_corrected_in_the_open(desk: Desk, clock: Clock, day: UUID):
    id = check_in(desk, day, {"people": 2, "name": "王某"}).subjects[0]
    conclude(desk, id, {"words": "路灯", "ways": ["W1"]})
    close_session(desk, day)
    clock.wait(minutes=5)
    correct_talk(desk, id, {"people": 4, "words": "路灯不亮", "name": ""}, "写少了")
    after = view(desk, day)
    assert (after.signed.people, after.totals.people) == (2, 4)  # type: ignore[union-attr]
    (told,) = after.talks[0].corrections
    assert (told.late, told.who, told.reason, set(told.fields)) == (True, "卫某", "写少了", {"people", "words", "name"})
    assert (after.talks[0].words, after.talks[0].name) == ("路灯不亮", "")
    with pytest.raises(BadInput, match="nothing_to_correct"):
        correct_talk(desk, id, {"people": 4}, "写少了")
    with pytest.raises(BadInput, match="reason_missing"):
        correct_talk(desk, id, {"people": 5}, " ")


def test_who_still_waits_is_not_forgotten_at_the_closing(desk: Desk, day: UUID):
    waits, called = (check_in(desk, day, {}).subjects[0] for _ in range(2))
    call(desk, called)
    with pytest.raises(BadInput, match="visitors_waiting") as caught:
        close_session(desk, day)
    assert caught.value.facts == {"count": 2}
    close_session(desk, day, let_go=True)
    assert states(desk, day) == [(1, "left"), (2, "left")]
    for late in (lambda: check_in(desk, day, {}), lambda: put_back(desk, waits), lambda: call_next(desk, day)):
        with pytest.raises(BadInput, match="session_closed"):
            late()


def test_an_accusation_leaves_no_word(desk: Desk, day: UUID):
    id = check_in(desk, day, {"name": "王某", "phone": "13900000005", "about": "告村里"}).subjects[0]
    with pytest.raises(BadInput, match="accusation_has_text"):
        conclude(desk, id, {"nature": "JK", "words": "某人"})
    conclude(desk, id, {"nature": "JK"}, case={"suggester": {"name": "", "phone": "", "anonymous": True}})
    talk = view(desk, day).talks[0]
    assert (talk.words, talk.ways, len(talk.numbers)) == ("", ("W5",), 1)
    assert (talk.name, talk.phone, talk.about) == ("", "", "")
    assert view(desk, day).totals == Totals(groups=1, people=1, guided=1)
    with pytest.raises(BadInput, match="accusation_has_text"):
        correct_talk(desk, id, {"words": "某人"}, "补记")


def test_one_day_is_opened_once_and_a_second_session_has_other_letters(desk: Desk, clock: Clock, day: UUID):
    with pytest.raises(BadInput, match="session_open"):
        open_session(desk)
    close_session(desk, day)
    clock.wait(hours=3)
    again = view(desk, open_session(desk).subjects[0])
    assert (again.number, again.series) == ("JD-310116113000-261121-2", "B")
    assert pick_session(desk.vault, "JD-310116113000-261121-2") == again.id
    with pytest.raises(BadInput, match="session_ambiguous"):
        pick_session(desk.vault, "2026-11-21")


def test_a_session_left_open_yesterday_is_still_there_and_does_not_block_today(desk: Desk, clock: Clock, day: UUID):
    waits = check_in(desk, day, {}).subjects[0]
    clock.wait(days=1)
    today = open_session(desk).subjects[0]
    assert [id for id, _ in open_sessions(desk.vault)] == [today, day]
    assert call_next(desk, day).subjects[0] == waits


def test_a_clock_that_was_set_back_spoils_nothing(desk: Desk, clock: Clock, day: UUID):
    one = check_in(desk, day, {}).subjects[0]
    call_next(desk, day)
    clock.wait(hours=-9)
    two = check_in(desk, day, {}).subjects[0]
    conclude(desk, one, {"words": "路灯"})
    close_session(desk, day, let_go=True)
    talks = view(desk, day).talks
    assert [talk.ticket for talk in talks] == [1, 2]
    assert talks[0].began is not None
    assert talks[0].ended is not None
    assert talks[0].began <= talks[0].ended
    assert talks[1].id == two


def test_what_is_wrong_is_refused_and_nothing_is_stored(desk: Desk, day: UUID, qian: UUID):
    id = check_in(desk, day, {}).subjects[0]
    call(desk, id)
    before = view(desk, day)
    wrong = {
        "code_unknown": lambda: conclude(desk, id, {"ways": ["W9"]}),
        "people_wrong": lambda: conclude(desk, id, {"people": 0}),
        "keys_unknown": lambda: conclude(desk, id, {"settled": True}),
        "nothing_said": lambda: conclude(desk, id, {}, case={}),
        "text_too_long": lambda: conclude(desk, id, {"reply": "长" * 1001}),
        "deputy_unknown": lambda: conclude(desk, id, {"deputies": ["无人"]}),
        "deputy_not_here": lambda: deputy_went(desk, day, qian),
        "session_open": lambda: confirm_session(desk, day, qian, name="钱某"),
        "conversation_called": lambda: correct_talk(desk, id, {"people": 2}, "写错"),
        "count_wrong": lambda: call(desk, id, 10),
        "signature_missing": lambda: confirm_session(desk, day, qian),
        "signature_wrong": lambda: confirm_session(desk, day, qian, strokes=[[[0, 0], [5000, 1]]]),
    }
    for code, deed in wrong.items():
        with pytest.raises(BadInput) as caught:
            deed()
        assert caught.value.code == code
    assert view(desk, day) == before
    conclude(desk, id, {})
    with pytest.raises(BadInput, match="conversation_done"):
        conclude(desk, id, {})


def test_plans_and_sessions_are_checked_before_they_are_facts(desk: Desk, jiang: UUID):
    wrong = {
        "rule_wrong": {"rule": {"how": "day"}},
        "rule_ends_before": {"rule": {"how": "weekly", "weekday": 1, "since": "2026-12-01", "until": "2026-11-30"}},
        "ends_before_start": {"rule": {"how": "day", "day": 1}, "starts": "11:00", "ends": "8:30"},
        "hour_wrong": {"rule": {"how": "day", "day": 1}, "starts": "25:00"},
    }
    for code, form in wrong.items():
        with pytest.raises(BadInput) as caught:
            set_plan(desk, form)
        assert caught.value.code == code
    assert rows(desk, DAY, date(2027, 12, 31)) == ()
    plan = set_plan(desk, {"rule": {"how": "weekly", "weekday": 1}}).subjects[0]
    assert next_session(desk.vault, desk.lens, DAY, date(2026, 12, 31)).day == date(2026, 11, 24)  # type: ignore[union-attr]
    end_plan(desk, plan, date(2026, 11, 30))
    assert [row.day.day for row in rows(desk, DAY, date(2027, 12, 31))] == [24]
    with pytest.raises(BadInput, match="plan_ended"):
        end_plan(desk, plan, date(2026, 11, 30))


def test_a_reception_does_not_begin_before_its_day(desk: Desk):
    set_plan(desk, {"rule": {"how": "weekly", "weekday": 1}})
    (row,) = rows(desk, date(2026, 11, 23), date(2026, 11, 29))
    with pytest.raises(BadInput, match="session_not_today") as caught:
        open_session(desk, row)
    assert caught.value.facts == {"day": "2026-11-24"}
    assert open_sessions(desk.vault) == ()


def test_a_planned_session_is_changed_moved_and_cancelled(desk: Desk, jiang: UUID):
    set_plan(desk, {"rule": {"how": "weekly", "weekday": 1}})
    (row,) = rows(desk, date(2026, 11, 23), date(2026, 11, 29))
    plan_session(desk, {"day": "2026-11-25", "deputies": [str(jiang)], "theme": "停车", "towns": ["310116113000"]}, row)
    (moved,) = rows(desk, date(2026, 11, 23), date(2026, 11, 29))
    assert (moved.id, moved.day, moved.theme, len(moved.deputies)) == (row.id, date(2026, 11, 25), "停车", 1)
    with pytest.raises(BadInput, match="reason_missing"):
        cancel_session(desk, moved, "")
    cancel_session(desk, moved, "台风")
    assert [one.state for one in rows(desk, date(2026, 11, 23), date(2026, 11, 29))] == ["cancelled"]
    with pytest.raises(BadInput, match="session_cancelled"):
        announce_session(desk, moved)


def test_two_deputies_receive_side_by_side_and_one_leaves_midway(desk: Desk, clock: Clock, day: UUID, qian: UUID):
    deputy_came(desk, day, qian)
    with pytest.raises(BadInput, match="deputy_here"):
        deputy_came(desk, day, qian)
    a, b = (check_in(desk, day, {}).subjects[0] for _ in range(2))
    call_next(desk, day, table=1)
    call_next(desk, day, table=2)
    assert [(talk.table, talk.state) for talk in view(desk, day).talks] == [(1, "called"), (2, "called")]
    clock.wait(minutes=30)
    deputy_went(desk, day, qian)
    clock.wait(minutes=5)
    deputy_came(desk, day, qian)
    assert [bool(one.went) for one in view(desk, day).present] == [False, True, False]
    conclude(desk, b, {"deputies": [str(qian)]})
    conclude(desk, a, {})
    assert view(desk, day).talks[1].deputies == (qian,)


def test_a_case_recorded_at_the_counter_is_none_of_the_session(desk: Desk, day: UUID):
    record_case(desk, {"title": "路灯"})
    assert view(desk, day).totals == Totals()


def test_nobody_signs_for_another(desk: Desk, day: UUID, jiang: UUID):
    close_session(desk, day)
    with pytest.raises(BadInput, match="signature_of_another") as caught:
        confirm_session(desk, day, jiang, name="钱某")
    assert caught.value.facts["name"] == "蒋某"
    assert view(desk, day).signatures == ()
    confirm_session(desk, day, jiang, name=" 蒋 某 ")
    assert len(view(desk, day).signatures) == 1


def test_the_reason_of_a_correction_is_not_lost_with_erased_words(desk: Desk, day: UUID):
    id = check_in(desk, day, {"people": 2, "name": "王某"}).subjects[0]
    case = conclude(desk, id, {"words": "路灯"}, case={}).subjects[1]
    erase_case(desk, case, "words", "本人要求")
    with pytest.raises(BadInput, match="erased"):
        correct_talk(desk, id, {"people": 3}, "少记一人")
