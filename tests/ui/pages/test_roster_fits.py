"""Roster and holidays with much in them fit at every scale, in both languages, light and dark."""

from pathlib import Path

import pytest
from access import faults as said_badly
from fit import SCALES, SIZES, misfits, nameless
from hand import Hand, Sit
from PySide6.QtWidgets import QScrollArea
from visits_hand import deputies

from desk.actions.deputies import add_deputy, match_deputy
from desk.actions.desk import Desk
from ui.pages.settings import SettingsPage
from ui.pages.settings_deputies import DeputiesSection
from ui.pages.settings_holidays import HolidaysSection
from ui.theme import Look

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    """Looked for at the top and at the end of everything that scrolls."""
    found = misfits(hand.window, *size)
    for area in hand.window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return found + misfits(hand.window, *size) + nameless(hand.window) + said_badly(hand.window)


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_a_roster_fits(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit, tmp_path: Path) -> None:
    said = {"level": "X", "group": "DG12", "post": "山阳镇某某村党总支书记、村委会主任" * 3, "phone": "13900000201"}
    id = add_deputy(desk, {"name": "巫马某某某", "since": "2021-11-16", "until": "2031-01-01", **said}).subjects[0]
    (other, *_) = deputies(desk, "柏某", "苏某", "巫马某某某", "冉某", "吕某", "蒋某")
    match_deputy(desk, other, id)
    mode = "dark" if lang == "en" and size == SIZES[0] else "light"
    hand = sit(look=Look(mode, scale, lang, size[0]), size=size)
    hand.shell.open("settings", "deputies")
    hand.finish_lane()
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    found = page.section(DeputiesSection)
    assert faults(hand, size) == []
    for one in (id, other):
        found.list.mark_row(found.list.lines.row_of(one))
        found.card._ask_day()
        assert faults(hand, size) == []
        found.card._ask_other()
        assert faults(hand, size) == []
        found.card.asked.emit("change")
        assert faults(hand, size) == []
    table = tmp_path / "roster.csv"
    table.write_text("姓名,级别,备注\n柏某,镇,\n苏某,村,\n,镇,\n", encoding="utf-8")
    found.take_file(str(table))
    hand.finish_lane()
    assert faults(hand, size) == []
    hand.shell.open("settings", "holidays")
    hand.finish_lane()
    page.section(HolidaysSection).off.field.set_text("国庆" * 200)
    page.primary()
    assert faults(hand, size) == []
