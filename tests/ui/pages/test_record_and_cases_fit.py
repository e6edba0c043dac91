"""Record and Cases fit at every scale, in both languages, light and dark; nothing is clipped, nothing nameless."""

from uuid import uuid4

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from desk.actions.cases import record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from ui.theme import Look

CASE = {
    "title": "关于按“一小区一方案”解决小区停车难、清理僵尸车并借用学校操场夜间停车的建议",
    "original_text": "阿拉小区夜里停车特别难，消防通道侪停满了，救护车也进勿来。" * 4,
    "main_cause": "小区晚上没地方停车，消防通道都停满了。",
    "proposal": "重新划线、清理僵尸车、借用学校操场夜间停车。",
    "nature": "SQ",
    "category": "03",
    "topic_path": "01.01.01",
    "suggester": {"name": "欧阳某某", "phone": "13900000103", "identity": ["ID12", "ID06"], "public_ok": True},
    "feedback_mode": ["FM2", "FM5"],
    "person_times": 12,
}
LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window)


def fill(hand: Hand) -> None:
    """One draft is set aside, another was left open."""
    save_draft(hand.desk, uuid4(), CASE)
    save_draft(hand.desk, uuid4(), {**CASE, "left_open": True})


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_record_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    record_case(desk, {**CASE, "received_at": "2026-08-03"})
    mode = "dark" if lang == "en" and size == SIZES[0] else "light"
    hand = sit(look=Look(mode, scale, lang, size[0]), size=size)
    fill(hand)
    hand.record._drafts.take_left_open()
    hand.wait(lambda: hand.record.form.nature() == "SQ")
    hand.finish_lane()
    assert faults(hand, size) == []
    hand.printer.reason = "printing_failed"
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved" and hand.messages())
    hand.finish_lane()
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_O, CTRL)
    assert faults(hand, size) == []


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_cases_fit(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    record_case(desk, {"title": "河边加栏杆", "received_at": "2025-03-02", "suggester": {"anonymous": True}})
    (taken_back,) = record_case(desk, {**CASE, "received_at": "2026-10-01"}).subjects
    withdraw_case(desk, taken_back, "自己解决了，不用再办，谢谢大家关心。")
    mode = "dark" if lang == "zh" and size == SIZES[1] else "light"
    hand = sit("cases", Look(mode, scale, lang, size[0]), size)
    hand.wait(lambda: hand.cases.pane.case is not None)
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Return)
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Down) if scale >= 1.5 else hand.cases.search.step(1)
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.title == "河边加栏杆")
    hand.cases.pane.correct()
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Escape)
    hand.cases.pane.withdraw()
    assert faults(hand, size) == []


def test_an_empty_list_fits_at_the_largest_scale(sit: Sit) -> None:
    for lang in ("zh", "en"):
        hand = sit("cases", Look("light", 1.75, lang), SIZES[0])
        assert faults(hand, SIZES[0]) == []
