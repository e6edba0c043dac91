"""Whatever facts of receptions, deputies, visits, duty and holidays come, in whatever order and shape, they are kept,
computed the same again, and every page that reads them opens."""

import random
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import func, select

from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.domain.calendar import calendar_of
from desk.domain.duty import duty_of
from desk.domain.kinds import BODIES as KNOWN
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.paper.digest import make_digest
from desk.reads.deputies import read_roster
from desk.reads.digest_papers import read_digest_paper
from desk.reads.digests import read_digest, read_digests
from desk.reads.duties import read_duties, read_duty
from desk.reads.holidays import read_year
from desk.reads.open_list import read_open_list
from desk.reads.reasons import reason_words
from desk.reads.sessions import list_sessions, read_session
from desk.reads.station import read_station
from desk.reads.visits import read_visit, read_visits
from desk.storage.save import save
from desk.storage.tables import fact

ODD = [None, "", "一句话", 7, -1, 2**53 - 1, True, [], ["x"], {}, {"a": 1}, "1970-01-01T00:00:00.000Z", "9999-12-31"]
NOON, LATER = "2026-11-20T04:00:00.000Z", "2026-11-21T09:00:00.000Z"
IDS = [UUID(int=n) for n in range(1, 7)]
WHO = [str(id) for id in IDS]
FIGURES = dict.fromkeys(("sessions", "visits", "minutes", "people", "cases", "contacts"), 1)
SUMS = dict.fromkeys(("groups", "people", "cases", "answered", "passed", "drafted", "guided"), 1)
DAYS = ["2026-11-20", "2026-01-01", "2025-12-31"]
BODIES: dict[str, dict[str, list[Any]]] = {
    "deputy.listed": {"congress": ["D", "ZZ"], "group": ["DG05", "DG99"], "since": DAYS, "texts": [["name", "phone"]]},
    "deputy.matched": {"other": WHO},
    "deputy.left": {"day": DAYS},
    "visit.recorded": {
        **{"number": ["HD-310116113000-261120"], "kind": ["V1", "V99"], "day": DAYS, "minutes": [0, 90, 1440]},
        **{"people": [0, 3], "community": [True, False], "counted": [True], "deputies": [WHO[:1], WHO]},
        **{"opinions": [0, 2, 50], "texts": [["venue", "opinions"], ["surprise"]]},
    },
    "visit.corrected": {"minutes": [5], "deputies": [WHO[1:3]], "opinions": [0, 1], "cleared": [["venue", "survey"]]},
    "visit.case": {"opinion": [1, 2, 50], "case": WHO},
    "visit.agreed": {"deputy": WHO, "day": DAYS},
    "visit.withdrawn": {},
    "visit.erased": {"part": ["person", "words", "both"]},
    "session.planned": {"day": DAYS, "starts": ["08:30"], "ends": ["11:00", "23:59"], "deputies": [WHO]},
    "session.announced": {"day": DAYS},
    "session.opened": {"number": ["JD-310116113000-261120"], "series": ["A"]},
    "session.came": {"deputy": WHO, "at": [NOON, LATER]},
    "session.went": {"deputy": WHO, "at": [NOON, LATER]},
    "session.closed": {"figures": [SUMS]},
    "session.confirmed": {"deputy": WHO, "way": ["typed", "drawn"]},
    "session.cancelled": {},
    "conversation.checked_in": {"session": WHO, "ticket": [1, 999], "people": [1, 9]},
    "conversation.called": {"table": [1]},
    "conversation.concluded": {"began": [NOON], "ended": [LATER], "deputies": [WHO], "cases": [WHO[:2]], "people": [3]},
    "conversation.erased": {"part": ["both"]},
    "duty.confirmed": {"deputy": WHO, "year": [2026, 2025], "figures": [FIGURES]},
    "duty.disputed": {"deputy": WHO, "year": [2026], "figures": [FIGURES]},
    "calendar.published": {"year": [2026, 2027], "days": [{"2026-05-01": "off"}, {"2027-05-01": "work"}, {}]},
    "digest.made": {"issue": [1, 9999], "day": DAYS, "cases": [WHO[:2], WHO], "texts": [["title", "cause"], ["x"]]},
    "digest.changed": {"issue": [2], "added": [WHO[2:4]], "texts": [["cause"]], "cleared": [["opinion"], ["title"]]},
    "digest.withdrawn": {},
    "visit.dreamt": {"of": ["rain"]},
}
PARTS: list[dict[str, Any] | None] = [
    None,
    {"name": "蒋某", "phone": "13900000001", "visited": "欧阳某", "reason": "说错了"},
    {"venue": "三村", "opinions": ["灯", "桥"], "reply": "下月", "name": "蒋某", "reason": "改", "title": "摘"},
    {"name": 7, "venue": ["三村"], "opinions": "灯", "strokes": {"a": 1}, "reason": None},
    {"opinions": [7, None, "灯"], "name": ""},
]


def a_fact(chance: random.Random, place: UUID, of: UUID) -> NewFact:
    kind = chance.choice(list(BODIES))
    body = {name: chance.choice(values) for name, values in BODIES[kind].items() if chance.random() < 0.85}
    if chance.random() < 0.15:
        body[chance.choice([*BODIES[kind], "surprise"])] = chance.choice(ODD)
    if kind.startswith("duty.") and chance.random() < 0.7:
        of = duty_of(UUID(str(body.get("deputy") or WHO[0])) if body.get("deputy") in WHO else of, 2026, place)
    if kind.startswith("calendar.") and chance.random() < 0.7:
        of = calendar_of(place, 2026)
    return NewFact(kind, of, body, chance.choice(PARTS), chance.choice(PARTS))


@pytest.mark.parametrize("seed", range(4))
def test_any_facts_of_a_reception_are_kept_and_read(desk: Desk, seed: int, capsys: pytest.CaptureFixture[str]):
    chance, place = random.Random(seed), read_station(desk.vault).place
    nouns = ("deputy.listed", "visit.recorded", "session.planned", "conversation.checked_in", "digest.made")
    whole = [
        NewFact(kind, IDS[n], {key: values[0] for key, values in BODIES[kind].items()}, PARTS[1], PARTS[2])
        for n, kind in enumerate(nouns)
    ]
    story = [*whole, *(a_fact(chance, place, chance.choice([*IDS, uuid5(place, str(n))])) for n in range(150))]
    print(story)  # told when the test fails
    with desk.vault.read() as connection:
        before = connection.execute(select(func.count()).select_from(fact)).scalar_one()
    for one in story:
        save(desk.vault, desk.operator, desk.clock(), [one])
    with desk.vault.read() as connection:
        assert connection.execute(select(func.count()).select_from(fact)).scalar_one() == before + len(story)
    read_everything(desk)
    capsys.readouterr()
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0] is True


def read_everything(desk: Desk) -> None:
    vault, lens = desk.vault, desk.lens
    for year in (2025, 2026):
        read_year(vault, desk.lists.holidays, year)
        read_roster(vault, lens, date(year, 6, 1), below=True)
        for line in read_duties(vault, lens, year).lines:
            assert read_duty(vault, lens, line.deputy.id, year).minutes == line.sums.minutes >= 0
    for row in read_visits(vault, lens).rows:
        for step in read_visit(vault, lens, row.id).steps:
            assert reason_words(step.why, "zh") != step.why or step.why == ""
    for line in read_digests(vault).rows:
        for told in read_digest(vault, lens, line.id).steps:
            assert reason_words(told.why, "zh") != told.why or told.why == ""
        assert line.state == "withdrawn" or make_digest(read_digest_paper(vault, lens, line.id)).pages >= 1
    list_sessions(vault, lens, date(2025, 1, 1), date(2026, 12, 31))
    for id in IDS:
        with suppress(BadInput):
            read_session(vault, lens, id)
    read_open_list(vault, lens)


def test_every_kind_of_these_nouns_is_walked():
    nouns = {kind.partition(".")[0] for kind in BODIES} - {"conversation"}
    assert {kind for kind in KNOWN if kind.partition(".")[0] in nouns} <= BODIES.keys()
