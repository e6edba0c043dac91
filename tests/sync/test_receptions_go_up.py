"""A reception day of a village comes to its town and district: the queue, the sums, the signatures, as they were."""

import pytest
from made_up_day import hold_a_day

from desk.actions.cases import erase_case
from desk.actions.desk import Desk
from desk.actions.exchange import enrol
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.plans import set_plan
from desk.actions.sessions import cancel_session, close_session, open_session
from desk.actions.talks import check_in
from desk.errors import BadInput
from desk.reads.plans import list_plans
from desk.reads.reception_views import SessionRow, SessionView
from desk.reads.sessions import list_sessions, open_sessions, read_session
from tests.sync.country import DISTRICT, SIBLING, VILLAGE, Country, talk


def rows(desk: Desk) -> tuple[SessionRow, ...]:
    today = desk.clock().date()
    return tuple(row for row in list_sessions(desk.vault, desk.lens, today, today) if row.state != "planned")


def whole(desk: Desk, row: SessionRow) -> SessionView:
    return read_session(desk.vault, desk.lens, row.id)


def test_a_day_of_the_village_is_seen_above_it_and_nowhere_else(any_country: Country):
    country = any_country
    village, town = country.village(), country.town()
    district, sibling = country.desk("district", DISTRICT, "district"), country.desk("sibling", SIBLING, "village")
    session = hold_a_day(village, visitors=4)
    mine = read_session(village.vault, village.lens, session)
    talk(village, town, district, sibling)
    (row,) = rows(town)
    assert (row.id, row.own, row.totals, row.number) == (session, False, mine.totals, mine.number)
    seen = whole(town, row)
    assert [(each.name, each.words, each.people) for each in seen.talks] == [
        (each.name, each.words, each.people) for each in mine.talks
    ]
    assert (seen.signed, seen.signatures[0].name) == (mine.signed, "蒋某")
    above = whole(district, rows(district)[0])
    assert [(each.name, each.phone, bool(each.words)) for each in above.talks[:2]] == [("", "", True)] * 2
    assert (above.totals, above.signatures[0].name) == (mine.totals, "")  # names and signatures stop at the town
    assert rows(sibling) == ()
    for desk in (village, town, district):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0] is True


def test_a_town_does_not_open_its_villages_receptions(country: Country):
    village, town = country.village(), country.town()
    session = open_session(village).subjects[0]
    check_in(village, session, {"people": 2})
    talk(village, town)
    assert [row.state for row in rows(town)] == ["open"]
    with pytest.raises(BadInput, match="session_elsewhere"):
        cancel_session(town, rows(town)[0], "台风")
    close_session(village, session, let_go=True)
    talk(village, town)
    assert [row.state for row in rows(town)] == ["closed"]


def test_who_is_erased_is_erased_in_the_queue_too(country: Country):
    village, town = country.village(), country.town()
    session = hold_a_day(village)
    talk(village, town)
    first = read_session(village.vault, village.lens, session).talks[0]
    assert first.name
    erase_case(village, first.cases[0], "person", "本人要求")
    talk(village, town)
    for desk in (village, town):
        told = read_session(desk.vault, desk.lens, session).talks[0]
        assert (told.name, told.phone, told.constituency, bool(told.words)) == ("", "", "", True)
        assert told.erased == ("person",)


def test_what_was_planned_before_joining_is_still_the_stations_own(country: Country):
    alone = country.found("alone", VILLAGE, "village")
    set_plan(alone, {"rule": {"how": "weekly", "weekday": 1}})
    session = open_session(alone).subjects[0]
    enrol(alone, country.hub.url, country.code_for(VILLAGE, "village"))
    assert open_sessions(alone.vault)[0][0] == session
    assert len(list_plans(alone.vault, alone.lens)) == 1
    close_session(alone, session)
    assert read_session(alone.vault, alone.lens, session).state == "closed"
