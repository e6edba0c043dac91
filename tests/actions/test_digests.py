"""Digests at an office's desk: made over several cases in one act, changed, instructed on, withdrawn."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from made_up import PASSWORD, Clock, Found
from sqlalchemy import select

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.digest_printing import make_digest_paper, preview_digest
from desk.actions.digests import change_digest, digest_case, instruct_digest, make_digest, withdraw_digest
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases
from desk.actions.opening import Founding
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.journal.content import read_content
from desk.reads.cases import case_of, read_case
from desk.reads.digest_papers import read_digest_known, read_digest_paper
from desk.reads.digest_views import DigestView
from desk.reads.digests import DigestFilter, pick_digest, read_digest, read_digests
from desk.sentences import SENTENCES
from desk.storage.tables import fact
from desk.text import explain

OFFICE = Founding("310116000000", "金山区人民建议征集办公室", "district", "戚某", PASSWORD)
WALL: dict[str, Any] = {
    "title": "关于建立破坏房屋承重结构“管执联动”机制的建议",
    "main_cause": "个别业主装修时敲掉承重墙。",
    "proposal": "1. 建立联动流程；2. 签署承诺书。",
    "channel": "CH02",
    "division_code": "310116104000",
    "suggester": {"name": "姜某", "phone": "13900000012", "identity": "党外人士", "public_ok": False},
}
DIGEST = {"title": "关于“管执联动”的建议", "cause": "敲掉承重墙，来回一周。", "opinion": "涉及公共安全。"}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "office", OFFICE).desk


@pytest.fixture
def wall(office: Desk) -> UUID:
    return record_case(office, WALL).subjects[0]


@pytest.fixture
def beds(office: Desk) -> UUID:
    return record_case(office, {"title": "床位", "main_cause": "住满。"}).subjects[0]


def made(desk: Desk, *cases: UUID, **form: Any) -> UUID:
    return make_digest(desk, DIGEST | {"cases": [str(id) for id in cases]} | form).subjects[0]


def seen(desk: Desk, id: UUID) -> DigestView:
    return read_digest(desk.vault, desk.lens, id)


def number_of(desk: Desk, id: UUID) -> str:
    return read_case(desk.vault, desk.lens, id).row.number


def state_of(desk: Desk, id: UUID) -> str:
    return read_case(desk.vault, desk.lens, id).row.state


def refused(code: str, act: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.code == code
    assert code in SENTENCES
    for lang in ("zh", "en"):
        assert "{" not in explain(caught.value, lang)
    return caught.value


def holds(desk: Desk) -> bool:
    return verify_desk(desk)[1] == [] and rebuild_desk(desk)[0]


def acts_of(desk: Desk) -> dict[str, set[str]]:
    """The kinds of facts by the act they belong to."""
    with desk.vault.read() as connection:
        contents = [json.loads(row) for row in connection.execute(select(fact.c.content)).scalars()]
    acts: dict[str, set[str]] = {}
    for content in contents:
        if "act" in content:
            acts.setdefault(content["act"], set()).add(content["kind"])
    return acts


def test_a_digest_of_two_cases_is_one_act_and_both_say_so(office: Desk, wall: UUID, beds: UUID):
    change = make_digest(office, DIGEST | {"cases": [str(wall), str(beds)]})
    id = change.subjects[0]
    assert set(change.subjects[1:]) == {wall, beds}
    assert [one.code for one in change.warnings] == ["no_digest_proposal"]
    assert {"digest.made", "case.digested"} in acts_of(office).values()
    view = seen(office, id)
    assert (view.line.year, view.line.issue, view.line.day, view.line.state) == (2026, 1, date(2026, 11, 21), "made")
    assert (view.line.title, view.line.cases, view.own, view.line.place) == (DIGEST["title"], 2, True, "")
    assert [one.row.id for one in view.cases] == [wall, beds]
    assert (view.texts.office, view.texts.editor) == (OFFICE.name, "戚某")
    for case in (wall, beds):
        shown = read_case(office.vault, office.lens, case)
        assert shown.row.state == "33"
        assert (shown.steps[0].kind, shown.steps[0].step) == ("digested", "2")
    assert holds(office)


def test_who_is_merged_is_reported_too_and_a_child_stands_for_its_main(office: Desk, wall: UUID, beds: UUID):
    third = record_case(office, {"title": "床位二", "main_cause": "住满。"}).subjects[0]
    merge_cases(office, wall, [beds, third])
    id = made(office, beds)
    view = seen(office, id)
    assert [one.row.id for one in view.cases] == [wall]
    assert len(view.cases[0].suggesters) == 3
    for case in (wall, beds, third):
        assert read_case(office.vault, office.lens, case).steps[0].kind == "digested"
    assert state_of(office, beds) == "12"


def test_a_step_that_one_case_cannot_take_leaves_nothing_behind(office: Desk, wall: UUID, beds: UUID):
    withdraw_case(office, beds, "不提了")
    error = refused("state_wrong_of", lambda: made(office, wall, beds))
    assert error.facts["number"] == show_number(number_of(office, beds))
    assert read_digests(office.vault).total == 0
    assert state_of(office, wall) == "10"
    assert holds(office)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"title": " "}, "digest_title_missing"),
        ({"cause": ""}, "digest_cause_missing"),
        ({"cases": []}, "digest_cases_missing"),
        ({"cases": ["000-000-000"]}, "number_unknown"),
        ({"day": "2026-11-22"}, "date_future"),
        ({"day": "2026-11-20"}, "before_registration"),
        ({"issue": 0}, "issue_wrong"),
        ({"heading": "a"}, "keys_unknown"),
    ],
)
def test_what_cannot_be_made_is_refused_by_name(office: Desk, wall: UUID, form: dict[str, Any], code: str):
    refused(code, lambda: make_digest(office, DIGEST | {"cases": [str(wall)]} | form))
    assert read_digests(office.vault).total == 0


def test_a_station_that_is_no_office_makes_none(desk: Desk):
    case = record_case(desk, WALL).subjects[0]
    refused("not_an_office", lambda: made(desk, case))


def test_issues_are_counted_by_year_and_given_once(office: Desk, wall: UUID, beds: UUID, clock: Clock):
    first = made(office, wall, issue=7)
    refused("issue_taken", lambda: made(office, beds, issue=7))
    second = made(office, beds)
    assert [seen(office, id).line.issue for id in (first, second)] == [7, 8]
    withdraw_digest(office, first, "重复")
    third = made(office, wall, issue=7)
    clock.wait(days=60)
    fourth = made(office, wall)
    line = seen(office, fourth).line
    assert (line.year, line.issue) == (2027, 1)
    assert pick_digest(office.vault, "2026-7") == third
    assert pick_digest(office.vault, "2026年第8期") == second
    assert pick_digest(office.vault, "1") == fourth
    assert pick_digest(office.vault, str(first)) == first
    assert pick_digest(office.vault, number_of(office, beds)) == second
    for word in ("2025-7", "不是期号", str(wall)):
        refused("digest_unknown", lambda word=word: pick_digest(office.vault, word))
    refused("digest_ambiguous", lambda: pick_digest(office.vault, number_of(office, wall)))


def test_what_is_the_same_from_issue_to_issue_is_known(office: Desk, wall: UUID, beds: UUID):
    passed_on = {"report_to": "区委、区政府有关领导", "send_to": "区房管局"}
    made(office, wall, **passed_on, phone="021-0000 0116", signer="周某", office="区征集办")
    known = read_digest_known(office.vault, office.lens, "戚某")
    assert (known.issue, known.texts.report_to, known.texts.signer) == (2, "区委、区政府有关领导", "周某")
    assert known.texts.title == ""
    texts = seen(office, made(office, beds, signer="", send_to="区卫健委")).texts
    assert (texts.office, texts.report_to, texts.send_to, texts.signer) == (
        "区征集办",
        "区委、区政府有关领导",
        "区卫健委",
        "",
    )


def test_only_what_differs_is_changed_and_cases_join(office: Desk, wall: UUID, beds: UUID):
    id = made(office, wall, proposal="原来的")
    refused("nothing_to_correct", lambda: change_digest(office, id, {"title": DIGEST["title"], "issue": 1}))
    refused("digest_case_leaves", lambda: change_digest(office, id, {"cases": [str(beds)]}))
    refused("digest_cause_missing", lambda: change_digest(office, id, {"cause": ""}))
    form = {"cause": "改过的事由", "proposal": "", "issue": 3, "cases": [str(wall), str(beds)]}
    change = change_digest(office, id, form)
    assert set(change.subjects) == {id, beds}
    view = seen(office, id)
    assert (view.texts.cause, view.texts.proposal, view.texts.opinion) == ("改过的事由", "", DIGEST["opinion"])
    assert (view.line.issue, [one.row.id for one in view.cases]) == (3, [wall, beds])
    assert set(view.steps[0].fields) == {"cause", "proposal", "issue", "added"}
    assert state_of(office, beds) == "33"
    assert holds(office)


def test_withdrawn_with_a_reason_and_then_nothing_more(office: Desk, wall: UUID):
    id = made(office, wall)
    refused("reason_missing", lambda: withdraw_digest(office, id, " "))
    assert read_case(office.vault, office.lens, wall).digest == (2026, 1)
    withdraw_digest(office, id, "内容有误")
    assert read_case(office.vault, office.lens, wall).digest is None
    view = seen(office, id)
    assert (view.line.state, view.steps[0].reason) == ("withdrawn", "内容有误")
    for act in (
        lambda: withdraw_digest(office, id, "再一次"),
        lambda: change_digest(office, id, {"title": "另一个"}),
        lambda: instruct_digest(office, id, {"text": "请研究", "actor": "区领导"}),
        lambda: make_digest_paper(office, id),
    ):
        refused("digest_withdrawn", act)
    assert holds(office)


def test_an_instruction_is_one_act_over_all_cases_and_waits_to_be_told(office: Desk, wall: UUID, beds: UUID):
    third = record_case(office, {"title": "床位二", "main_cause": "住满。"}).subjects[0]
    merge_cases(office, beds, [third])
    id = made(office, wall, beds)
    refused("leader_missing", lambda: instruct_digest(office, id, {"text": "请区房管局研究。"}))
    refused("instruction_missing", lambda: instruct_digest(office, id, {"actor": "区领导"}))
    change = instruct_digest(office, id, {"text": "请区房管局研究。", "actor": "区领导"})
    assert set(change.subjects) == {id, wall, beds, third}
    assert {"case.instructed"} in acts_of(office).values()
    for case in (wall, beds, third):
        step = read_case(office.vault, office.lens, case).steps[0]
        assert (step.kind, step.text) == ("instructed", "请区房管局研究。")
        with office.vault.read() as connection:
            assert "instruction" in case_of(connection, case).untold
    assert seen(office, id).line.instructed == date(2026, 11, 21)
    instruct_digest(office, id, {"text": "抓紧。", "actor": "区领导"})
    said = [(one.actor, one.text) for one in seen(office, id).instructions]
    assert said == [("区领导", "请区房管局研究。"), ("区领导", "抓紧。")]
    refused("digest_instructed", lambda: change_digest(office, id, {"title": "另一个"}))
    refused("digest_instructed", lambda: withdraw_digest(office, id, "内容有误"))
    assert holds(office)


def test_a_case_that_was_taken_back_is_passed_over(office: Desk, wall: UUID, beds: UUID):
    id = made(office, wall, beds)
    withdraw_case(office, beds, "不提了")
    change = instruct_digest(office, id, {"text": "请研究。", "actor": "区领导"})
    assert set(change.subjects) == {id, wall}
    assert [one.code for one in change.warnings] == ["state_wrong_of"]
    withdraw_case(office, wall, "不提了")
    refused("state_wrong_of", lambda: instruct_digest(office, id, {"text": "请再研究。", "actor": "区领导"}))


def test_the_paper_names_nobody_in_full_without_consent(office: Desk, wall: UUID):
    id = made(office, wall)
    (who,) = read_digest_paper(office.vault, office.lens, id).suggesters
    assert (who.identity.zh if who.identity else "", who.name, who.town) == ("党外人士", "姜*", "亭林镇")
    assert (who.channel.zh if who.channel else "") == "人民建议征集信箱"
    correct_case(office, wall, {"suggester": {"public_ok": True}}, "本人同意")
    assert read_digest_paper(office.vault, office.lens, id).suggesters[0].name == "姜某"
    erase_case(office, wall, "person", "本人要求")
    assert read_digest_paper(office.vault, office.lens, id).suggesters[0].name == ""
    assert make_digest_paper(office, id).pages == 1


def test_a_preview_is_what_the_paper_will_be(office: Desk, wall: UUID):
    form = DIGEST | {"office": OFFICE.name, "editor": "戚某", "issue": "1", "day": "2026-11-21"}
    preview = preview_digest(office, form, (wall,))
    id = made(office, wall)
    assert preview.pdf == make_digest_paper(office, id).pdf
    for odd in ({"issue": "七"}, {"day": "昨天"}, {"title": None}, {}):
        assert preview_digest(office, odd, ()).pages == 1


def test_lists_are_narrowed(office: Desk, wall: UUID, beds: UUID, clock: Clock):
    first, second = made(office, wall), made(office, beds)
    clock.wait(days=60)
    third = made(office, wall)
    assert [row.id for row in read_digests(office.vault).rows] == [third, second, first]
    assert [row.id for row in read_digests(office.vault, DigestFilter(2026)).rows] == [second, first]
    page = read_digests(office.vault, DigestFilter(case=wall), limit=1)
    assert (page.total, [row.id for row in page.rows]) == (2, [third])


def test_the_step_reports_one_case_in_its_own_words(office: Desk, wall: UUID):
    change = digest_case(office, wall, {"opinion": "涉及公共安全。"})
    assert change.subjects[0] == wall
    view = seen(office, change.subjects[1])
    assert (view.texts.title, view.texts.cause) == (WALL["title"], WALL["main_cause"])
    assert (view.texts.proposal, view.texts.opinion) == ("1. 建立联动流程。\n2. 签署承诺书。", "涉及公共安全。")
    refused("digest_is_of_case", lambda: digest_case(office, wall, {"cases": [str(wall)]}))


def test_the_body_names_nobody(office: Desk, wall: UUID):
    made(office, wall, signer="周某")
    with office.vault.read() as connection:
        contents = list(connection.execute(select(fact.c.content)).scalars())
    (body,) = [event.body for event, _ in map(read_content, contents) if event.kind == "digest.made"]
    assert set(body) == {"issue", "day", "cases", "texts"}
