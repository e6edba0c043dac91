"""Whatever facts come, in whatever order and shape, they are kept, projected, shown, and computed the same again."""

import random
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from made_up import words
from sqlalchemy import select

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.domain.step_table import RULES as RULES_OF_STEPS
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.reads.reasons import reason_words
from desk.reads.slips import read_slip
from desk.storage.save import new_id, save
from desk.storage.tables import fact, subject

PROMISE = {"days": 60, "raw": "2027-01-03", "rolled": "2027-01-04", "holidays_known": False, "wording": "station-1"}
PROMISE |= {"latest": "2027-02-02"}
ODD = [None, "", "一句话", 7, -1, 2**53 - 1, True, [], ["x"], {}, {"a": 1}, "1970-01-01T00:00:00.000Z", "9999-12-31"]
CLOCKS = [{"rule": "ST02", "start": "2026-11-21", "raw": "2026-11-24", "until": "triaged"}]
LEGAL = [{"rule": "D04", "start": "2026-11-21", "raw": "2027-02-21", "until": "replied", "latest": "2027-05-21"}]
DAYS, RULES = ["2026-11-21", "2027-01-03", "2027-01-20", "2027-04-01"], ["ST05", "ST02", "D04", "X1"]
SAID = {"level": ["town", "point"], "day": DAYS, "texts": [["reason", "approver", "reply_text"], ["reason"], []]}
PLAIN = ("researched", "supervised", "signed", "completed", "recommended", "awarded", "filed", "mediating", "mediated")
BODIES: dict[str, dict[str, list[Any]]] = {
    "case.registered": {
        "number": ["482917036", "100000000"],
        "nature": ["JY", "JK", "SQ", "ZZ"],
        "texts": [["name", "title"], ["title"], [], ["surprise"]],
        "received_at": ["1900-01-01T00:00:00.000Z", "2199-12-31T23:59:59.999Z", "2026-11-21T00:00:00.000Z"],
        "promise": [PROMISE],
        "clocks": [CLOCKS],
        "identity": [["ID01"], []],
        "person_times": [1, 0, -5, 2**53 - 1],
    },
    "case.corrected": {
        "nature": ["JY", "JK", "SQ"],
        "texts": [["name"], ["title"], []],
        "cleared": [["received_at", "nature", "number"], ["title"], []],
        "received_at": ["2026-11-01T00:00:00.000Z"],
        "promise": [PROMISE],
        "clocks": [CLOCKS],
    },
    "case.withdrawn": {},
    "case.forwarded": SAID | {"unit": ["U01"], "clocks": [CLOCKS, LEGAL]},
    "case.replied": SAID | {"unit": ["U01"], "outcome": ["1", "5"], "clocks": [CLOCKS]},
    "case.returned": SAID,
    "case.tracked": SAID | {"track": ["deputy", "petition", "none"], "received": DAYS, "clocks": [LEGAL]},
    "case.accepted": SAID | {"clocks": [CLOCKS]},
    "case.extended": SAID | {"rule": RULES, "raw": DAYS, "rolled": DAYS},
    "case.paused": SAID | {"rule": RULES},
    "case.resumed": SAID | {"rule": RULES, "raw": DAYS, "unsure": [True]},
    **{f"case.{kind}": SAID for kind in PLAIN},
    "case.reviewed": SAID | {"loop": ["SMALL", "ZZ"], "category": ["07"]},
    "case.discussed": SAID | {"people": [17, -1]},
    "case.digested": SAID | {"digest": ["00000000-0000-7000-8000-000000000005"]},
    "case.instructed": SAID | {"texts": [["actor", "text"], []]},
    "case.settled": SAID | {"outcome": ["1", "4"], "promised": DAYS},
    "case.carried": SAID | {"texts": [["note"]], "promised": DAYS},
    "case.adopted": SAID | {"adoption": ["F", "X"]},
    "case.linked": SAID | {"texts": [["number"]], "link": ["deputy"]},
    "case.unlinked": SAID | {"linked": ["00000000-0000-7000-8000-000000000006"]},
    "case.told": SAID
    | {"how": ["FM2"], "satisfaction": ["S1", "S3"], "again": [True], "next_try": DAYS, "about": [[]]},
    "case.surveyed": SAID | {"satisfaction": ["S1", "S3"], "attitude": ["S2"], "again": [True]},
    "case.quoted": {"date": ["2026-01-01", "1900-01-01", "2199-12-31"], "state": ["60", "99"], "step": ["1", "8"]},
    "case.slip": {"outcome": ["handed", "refused", "printed", "failed", "not_out"], "job": [1, 2**53 - 1]},
    "case.erased": {"part": ["person", "words", "both"]},
    "case.dreamt": {"of": ["rain"]},
    "place.described": {"promise_days": [1, 3650], "texts": [["phone"]]},
    "operator.added": {"role": ["head"]},
    "dream.had": {"of": ["rain"]},
}
NEEDED = {"case.registered": {"number": "482917036"}, "case.quoted": {"date": "2026-01-01"}}
NEEDED |= {
    f"case.{name}": {"level": "town", "day": "2026-11-21"}
    for name in (rule.kind.partition(".")[2] for rule in RULES_OF_STEPS)
}
NEEDED["case.told"] |= {"reached": "told"}
NEEDED["case.digested"] |= {"digest": "00000000-0000-7000-8000-000000000005"}
NEEDED["case.unlinked"] |= {"linked": "00000000-0000-7000-8000-000000000006"}
NEEDED["case.tracked"] |= {"track": "deputy", "received": "2026-11-21"}
for moved in ("extended", "resumed"):
    NEEDED[f"case.{moved}"] |= {"rule": "ST05", "raw": "2027-01-20"}
NEEDED["case.paused"] |= {"rule": "ST05"}
PARTS: list[dict[str, Any] | None] = [
    None,
    {"name": "王某", "phone": "13900000001", "who": "李某"},
    {"title": "路灯", "reason": "说错了", "text": "修好了"},
    {
        "number": "2026-1",
        "unit": "调委会",
        "note": "看过了",
        "record": "说了",
        "text": "办好",
        "actor": "某",
        "reason": "没",
    },
    {"number": 5, "unit": ["x"], "note": {}, "said": 1},
    {"name": 7, "title": ["路灯"], "reason": {"a": 1}, "text": None, "who": False},
]


def a_fact(chance: random.Random, case: UUID) -> NewFact:
    kind = chance.choice(list(BODIES))
    fields = {name: chance.choice(values) for name, values in BODIES[kind].items() if chance.random() < 0.6}
    body = {**NEEDED.get(kind, {}), **fields}
    if chance.random() < 0.25:
        body[chance.choice([*BODIES[kind], "surprise"])] = chance.choice(ODD)
    return NewFact(kind, case, body, chance.choice(PARTS), chance.choice(PARTS))


def test_any_facts_in_any_order_are_kept_and_shown(desk: Desk, capsys: pytest.CaptureFixture[str]):
    chance, cases = random.Random(11), [new_id() for _ in range(80)]
    for case in cases:
        story = [a_fact(chance, case) for _ in range(chance.randint(1, 14))]
        if chance.random() < 0.7:
            story.insert(
                0, NewFact("case.registered", case, {"number": "482917036", "texts": ["title"]}, None, PARTS[2])
            )
        print(story)  # told when the test fails
        for one in story:
            save(desk.vault, desk.operator, desk.clock(), [one])
        with desk.vault.read() as connection:
            kept = connection.execute(
                select(fact.c.n).join(subject, subject.c.n == fact.c.subject).where(subject.c.id == case.bytes)
            ).all()
        assert len(kept) == len(story)
        show(desk, case)
    capsys.readouterr()
    assert find_cases(desk.vault, desk.lens).total > 30
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0] is True


def show(desk: Desk, case: UUID) -> None:
    try:
        view = read_case(desk.vault, desk.lens, case)
    except BadInput as error:
        if error.code != "case_unknown":
            raise
        return
    read_slip(desk.vault, desk.lens, case)
    for step in view.steps:
        assert step.verdict in ("provisional", "not_applied", "unjudged")
        assert (step.reason == "") == (step.verdict == "provisional")
        assert isinstance(step.text, str)
        assert reason_words(step.reason, "zh") != step.reason or step.reason == ""


def test_an_unknown_kind_makes_a_case_read_only_and_is_kept_to_the_letter(desk: Desk):
    case = record_case(desk, {"title": "路灯"}).subjects[0]
    save(desk.vault, desk.operator, desk.clock(), [NewFact("case.dreamt", case, {"of": "rain"}, words={"text": "梦"})])
    view = read_case(desk.vault, desk.lens, case)
    assert (view.steps[0].verdict, view.steps[0].text, view.row.state) == ("unjudged", "梦", "10")
    for change in (
        lambda: correct_case(desk, case, {"title": "桥"}, "改"),
        lambda: withdraw_case(desk, case, "不提了"),
    ):
        with pytest.raises(BadInput, match="case_read_only"):
            change()
    erase_case(desk, case, "words", "本人要求")
    assert read_case(desk.vault, desk.lens, case).steps[1].text == ""


def test_a_fact_that_is_not_applied_is_kept_with_its_reason_and_its_words(desk: Desk):
    case = record_case(desk, {"title": "路灯"}).subjects[0]
    withdraw_case(desk, case, "不提了")
    late = NewFact(
        "case.corrected", case, {"texts": ["title"], "cleared": []}, words={"title": "桥", "reason": "改主意"}
    )
    save(desk.vault, desk.operator, desk.clock(), [late])
    view = read_case(desk.vault, desk.lens, case)
    assert view.row.sync == "refused"
    assert view.row.title == "路灯"
    assert [(step.kind, step.verdict, step.reason) for step in view.steps] == [
        ("corrected", "not_applied", "withdrawn"),
        ("withdrawn", "provisional", ""),
        ("registered", "provisional", ""),
    ]
    assert view.steps[0].text == "改主意"


def test_a_step_is_quoted_only_before_the_first_own_step(desk: Desk):
    case = record_case(desk, {"title": "路灯"}).subjects[0]
    quoted = NewFact("case.quoted", case, {"date": "2026-11-01", "state": "60"}, words={"text": "已答复"})
    save(desk.vault, desk.operator, desk.clock(), [quoted])
    assert read_case(desk.vault, desk.lens, case).row.state == "60"
    withdraw_case(desk, case, "不提了")
    save(desk.vault, desk.operator, desk.clock(), [quoted])
    view = read_case(desk.vault, desk.lens, case)
    assert (view.row.state, view.steps[0].reason) == ("99", "after_own_step")


def test_the_same_facts_make_the_same_rows_at_any_other_time(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    chance = random.Random(5)
    for _ in range(5):
        correct_case(desk, record_case(desk, {"title": words(chance, 5)}).subjects[0], {"title": "桥"}, "改")
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setenv("TZ", "America/New_York")
    for now in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)):
        desk.clock.now = now  # type: ignore[attr-defined]
        assert verify_desk(desk)[1] == []


def test_the_rows_of_a_subject_follow_its_first_fact(desk: Desk):
    """A fact of another noun on a subject is kept and changes nothing, now and when tables are computed anew."""
    case = record_case(desk, {"title": "路灯"}).subjects[0]
    with desk.vault.read() as connection:
        place = UUID(bytes=connection.exec_driver_sql("SELECT id FROM place").scalar_one())
    save(
        desk.vault,
        desk.operator,
        desk.clock(),
        [
            NewFact("case.registered", place, {"number": "482917036", "texts": [], "nature": "JY"}),
            NewFact("place.described", case, {"promise_days": 5, "texts": [], "cleared": []}),
            NewFact("operator.added", place, {"role": "head"}),
        ],
    )
    assert find_cases(desk.vault, desk.lens).total == 1
    assert verify_desk(desk)[1] == []
