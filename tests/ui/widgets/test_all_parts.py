"""All parts on one sheet: nothing clipped, everything named, in every size, language and ground."""

import pytest
from counter import Show
from fit import SCALES, SIZES, misfits, nameless
from gallery import SLIP, gallery
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.theme import Look, dress
from ui.widgets.button import Button
from ui.widgets.loading import LoadingLine
from ui.widgets.secret import SecretField
from ui.widgets.slip import SlipPreview


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_no_part_is_clipped(
    size: tuple[int, int], scale: float, lang: str, mode: str, qapp: QApplication, shown: Show
) -> None:
    look = Look(mode, scale, lang, size[0])
    dress(qapp, look)
    page = shown(gallery(look), *size)
    assert misfits(page, *size) == []
    assert nameless(page) == []


def test_the_slip_grows_with_its_words_and_drops_none(dressed: Look, shown: Show) -> None:
    slip = SlipPreview(dressed, SLIP)
    long = SlipPreview(dressed, type(SLIP)(**{**SLIP.__dict__, "rows": (*SLIP.rows, ("主题", "停车" * 60))}))
    assert long.heightForWidth(320) > slip.heightForWidth(320)
    assert slip.heightForWidth(320) >= slip.heightForWidth(500)
    for words in ("未打印", "482-917-036", "山阳镇征集工作站", "本站服务承诺", "021-5700 0000"):
        assert words in slip.accessibleName()


def test_enter_presses_a_button_as_space_does(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    pressed: list[int] = []
    button = Button(dressed, "先放着", key="Esc", click=lambda: pressed.append(1))
    shown(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter):
        qtbot.keyClick(button, key)
    assert len(pressed) == 3
    assert (button.accessibleName(), button.accessibleDescription()) == ("先放着", "Esc")


def test_a_password_is_hidden_until_it_is_shown_on_purpose(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    field = SecretField(dressed, "密码")
    shown(field)
    qtbot.keyClicks(field.line, "secret")
    assert field.line.displayText() == "●" * 6 or "secret" not in field.line.displayText()
    field.eye.click()
    assert field.line.displayText() == "secret"
    assert field.eye.accessibleName() == "藏起密码"
    field.clear()
    assert field.line.echoMode() == field.line.EchoMode.Password


def test_caps_lock_is_told_by_a_capital_without_shift(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    field = SecretField(dressed, "密码")
    shown(field)
    qtbot.keyClick(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.noted.note.text() == ""
    qtbot.keyClick(field.line, "A")
    assert field.noted.note.text() == "大写锁定键开着"
    qtbot.keyClick(field.line, "a")
    assert field.noted.note.text() == ""


def test_a_long_read_shows_a_line_then_a_number_and_a_way_to_stop(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line = LoadingLine(dressed)
    shown(line)
    line.begin()
    assert not line._line.isVisible()
    qtbot.waitUntil(line._line.isVisible, timeout=1000)
    assert not line._more.isVisible()
    line.count(12_000, 350_000)
    qtbot.waitUntil(line._more.isVisible, timeout=2000)
    assert line._words.text() == "已读 12,000 / 350,000"
    with qtbot.waitSignal(line.stop_requested):
        line._stop.click()
    line.end()
    assert not line._more.isVisible()


def test_the_measure_of_fit_notices_what_does_not_fit(dressed: Look, shown: Show) -> None:
    page = gallery(dressed)
    shown(page, 1366, 768)
    title = next(words for words in page.findChildren(QLabel) if words.text() == "零件一览")
    title.setFixedWidth(20)
    Button(dressed, "跑出去了", "primary").setParent(page)
    loose = page.findChildren(Button)[-1]
    loose.move(1300, 0)
    loose.show()
    faults = misfits(page, 1366, 768)
    assert any("零件一览" in fault for fault in faults)
    assert any("跑出去了" in fault for fault in faults)
    assert misfits(page, 1300, 768)[0].startswith("the window grew")
