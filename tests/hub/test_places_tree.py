"""The tree of places: imported once, hung by code, and never opened to whom it does not belong."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from desk.domain.kinds import VERSION
from desk.errors import BadInput
from desk.hub import places, tables
from desk.hub.hub import Hub, Member, Refusal
from tests.hub.hub_tools import FAR, NEIGHBOUR, OTHER_TOWN, TOWN, VILLAGE, desk_at, import_table, rows_of
from tests.hub.opened import Records


def tree_of(hub: Hub) -> dict[tuple[str, str], str]:
    """The name of each place by level and code, with that of the place above it before a stroke."""
    with hub.engine.read() as connection:
        rows = connection.execute(select(tables.place)).all()
    names = {row.n: row.name for row in rows}
    return {(row.level, row.code): f"{names.get(row.parent, '')}/{row.name}" for row in rows}


def member_at(hub: Hub, code: str, level: str, station: UUID, key: bytes = bytes(32)) -> Member:
    return Member(key, places.find_place(hub, code, level), station, level, VERSION)


def place_station(hub: Hub, member: Member) -> None:
    with hub.engine.write() as connection:
        places.place_station(hub, connection, member)


def test_places_hang_under_the_next_one_above_by_their_codes(empty: Records):
    with empty.open() as hub:
        assert import_table(hub) == 7
        assert tree_of(hub) == {
            ("city", "310000000000"): "/上海市",
            ("district", "310116000000"): "上海市/金山区",
            ("town", TOWN): "金山区/晨光镇",
            ("town", OTHER_TOWN): "金山区/向阳镇",
            ("village", VILLAGE): "晨光镇/一村",
            ("village", NEIGHBOUR): "晨光镇/二村",
            ("village", FAR): "向阳镇/远村",
        }


def test_the_same_table_again_changes_nothing_and_another_one_only_what_differs(hub: Hub):
    ids = dict(places.tree(hub).parents)
    assert import_table(hub) == 0
    assert import_table(hub, [(VILLAGE, "一村（新）", "village"), (NEIGHBOUR, "二村", "村居")]) == 1
    assert dict(places.tree(hub).parents) == ids
    assert tree_of(hub)["village", VILLAGE] == "晨光镇/一村（新）"


def test_a_place_whose_town_is_not_there_hangs_higher_until_it_is(empty: Records):
    with empty.open() as hub:
        import_table(hub, [("440106001002", "五山村", "村居"), ("440106000000", "天河区", "区")])
        assert tree_of(hub)["village", "440106001002"] == "天河区/五山村"
        assert tree_of(hub)["city", "440000000000"] == "/44"
        assert import_table(hub, [("440106001000", "五山街道", "街镇"), ("440106001002", "五山村", "村居")]) == 2
        assert tree_of(hub)["village", "440106001002"] == "五山街道/五山村"


def test_a_row_that_is_no_place_is_named_and_nothing_is_imported(hub: Hub):
    before = tree_of(hub)
    for row in (
        {"code": "31011611320", "name": "短", "level": "village"},
        {"code": "31011611320一", "name": "字", "level": "village"},
        {"code": VILLAGE, "name": " ", "level": "village"},
        {"code": VILLAGE, "name": "甲", "level": "planet"},
        {"code": VILLAGE, "name": "甲", "level": "point"},
        {"name": "甲", "level": "village"},
        {},
    ):
        with pytest.raises(BadInput, match="place_row_wrong") as caught:
            places.import_places(hub, [{"code": "310116113209", "name": "九村", "level": "village"}, row])
        assert caught.value.facts == {"row": 2}
    assert tree_of(hub) == before


def test_a_place_is_found_by_code_and_level(hub: Hub):
    assert places.find_place(hub, TOWN, "town") in places.tree(hub).parents
    for code, level in ((TOWN, "village"), ("999999999999", "town"), ("", "")):
        with pytest.raises(BadInput, match="place_unknown"):
            places.find_place(hub, code, level)


def test_a_point_is_minted_under_its_village(hub: Hub):
    village = places.find_place(hub, VILLAGE, "village")
    with hub.engine.write() as connection:
        points = {places.mint_point(hub, connection, village) for _ in range(2)}
    assert len(points) == 2
    assert {places.tree(hub).parents[point] for point in points} == {village}
    assert tree_of(hub)["point", VILLAGE] == "一村/一村"


def test_another_process_sees_the_tree_as_it_is_now(records: Records):
    with records.open() as hub, records.open() as other:
        assert FAR[:9] + "299" not in {code for _, code in tree_of(other)}
        places.tree(other)
        import_table(hub, [(FAR[:9] + "299", "新村", "村居")])
        new = places.find_place(other, FAR[:9] + "299", "village")
        assert places.tree(other).parents[new] == places.find_place(hub, OTHER_TOWN, "town")


def test_a_station_is_hung_once_and_stays(hub: Hub):
    member = member_at(hub, VILLAGE, "village", uuid4())
    for _ in range(2):
        place_station(hub, member)
    assert places.tree(hub).parents[member.station] == member.place
    with hub.engine.read() as connection:
        facts = select(tables.fact.c.n).join(tables.subject, tables.subject.c.n == tables.fact.c.subject)
        about = connection.execute(facts.where(tables.subject.c.id == member.station.bytes)).all()
    assert len(about) == 1


def test_no_desk_gets_a_place_by_saying_that_it_was_founded_there(hub: Hub):
    thief = bytes([7]) * 32
    village = desk_at(hub, NEIGHBOUR)
    taken = [
        places.find_place(hub, "310000000000", "city"),
        places.find_place(hub, TOWN, "town"),
        places.find_place(hub, FAR, "village"),
        village.station,
    ]
    for station in taken:
        with pytest.raises(Refusal) as caught:
            place_station(hub, member_at(hub, VILLAGE, "village", station, thief))
        assert (caught.value.status, caught.value.code) == (409, "enrolled_elsewhere")
    village.push(hub, village.register(1, place=village.station))
    pen = desk_at(hub)
    assert rows_of(hub, pen.member) == []


def test_a_place_that_somebody_acts_at_is_nobodys_station(hub: Hub):
    other = uuid4()
    with hub.engine.write() as connection:
        row = {"place": other.bytes, "station": uuid4().bytes, "level": "point", "rules": 1, "name": ""}
        connection.execute(tables.desk.insert().values(key=bytes([9]) * 32, enrolled_at=0, **row))
    with pytest.raises(Refusal, match="enrolled_elsewhere"):
        place_station(hub, member_at(hub, VILLAGE, "village", other))


def test_two_thousand_places_are_one_import(empty: Records):
    table = [("310116000000", "金山区", "区")]
    table += [(f"310116{town:03d}000", f"{town}镇", "街镇") for town in range(1, 21)]
    table += [(f"310116{town:03d}{n:03d}", f"{town}镇{n}村", "村居") for town in range(1, 21) for n in range(1, 101)]
    with empty.open() as hub:
        assert import_table(hub, table) == len(table) + 1
        assert import_table(hub, table) == 0
        assert len(places.tree(hub).below(places.find_place(hub, "310116007000", "town"))) == 101
