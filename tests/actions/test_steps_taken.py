"""Forwarding and replying at a real desk: what is written, what is shown, and what is refused before it is written."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from exchanged import TOWN, arrived, came, enrolled, forwarded, replied, town
from made_up import PASSWORD, Clock, Found

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case
from desk.cli.steps import STEPS
from desk.domain.case import Registered
from desk.domain.codes import Label
from desk.domain.step_table import RULES
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.reads.replies import read_reply
from desk.reads.slips import read_slip
from desk.reads.views import CaseView, StepView
from desk.sentences import SENTENCES
from desk.storage.rebuild import rebuild
from desk.storage.save import save
from desk.text import explain

OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
LAMP = {"title": "东门路灯", "main_cause": "路灯坏了三盏。", "suggester": {"name": "欧阳某", "phone": "13900000005"}}
ANSWER = {"outcome": "3", "reply_text": "已列入计划。\n年底前装好。"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    """A town's desk."""
    return found(tmp_path / "office", OFFICE).desk


@pytest.fixture
def case(office: Desk) -> UUID:
    return record_case(office, LAMP).subjects[0]


def view_of(desk: Desk, id: UUID) -> CaseView:
    return read_case(desk.vault, desk.lens, id)


def newest(desk: Desk, id: UUID) -> StepView:
    return view_of(desk, id).steps[0]


def holds(desk: Desk) -> bool:
    return verify_desk(desk)[1] == [] and rebuild(desk.vault, desk.key)[0]


def refusal(code: str, desk: Desk, act: Any) -> BadInput:
    """The error of an act that is refused and leaves nothing behind."""
    before = verify_desk(desk)[0]
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.code == code
    assert verify_desk(desk)[0] == before
    assert code in SENTENCES
    return caught.value


def test_a_case_is_forwarded_to_a_unit_of_the_list_with_others_that_help(office: Desk, case: UUID):
    form = {"lead_unit": "区交通委", "co_units": ["U05", "镇城运中心"], "note": "请在十日内联系来访人。"}
    change = forward_case(office, case, form)
    assert change.subjects == (case,)
    view, step = view_of(office, case), newest(office, case)
    assert (view.row.state, view.now_step, view.done_steps) == ("32", "2", ("2",))
    assert view.row.unit == step.unit == Label("区交通委", "District Transport Commission")
    assert [unit.zh for unit in step.co_units] == [unit.zh for unit in view.co_units] == ["区人社局", "镇城运中心"]
    assert (step.kind, step.who, step.text, step.own) == ("forwarded", "卫某", "请在十日内联系来访人。", True)
    assert (step.verdict, step.reason, step.in_force, step.place) == ("provisional", "", True, "山阳镇征集工作站")
    assert view.replied is None
    assert holds(office)


def test_a_unit_that_is_not_in_the_list_is_kept_in_words(office: Desk, case: UUID):
    forward_case(office, case, {"lead_unit": "晨光物业"})
    assert view_of(office, case).row.unit == Label("晨光物业", "晨光物业")
    assert find_cases(office.vault, office.lens).rows[0].unit == Label("晨光物业", "晨光物业")
    assert newest(office, case).text == ""


def test_a_case_forwarded_again_has_the_last_unit(office: Desk, case: UUID):
    forward_case(office, case, {"unit": "U01", "co_units": ["U02"]})
    forward_case(office, case, {"unit": "U03"})
    view = view_of(office, case)
    assert (view.row.unit, view.co_units) == (Label("区交通委", "District Transport Commission"), ())
    assert [step.in_force for step in view.steps if step.kind == "forwarded"] == [True, False]


def test_a_reply_says_what_came_of_it_and_what_is_promised(office: Desk, case: UUID):
    forward_case(office, case, {"unit": "U03"})
    reply_case(office, case, {**ANSWER, "promise": "装三盏灯", "promise_date": "2026-12-31", "contact": "陶某"})
    view, step = view_of(office, case), newest(office, case)
    assert (view.row.state, view.now_step, view.done_steps) == ("60", "5", ("2", "5"))
    assert (step.kind, step.outcome, step.outcome_label) == ("replied", "3", Label("计划解决", "Planned"))
    assert (step.text, step.promise, step.promised) == (ANSWER["reply_text"], "装三盏灯", date(2026, 12, 31))
    assert view.replied == date(2026, 11, 21)
    assert {"tell", "track", "extend", "pause"} < set(view.offered)
    assert {"forward", "reply"}.isdisjoint(view.offered)
    assert holds(office)


def test_the_letter_says_what_the_reply_in_force_says(office: Desk, case: UUID):
    more = {"contact": "陶某", "contact_phone": "021-0000 0203", "document": "张市监建复〔2026〕12号"}
    reply_case(office, case, {**ANSWER, **more, "lead_unit": "U12", "copy_to": ["区教育局", "镇人大办"]})
    letter = read_reply(office.vault, case)
    assert (letter.unit, letter.document, letter.copy_to) == (
        "区市场监管局",
        more["document"],
        ("区教育局", "镇人大办"),
    )
    assert (letter.title, letter.name, letter.anonymous) == ("东门路灯", "欧阳某", False)
    assert (letter.body, letter.outcome, letter.day) == (ANSWER["reply_text"], "3", date(2026, 11, 21))
    assert (letter.contact, letter.contact_phone, letter.promise, letter.promised) == (
        "陶某",
        "021-0000 0203",
        "",
        None,
    )
    assert (letter.number, letter.sample) == (view_of(office, case).row.number, False)


def test_without_a_unit_the_station_itself_replies(office: Desk, case: UUID):
    reply_case(office, case, ANSWER)
    assert read_reply(office.vault, case).unit == "山阳镇征集工作站"
    assert newest(office, case).unit == Label("山阳镇征集工作站", "山阳镇征集工作站")


def test_the_day_is_shanghais_and_stays_when_the_clock_goes_on(office: Desk, case: UUID, clock: Clock):
    clock.now = clock.now.replace(hour=23, minute=59)
    reply_case(office, case, ANSWER)
    clock.wait(days=40)
    assert read_reply(office.vault, case).day == date(2026, 11, 21)


AT_A_VILLAGE = ("discuss", "research", "supervise", "mediate", "settle", "tell")


@pytest.mark.parametrize("founded_as", ["point", "village"])
def test_a_village_forwards_and_answers_nothing(found: Found, tmp_path: Path, founded_as: str):
    desk = found(tmp_path / "village", Founding("310116113000", "晨光居民区", founded_as, "卫某", PASSWORD)).desk
    id = record_case(desk, LAMP).subjects[0]
    assert view_of(desk, id).offered == ("review", *AT_A_VILLAGE)
    refusal("not_an_office", desk, lambda: forward_case(desk, id, {"unit": "U03"}))
    refusal("not_an_office", desk, lambda: reply_case(desk, id, ANSWER))


def test_from_enrolment_on_the_level_it_was_enrolled_at_counts(desk: Desk):
    id = record_case(desk, LAMP).subjects[0]
    enrolled(desk, level="district")
    assert {"forward", "reply", "track", "extend", "pause"} < set(view_of(desk, id).offered)
    forward_case(desk, id, {"unit": "U03"})
    with desk.vault.write() as connection:
        connection.exec_driver_sql("UPDATE hub SET level = 'village'")
    assert view_of(desk, id).offered == ("research", "supervise", "mediate", "tell", "carry", "complete")
    refusal("not_an_office", desk, lambda: reply_case(desk, id, ANSWER))


def test_a_wrong_state_is_named_in_words(office: Desk, case: UUID):
    withdraw_case(office, case, "不提了")
    error = refusal("state_wrong", office, lambda: forward_case(office, case, {"unit": "U03"}))
    assert error.facts == {"state": "99"}
    assert "建议人撤回" in explain(error, "zh")
    assert "99" not in explain(error, "en")
    assert view_of(office, case).offered == ()


def test_a_case_is_answered_once(office: Desk, case: UUID):
    reply_case(office, case, ANSWER)
    refusal("state_wrong", office, lambda: reply_case(office, case, ANSWER))
    refusal("state_wrong", office, lambda: forward_case(office, case, {"unit": "U03"}))


@pytest.mark.parametrize(
    ("act", "form", "code"),
    [
        (forward_case, {}, "unit_missing"),
        (forward_case, {"lead_unit": "  ", "note": "办一下"}, "unit_missing"),
        (forward_case, {"lead_unit": "U03", "notes": "a"}, "keys_unknown"),
        (reply_case, {"reply_text": "好"}, "outcome_missing"),
        (reply_case, {"outcome": "1"}, "reply_missing"),
        (reply_case, {"outcome": "1", "reply_text": " \n"}, "reply_missing"),
        (reply_case, {"outcome": "9", "reply_text": "好"}, "code_unknown"),
        (reply_case, {**ANSWER, "promise_date": "2026-11-20"}, "date_past"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(
    office: Desk, case: UUID, act: Any, form: dict[str, Any], code: str
):
    refusal(code, office, lambda: act(office, case, form))
    assert view_of(office, case).row.state == "10"


def test_an_accusation_takes_no_step(office: Desk):
    id = record_case(office, {"nature": "JK"}).subjects[0]
    assert view_of(office, id).offered == ()
    refusal("accusation", office, lambda: forward_case(office, id, {"unit": "U03"}))
    refusal("accusation", office, lambda: reply_case(office, id, ANSWER))


def test_no_step_is_taken_of_a_case_that_a_newer_version_wrote_to(office: Desk, case: UUID):
    save(office.vault, office.operator, office.clock(), [NewFact("case.merged", case, {"main": "x"})])
    assert view_of(office, case).offered == ()
    refusal("case_read_only", office, lambda: forward_case(office, case, {"unit": "U03"}))


def test_a_step_of_no_case_is_refused(office: Desk):
    for act, form in ((forward_case, {"unit": "U03"}), (reply_case, ANSWER)):
        refusal("case_unknown", office, lambda act=act, form=form: act(office, UUID(int=7), form))


def test_where_the_words_were_erased_nothing_more_is_written_in_words(office: Desk, case: UUID):
    erase_case(office, case, "words", "本人要求")
    refusal("erased", office, lambda: reply_case(office, case, ANSWER))
    refusal("erased", office, lambda: forward_case(office, case, {"unit": "晨光物业"}))
    forward_case(office, case, {"unit": "U03"})
    assert view_of(office, case).row.state == "32"


def test_erasing_the_words_takes_the_reply_along_and_leaves_its_outcome(office: Desk, case: UUID):
    forward_case(office, case, {"unit": "晨光物业", "note": "绝密附言"})
    reply_case(office, case, {**ANSWER, "promise": "装三盏灯"})
    erase_case(office, case, "words", "本人要求")
    step = view_of(office, case).steps[1]
    assert (step.kind, step.text, step.promise, step.unit, step.outcome) == ("replied", "", "", None, "3")
    assert view_of(office, case).row.unit is None
    with pytest.raises(BadInput, match="reply_erased"):
        read_reply(office.vault, case)
    assert holds(office)
    raw = b"".join(path.read_bytes() for path in office.home.folder.rglob("*") if path.is_file())
    assert "绝密附言".encode() not in raw


def test_a_letter_after_the_name_was_erased_leaves_it_blank(office: Desk, case: UUID):
    reply_case(office, case, ANSWER)
    erase_case(office, case, "person", "本人要求")
    assert read_reply(office.vault, case).name == ""


def test_a_case_without_a_reply_has_no_letter(office: Desk, case: UUID):
    for _ in range(2):
        with pytest.raises(BadInput, match="no_reply"):
            read_reply(office.vault, case)
        forward_case(office, case, {"unit": "U03"})


def test_after_a_reply_the_case_can_be_corrected_and_withdrawn_and_its_slip_stays(office: Desk, case: UUID):
    reply_case(office, case, ANSWER)
    before = read_slip(office.vault, office.lens, case)
    correct_case(office, case, {"title": "西门路灯"}, "写错了")
    assert read_reply(office.vault, case).title == "西门路灯"
    withdraw_case(office, case, "不提了")
    assert view_of(office, case).row.state == "99"
    assert read_reply(office.vault, case).body == ANSWER["reply_text"]
    assert read_slip(office.vault, office.lens, case).promised == before.promised
    assert holds(office)


def test_a_village_sees_what_the_town_did_by_the_towns_name(desk: Desk, clock: Clock):
    id = record_case(desk, LAMP).subjects[0]
    enrolled(desk)
    arrived(desk, clock.now)
    office = town(desk, clock.now)
    forwarded(desk, id, clock.now, office)
    replied(desk, id, clock.now, office, "已经修好。")
    correct_case(desk, id, {"title": "西门路灯"}, "写错了")
    corrected, reply, forward, first = view_of(desk, id).steps
    assert (corrected.kind, corrected.own, corrected.who) == ("corrected", True, "卫某")
    assert [(step.kind, step.who, step.place, step.own) for step in (reply, forward)] == [
        ("replied", TOWN, TOWN, False),
        ("forwarded", TOWN, TOWN, False),
    ]
    assert (first.who, first.place, first.own) == ("卫某", "晨光居民区征集点", True)
    assert (reply.verdict, reply.text, reply.in_force) == ("ok", "已经修好。", True)
    assert view_of(desk, id).row.state == "60"
    assert read_reply(desk.vault, id).body == "已经修好。"


def test_a_list_names_the_place_where_each_case_was_recorded(desk: Desk, clock: Clock):
    own = record_case(desk, LAMP).subjects[0]
    village = town(desk, clock.now, level="village", name="恒康居委会")
    other = UUID(int=9)
    body = Registered(number="482917036", nature="JY")
    came(desk, NewFact("case.registered", other, body.to_json()), clock.now, village)
    places = {row.id: row.place for row in find_cases(desk.vault, desk.lens).rows}
    assert places == {own: "晨光居民区征集点", other: "恒康居委会"}


def test_every_rule_has_an_action_and_every_action_a_rule():
    assert {*STEPS, "tell", "digest"} == {rule.name for rule in RULES}  # these two have doors of their own
