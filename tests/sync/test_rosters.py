"""A town publishes its roster: its villages have it after an exchange, without telephones, and cannot change it; a
village that is moved has the other town's."""

import pytest

from desk.actions.deputies import add_deputy, change_deputy, match_deputy
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.domain.place import Placed
from desk.errors import BadInput
from desk.hub.effects import settle
from desk.hub.hub import open_hub
from desk.hub.ledger import Ledger
from desk.hub.own import write_own
from desk.hub.places import find_place
from desk.journal.fact import NewFact
from desk.reads.deputies import read_roster
from tests.sync.country import FAR_VILLAGE, OTHER_TOWN, VILLAGE, Country, talk

JIANG = {"name": "蒋某", "level": "镇", "group": "山阳", "post": "教师", "phone": "13900000021"}


def seen(desk: Desk) -> list[tuple[str, str, bool]]:
    return [(one.name, one.phone, one.published) for one in read_roster(desk.vault, desk.lens)]


def move(country: Country, village: str, town: str) -> None:
    hub = open_hub(country.hub.db or f"sqlite:///{country.hub.files / 'hub.db'}", country.hub.files, lambda: 1.8e9)
    try:
        body = Placed(code=village, level="village", parent=find_place(hub, town, "town"))
        placed = NewFact("place.placed", find_place(hub, village, "village"), body.to_json())
        with hub.engine.write() as connection:
            ledger = Ledger(hub, connection)
            write_own(ledger, [placed])
            settle(ledger)
    finally:
        hub.close()


def test_a_roster_comes_down_and_follows_a_village_that_is_moved(any_country: Country):
    country = any_country
    village, town = country.village(), country.town()
    far, other = country.desk("far", FAR_VILLAGE, "village"), country.desk("other", OTHER_TOWN, "town")
    mine = add_deputy(village, JIANG).subjects[0]
    above = add_deputy(town, JIANG).subjects[0]
    add_deputy(other, JIANG | {"name": "陆某"})
    talk(town, other, village, far, rounds=2)
    assert seen(village) == [("蒋某", "", True), ("蒋某", "13900000021", False)]
    assert seen(far) == [("陆某", "", True)]
    with pytest.raises(BadInput, match="deputy_published"):
        change_deputy(village, above, {"post": "农民"})
    match_deputy(village, mine, above)
    change_deputy(town, above, {"post": "校长"})
    talk(village, town, village)
    (one,) = read_roster(village.vault, village.lens)
    assert (one.id, one.post, one.published) == (above, "校长", True)
    assert [each.id for each in read_roster(town.vault, town.lens, below=True)] == [above]
    move(country, VILLAGE, OTHER_TOWN)
    talk(village)
    assert seen(village) == [("蒋某", "13900000021", False), ("陆某", "", True)]
    for desk in country.desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]
