"""What somebody met who saw the desk for the first time: each of it stays mended."""

from hand import CTRL, Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desk.actions.sheets import reserve_sheets
from desk.actions.station import describe_station
from ui.widgets.drawer import Drawer


def test_f2_is_the_next_person_from_every_page(hand: Hand) -> None:
    hand.write_case("第一位说的")
    hand.save()
    hand.press(Qt.Key.Key_F4)
    hand.press(Qt.Key.Key_F2)
    hand.wait(lambda: hand.here() == "原话")
    hand.say("第二位说的")
    assert hand.record.stage == "draft"
    assert hand.record.form.gather()["original_text"] == "第二位说的"


def test_what_is_being_written_is_there_again_from_every_page(hand: Hand) -> None:
    hand.write_case("说到一半")
    hand.press(Qt.Key.Key_F4)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert hand.record.form.gather()["original_text"] == "说到一半"


def test_the_arrows_stand_on_an_accusation_and_say_that_it_is_not_chosen(hand: Hand) -> None:
    hand.write_case("他收钱")
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Right, times=4)
    assert hand.here() == "检举控告"
    assert hand.record.form.nature() != "JK"
    assert hand.shows("还没有选")
    hand.press(Qt.Key.Key_Space)
    assert hand.record.form.nature() == "JK"
    assert not hand.shows("还没有选")


def test_a_panel_holds_the_focus_until_it_is_shut(hand: Hand) -> None:
    reserve_sheets(hand.desk, 2)
    hand.shell.refresh((hand.shell.place.station.place,))
    hand.finish_lane()
    hand.go_to("纸表")
    hand.press(Qt.Key.Key_Return)
    drawer = hand.window.findChild(Drawer)
    assert drawer is not None
    seen = []
    for _ in range(6):
        hand.press(Qt.Key.Key_Tab)
        seen.append(hand.here())
        assert drawer.isAncestorOf(QApplication.focusWidget())
    assert len(set(seen)) == 3, "the cross and two sheets"
    hand.press(Qt.Key.Key_Backtab)
    assert drawer.isAncestorOf(QApplication.focusWidget())


def test_the_field_with_the_focus_is_on_the_screen(hand: Hand) -> None:
    hand.record.form.key_sheet("123-456-789")
    hand.finish_lane()
    assert in_sight(hand)
    hand.go_to("原话")
    hand.say("停电那天说的")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "纸表编号")
    hand.wait(lambda: in_sight(hand))
    hand.press(Qt.Key.Key_F2)
    hand.wait(lambda: hand.here() == "原话")
    hand.wait(lambda: in_sight(hand))


def test_a_page_built_after_the_promise_changed_shows_the_new_one(hand: Hand) -> None:
    before = hand.record.view.side.slip.accessibleName()
    describe_station(hand.desk, {"promise_days": "30"})
    again = type(hand.record)(hand.shell.place)
    again.view.slip.show_form()
    hand.finish_lane()
    assert again.view.side.slip.accessibleName() != before
    again.deleteLater()


def in_sight(hand: Hand) -> bool:
    field = QApplication.focusWidget()
    area = next(area for area in hand.record.findChildren(QScrollArea) if area.isAncestorOf(field))
    top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
    return top >= 0 and top + field.height() <= area.viewport().height()
