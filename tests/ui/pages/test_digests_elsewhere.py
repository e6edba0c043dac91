"""A station that is no office is offered no digest; what is not on the rail leads nowhere by a number."""

from hand import Hand, Sit
from PySide6.QtCore import Qt

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from ui.widgets.button import Button


def test_a_station_that_is_no_office_is_offered_none(desk: Desk, sit: Sit) -> None:
    record_case(desk, {"title": "东门路灯"})
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    words = [one.accessibleName() for one in hand.cases.pane.findChildren(Button)]
    assert "建议人撤回" in words
    assert "编入摘报" not in words


def test_the_digests_are_not_on_the_rail_and_have_no_number(hand: Hand) -> None:
    assert "digests" not in hand.shell.rail.buttons
    reached = set()
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1):
        hand.press(Qt.Key(key), Qt.KeyboardModifier.AltModifier)
        hand.finish_lane()
        page = hand.shell.page()
        assert page is not None
        reached.add(page.name)
    assert "sync" in reached
    assert "digests" not in reached
    hand.shell.open("cases")
    hand.shell.open("digests")
    assert hand.shell.rail.buttons["cases"].isChecked()
