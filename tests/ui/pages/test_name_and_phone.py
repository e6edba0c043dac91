"""Names and telephones are masked until somebody asks; asking is written down, and another case is masked again."""

from hand import CTRL, Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.actions.cases import record_case
from desk.reads.cases import find_cases, read_case
from ui.widgets.button import Button

FORM = {"title": "东门路灯", "suggester": {"name": "柏某某", "phone": "13900000103", "address": "晨光村 3 号"}}


def kinds(hand: Hand) -> list[str]:
    vault, lens = hand.desk.vault, hand.desk.lens
    (row,) = find_cases(vault, lens, "东门").rows
    return [step.kind for step in read_case(vault, lens, row.id).steps]


def opened(hand: Hand, words: str = "东门") -> Hand:
    hand.shell.open("cases")
    hand.press(Qt.Key.Key_F4)
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_Delete)
    hand.say(words)
    hand.wait(lambda: hand.cases.pane.case is not None and words in hand.cases.pane.case.row.title)
    return hand


def test_one_key_shows_them_and_the_timeline_says_who_looked(hand: Hand) -> None:
    record_case(hand.desk, FORM)
    opened(hand)
    assert hand.shows("139****0103")
    assert not hand.shows("13900000103")
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.wait(lambda: hand.shows("13900000103"))
    assert hand.shows("柏某某")
    assert hand.shows("晨光村 3 号")
    hand.wait(lambda: hand.shows("有人看过姓名电话"))
    assert kinds(hand) == ["shown", "registered"]
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.finish_lane()
    assert kinds(hand) == ["shown", "registered"], "what is shown already is not asked for again"


def test_the_button_is_reached_by_tab_and_names_its_key(hand: Hand) -> None:
    record_case(hand.desk, FORM)
    opened(hand)
    hand.go_to("显示姓名电话")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleDescription() == "Ctrl+."
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.shows("13900000103"))


def test_another_case_is_masked_again_and_so_is_the_first(hand: Hand) -> None:
    record_case(hand.desk, FORM)
    record_case(hand.desk, {"title": "西门公交", "suggester": {"name": "苏某", "phone": "13900000104"}})
    opened(hand)
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.wait(lambda: hand.shows("13900000103"))
    opened(hand, "西门")
    assert not hand.shows("13900000104")
    opened(hand)
    hand.finish_lane()
    assert not hand.shows("13900000103")


def test_nothing_is_offered_where_nothing_is_stored(hand: Hand) -> None:
    record_case(hand.desk, {"title": "东门路灯", "suggester": {"anonymous": True}})
    opened(hand)
    buttons = [button.word() for button in hand.window.findChildren(Button) if button.isVisible()]
    assert "更正" in buttons
    assert "显示姓名电话" not in buttons
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.finish_lane()
    assert kinds(hand) == ["registered"]


def test_what_cannot_be_written_down_is_not_shown(hand: Hand) -> None:
    record_case(hand.desk, FORM)
    opened(hand)
    with hand.desk.vault.write() as connection:
        connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, 'full'); END")
    failures: list[Exception] = []
    hand.shell.place.lane.failed.disconnect()
    hand.shell.place.lane.failed.connect(failures.append)
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.finish_lane()
    assert not hand.shows("13900000103")
    assert failures or hand.messages()
