"""办理 fits at every scale, in both languages, light and dark; in narrow rooms one case stands under the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import Hand, Sit
from made_up import Found
from office import found_town
from office_hand import WANTED, page_of, record, sit_at_office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from ui.theme import Look
from ui.widgets.marked import Marked

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]


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
def test_the_office_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    record(desk, "one", "two", "three", "bus", "tree")
    record_case(
        desk, WANTED["one"] | {"title": "停车" * 30, "proposal": "借用学校操场夜间停车。" * 200, "nature": "JY"}
    )
    mode = "dark" if (lang == "zh") == (size == SIZES[0]) else "light"
    hand = sit_at_office(sit, Look(mode, scale, lang, size[0]), size)
    page = page_of(hand)
    hand.wait(lambda: page.merging.pair is not None)
    assert faults(hand, size) == []
    hand.press(Qt.Key.Key_Return)
    assert faults(hand, size) == []
    texts = [text for text in page.merging.findChildren(Marked) if text.isVisible()]
    assert texts
    assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)
    hand.press(Qt.Key.Key_Escape)
    page.inbox.ways.button.click()
    assert faults(hand, size) == []
    page.inbox.ways.button.click()
    page.arrive("forward")
    hand.wait(lambda: page.pane.case is not None)
    assert faults(hand, size) == []
    page.arrive("waiting")
    hand.finish_lane()
    assert faults(hand, size) == []
