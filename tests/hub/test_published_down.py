"""Rosters are seen at and below the place that published them as well: words, but no telephone, and nobody below may
write on them."""

import json
from uuid import UUID, uuid4

from desk.domain.calendar import calendar_of
from desk.domain.place import Placed
from desk.hub import places, tables
from desk.hub.effects import settle
from desk.hub.hub import Hub
from desk.hub.ledger import Ledger
from desk.hub.own import write_own
from desk.journal.fact import NewFact
from tests.hub.hub_tools import FAR, NEIGHBOUR, OTHER_TOWN, TOWN, VILLAGE, Pen, desk_at, read_feed, rows_of

DISTRICT, CITY = "310116000000", "310000000000"


def deputy(subject: UUID | None = None, name: str = "蒋某") -> NewFact:
    body = {"congress": "T", "group": "DG05", "texts": ["name", "phone"]}
    return NewFact("deputy.listed", subject or uuid4(), body, {"phone": "13900000008"}, {"name": name})


def listed(hub: Hub, pen: Pen) -> list[tuple[str, bool, bool]]:
    """The deputies a desk gets: name, whether the telephone came, whether it was told before."""
    rows = [row for row in rows_of(hub, pen.member) if '"kind":"deputy' in row["content"]]
    return [(json.loads(row["words"])["fields"]["name"], bool(row["person"]), bool(row["again"])) for row in rows]


def publish(hub: Hub, pen: Pen, name: str) -> UUID:
    written = pen.write(deputy(name=name))
    pen.push(hub, written)
    return written[0].event.subject


def enrolled(hub: Hub) -> Pen:
    """A desk of the village that the hub has a row of."""
    pen = desk_at(hub)
    with hub.engine.write() as connection:
        row = {"place": pen.place.bytes, "station": pen.station.bytes, "level": "village", "rules": 1, "name": ""}
        connection.execute(tables.desk.insert().values(key=pen.key, enrolled_at=0, **row))
    return pen


def move(hub: Hub, code: str, town: str) -> None:
    with hub.engine.write() as connection:
        ledger = Ledger(hub, connection)
        body = Placed(code=code, level="village", parent=places.find_place(hub, town, "town"))
        write_own(ledger, [NewFact("place.placed", places.find_place(hub, code, "village"), body.to_json())])
        settle(ledger)


def test_a_roster_comes_down_without_telephones_and_goes_up_as_everything_does(hub: Hub):
    town, district = desk_at(hub, TOWN, "town"), desk_at(hub, DISTRICT, "district")
    publish(hub, town, "镇代表")
    publish(hub, district, "区代表")
    assert listed(hub, desk_at(hub)) == [("镇代表", False, False), ("区代表", False, False)]
    assert listed(hub, desk_at(hub, FAR)) == [("区代表", False, False)]
    assert listed(hub, desk_at(hub, OTHER_TOWN, "town")) == [("区代表", False, False)]
    assert listed(hub, desk_at(hub, TOWN, "town")) == [("镇代表", True, False), ("区代表", False, False)]
    assert listed(hub, desk_at(hub, CITY, "city")) == [("镇代表", False, False), ("区代表", False, False)]
    assert listed(hub, district) == [("镇代表", False, False), ("区代表", True, False)]


def test_a_point_under_a_village_gets_the_roster_too(hub: Hub):
    publish(hub, desk_at(hub, TOWN, "town"), "镇代表")
    village = places.find_place(hub, VILLAGE, "village")
    with hub.engine.write() as connection:
        point = places.mint_point(hub, connection, village)
    assert listed(hub, Pen(point, uuid4(), "point")) == [("镇代表", False, False)]


def test_what_a_village_entered_is_not_seen_beside_it(hub: Hub):
    publish(hub, desk_at(hub), "村里的")
    assert listed(hub, desk_at(hub, NEIGHBOUR)) == []
    assert listed(hub, desk_at(hub, TOWN, "town")) == [("村里的", True, False)]


def test_nobody_below_may_write_on_what_was_published(hub: Hub):
    town, village = desk_at(hub, TOWN, "town"), desk_at(hub)
    id = publish(hub, town, "镇代表")
    village.push(hub, village.write(deputy(id, "改名"), NewFact("deputy.left", id, {"day": "2026-01-01"})))
    assert [row["reason"] for row in rows_of(hub, village.member)] == ["", "out_of_place", "out_of_place"]
    assert [row["verdict"] for row in rows_of(hub, town.member)] == ["ok", "set_aside", "set_aside"]
    assert listed(hub, desk_at(hub, NEIGHBOUR)) == [("镇代表", False, False)], "what was set aside does not come down"


def test_a_case_of_the_town_does_not_come_down(hub: Hub):
    town = desk_at(hub, TOWN, "town")
    town.push(hub, town.register(1))
    assert rows_of(hub, desk_at(hub).member) == []


def test_a_village_that_moves_is_told_the_roster_of_its_new_town(hub: Hub):
    publish(hub, desk_at(hub, TOWN, "town"), "旧镇的")
    publish(hub, desk_at(hub, OTHER_TOWN, "town"), "新镇的")
    village = enrolled(hub)
    read_so_far = read_feed(hub, village.member)[-1]["place"]
    assert [name for name, _, _ in listed(hub, village)] == ["旧镇的"]
    move(hub, VILLAGE, OTHER_TOWN)
    told = [row for page in read_feed(hub, village.member, after=0) for row in page["facts"] if row[0] > read_so_far]
    assert [json.loads(row[15])["fields"]["name"] for row in told if "deputy.listed" in row[5]] == ["新镇的"]
    assert [name for name, _, _ in listed(hub, village)] == ["新镇的", "新镇的"]
    assert [name for name, _, _ in listed(hub, desk_at(hub, NEIGHBOUR))] == ["旧镇的"]


def test_a_desk_that_joins_makes_nobody_read_the_roster_again(hub: Hub):
    publish(hub, desk_at(hub, TOWN, "town"), "镇代表")
    enrolled(hub)
    before = read_feed(hub, desk_at(hub, CITY, "city").member)[-1]["place"]
    enrolled(hub)
    desk_at(hub, NEIGHBOUR)
    told = read_feed(hub, desk_at(hub, CITY, "city").member)
    assert not [row for page in told for row in page["facts"] if row[0] > before and "deputy" in row[5]]


def test_holidays_come_down_and_nobody_takes_anothers_year_to_himself(hub: Hub):
    town, village, neighbour = desk_at(hub, TOWN, "town"), desk_at(hub), desk_at(hub, NEIGHBOUR)
    year = NewFact("calendar.published", calendar_of(town.place, 2027), {"year": 2027, "days": {"2027-01-01": "off"}})
    village.push(hub, village.write(year))
    assert rows_of(hub, neighbour.member) == []
    town.push(hub, town.write(year))
    assert [row["verdict"] for row in rows_of(hub, neighbour.member)] == ["ok"]
    assert {row["verdict"] for row in rows_of(hub, village.member)} == {"ok", "set_aside"}
    own = NewFact("calendar.published", calendar_of(village.place, 2027), year.body)
    village.push(hub, village.write(own))
    assert len(rows_of(hub, neighbour.member)) == 1, "a village publishes for itself"
