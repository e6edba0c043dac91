"""A case merged by mistake and parted again: nothing that was the other's stays with it, nothing of its own is lost."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from made_up import PASSWORD, Clock, Found

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.handling import handle_case
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases, unmerge_case
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import tell_person
from desk.errors import BadInput
from desk.reads.board import read_board
from desk.reads.cases import read_case
from desk.reads.due import read_due
from desk.reads.tell_views import ScriptView
from desk.reads.telling import read_tell
from desk.reads.views import CaseView

OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
ANSWER = {"outcome": "1", "lead_unit": "区交通委", "reply_text": "三盏灯都换了。", "promise_date": "2026-12-20"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "office", OFFICE).desk


def record(desk: Desk, title: str, **more: object) -> UUID:
    person = {"name": "欧阳某", "phone": "13900000005"}
    return record_case(desk, {"title": title, "suggester": person, **more}).subjects[0]


def script(desk: Desk, id: UUID) -> ScriptView:
    said = view(desk, id).script
    assert said is not None
    return said


def view(desk: Desk, id: UUID) -> CaseView:
    return read_case(desk.vault, desk.lens, id)


def waiting(desk: Desk) -> set[UUID]:
    return {row.id for row in read_tell(desk.vault, desk.lens, "waiting").rows}


def deadlines(desk: Desk, id: UUID) -> set[str]:
    return {item.clock.rule for item in read_due(desk.vault, desk.lens, whole=True).items if item.case == id}


def test_the_answer_of_the_other_case_does_not_stay(office: Desk):
    main, child = record(office, "路灯"), record(office, "公厕", public_ok=True)
    promised = deadlines(office, child)
    merge_cases(office, main, [child])
    forward_case(office, main, {"unit": "区交通委"})
    reply_case(office, main, ANSWER)
    handle_case(office, main, {"note": "都修好了", "promise_date": "2026-12-21"}, "carry")
    tell_person(office, child, {"reached": "told", "how": "FM2", "satisfaction": "S1"})
    assert view(office, child).replied is not None
    unmerge_case(office, child)
    parted = view(office, child)
    assert (parted.row.state, parted.replied, parted.row.unit, script(office, child).came) == ("10", None, None, ())
    assert (script(office, child).told_on, child in waiting(office)) == (None, False)
    assert promised
    assert deadlines(office, child) == promised
    assert [line.id for line in read_board(office.vault, office.lens).lines] == []
    assert {step.kind for step in parted.steps if step.lapsed} == {"forwarded", "replied", "carried", "told"}
    assert not any(step.lapsed for step in view(office, main).steps)
    assert verify_desk(office)[1] == []
    assert rebuild_desk(office)[0] is True


def test_what_is_its_own_stays(office: Desk, clock: Clock):
    """Corrected and told while it was merged, discussed before: all of that is its own."""
    main, child = record(office, "路灯"), record(office, "公厕")
    reply_case(office, child, ANSWER)
    merge_cases(office, main, [child])
    correct_case(office, child, {"title": "关于公厕的建议"}, "写错")
    tell_person(office, child, {"reached": "told", "how": "FM2", "satisfaction": "S2"})
    handle_case(office, main, {"text": "请抓紧", "actor": "区领导"}, "instruct")
    assert child in waiting(office)
    unmerge_case(office, child)
    parted = view(office, child)
    assert (parted.row.title, parted.row.state, child in waiting(office)) == ("关于公厕的建议", "91", False)
    assert [one.kind for one in script(office, child).came] == ["reply"]
    assert {step.kind for step in parted.steps if step.lapsed} == {"instructed"}
    merge_cases(office, main, [child])
    assert child in waiting(office)


def test_a_newer_instruction_of_its_own_is_what_the_person_hears(office: Desk, clock: Clock):
    main, child = record(office, "路灯"), record(office, "公厕")
    handle_case(office, main, {"text": "旧的批示", "actor": "区领导"}, "instruct")
    clock.now += timedelta(days=3)
    handle_case(office, child, {"text": "新的批示", "actor": "镇领导"}, "instruct")
    merge_cases(office, main, [child])
    assert [one.text for one in script(office, child).came] == ["新的批示"]


def test_what_a_case_had_given_its_own_goes_with_them(office: Desk):
    """The middle one had answered; who was merged into it hears that, wherever the middle one goes."""
    top, middle, low = record(office, "路灯"), record(office, "车位"), record(office, "公厕")
    merge_cases(office, middle, [low])
    reply_case(office, middle, ANSWER)
    merge_cases(office, top, [middle])
    assert [one.text for one in script(office, low).came] == [ANSWER["reply_text"]]
    unmerge_case(office, low)
    assert script(office, low).came == ()


def test_nothing_is_merged_into_what_is_closed(office: Desk):
    main, child = record(office, "路灯"), record(office, "公厕")
    reply_case(office, main, {**ANSWER, "promise_date": None})
    tell_person(office, main, {"reached": "told", "how": "FM2"})
    handle_case(office, main, {}, "file")
    with pytest.raises(BadInput) as caught:
        merge_cases(office, main, [child])
    assert (caught.value.code, caught.value.facts["state"]) == ("state_wrong", "90")
