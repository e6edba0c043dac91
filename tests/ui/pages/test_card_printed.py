"""The page for the counter comes out of the printer from the help beside the form, and a printer that fails is told."""

from hand import Hand
from PySide6.QtCore import Qt


def test_the_card_is_printed_from_the_help(hand: Hand) -> None:
    hand.printer.sizes = {"XP-80": ("80mm", "A4")}
    hand.say("东门夜里墨墨黑")
    hand.press(Qt.Key.Key_F1)
    hand.go_to("打印值班一页纸")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.printer.titles == ["card"])
    hand.wait(lambda: any("值班一页纸已送到" in words for words in hand.messages()))
    hand.press(Qt.Key.Key_Escape)
    assert hand.record.form.gather()["original_text"] == "东门夜里墨墨黑"


def test_without_a_printer_for_letters_it_is_said(hand: Hand) -> None:
    hand.printer.sizes = {"XP-80": ("80mm",)}
    hand.press(Qt.Key.Key_F1)
    hand.go_to("打印值班一页纸")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: any("A4" in words for words in hand.messages()))
    assert hand.printer.titles == []
