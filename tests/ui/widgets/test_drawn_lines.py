"""Drawn text loses no character, however rare."""

from PySide6.QtGui import QFontMetrics

from ui.theme import Look
from ui.widgets.draw import break_lines

RARE = "𬭎䶮㙍𡐓㛃𫖯龘"  # four of them are two UTF-16 units each


def test_broken_lines_hold_every_character(dressed: Look) -> None:
    font = dressed.font("body")
    text = (RARE + "停车") * 6
    for width in (60, 100, 133, 250):
        assert "".join(break_lines(text, font, width, 99)) == text


def test_the_last_line_ends_where_the_room_ends(dressed: Look) -> None:
    font = dressed.font("body")
    lines = break_lines(RARE * 20, font, 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 200 for line in lines)
    assert (RARE * 20).startswith("".join(lines)[:-1])
