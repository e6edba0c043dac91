"""Digests fit at every scale, in both languages, light and dark; nothing is clipped, nothing nameless."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from access import faults as said_badly
from digests_hand import made, opened, page, recorded
from fit import SCALES, SIZES, misfits, nameless
from hand import Hand, Sit
from made_up import Found
from office import found_town
from PySide6.QtWidgets import QScrollArea

from desk.actions.desk import Desk
from desk.actions.digests import instruct_digest, withdraw_digest
from ui.pages.digest_wish import DigestWish
from ui.theme import Look

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]
LONG = "关于按“一小区一方案”重新划线、挖掘边角空间、与周边学校和商场签订夜间错时停车协议的建议"


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window) + said_badly(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_digests_fit(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    parking, lamp = recorded(desk)
    first, second, third = made(desk, parking, title=LONG), made(desk, lamp, parking), made(desk, lamp)
    instruct_digest(desk, first, {"text": "请研究。", "actor": "镇领导"})
    withdraw_digest(desk, third, "编号有误")
    mode = "dark" if lang == "en" and size == SIZES[0] else "light"
    hand = sit("digests", Look(mode, scale, lang, size[0]), size)
    assert faults(hand, size) == []
    for id in (first, third, second):
        opened(hand, id)
        assert faults(hand, size) == []
    pane = page(hand).pane
    pane.withdraw()
    assert faults(hand, size) == []
    pane.back()
    pane.instruct()
    pane.primary()
    hand.finish_lane()
    assert faults(hand, size) == []
    pane.back()
    page(hand)._see_paper()
    hand.finish_lane()
    assert faults(hand, size) == []


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_the_editor_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit) -> None:
    parking, lamp = recorded(desk)
    mode = "dark" if lang == "zh" and size == SIZES[0] else "light"
    hand = sit("digests", Look(mode, scale, lang, size[0]), size)
    assert faults(hand, size) == []
    opened(hand, DigestWish(parking))
    editor = page(hand).editor
    editor.add(lamp)
    hand.wait(lambda: len(editor.cases.cases()) == 2)
    assert faults(hand, size) == []
    editor.look_for_cases()
    editor.cases.picker.field.setText("没有这样的件")
    hand.wait(editor.cases.picker._none.isVisible)
    assert faults(hand, size) == []
    editor.cases.picker.clear()
    editor.save()
    hand.wait(lambda: editor.stage == "writing")
    assert faults(hand, size) == []
    hand.finish_lane()
