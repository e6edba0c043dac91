"""The verdict is given once, in one order of rules, by the facts that stand before it."""

from typing import Any
from uuid import UUID, uuid4

from desk.hub import places
from desk.hub.hub import Hub
from desk.journal.fact import NewFact
from tests.hub.hub_tools import (
    FAR,
    NEIGHBOUR,
    TOWN,
    VILLAGE,
    Pen,
    desk_at,
    name_rows,
    read_feed,
    registration,
    rows_of,
    verdicts,
)

ASIDE = "set_aside"


def forwarded(subject: UUID, level: str) -> NewFact:
    body = {"level": level, "day": "2026-11-21", "unit": "U01", "texts": ["note"]}
    return NewFact("case.forwarded", subject, body, words={"note": "请办理"})


def withdrawn(subject: UUID) -> NewFact:
    return NewFact("case.withdrawn", subject, {}, words={"reason": "不提了"})


def corrected(subject: UUID, **body: Any) -> NewFact:
    return NewFact("case.corrected", subject, body or {"category": "08"})


def test_facts_of_one_push_are_judged_one_after_the_other(hub: Hub):
    pen = desk_at(hub)
    case = uuid4()
    pen.push(hub, pen.write(corrected(case), registration(case), registration(case), corrected(case), withdrawn(case)))
    pen.push(hub, pen.write(corrected(case), withdrawn(case)))
    assert verdicts(hub, pen.member) == [
        ("not_applied", "not_registered"),
        ("ok", ""),
        ("not_applied", "already_registered"),
        ("ok", ""),
        ("ok", ""),
        ("not_applied", "withdrawn"),
        ("not_applied", "withdrawn"),
    ]


def test_stamps_are_counted_without_gaps_in_the_order_of_the_feed(hub: Hub):
    pen, other = desk_at(hub), desk_at(hub, NEIGHBOUR)
    for _ in range(3):
        pen.push(hub, pen.register(2))
        other.push(hub, other.register(3))
    city = desk_at(hub, "310000000000", "city")
    rows = rows_of(hub, city.member)
    first = rows[0]["n"]
    assert [row["n"] for row in rows] == list(range(first, first + 15))
    assert {row["hub_time"] for row in rows} == {int(hub.clock())}


def test_what_was_recorded_before_enrolling_is_the_stations_and_goes_where_the_rest_goes(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(1, place=pen.station))
    pen.push(hub, pen.register(1))
    assert verdicts(hub, pen.member) == [("ok", "")] * 2
    assert len(rows_of(hub, desk_at(hub, TOWN, "town").member)) == 2


def test_a_desk_does_not_write_for_another_place(hub: Hub):
    pen, neighbour = desk_at(hub), desk_at(hub, NEIGHBOUR)
    pen.push(hub, pen.register(1, place=neighbour.place))
    assert verdicts(hub, pen.member) == [(ASIDE, "not_your_place")]
    assert rows_of(hub, neighbour.member) == []
    assert rows_of(hub, desk_at(hub, TOWN, "town").member) == []


def test_a_case_is_only_open_to_the_places_above_it(hub: Hub):
    pen, far, town = desk_at(hub), desk_at(hub, FAR), desk_at(hub, TOWN, "town")
    case = uuid4()
    pen.push(hub, pen.write(registration(case)))
    far.push(hub, far.write(corrected(case)))
    town.push(hub, town.write(corrected(case)))
    assert verdicts(hub, far.member) == [(ASIDE, "out_of_place")]
    assert verdicts(hub, pen.member) == [("ok", ""), (ASIDE, "out_of_place"), ("ok", "")]


def test_a_desk_below_does_not_write_on_what_stands_above(hub: Hub):
    pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    case = uuid4()
    town.push(hub, town.write(registration(case)))
    pen.push(hub, pen.write(corrected(case)))
    assert verdicts(hub, pen.member) == [(ASIDE, "out_of_place")]


def test_where_a_place_hangs_is_for_the_hub_alone_to_say(hub: Hub):
    pen = desk_at(hub)
    town = places.find_place(hub, TOWN, "town")
    placed = {"code": VILLAGE, "level": "point"}
    pen.push(
        hub,
        pen.write(
            NewFact("place.placed", pen.station, {**placed, "parent": str(town)}),
            NewFact("place.placed", pen.place, {**placed, "level": "city"}),
            NewFact("place.placed", uuid4(), placed),
            NewFact("place.placed", pen.station, placed, words={"name": "东门征集点"}),
        ),
    )
    assert _own_verdicts(hub, pen) == [(ASIDE, "hub_only")] * 3 + [("ok", "")]
    tree = places.tree(hub)
    assert tree.parents[pen.station] == pen.place
    assert tree.parents[pen.place] == town


def _own_verdicts(hub: Hub, pen: Pen) -> list[tuple[str, str]]:
    own = []
    for page in read_feed(hub, pen.member):
        keys = [key for key, _ in page["streams"]]
        own += [(r["verdict"], r["reason"]) for r in name_rows(page) if keys[r["stream"]] == pen.key.hex()]
    return own


def test_a_place_is_described_from_where_it_is_seen(hub: Hub):
    pen, far = desk_at(hub), desk_at(hub, FAR)
    described = NewFact("place.described", pen.station, {"texts": ["phone"]}, words={"phone": "57320000"})
    pen.push(hub, pen.write(described))
    far.push(hub, far.write(described))
    assert _own_verdicts(hub, pen) == [("ok", "")]
    assert _own_verdicts(hub, far) == [(ASIDE, "out_of_place")]


def test_a_step_is_taken_at_the_desks_own_level(hub: Hub):
    pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    case = uuid4()
    pen.push(hub, pen.write(registration(case), forwarded(case, "town"), forwarded(case, "village")))
    town.push(hub, town.write(forwarded(case, "city"), forwarded(case, "town")))
    assert verdicts(hub, town.member) == [
        ("ok", ""),
        (ASIDE, "not_your_level"),
        ("not_applied", "not_an_office"),
        (ASIDE, "not_your_level"),
        ("ok", ""),
    ]


def test_a_kind_of_tomorrow_is_kept_unjudged_and_passed_on(hub: Hub):
    pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    case = uuid4()
    pen.push(hub, pen.write(registration(case), NewFact("case.dreamt", case, {"of": ["a", {"bridge": 1}]})))
    pen.push(hub, pen.write(NewFact("festival.planned", uuid4(), {"day": "2027-01-01"}), corrected(case)))
    assert verdicts(hub, town.member) == [
        ("ok", ""),
        ("unjudged", "unknown_kind"),
        ("unjudged", "unknown_kind"),
        ("ok", ""),
    ]


def test_the_first_rule_that_forbids_is_the_one_that_is_named(hub: Hub):
    pen, far = desk_at(hub), desk_at(hub, FAR)
    case = uuid4()
    pen.push(hub, pen.write(registration(case)))
    elsewhere = far.write(NewFact("case.dreamt", case, {"level": "moon"}), place=pen.place)
    here = far.write(
        NewFact("case.dreamt", case, {"level": "moon"}), NewFact("case.dreamt", uuid4(), {"level": "moon"})
    )
    far.push(hub, [*elsewhere, *here])
    assert verdicts(hub, far.member) == [(ASIDE, "not_your_place"), (ASIDE, "out_of_place"), (ASIDE, "not_your_level")]


def test_a_fact_that_was_set_aside_claims_no_case(hub: Hub):
    pen, far = desk_at(hub), desk_at(hub, FAR)
    case = uuid4()
    far.push(hub, far.write(registration(case), place=pen.place))
    pen.push(hub, pen.write(registration(case)))
    told = [(row["verdict"], row["again"]) for row in rows_of(hub, pen.member)]
    assert told == [(ASIDE, 0), (ASIDE, 1), ("ok", 0)], "what it may see from now on is told once more"
    pen.push(hub, pen.write(corrected(case)))
    assert verdicts(hub, far.member) == [(ASIDE, "not_your_place")] * 2, "of its own it hears, of the case nothing"


def test_what_a_desk_says_last_is_judged_by_what_others_said_before(hub: Hub):
    pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    case = uuid4()
    pen.push(hub, pen.write(registration(case)))
    late = pen.write(corrected(case))
    town.push(hub, town.write(withdrawn(case)))
    pen.push(hub, late)
    assert verdicts(hub, pen.member)[-1] == ("not_applied", "withdrawn")
