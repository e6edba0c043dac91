"""The printer dies between ticket 14 and 15: the number holds, the row says so, and Ctrl+P prints it later."""

from hand import CTRL, Sit
from PySide6.QtCore import Qt
from reception_hand import Reception, opened

from desk.actions.desk import Desk


def test_a_ticket_that_does_not_come_out(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = Reception(sit("reception"))
    day.settle()
    for _ in range(14):
        day.number()
    assert day.hand.printer.titles[-1] == "A14"
    day.hand.printer.reason = "printing_failed"
    day.number(2)
    assert day.talk(15).ticket_out == "refused"
    assert day.hand.messages() == ["A15 号票没打出来。号留着，先口头告诉他。检查打印机后按 Ctrl+P 补打。"]
    assert [row for row in day.rows() if "号票没打出来" in row] == ["15 匿名·2 人, 等候, 号票没打出来"]
    day.hand.printer.reason = ""
    day.number()
    assert day.talk(16).ticket_out in ("handed", "printed")
    day.do(Qt.Key.Key_P, CTRL)
    assert day.hand.printer.titles[-2:] == ["A16", "A15"]
    assert not [row for row in day.rows() if "号票没打出来" in row]
    assert day.hand.messages() == []


def test_without_any_printer_the_number_holds_too(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = Reception(sit("reception"))
    day.hand.printer.there = False
    day.settle()
    day.number()
    assert day.states() == [(1, "waiting")]
    assert "号票没打出来" in day.rows()[0]


def test_the_queue_tells_later_that_it_failed(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = Reception(sit("reception"))
    day.hand.printer.fate = "failed"
    day.settle()
    day.number()
    day.hand.wait(lambda: day.talk(1).ticket_out == "failed")
    day.settle()
    assert "号票没打出来" in day.rows()[0]
