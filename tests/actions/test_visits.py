"""A visit at the desk: form F3, its opinions become cases, deputies check it, it is corrected and struck out."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from desk.actions.deputies import add_deputy, match_deputy
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.visits import (
    agree_visit,
    correct_visit,
    erase_visit,
    make_case_of_opinion,
    record_visit,
    withdraw_visit,
)
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.visit_views import VisitView
from desk.reads.visits import VisitFilter, pick_visit, read_visit, read_visits
from desk.storage.tables import fact

FORM: dict[str, Any] = {
    "kind": "走访",
    "day": "2026-11-20",
    "venue": "晨光三村",
    "visited": "欧阳某",
    "people": 3,
    "minutes": 90,
    "community": True,
    "topic": "加装电梯",
    "survey": "居",
    "seen": "楼道照明差，老人上下楼不便。",
    "opinions": ["加装电梯进度慢", "  ", "楼道灯坏了"],
    "handed_to": "镇房管办",
}


@pytest.fixture
def deputies(desk: Desk) -> tuple[UUID, UUID]:
    made = [add_deputy(desk, {"name": name, "level": "区", "group": "山阳"}).subjects[0] for name in ("蒋某", "陆某")]
    return made[0], made[1]


@pytest.fixture
def visit(desk: Desk, deputies: tuple[UUID, UUID]) -> UUID:
    return record_visit(desk, FORM | {"deputies": ["蒋某", str(deputies[1])]}).subjects[0]


def seen(desk: Desk, id: UUID) -> VisitView:
    return read_visit(desk.vault, desk.lens, id)


def test_a_visit_is_recorded_as_it_was_told(desk: Desk, visit: UUID, deputies: tuple[UUID, UUID]):
    view = seen(desk, visit)
    line = view.line
    assert (line.number, line.kind_code, line.kind.zh, line.day) == (
        "HD-310116113000-261120",
        "V1",
        "走访",
        date(2026, 11, 20),
    )
    assert (line.minutes, line.people, line.community, line.counted, line.place) == (90, 3, True, True, "")
    assert tuple(one.id for one in line.deputies) == deputies
    assert (view.organiser, view.visited, view.survey_code, view.handed_to) == (
        "晨光居民区征集点",
        "欧阳某",
        "G2",
        "镇房管办",
    )
    assert [(one.n, one.text, one.case) for one in view.opinions] == [
        (1, "加装电梯进度慢", None),
        (2, "楼道灯坏了", None),
    ]
    assert [(step.kind, step.who, step.verdict) for step in view.steps] == [("recorded", "卫某", "provisional")]
    assert pick_visit(desk.vault, line.number) == pick_visit(desk.vault, str(visit)) == visit
    assert verify_desk(desk)[1] == []


def test_the_second_visit_of_a_day_has_a_number_of_its_own(desk: Desk, visit: UUID, deputies: tuple[UUID, UUID]):
    again = record_visit(desk, FORM | {"deputies": ["蒋某"]}).subjects[0]
    assert seen(desk, again).line.number == "HD-310116113000-261120-2"


def test_nobodys_name_and_no_sentence_stands_in_the_content(desk: Desk, visit: UUID):
    make_case_of_opinion(desk, visit, 1)
    withdraw_visit(desk, visit, "重复登记了")
    with desk.vault.read() as connection:
        written = b"".join(connection.execute(select(fact.c.content)).scalars())
    assert not any(ord(char) > 0x2E80 for char in written.decode())


def test_an_opinion_becomes_a_case_of_the_deputies_channel(desk: Desk, visit: UUID):
    case, of = make_case_of_opinion(desk, visit, 2, {"title": "楼道灯", "category": "07"}).subjects
    assert of == visit
    view = read_case(desk.vault, desk.lens, case)
    assert view.fields["original_text"] == "楼道灯坏了"
    assert (view.fields["title"], view.fields["channel"]) == ("楼道灯", "CH12")
    assert view.row.received_at.date() == date(2026, 11, 20)
    opinion = seen(desk, visit).opinions[1]
    assert (opinion.case, opinion.number) == (case, view.row.number)
    assert seen(desk, visit).line.cases == 1
    with desk.vault.read() as connection:
        contents = [json.loads(one) for one in connection.execute(select(fact.c.content).order_by(fact.c.n)).scalars()]
    made, told = contents[-2:]
    assert (made["kind"], told["kind"]) == ("case.registered", "visit.case")
    assert made["act"] == told["act"]
    for n, code in ((2, "opinion_has_case"), (0, "opinion_unknown"), (3, "opinion_unknown")):
        with pytest.raises(BadInput, match=code):
            make_case_of_opinion(desk, visit, n)
    assert rebuild_desk(desk)[0]


def test_a_form_of_the_case_that_is_refused_leaves_nothing_behind(desk: Desk, visit: UUID):
    with pytest.raises(BadInput, match="accusation_has_text"):
        make_case_of_opinion(desk, visit, 1, {"nature": "JK"})
    assert seen(desk, visit).line.cases == 0


def test_a_correction_needs_a_reason_shows_it_and_asks_again(desk: Desk, visit: UUID, deputies: tuple[UUID, UUID]):
    agree_visit(desk, visit, deputies[0])
    assert [one.id for one in seen(desk, visit).agreed] == [deputies[0]]
    correct_visit(desk, visit, {"minutes": 60, "visited": "", "survey": None, "venue": "晨光三村"}, "记错了")
    view = seen(desk, visit)
    assert (view.line.minutes, view.visited, view.survey, view.agreed) == (60, "", None, ())
    newest = view.steps[0]
    assert (newest.kind, newest.reason, set(newest.fields)) == ("corrected", "记错了", {"minutes", "visited", "survey"})
    for form, reason, code in (
        ({"minutes": 60}, "再改", "nothing_to_correct"),
        ({"minutes": 61}, " ", "reason_missing"),
        ({"venue": ""}, "再改", "field_missing"),
        ({"deputies": []}, "再改", "field_missing"),
        ({"weather": "晴"}, "再改", "keys_unknown"),
    ):
        with pytest.raises(BadInput, match=code):
            correct_visit(desk, visit, form, reason)


def test_an_opinion_that_became_a_case_keeps_its_place_and_words(desk: Desk, visit: UUID):
    make_case_of_opinion(desk, visit, 2)
    for said in ([], ["加装电梯进度慢"], ["楼道灯坏了", "加装电梯进度慢"]):
        with pytest.raises(BadInput, match="opinion_has_case"):
            correct_visit(desk, visit, {"opinions": said}, "改")
    correct_visit(desk, visit, {"opinions": ["电梯要快", "楼道灯坏了", "还要长椅"]}, "补记")
    assert [one.text for one in seen(desk, visit).opinions] == ["电梯要快", "楼道灯坏了", "还要长椅"]
    assert [bool(one.case) for one in seen(desk, visit).opinions] == [False, True, False]
    correct_visit(desk, visit, {"opinions": ["电梯要快", "楼道灯坏了"]}, "多记了")
    assert rebuild_desk(desk)[0]


def test_a_deputy_agrees_under_any_of_his_entries_and_nobody_else_does(desk: Desk, visit: UUID, deputies: Any):
    published = add_deputy(desk, {"name": "蒋某", "level": "区", "group": "山阳", "post": "书记"}).subjects[0]
    match_deputy(desk, deputies[0], published)
    agree_visit(desk, visit, published)
    assert [one.id for one in seen(desk, visit).agreed] == [published]
    with pytest.raises(BadInput, match="deputy_not_there"):
        agree_visit(desk, visit, add_deputy(desk, {"name": "顾某", "level": "市"}).subjects[0])


def test_what_was_struck_out_stays_seen_and_closed(desk: Desk, visit: UUID, deputies: tuple[UUID, UUID]):
    withdraw_visit(desk, visit, "重复")
    view = seen(desk, visit)
    assert (view.line.state, view.steps[0].reason) == ("withdrawn", "重复")
    for act in (
        lambda: correct_visit(desk, visit, {"minutes": 1}, "改"),
        lambda: make_case_of_opinion(desk, visit, 1),
        lambda: agree_visit(desk, visit, deputies[0]),
        lambda: withdraw_visit(desk, visit, "又"),
    ):
        with pytest.raises(BadInput, match="visit_withdrawn"):
            act()


def test_erasing_leaves_the_counts(desk: Desk, visit: UUID):
    erase_visit(desk, visit, "both", "本人要求")
    view = seen(desk, visit)
    assert (view.visited, view.seen, [one.text for one in view.opinions]) == ("", "", ["", ""])
    assert (view.line.people, view.line.minutes, view.erased) == (3, 90, ("person", "words"))
    with pytest.raises(BadInput, match="erased"):
        make_case_of_opinion(desk, visit, 1)
    with pytest.raises(BadInput, match="erased"):
        correct_visit(desk, visit, {"seen": "又写"}, "改")
    with pytest.raises(BadInput, match="erased"):
        erase_visit(desk, visit, "person", "再来")
    assert b"\xe6\xac\xa7\xe9\x98\xb3" not in desk.home.database.read_bytes()
    assert rebuild_desk(desk)[0]


def test_a_list_is_narrowed_by_year_kind_and_deputy_and_read_by_pages(desk: Desk, deputies: tuple[UUID, UUID]):
    for day, kind, who in (
        ("2025-12-31", "走访", "蒋某"),
        ("2026-01-01", "视察", "蒋某"),
        ("2026-11-20", "走访", "陆某"),
        ("2026-05-01", "走访", "蒋某"),
    ):
        record_visit(desk, FORM | {"day": day, "kind": kind, "deputies": [who]})

    def days(**wanted: Any) -> list[str]:
        page = read_visits(desk.vault, desk.lens, VisitFilter(**wanted))
        assert page.total == len(page.rows)
        return [row.day.isoformat() for row in page.rows]

    assert days() == ["2026-11-20", "2026-05-01", "2026-01-01", "2025-12-31"]
    assert days(year=2026) == ["2026-11-20", "2026-05-01", "2026-01-01"]
    assert days(kind="V1", deputy=deputies[0]) == ["2026-05-01", "2025-12-31"]
    assert days(year=2026, kind="V2") == ["2026-01-01"]
    page = read_visits(desk.vault, desk.lens, limit=1, offset=2)
    assert (page.total, [row.day.isoformat() for row in page.rows]) == (4, ["2026-01-01"])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": None}, "visit_kind_missing"),
        ({"kind": "逛街"}, "code_unknown"),
        ({"deputies": []}, "visit_deputies_missing"),
        ({"deputies": ["谁"]}, "deputy_unknown"),
        ({"deputies": 7}, "deputies_wrong"),
        ({"venue": " "}, "field_missing"),
        ({"seen": None}, "field_missing"),
        ({"organiser": ""}, "field_missing"),
        ({"day": "2026-11-22"}, "date_future"),
        ({"day": "1980-01-01"}, "date_too_early"),
        ({"day": "昨天"}, "date_wrong"),
        ({"minutes": -1}, "number_wrong"),
        ({"minutes": 1.5}, "number_wrong"),
        ({"people": 10_000}, "number_wrong"),
        ({"community": "是"}, "not_yes_or_no"),
        ({"survey": "学"}, "code_unknown"),
        ({"opinions": "一条"}, "opinions_wrong"),
        ({"opinions": ["字"] * 51}, "units_too_many"),
        ({"opinions": ["字" * 2_001]}, "text_too_long"),
        ({"seen": "字" * 4_001}, "text_too_long"),
        ({"venue": "字" * 101}, "text_too_long"),
        ({"settled": True}, "keys_unknown"),
    ],
)
def test_what_cannot_be_a_record_is_refused_whole(desk: Desk, deputies: Any, wrong: dict[str, Any], code: str):
    with pytest.raises(BadInput, match=code):
        record_visit(desk, FORM | {"deputies": ["蒋某"]} | wrong)
    assert read_visits(desk.vault, desk.lens).total == 0


def test_little_is_needed_and_the_rest_is_what_it_usually_is(desk: Desk, deputies: Any):
    form = {"kind": "集中联系社区", "venue": "居委会", "seen": "座谈", "deputies": "蒋某"}
    line = seen(desk, record_visit(desk, form).subjects[0]).line
    assert (line.day, line.community, line.counted, line.minutes) == (date(2026, 11, 21), True, True, 0)
    assert not seen(desk, record_visit(desk, form | {"kind": "学习培训"}).subjects[0]).line.community


def test_an_unknown_visit_is_said_to_be_unknown(desk: Desk):
    for act in (
        lambda: read_visit(desk.vault, desk.lens, uuid4()),
        lambda: pick_visit(desk.vault, "HD-1"),
        lambda: withdraw_visit(desk, uuid4(), "无"),
    ):
        with pytest.raises(BadInput, match="visit_unknown"):
            act()
