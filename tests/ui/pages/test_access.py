"""Every page as a screen reader finds it: each control has a name and a role, in both languages."""

import pytest
from access import TYPED, faults, parts
from hand import Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from ui.pages.settings import CHAPTERS
from ui.theme import Look
from ui.window.doors import DOORS

PERSON = {"name": "柏某", "phone": "13900000103"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_control_of_every_page_has_a_name_and_a_role(desk: Desk, sit: Sit, lang: str) -> None:
    record_case(desk, {"title": "东门路灯", "suggester": PERSON})
    hand = sit(look=Look(lang=lang))
    for door in filter(lambda door: door.is_at(hand.shell.place.station), DOORS):
        hand.shell.open(door.name)
        hand.finish_lane()
        assert faults(hand.window) == [], door.name
    for chapter in CHAPTERS:
        hand.shell.open("settings", chapter.name)
        hand.finish_lane()
        assert faults(hand.window) == [], chapter.name


@pytest.mark.parametrize("nature", ["SQ", "TS", "SF", "JK"])
def test_so_has_the_form_in_its_states(hand: Hand, nature: str) -> None:
    hand.record.form.show_form({"nature": nature, "title": "灯", "suggester": PERSON})
    hand.record.view.show_nature()
    hand.finish_lane()
    assert faults(hand.window) == []
    hand.record.form.clear()
    hand.go_to("更多：地址、身份、渠道、时间")
    hand.press(Qt.Key.Key_Return)
    assert faults(hand.window) == []


def test_and_a_case_that_is_read_and_corrected(desk: Desk, sit: Sit) -> None:
    record_case(desk, {"title": "东门路灯", "original_text": "灯" * 400, "suggester": PERSON})
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    assert faults(hand.window) == []
    hand.cases.pane.correct()
    hand.finish_lane()
    assert faults(hand.window) == []


def test_what_is_written_in_is_called_by_its_label(hand: Hand) -> None:
    named = [part.name for part in parts(hand.window) if part.role in TYPED]
    assert named[:4] == ["原话", "主题", "主要事由", "对策建议"]
    assert {"姓名", "电话"} <= set(named)


def test_a_control_that_says_nothing_is_found(hand: Hand) -> None:
    QPushButton(hand.record).show()
    QLineEdit(hand.record).show()
    holder = QWidget(hand.record)
    holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    holder.show()
    assert [fault.split(":")[0] for fault in faults(hand.window)] == [
        "keys reach a QWidget that says nothing, Client",
        "nameless",
        "nameless",
    ]
