"""A district publishes its units: its towns and villages have them after an exchange, forward to them, and cannot
change them; what a town adds for itself is its own; the same state stands at every desk."""

import pytest

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.steps import forward_case
from desk.actions.units import add_unit, rename_unit, retire_unit
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.units import read_units
from tests.sync.country import DISTRICT, TOWN, Country, talk


def on_list(desk: Desk) -> dict[str, str]:
    """Names with who says so."""
    return {one.name.zh: one.source for one in read_units(desk.vault, desk.lists.codes) if one.retired is None}


def unit_of(desk: Desk, id: object) -> str:
    unit = read_case(desk.vault, desk.lens, id).row.unit  # type: ignore[arg-type]
    assert unit is not None
    return unit.zh


def test_units_come_down_and_are_changed_above(any_country: Country):
    country = any_country
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    add_unit(district, {"name": "区城运中心"})
    retire_unit(district, "区人社局")
    add_unit(town, {"name": "镇房管所"})
    talk(district, town, village, rounds=2)
    for desk in (town, village):
        assert on_list(desk)["区城运中心"] == "above"
        assert "区人社局" not in on_list(desk)
        with pytest.raises(BadInput, match="unit_published"):
            rename_unit(desk, "区城运中心", {"name": "别的"})
        with pytest.raises(BadInput, match="unit_published"):
            add_unit(desk, {"name": "区人社局"})
    assert on_list(village)["镇房管所"] == "above"
    assert "镇房管所" not in on_list(district)

    id = record_case(village, {"title": "停车", "nature": "JY"}).subjects[0]
    talk(village, town, rounds=2)
    with pytest.raises(BadInput, match="unit_retired"):
        forward_case(town, id, {"lead_unit": "区人社局"})
    forward_case(town, id, {"lead_unit": "镇房管所", "co_units": ["区城运中心"]})
    rename_unit(district, "区城运中心", {"name": "区城市运行中心"})
    talk(town, district, village, town, rounds=2)
    for desk in (village, town, district):
        assert unit_of(desk, id) == "镇房管所"
        assert [one.zh for one in read_case(desk.vault, desk.lens, id).co_units] == ["区城市运行中心"]
    retire_unit(town, "镇房管所")
    retire_unit(district, "区城市运行中心")
    talk(town, district, village, town, rounds=2)
    for desk in country.desks:
        assert unit_of(desk, id) == "镇房管所"
        assert "区城市运行中心" not in on_list(desk)
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_two_desks_of_one_place_speak_of_one_shipped_unit(any_country: Country):
    country = any_country
    one, other = country.town(), country.desk("second", TOWN, "town")
    retire_unit(one, "区人社局")
    rename_unit(other, "区人社局", {"name": "区人力资源局"})
    talk(one, other, rounds=2)
    assert on_list(one) == on_list(other)
    assert "区人社局" not in on_list(one)
    for desk in (one, other):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]
