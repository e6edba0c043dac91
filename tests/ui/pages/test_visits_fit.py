"""Visits fit at every scale, in both languages, light and dark; nothing is clipped, nothing nameless."""

import pytest
from access import faults as said_badly
from fit import SCALES, SIZES, misfits, nameless
from hand import Hand, Sit
from PySide6.QtWidgets import QScrollArea
from visits_hand import deputies, opened, page, visited

from desk.actions.desk import Desk
from desk.actions.visits import make_case_of_opinion
from ui.theme import Look

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window) + said_badly(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_visits_fit(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某", "巫马某某", "苏某", "冉某")
    visit = visited(desk, "柏某", "巫马某某", venue="晨光三村 12 号楼与金山卫镇某某食品有限公司海芙路厂区之间")
    make_case_of_opinion(desk, visit, 1)
    mode = "dark" if lang == "en" and size == SIZES[0] else "light"
    hand = sit("visits", Look(mode, scale, lang, size[0]), size)
    assert faults(hand, size) == []
    part = opened(hand, visit).visits
    assert faults(hand, size) == []
    part.pane.withdraw()
    assert faults(hand, size) == []
    part.escape()
    part.pane.correct()
    hand.finish_lane()
    assert faults(hand, size) == []
    part.escape()
    part.begin()
    part.pane.primary()
    hand.finish_lane()
    assert faults(hand, size) == []
    part.escape()
    part.escape()
    part.list._turn()
    assert faults(hand, size) == []


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_duty_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某", "巫马某某")
    for day in range(1, 9):
        visited(desk, "柏某", "巫马某某", day=f"2026-03-0{day}", minutes=1300, people=9999)
    mode = "dark" if lang == "zh" and size == SIZES[0] else "light"
    hand = sit("visits", Look(mode, scale, lang, size[0]), size)
    hand.shell.open("visits", "duty")
    hand.finish_lane()
    part = page(hand).duty
    assert part is not None
    hand.wait(lambda: part.card.view is not None)
    assert faults(hand, size) == []
    part._open()
    part.card.choose("contacts")
    assert faults(hand, size) == []
    for saying in ("confirm", "dispute"):
        part.card.asked.emit(saying)
        assert faults(hand, size) == []


def test_an_empty_list_of_visits_fits_at_the_largest_scale(sit: Sit) -> None:
    for lang in ("zh", "en"):
        hand = sit("visits", Look("light", 1.75, lang), SIZES[0])
        assert faults(hand, SIZES[0]) == []
        hand.shell.open("visits", "duty")
        hand.finish_lane()
        assert faults(hand, SIZES[0]) == []
