"""A station's clock may say anything: the exchange works, and the order is the hub's."""

from datetime import UTC, datetime, timedelta

import pytest
from made_up import Clock

from desk.actions.cases import correct_case
from desk.storage.arriving import find_hub
from tests.sync.country import Country, record, talk, titles, view

NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    "clock",
    [datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=3653), NOW - timedelta(minutes=7)],
    ids=["1970", "in ten years", "seven minutes slow"],
)
def test_a_wrong_clock_does_not_keep_anything_from_arriving(country: Country, clock: datetime):
    village, town = country.village(clock=Clock(clock)), country.town()
    id = record(village)
    talk(village, town)
    assert titles(village) == titles(town) == {"东门路灯": "arrived"}
    with village.vault.read() as connection:
        known = find_hub(connection)
    assert known is not None
    assert abs(known.clock_ahead - (datetime.now(UTC) - clock).total_seconds()) < 600
    correct_case(village, id, {"title": "西门路灯"}, "听错了")
    talk(village, town)
    assert view(town, id).row.title == "西门路灯"


def test_a_clock_that_is_put_right_between_two_exchanges_is_learnt_anew(country: Country):
    clock = Clock(datetime(1970, 1, 1, tzinfo=UTC))
    village = country.village(clock=clock)
    talk(village)
    clock.now = datetime.now(UTC)
    record(village)
    assert talk(village)[0].left == 0


def test_the_later_in_the_hubs_order_holds_whatever_the_clocks_say(country: Country):
    slow, quick = Clock(NOW - timedelta(days=900)), Clock(NOW + timedelta(days=900))
    village = country.village(clock=quick)
    id = record(village)
    correct_case(village, id, {"title": "先到，钟快"}, "听错了")
    talk(village)
    town = country.desk("town", "310116103000", "town", slow)
    talk(town)
    correct_case(town, id, {"title": "后到，钟慢"}, "听错了")
    talk(town, village)
    assert view(village, id).row.title == view(town, id).row.title == "后到，钟慢"
