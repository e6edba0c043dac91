"""The duty record: every number has its rows, hours are those of presence, and what a deputy says of it stays with the
numbers it was said of."""

import dataclasses
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from duty_stage import at, deputy, session, talk
from exchanged import came, enrolled
from made_up import FOUNDING, Clock, Found

from desk.actions.cases import record_case
from desk.actions.deputies import deputy_left, match_deputy
from desk.actions.desk import Desk
from desk.actions.duties import confirm_duty, dispute_duty
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.visits import correct_visit, make_case_of_opinion, record_visit, withdraw_visit
from desk.domain.duty import duty_of
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.duties import read_duties, read_duty, sums_of
from desk.reads.reception_views import DutyView
from desk.reads.station import read_station

DAY = "2026-03-15"


def record(desk: Desk, who: UUID, year: int = 2026) -> DutyView:
    view = read_duty(desk.vault, desk.lens, who, year)
    sums = dataclasses.asdict(sums_of(view.entries))
    assert {name: getattr(view, name) for name in sums} == sums, "every number has its rows"
    (line,) = [one for one in read_duties(desk.vault, desk.lens, year).lines if one.deputy.id == view.deputy.id]
    assert (line.sums, line.verdict, line.changed_since) == (sums_of(view.entries), view.verdict, view.changed_since)
    assert line.below == (view.contacts < view.needed)
    return view


def visit(desk: Desk, who: UUID, **form: Any) -> UUID:
    said = {
        "kind": "V1",
        "day": DAY,
        "venue": "三村",
        "seen": "看过",
        "deputies": [str(who)],
        "minutes": 60,
        "people": 4,
    }
    return record_visit(desk, said | form).subjects[0]


def test_a_year_of_a_deputy_is_added_up_from_its_rows(desk: Desk):
    who, other = deputy(desk), deputy(desk, "陆某")
    cases = [record_case(desk, {"title": title}).subjects[0] for title in ("灯", "桥")]
    first = session(desk, DAY, [(who, "08:30", "10:00"), (other, "09:00", "11:00")])
    talk(desk, first, [who], 3, cases[:1])
    talk(desk, first, [who, other], 5, cases)
    talk(desk, first, [other], 100)
    session(desk, "2025-12-31", [(who, "08:30", "11:00")])
    of = visit(desk, who, opinions=["要灯"], community=True)
    make_case_of_opinion(desk, of, 1)
    visit(desk, who, counted=False)
    view = record(desk, who)
    assert [(one.sort, one.day.isoformat(), one.minutes, one.people, one.cases) for one in view.entries] == [
        ("session", DAY, 90, 8, 2),
        ("visit", DAY, 60, 4, 1),
    ]
    assert (view.sessions, view.visits, view.minutes, view.people, view.cases) == (1, 1, 150, 12, 3)
    assert (view.contacts, view.needed, view.entries[0].what.zh, view.entries[1].what.zh) == (
        2,
        2,
        "人大代表接待选民",
        "走访",
    )
    assert view.of == view.station == "晨光居民区征集点"
    assert record(desk, other).people == 105
    assert record(desk, who, 2025).sessions == 1
    assert record(desk, who, 2024).entries == ()
    assert verify_desk(desk)[1] == []


def test_a_reception_in_the_office_is_no_contact_in_the_community(found: Found, tmp_path: Any):
    town = found(tmp_path / "town", dataclasses.replace(FOUNDING, level="town")).desk
    who = deputy(town)
    session(town, DAY, [(who, "08:30", "10:00")])
    visit(town, who, kind="V6")
    visit(town, who, kind="V2", community=False)
    assert (record(town, who).contacts, record(town, who).sessions) == (1, 1)


@pytest.mark.parametrize(
    ("came_at", "went_at", "minutes"),
    [
        ("09:00", "10:30", 90),
        ("10:30", "09:00", 0),
        ("09:00", "09:00", 0),
        ("09:00", at("2026-03-16", "09:00"), 120),
        ("11:30", at("2026-03-16", "09:00"), 0),
    ],
)
def test_hours_are_never_negative_nor_a_whole_night(desk: Desk, came_at: str, went_at: str, minutes: int):
    who = deputy(desk)
    session(desk, DAY, [(who, came_at, went_at)])
    assert record(desk, who).minutes == minutes


def test_who_came_twice_is_counted_once_and_for_both_times(desk: Desk):
    who = deputy(desk)
    session(desk, DAY, [(who, "08:30", "09:00"), (who, "09:30", "10:00")])
    view = record(desk, who)
    assert (view.sessions, view.minutes) == (1, 60)


def test_a_session_under_way_counts_its_minutes_when_it_is_closed(desk: Desk, clock: Clock):
    who = deputy(desk)
    day = clock.now.date().isoformat()
    session(desk, day, [(who, "09:00", "")], closed=False)
    assert (record(desk, who).sessions, record(desk, who).minutes) == (1, 0)
    session(desk, day, [(who, "09:00", "")], ends="10:00")
    assert record(desk, who).minutes == 60, "closed by the clock at ten"


def test_who_is_named_in_a_conversation_was_there(desk: Desk):
    who = deputy(desk)
    talk(desk, session(desk, DAY), [who], 2)
    view = record(desk, who)
    assert (view.sessions, view.minutes, view.people) == (1, 0, 2)


def test_what_did_not_take_place_does_not_count(desk: Desk):
    who = deputy(desk)
    id = uuid4()
    planned = {"day": DAY, "starts": "08:30", "ends": "11:00", "deputies": [str(who)]}
    cancelled = NewFact("session.cancelled", id, {}, words={"reason": "台风"})
    came(desk, NewFact("session.planned", id, planned), desk.clock(), read_station(desk.vault).place)
    assert record(desk, who).entries == ()
    came(desk, cancelled, desk.clock(), read_station(desk.vault).place)
    of = visit(desk, who)
    assert record(desk, who).visits == 1
    withdraw_visit(desk, of, "重复")
    assert record(desk, who).entries == ()


def test_a_matched_entry_counts_for_the_published_one_once(desk: Desk):
    local, published = deputy(desk), deputy(desk, post="书记")
    both = session(desk, DAY, [(local, "08:30", "10:00"), (published, "09:00", "10:30")])
    talk(desk, both, [local, published], 3)
    match_deputy(desk, local, published)
    view = record(desk, published)
    assert (view.sessions, view.minutes, view.people) == (1, 120, 3)
    assert read_duty(desk.vault, desk.lens, local, 2026).deputy.id == published


def test_what_was_confirmed_is_compared_with_what_is(desk: Desk, clock: Clock):
    who = deputy(desk)
    session(desk, DAY, [(who, "08:30", "10:00")])
    of = visit(desk, who)
    confirm_duty(desk, who, 2026, " 蒋某 ")
    view = record(desk, who)
    assert (view.verdict, view.verdict_text, view.changed_since) == ("confirmed", "蒋某", False)
    assert view.verdict_at == clock.now.replace(microsecond=view.verdict_at.microsecond)  # type: ignore[union-attr]
    correct_visit(desk, of, {"minutes": 30}, "记错了")
    assert record(desk, who).changed_since
    clock.wait(hours=1)
    dispute_duty(desk, who, 2026, "还有一次视察没有记")
    view = record(desk, who)
    assert (view.verdict, view.verdict_text, view.changed_since) == ("disputed", "还有一次视察没有记", False)
    assert record(desk, who, 2025).verdict == ""
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0]


def test_what_was_said_of_an_entry_stays_when_it_is_matched(desk: Desk):
    local, published = deputy(desk), deputy(desk, post="书记")
    confirm_duty(desk, local, 2026, "蒋某")
    match_deputy(desk, local, published)
    assert record(desk, published).verdict == "confirmed"


def test_another_places_word_on_its_own_numbers_is_not_this_ones(desk: Desk):
    enrolled(desk)
    who, above = deputy(desk), uuid4()
    figures = dict.fromkeys(("sessions", "visits", "minutes", "people", "cases", "contacts"), 9)
    body = {"deputy": str(who), "year": 2026, "figures": figures}
    came(desk, NewFact("duty.confirmed", duty_of(who, 2026, above), body, {"name": "蒋某"}), desk.clock(), above)
    assert record(desk, who).verdict == ""
    assert rebuild_desk(desk)[0]


@pytest.mark.parametrize(("year", "code"), [(1899, "year_wrong"), (2027, "year_wrong"), (2026, "")])
def test_only_a_year_that_has_begun_is_spoken_of(desk: Desk, year: int, code: str):
    who = deputy(desk)
    if not code:
        confirm_duty(desk, who, year, "蒋某")
        return
    with pytest.raises(BadInput, match=code):
        confirm_duty(desk, who, year, "蒋某")


def test_nothing_is_said_without_a_name_a_reason_or_a_deputy(desk: Desk):
    who = deputy(desk)
    for act, code in (
        (lambda: confirm_duty(desk, who, 2026, " "), "signature_missing"),
        (lambda: confirm_duty(desk, who, 2026, "字" * 51), "text_too_long"),
        (lambda: dispute_duty(desk, who, 2026, ""), "reason_missing"),
        (lambda: confirm_duty(desk, uuid4(), 2026, "蒋某"), "deputy_unknown"),
    ):
        with pytest.raises(BadInput, match=code):
            act()
    assert record(desk, who).verdict == ""


def test_the_offices_list_has_everybody_of_the_year_and_nobody_else(desk: Desk, clock: Clock):
    idle, former, gone = deputy(desk, "闲"), deputy(desk, "前任"), deputy(desk, "早走")
    deputy_left(desk, former, date(2026, 1, 31))
    deputy_left(desk, gone, date(2024, 12, 31))
    session(desk, "2023-05-01", [(gone, "08:30", "09:00")])
    names = {one.deputy.name: one.below for one in read_duties(desk.vault, desk.lens, 2026).lines}
    assert names == {"闲": True, "前任": True}
    assert {one.deputy.name for one in read_duties(desk.vault, desk.lens, 2023).lines} == {"闲", "前任", "早走"}
    session(desk, "2026-02-01", [(gone, "08:30", "09:00")])
    assert "早走" in {one.deputy.name for one in read_duties(desk.vault, desk.lens, 2026).lines}
    assert read_duty(desk.vault, desk.lens, idle, 2026).entries == ()
    assert clock.now - desk.lens.now == timedelta()
