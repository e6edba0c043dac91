"""检举控告: nothing of it is written down, and what was typed before it was known is gone for good."""

import re
from pathlib import Path

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from sqlalchemy import text

from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.field import LineField

SECRET = "某科长收了别人的东西"


def choose_accusation(hand: Hand) -> None:
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Right, times=4)
    assert hand.here() == "检举控告"
    hand.press(Qt.Key.Key_Space)


def typed(hand: Hand) -> list[str]:
    form = hand.record.form
    return [field.text() for field in [*form.findChildren(TextArea), *form.findChildren(LineField)]]


def everything_stored(hand: Hand) -> str:
    """All rows of all tables of the database, as text."""
    with hand.desk.vault.read() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = [row for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"')).all()]
    cells = (cell.decode("utf-8", "ignore") if isinstance(cell, bytes) else str(cell) for row in rows for cell in row)
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), "\n".join(cells))


def test_choosing_it_erases_what_was_typed_and_locks_the_fields(hand: Hand) -> None:
    hand.write_case(SECRET, "举报某科长", "柏某", "13900000103")
    hand.wait(lambda: SECRET in everything_stored(hand))
    choose_accusation(hand)
    assert not any(SECRET in words or "柏某" in words or "科长" in words for words in typed(hand))
    hand.finish_lane()
    assert SECRET not in everything_stored(hand)
    assert "柏某" not in everything_stored(hand)
    assert "13900000103" not in everything_stored(hand)
    log = Path(f"{hand.desk.vault.path}-wal")
    assert not log.exists() or log.stat().st_size == 0
    assert hand.shows("内容不记录")
    assert hand.shows("12388")
    area = hand.record.form.findChild(TextArea)
    assert isinstance(area, TextArea)
    assert not area.isEnabled()


def test_nothing_can_be_brought_back_by_undo(hand: Hand) -> None:
    hand.write_case(SECRET, name="柏某")
    choose_accusation(hand)
    hand.press(Qt.Key.Key_Left)
    hand.press(Qt.Key.Key_Home, CTRL)
    for name in ("原话", "姓名"):
        hand.go_to(name)
        hand.press(Qt.Key.Key_Z, CTRL, times=5)
    assert not any(SECRET in words or "柏某" in words for words in typed(hand))


def test_saving_it_counts_the_visit_and_prints_nothing(hand: Hand) -> None:
    hand.write_case(SECRET, name="柏某")
    choose_accusation(hand)
    hand.go_to("来了几个人")
    hand.type("3")
    hand.go_to("只记人次")
    hand.save()
    (stored,) = hand.stored()
    assert stored["nature"] == "JK"
    assert stored["person_times"] == 3
    assert [stored[name] for name in ("title", "original_text", "main_cause", "proposal")] == [None] * 4
    assert stored["suggester"]["name"] is None  # type: ignore[index]
    hand.finish_lane()
    assert hand.printer.titles == []
    assert SECRET not in everything_stored(hand)


def test_the_arrows_pass_it_without_erasing_anything(hand: Hand) -> None:
    hand.write_case(SECRET)
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Right, times=4)
    assert hand.here() == "检举控告"
    hand.press(Qt.Key.Key_Right)
    assert hand.here() == "建议意见"
    assert SECRET in typed(hand)


def test_it_lies_behind_other_where_the_room_is_short(sit: Sit) -> None:
    hand = sit(look=Look(scale=1.25))
    hand.write_case(SECRET)
    hand.go_to("其他")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "检举控告"
    assert SECRET in typed(hand)
    hand.press(Qt.Key.Key_Space)
    assert SECRET not in typed(hand)


def test_a_person_who_comes_with_one_is_not_looked_up(hand: Hand) -> None:
    hand.write_case("楼道太暗", "楼道加装感应灯", "柏某", "13900000103")
    hand.save()
    hand.press(Qt.Key.Key_F2)
    hand.write_case(SECRET, phone="13900000103")
    hand.wait(lambda: hand.shows("楼道加装感应灯"))
    choose_accusation(hand)
    hand.wait(lambda: not hand.shows("楼道加装感应灯"))
    assert not hand.shows("此人以前")


def test_correcting_a_case_to_one_erases_what_was_stored(hand: Hand) -> None:
    hand.write_case(SECRET, "举报某科长", "柏某", "13900000103")
    hand.save()
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.stage == "correcting")
    choose_accusation(hand)
    hand.go_to("为什么更正")
    hand.say("听下来是检举控告")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved")
    hand.finish_lane()
    (stored,) = hand.stored()
    assert stored["nature"] == "JK"
    assert stored["original_text"] is None
    assert SECRET not in everything_stored(hand)
    assert "柏某" not in everything_stored(hand)
    assert hand.drafts() == []
