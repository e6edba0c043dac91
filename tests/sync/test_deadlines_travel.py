"""Deadlines of a case at several desks: the same everywhere, and what came too late stands before its maker."""

from typing import Any
from uuid import UUID

from desk.actions.desk import Desk
from desk.actions.exchange import dismiss
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.steps import extend_case, forward_case, reply_case, return_case, track_case
from desk.reads.due import read_due
from desk.reads.exchange import read_exchange
from tests.sync.country import DISTRICT, Country, record, talk, view

ANSWER = {"outcome": "1", "reply_text": "三盏灯都换了。"}
EXTENSION = {"rule": "D04", "by": 3, "approver": "镇人大主席团", "reason": "涉及面广"}


def clocks(desk: Desk, id: UUID) -> list[tuple[Any, ...]]:
    return [
        (one.rule, one.start, one.raw, one.rolled, one.state, one.ended_on, one.before) for one in view(desk, id).clocks
    ]


def assigned(village: Desk, town: Desk) -> UUID:
    """A suggestion of a deputy that was assigned, known to both."""
    id = record(village)
    talk(village, town)
    track_case(town, id, {"track": "deputy"})
    forward_case(town, id, {"unit": "U03"})
    talk(town, village)
    return id


def agree(*desks: Desk, id: UUID) -> None:
    talk(*desks, *desks)
    first = clocks(desks[0], id)
    for desk in desks:
        assert clocks(desk, id) == first
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def refused(desk: Desk, id: UUID) -> list[tuple[str, str]]:
    return [(step.kind, step.reason) for step in view(desk, id).steps if step.verdict == "not_applied"]


def test_what_the_town_counts_the_village_shows(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = assigned(village, town)
    agree(village, town, id=id)
    assert [row[0] for row in clocks(village, id)][:2] == ["D02", "ST04"]
    assert view(village, id).track == "deputy"
    assert {item.clock.rule for item in read_due(village.vault, village.lens, whole=True).items} >= {"D04", "ST05"}


def test_a_reply_and_an_extension_that_do_not_know_of_each_other(any_country: Country):
    village, town = any_country.village(), any_country.town()
    district = any_country.desk("district", DISTRICT, "district")
    id = assigned(village, town)
    talk(district)
    reply_case(town, id, ANSWER)
    extend_case(district, id, EXTENSION)
    talk(town)  # first at the hub
    agree(town, district, village, id=id)
    for desk in (village, town, district):
        assert refused(desk, id) == [("extended", "clock_over")]
    assert view(district, id).row.sync == "refused"
    assert view(town, id).row.sync == "arrived"
    (row,) = (one for one in read_exchange(district.vault, district.lens).rows if one.state == "refused")
    assert (row.kind, row.reason) == ("extended", "clock_over")
    dismiss(district, row.fact)
    assert view(district, id).row.sync == "arrived"


def test_an_extension_before_a_reply_holds_and_both_count(country: Country):
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    id = assigned(village, town)
    talk(district)
    reply_case(town, id, ANSWER)
    extend_case(district, id, EXTENSION)
    talk(district)
    agree(district, town, village, id=id)
    (reply,) = [one for one in view(village, id).clocks if one.rule == "D04"]
    assert (reply.state, reply.before is not None) == ("in_time", True)
    assert refused(village, id) == []


def test_of_two_extensions_and_two_returns_the_first_in_the_order_holds(country: Country):
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    id = assigned(village, town)
    talk(district)
    extend_case(town, id, {**EXTENSION, "by": 1})
    extend_case(district, id, EXTENSION)
    agree(town, district, village, id=id)
    assert refused(village, id) == [("extended", "clock_extended")]
    return_case(town, id, {"reason": "不属本镇"})
    return_case(district, id, {"reason": "不属本区"})
    agree(town, district, village, id=id)
    assert ("returned", "state_wrong.34") in refused(village, id)
    (reply,) = [one for one in view(village, id).clocks if one.rule == "D04"]
    assert reply.state == "returned"


def test_what_is_no_suggestion_any_more_takes_no_legal_deadline(country: Country):
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    id = record(village)
    talk(village, town, district)
    track_case(town, id, {"track": "deputy"})
    talk(town, district)
    track_case(town, id, {"track": "none"})
    forward_case(district, id, {"unit": "U03"})
    agree(town, district, village, id=id)
    assert refused(district, id) == [("forwarded", "clock_without_ground")]
    assert not any(one.legal and not one.ended_on for one in view(village, id).clocks)
