"""A station that is no office is offered no digest; the digests are reached from the cases of an office."""

from pathlib import Path

from hand import Hand, Sit
from made_up import Found
from office import found_town

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.reads.station import read_station
from ui.widgets.button import Button
from ui.window.doors import DOORS


def test_a_station_that_is_no_office_is_offered_none(desk: Desk, sit: Sit) -> None:
    record_case(desk, {"title": "东门路灯"})
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    words = [one.accessibleName() for one in hand.cases.pane.findChildren(Button)]
    assert "建议人撤回" in words
    assert "编入摘报" not in words


def test_the_digests_are_an_office_s_and_not_on_its_rail(hand: Hand, found: Found, tmp_path: Path) -> None:
    door = next(door for door in DOORS if door.name == "digests")
    assert not door.railed
    town = found_town(found, tmp_path / "town")
    assert door.is_at(read_station(town.vault))
    assert not door.is_at(hand.shell.place.station)
    assert "digests" not in hand.shell.rail.buttons
