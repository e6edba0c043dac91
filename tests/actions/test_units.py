"""The list of units: the shipped one works where nobody said anything; a unit is added, renamed, taken off; cases go
to those on the list, and what went to a unit before keeps its name."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from made_up import Clock, Found

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case
from desk.actions.units import add_unit, import_units, rename_unit, retire_unit
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.replies import read_reply
from desk.reads.units import HERE, SHIPPED, UnitView, read_units
from desk.reads.views import CaseView

TOWN = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", "晨光-123456")
BUREAU = "区建管委"
REPLY = {"outcome": "1", "reply_text": "已经划好车位。"}


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "town", TOWN).desk


def on_list(desk: Desk) -> dict[str, UnitView]:
    return {one.name.zh: one for one in read_units(desk.vault, desk.lists.codes) if one.retired is None}


def forwarded(desk: Desk, unit: str, **more: object) -> UUID:
    id = record_case(desk, {"title": "停车", "nature": "JY"}).subjects[0]
    forward_case(desk, id, {"lead_unit": unit, **more})
    return id


def case(desk: Desk, id: UUID) -> CaseView:
    return read_case(desk.vault, desk.lens, id)


def unit_name(desk: Desk, id: UUID) -> str:
    unit = case(desk, id).row.unit
    assert unit is not None
    return unit.zh


def sound(desk: Desk) -> bool:
    return verify_desk(desk)[1] == [] and rebuild_desk(desk)[0]


def test_the_shipped_list_holds_where_nobody_said_anything(town: Desk):
    units = read_units(town.vault, town.lists.codes)
    assert len(units) == 37
    assert {one.source for one in units} == {SHIPPED}
    assert town.codes is town.lists.codes
    assert unit_name(town, forwarded(town, "U05")) == on_list(town)["区人社局"].name.zh


def test_a_unit_is_added_and_forwarded_to_by_name_or_code(town: Desk):
    add_unit(town, {"name": "镇城运中心", "english": "Town Operations Centre"})
    added = on_list(town)["镇城运中心"]
    assert (added.source, added.name.en, len(on_list(town))) == (HERE, "Town Operations Centre", 38)
    by_name, by_code = forwarded(town, "镇城运中心"), forwarded(town, added.code, co_units=[BUREAU, "派出所"])
    for id in (by_name, by_code):
        view = case(town, id)
        assert view.row.unit == added.name
        assert view.steps[0].unit == added.name
    assert {unit.zh for unit in case(town, by_code).co_units} == {BUREAU, "派出所"}
    with pytest.raises(BadInput, match="unit_known"):
        add_unit(town, {"name": " 镇城运中心 "})
    assert sound(town)


def test_a_unit_that_is_renamed_stays_the_same_one(town: Desk):
    add_unit(town, {"name": "镇城运中心"})
    mine, theirs = forwarded(town, "镇城运中心"), forwarded(town, BUREAU)
    rename_unit(town, "镇城运中心", {"name": "镇城市运行管理中心", "english": "Operations"})
    rename_unit(town, BUREAU, {"name": "区住建委"})
    assert (unit_name(town, mine), unit_name(town, theirs)) == ("镇城市运行管理中心", "区住建委")
    assert BUREAU not in on_list(town)
    assert unit_name(town, forwarded(town, "区住建委")) == "区住建委"
    rename_unit(town, "镇城市运行管理中心", {"name": "镇城市运行管理中心"})  # without its English name
    assert on_list(town)["镇城市运行管理中心"].name.en == "镇城市运行管理中心"
    with pytest.raises(BadInput, match="nothing_to_correct"):
        rename_unit(town, "区住建委", {"name": "区住建委"})
    with pytest.raises(BadInput, match="unit_known"):
        rename_unit(town, "区住建委", {"name": "镇城市运行管理中心"})
    assert sound(town)


def test_nothing_is_forwarded_to_a_unit_that_is_retired(town: Desk):
    before = forwarded(town, BUREAU)
    code = on_list(town)[BUREAU].code
    retire_unit(town, BUREAU)
    assert BUREAU not in on_list(town)
    assert unit_name(town, before) == BUREAU
    for form in ({"lead_unit": BUREAU}, {"lead_unit": code}, {"unit": BUREAU}, {"unit": "U07", "co_units": [code]}):
        id = record_case(town, {"title": "停车", "nature": "JY"}).subjects[0]
        with pytest.raises(BadInput, match="unit_retired") as refused:
            forward_case(town, id, form)
        assert refused.value.facts["unit"] == BUREAU
        assert refused.value.facts["field"] in form
        assert case(town, id).row.state == "10"
    assert sound(town)


def test_a_retired_unit_may_still_reply_to_what_it_was_given(town: Desk):
    id = forwarded(town, BUREAU)
    retire_unit(town, BUREAU)
    reply_case(town, id, REPLY | {"lead_unit": BUREAU})
    assert read_reply(town.vault, id).unit == BUREAU


def test_a_letter_keeps_the_name_of_its_day(town: Desk):
    id = forwarded(town, BUREAU)
    reply_case(town, id, REPLY | {"lead_unit": BUREAU})
    rename_unit(town, BUREAU, {"name": "区住建委"})
    assert read_reply(town.vault, id).unit == BUREAU


def test_a_unit_that_was_taken_off_comes_back(town: Desk, clock: Clock):
    add_unit(town, {"name": "镇城运中心"})
    code = on_list(town)["镇城运中心"].code
    for name in ("镇城运中心", BUREAU):
        retire_unit(town, name)
        with pytest.raises(BadInput, match=r"unit_unknown|unit_retired"):
            forwarded(town, code if name != BUREAU else BUREAU)
        clock.wait(minutes=1)
        add_unit(town, {"name": name})
        assert unit_name(town, forwarded(town, name)) == name
    assert on_list(town)["镇城运中心"].code == code
    assert len(on_list(town)) == 38
    assert sound(town)


def test_what_is_no_unit_is_said(town: Desk):
    id = record_case(town, {"title": "停车", "nature": "JY"}).subjects[0]
    for code in ("U99", "01a200a9-83e8-7c84-ad6a-52ea4d3ed7e2"):
        with pytest.raises(BadInput, match="unit_unknown"):
            forward_case(town, id, {"lead_unit": code})
    with pytest.raises(BadInput, match="unit_unnamed"):
        add_unit(town, {"name": " "})
    with pytest.raises(BadInput, match="keys_unknown"):
        add_unit(town, {"name": "甲", "phone": "1"})
    with pytest.raises(BadInput, match="text_too_long"):
        add_unit(town, {"name": "甲" * 61})
    with pytest.raises(BadInput, match="unit_unknown"):
        retire_unit(town, "没有的单位")
    with pytest.raises(BadInput, match="date_future"):
        retire_unit(town, BUREAU, date(2030, 1, 1))
    forward_case(town, id, {"lead_unit": "业委会"})  # one that is on no list goes in words
    assert unit_name(town, id) == "业委会"


def test_a_table_is_taken_over_once(town: Desk):
    table = "单位名称,英文,备注\n镇城运中心,Operations,甲\n区建管委,,乙\n,,丙\n镇房管所,,丁\n".encode()
    taken = import_units(town, table)
    assert (taken.read, taken.added, taken.known, taken.ignored) == (4, 2, 1, ("备注",))
    assert [(one.row, one.code) for one in taken.refused] == [(4, "unit_unnamed")]
    again = import_units(town, table)
    assert (again.added, again.known) == (0, 3)
    assert on_list(town)["镇城运中心"].name.en == "Operations"
    only = import_units(town, table, only=True)
    assert (only.added, only.retired) == (0, 36)
    assert sorted(on_list(town)) == ["区建管委", "镇城运中心", "镇房管所"]
    with pytest.raises(BadInput, match="units_nameless"):
        import_units(town, "备注\n甲\n".encode())
    assert sound(town)
