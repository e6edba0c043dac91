"""The feed: each desk gets what it may see, all of it, in the order in which it was committed."""

import json
from uuid import uuid4

import pytest

from desk.hub import feed, places
from desk.hub.effects import settle
from desk.hub.feed import page_of
from desk.hub.hub import Hub, Refusal
from desk.hub.ledger import Ledger
from desk.hub.own import write_own
from desk.journal.fact import NewFact
from desk.sync.wire import MOST_PAGE, NO_TOKEN
from tests.hub.hub_tools import (
    FAR,
    NEIGHBOUR,
    OTHER_TOWN,
    TOWN,
    Pen,
    desk_at,
    import_table,
    name_rows,
    read_feed,
    registration,
    rows_of,
)


def cases(hub: Hub, pen: Pen) -> list[str]:
    return [json.loads(row["content"])["subject"] for row in rows_of(hub, pen.member)]


def held(hub: Hub, pen: Pen) -> list[tuple[bool, bool]]:
    """Whether person and words came, row by row."""
    return [(bool(row["person"]), bool(row["words"])) for row in rows_of(hub, pen.member)]


def test_a_desk_sees_what_is_at_its_place_and_below(hub: Hub):
    pen, neighbour, far = desk_at(hub), desk_at(hub, NEIGHBOUR), desk_at(hub, FAR)
    town, other = desk_at(hub, TOWN, "town"), desk_at(hub, OTHER_TOWN, "town")
    city = desk_at(hub, "310000000000", "city")
    wrote = {}
    for one in (pen, neighbour, far, town):
        fact = one.register(1)
        wrote[one.key] = str(fact[0].event.subject)
        one.push(hub, fact)
    assert cases(hub, pen) == [wrote[pen.key]]
    assert cases(hub, town) == [wrote[pen.key], wrote[neighbour.key], wrote[town.key]]
    assert cases(hub, other) == [wrote[far.key]]
    assert cases(hub, city) == [wrote[one.key] for one in (pen, neighbour, far, town)]


def test_a_second_desk_of_a_place_sees_what_the_first_wrote(hub: Hub):
    pen, second = desk_at(hub), desk_at(hub)
    pen.push(hub, pen.register(2))
    assert held(hub, second) == [(True, True)] * 2


def test_words_go_up_to_the_city_and_names_of_people_to_the_town(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(1))
    assert held(hub, desk_at(hub, TOWN, "town")) == [(True, True)]
    assert held(hub, desk_at(hub, "310116000000", "district")) == [(False, True)]
    assert held(hub, desk_at(hub, "310000000000", "city")) == [(False, True)]


def test_own_facts_come_back_in_full_at_every_level(hub: Hub):
    city = desk_at(hub, "310000000000", "city")
    city.push(hub, city.register(1))
    assert held(hub, city) == [(True, True)]
    assert held(hub, desk_at(hub, "310000000000", "city")) == [(False, True)]


def test_places_are_told_to_everybody_with_their_names(hub: Hub):
    far = desk_at(hub, FAR)
    rows = [row for page in read_feed(hub, far.member) for row in name_rows(page)]
    names = [json.loads(row["words"])["fields"]["name"] for row in rows if row["words"]]
    assert names == ["上海市", "金山区", "向阳镇", "晨光镇", "远村", "一村", "二村"]


def test_an_erasure_is_told_to_everybody_and_nothing_else_of_the_case_is(hub: Hub):
    pen, far = desk_at(hub), desk_at(hub, FAR)
    case = uuid4()
    pen.push(hub, pen.write(registration(case), NewFact("case.erased", case, {"part": "both"})))
    assert [json.loads(row["content"])["kind"] for row in rows_of(hub, far.member)] == ["case.erased"]
    far.push(hub, far.write(NewFact("case.erased", case, {"part": "both"})))
    assert len(rows_of(hub, pen.member)) == 3, "who may not erase is not told of to everybody"
    assert len(rows_of(hub, desk_at(hub, OTHER_TOWN, "town").member)) == 1


def test_pages_of_any_length_make_the_same_feed(hub: Hub):
    pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    far = desk_at(hub, FAR)
    for one in (pen, far, town, pen):
        one.push(hub, one.register(3))
    whole = [name["n"] for name in name_rows(read_feed(hub, town.member)[0])]
    for limit in (1, 2, 3, 7, 100):
        pages = read_feed(hub, town.member, limit)
        assert [row["n"] for page in pages for row in name_rows(page)] == whole
        assert all(len(page["facts"]) <= limit for page in pages)
        assert [page["more"] for page in pages] == [True] * (len(pages) - 1) + [False]
        assert len({page["token"] for page in pages}) == len(pages)


def test_a_page_passes_over_what_the_desk_may_not_see(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    pen, far = desk_at(hub), desk_at(hub, FAR)
    pen.push(hub, pen.register(1))
    start = read_feed(hub, pen.member)[-1]
    far.push(hub, far.register(20))
    pen.push(hub, pen.register(1))
    monkeypatch.setattr(feed, "MOST_LOOKED_AT", 6)
    page = page_of(hub, pen.member, start["place"], start["token"], 50)
    assert (page["facts"], page["place"], page["more"]) == ([], start["place"] + 6, True)
    pages = read_feed(hub, pen.member)
    assert [row["seq"] for row in name_rows(pages[-1])] == [2]
    assert pages[-1]["more"] is False


def test_a_page_is_closed_before_it_grows_too_long_but_never_empty(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    pen = desk_at(hub)
    pen.push(hub, pen.register(9))
    monkeypatch.setattr(feed, "PAGE_BYTES", 1_500)
    pages = [name_rows(page) for page in read_feed(hub, pen.member)]
    assert [row["seq"] for page in pages for row in page if "registered" in row["content"]] == list(range(1, 10))
    assert max(len(page) for page in pages) < 9
    monkeypatch.setattr(feed, "PAGE_BYTES", 1)
    assert max(len(page["facts"]) for page in read_feed(hub, pen.member)) == 1


def test_the_link_before_is_left_out_only_where_the_page_itself_has_it(hub: Hub):
    pen, neighbour, town = desk_at(hub), desk_at(hub, NEIGHBOUR), desk_at(hub, TOWN, "town")
    first, second = pen.register(2), neighbour.register(2)
    for one, facts in ((pen, first[:1]), (neighbour, second), (pen, first[1:])):
        one.push(hub, facts)
    rows = rows_of(hub, town.member)
    assert [row["prev"] for row in rows] == ["00" * 32, "00" * 32, "", ""]
    late = [row for page in read_feed(hub, town.member, limit=1) for row in name_rows(page)]
    assert [row["prev"] for row in late if "registered" in row["content"]][2] == second[0].link.hash.hex()


def test_who_stands_elsewhere_than_the_feed_is_told_so(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(2))
    end = read_feed(hub, pen.member)[-1]
    for after, token in (
        (0, "11" * 16),
        (end["place"], NO_TOKEN),
        (end["place"] - 1, end["token"]),
        (end["place"] + 1, end["token"]),
        (10**15, NO_TOKEN),
    ):
        with pytest.raises(Refusal) as caught:
            page_of(hub, pen.member, after, token, 10)
        assert (caught.value.status, caught.value.code) == (409, "rewound")
    assert page_of(hub, pen.member, end["place"], end["token"], 10) == {
        **end,
        "after": end["place"],
        "facts": [],
        "streams": [],
    }


def test_limits_beyond_reason_are_brought_within_it(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(3))
    assert len(page_of(hub, pen.member, 0, NO_TOKEN, 0)["facts"]) == 1
    assert len(page_of(hub, pen.member, 0, NO_TOKEN, -5)["facts"]) == 1
    assert len(page_of(hub, pen.member, 0, NO_TOKEN, MOST_PAGE * 9)["facts"]) == 11


def test_a_village_that_changes_town_is_told_once_more_to_those_who_see_it_now(hub: Hub):
    pen, town, other = desk_at(hub), desk_at(hub, TOWN, "town"), desk_at(hub, OTHER_TOWN, "town")
    pen.push(hub, pen.register(2))
    moved = places.find_place(hub, "310116113201", "village")
    before = read_feed(hub, other.member)[-1]
    _move(hub, pen, places.find_place(hub, OTHER_TOWN, "town"))
    page = page_of(hub, other.member, before["place"], before["token"], 100)
    told = [row for row in name_rows(page) if "registered" in row["content"]]
    assert [(row["seq"], row["again"], bool(row["person"])) for row in told] == [(1, 1, True), (2, 1, True)]
    assert places.tree(hub).sees(other.place, moved)
    assert cases(hub, town) == []
    pen.push(hub, pen.register(1))
    assert len(set(cases(hub, other))) == 3


def _move(hub: Hub, pen: Pen, to: object) -> None:
    """The office says by a fact of the hub's own that the desk's place hangs elsewhere."""
    with hub.engine.write() as connection:
        ledger = Ledger(hub, connection)
        body = {"code": "310116113201", "level": "village", "parent": str(to)}
        write_own(ledger, [NewFact("place.placed", pen.place, body)])
        settle(ledger)


def test_the_table_of_places_once_more_tells_nobody_anything(hub: Hub):
    pen = desk_at(hub)
    end = read_feed(hub, pen.member)[-1]["place"]
    assert import_table(hub) == 0
    assert read_feed(hub, pen.member)[-1]["place"] == end
