"""A reception fits at every scale, in both languages, light and dark; and 300 visitors are no burden."""

import pytest
from access import faults as unsaid
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from reception_hand import SAID, Reception, opened

from desk.actions.desk import Desk
from desk.actions.talks import call_next, conclude
from ui.theme import Look

LOOKS = [(scale, lang, size) for size in ((1366, 690), SIZES[1]) for scale in SCALES for lang in ("zh", "en")]
VISITORS = [
    {"people": 12, "name": "欧阳某某", "phone": "13900000101", "about": "镇区西面沿街没有公共厕所，老人小孩都不方便"},
    {"people": 1, "name": "John Smith"},
    {"people": 999},
    {"first": True},
]


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window) + unsaid(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_a_reception_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    id = opened(desk, *VISITORS, deputies=2)
    done = call_next(desk, id).subjects[0]
    conclude(desk, done, {"words": SAID, "ways": ["W1", "W2", "W3"]}, case={})
    call_next(desk, id)
    mode = "dark" if lang == "en" else "light"
    day = Reception(sit("reception", Look(mode, scale, lang, size[0]), size))
    day.settle()
    hand = day.hand
    assert faults(hand, size) == []
    day.part.talk.form.nature._take("SQ")
    day.part.talk.turn_person()
    day.settle()
    assert faults(hand, size) == []
    day.part.show_queue()
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_N, CTRL)
    day.part.queue.ticket.people.setValue(12)
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Escape)
    day.part.open_talk(done)
    day.settle()
    assert faults(hand, size) == []
    day.part.work.correct()
    assert faults(hand, size) == []
    day.page._people()
    assert faults(hand, size) == []
    day.page.drawers.shut()
    day.page._begin_closing()
    day.settle()
    assert faults(hand, size) == []
    day.part.talking.give_up()
    day.page.closing_part.closed.emit(True)
    day.settle()
    assert day.page.signing.isVisible()
    assert faults(hand, size) == []
