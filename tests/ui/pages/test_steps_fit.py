"""Forwarding, replying and the answered case fit at every scale, in both languages, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from made_up import Found
from office import PARKING, REPLY, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.steps import forward_case, reply_case
from ui.theme import Look

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]
UNITS = ["U26", "U07", "上海湾区高新技术产业开发区综合管理服务中心第三工作站", "派出所"]


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_the_steps_fit(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    (case,) = record_case(desk, PARKING | {"proposal": "重新划线、清理僵尸车、借用学校操场夜间停车。" * 20}).subjects
    mode = "dark" if (lang == "zh") == (size == SIZES[0]) else "light"
    hand = sit("cases", Look(mode, scale, lang, size[0]), size)
    hand.wait(lambda: hand.cases.pane.case is not None)
    assert faults(hand, size) == []
    hand.cases.pane.take_step("forward")
    assert faults(hand, size) == []
    hand.cases.pane._steps["forward"].form.show_form({"lead_unit": "U26", "co_units": UNITS, "note": "请研究。" * 60})
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.messages)
    assert faults(hand, size) == []
    forward_case(desk, case, {"lead_unit": UNITS[2], "co_units": UNITS, "note": "请研究。" * 60})
    hand.cases.refresh((case,))
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.state == "32")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.cases.pane.stage == "reply")
    assert faults(hand, size) == []
    form = hand.cases.pane._steps["reply"].form
    form.show_form(
        REPLY | {"reply_text": "您好！您提出的建议收悉。" * 60, "copy_to": UNITS, "promise_date": "2026-02-30"}
    )
    for name in ("promise_date", "contact_phone"):
        form.check(name)
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Escape)
    reply_case(desk, case, REPLY | {"reply_text": "您好！您提出的建议收悉。" * 60, "unit": UNITS[2]})
    hand.cases.refresh((case,))
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.replied is not None)
    assert faults(hand, size) == []
