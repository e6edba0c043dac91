"""The icons: which are shipped, how they are drawn."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desk import resources
from ui.theme import Look, dress, pixmap
from ui.theme.sheet import sheet

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = {path.stem for path in resources.path("icons").glob("*.svg")}


def words_in_source() -> set[str]:
    """Every short string of the interface's source."""
    found = set()
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_no_icon_is_shipped_that_nobody_uses() -> None:
    assert SHIPPED - words_in_source() == set()


def named_icons() -> set[str]:
    """Names given where an icon is asked for: icon="…", Glyph(look, "…"), draw_icon(painter, look, "…")."""
    found = set()
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named = getattr(node.func, "id", "")
                given = [word.value for word in node.keywords if word.arg == "icon"]
                given += node.args[1:2] if named == "Glyph" else node.args[2:3] if named == "draw_icon" else []
                found |= {one.value for one in given if isinstance(one, ast.Constant) and one.value}
    return found


def test_every_icon_that_is_asked_for_is_shipped() -> None:
    asked = named_icons()
    assert len(asked) > 15
    assert asked - SHIPPED == set()


def test_the_icons_bring_their_licence() -> None:
    assert "ISC License" in resources.path("icons", "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in resources.path("fonts", "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_an_icon_is_drawn_in_one_colour_only(name: str, qapp: QApplication) -> None:
    look = Look()
    image = pixmap(look, name, "accent", 48).toImage()
    wanted = look.color("accent").rgb() & 0xFFFFFF
    solid = {
        image.pixelColor(x, y).rgb() & 0xFFFFFF
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {wanted}


def test_an_icon_is_rendered_once_for_a_colour_size_and_screen(qapp: QApplication) -> None:
    look = Look()
    assert pixmap(look, "lock").cacheKey() == pixmap(look, "lock").cacheKey()
    assert pixmap(look, "lock").cacheKey() != pixmap(look, "lock", "accent").cacheKey()
    assert pixmap(look, "lock", ratio=2.0).width() == 2 * pixmap(look, "lock").width()


def test_the_sheet_knows_every_token_and_scales_all_but_hairlines() -> None:
    small, large = sheet(Look()), sheet(Look(scale=1.5))
    assert "$" not in small
    assert "border: 1px solid" in large
    assert "min-height: 38px" in small
    assert "min-height: 57px" in large
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet(Look(mode="dark")))).isdisjoint({"#F7F6F2", "#FFFFFF"})


def test_both_weights_of_the_shipped_font_are_used(qapp: QApplication) -> None:
    dress(qapp, Look())
    raw = {style: QRawFont.fromFont(Look().font(style)) for style in ("body", "strong")}
    assert {font.familyName() for font in raw.values()} <= {"Noto Sans SC", "Noto Sans SC SemiBold"}
    assert raw["body"].weight() == 400
    assert raw["strong"].weight() == 600
    assert QGuiApplication.font().pixelSize() == 16


def context_menu(field: QLineEdit) -> str:
    menu = field.createStandardContextMenu()
    assert isinstance(menu, QMenu)
    words = "".join(action.text() for action in menu.actions())
    menu.deleteLater()
    return words


def test_qt_speaks_the_language_of_the_desk(qapp: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    dress(qapp, Look(lang="zh"))
    assert "复制" in context_menu(field)
    dress(qapp, Look(lang="en"))
    assert "Copy" in context_menu(field)


def test_the_placeholder_is_as_dark_as_the_token_says(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look()
    dress(qapp, look)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("说")
    field.show()
    assert field.palette().placeholderText().color() == QColor(look.hex("text3"))
