"""What fails is a line that says what is safe and what to do now; nothing typed is lost by it."""

import threading

from hand import CTRL, Hand
from PySide6.QtCore import Qt

from desk.reads.cases import find_cases, read_case
from ui.widgets.area import TextArea

WORDS = "阿拉小区夜里停车特别难。"


def own_words(hand: Hand) -> str:
    area = hand.record.form.findChild(TextArea)
    assert isinstance(area, TextArea)
    return area.text()


def fail_to_store(hand: Hand, message: str) -> None:
    """The database refuses every new fact with a message of SQLite."""
    with hand.desk.vault.raw() as connection:
        connection.execute(f"CREATE TRIGGER broken BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, '{message}'); END")


def mend(hand: Hand) -> None:
    with hand.desk.vault.raw() as connection:
        connection.execute("DROP TRIGGER broken")


def test_a_printer_that_does_not_answer_is_a_red_line_and_a_stamp(hand: Hand) -> None:
    hand.printer.reason = "printing_failed"
    hand.write_case(WORDS)
    hand.save()
    number = hand.record.view.slip.words.number
    hand.wait(hand.messages)
    assert hand.messages() == [f"打印机没有响应。这一件已存本机（编号 {number}）。检查打印机后按 Ctrl+P 补打。"]
    hand.wait(lambda: hand.record.view.slip.words.stamp == "未打印")
    assert len(hand.stored()) == 1
    hand.printer.reason = ""
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: hand.record.view.slip.words.stamp == "" and not hand.messages())
    assert len(hand.printer.titles) == 1


def steps_of(hand: Hand) -> list[str | None]:
    """The outcomes of the newest case, newest first."""
    row = find_cases(hand.desk.vault, hand.desk.lens).rows[0]
    return [step.outcome for step in read_case(hand.desk.vault, hand.desk.lens, row.id).steps]


def test_printed_is_written_down_when_the_queue_says_so(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.save()
    hand.wait(lambda: steps_of(hand) == ["printed", "handed", None])
    assert hand.messages() == []


def test_a_job_that_fails_in_the_queue_is_told(hand: Hand) -> None:
    hand.printer.fate = "failed"
    hand.write_case(WORDS)
    hand.save()
    hand.wait(lambda: steps_of(hand)[0] == "failed" and hand.messages())
    hand.wait(lambda: hand.record.view.slip.words.stamp == "未打印")


def test_a_paused_printer_is_not_asked_to_print_twice(hand: Hand) -> None:
    hand.printer.held, hand.printer.fate = True, "pending"
    hand.write_case(WORDS)
    hand.save()
    hand.wait(hand.messages)
    (message,) = hand.shell.messages.messages()
    assert message.tone == "amber"
    assert [act.word for act in message.acts] == ["抄编号给来访人"]
    assert hand.record.view.slip.words.stamp == ""


def test_without_a_printer_the_number_can_be_written_down(hand: Hand) -> None:
    hand.printer.there = False
    hand.write_case(WORDS)
    hand.save()
    number = hand.record.view.slip.words.number
    hand.wait(hand.messages)
    hand.press(Qt.Key.Key_F8)
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "抄编号给来访人"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: number in hand.words_on(hand.record))


def test_the_line_about_the_printer_stays_when_the_next_person_comes(hand: Hand) -> None:
    hand.printer.reason = "queue_rejecting"
    hand.write_case(WORDS)
    hand.save()
    hand.wait(hand.messages)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert len(hand.messages()) == 1
    assert own_words(hand) == ""


def test_a_full_disk_leaves_the_words_on_the_page_and_in_the_draft(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.wait(hand.drafts)
    fail_to_store(hand, "database or disk is full")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(hand.messages)
    assert "磁盘" in hand.messages()[0]
    assert not hand.shows("已存本机")
    assert own_words(hand) == WORDS
    assert hand.stored() == []
    assert hand.drafts()[0]["original_text"] == WORDS
    hand.go_to("原话")
    hand.say("难")
    assert own_words(hand) != WORDS
    mend(hand)
    hand.save()
    assert hand.messages() == []
    assert len(hand.stored()) == 1


def test_a_folder_that_cannot_be_written_is_named(hand: Hand) -> None:
    hand.write_case(WORDS)
    fail_to_store(hand, "attempt to write a readonly database")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(hand.messages)
    assert hand.record.stage == "draft"
    assert own_words(hand) == WORDS


def test_the_saved_case_is_corrected_in_place(hand: Hand) -> None:
    hand.write_case(WORDS, "重新划线", "柏某")
    hand.save()
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.stage == "correcting")
    hand.go_to("主题")
    hand.say("重新划线，清理僵尸车")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.view.reason.isVisible() and hand.record.stage == "correcting")
    assert hand.here() == "为什么更正"
    assert hand.stored()[0]["title"] == "重新划线"
    hand.say("主题写短了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved")
    assert hand.stored()[0]["title"] == "重新划线，清理僵尸车"
    assert hand.stored()[0]["original_text"] == WORDS
    assert hand.drafts() == []


def test_a_printer_that_answers_late_does_not_undo_the_wish_to_correct(hand: Hand) -> None:
    hand.write_case(WORDS, "重新划线")
    hand.save()
    hand.wait(lambda: len(hand.printer.titles) == 1)
    gate = threading.Event()
    hand.shell.place.lane.run(lambda: gate.wait(5))
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.record.refresh(tuple(row.id for row in find_cases(hand.desk.vault, hand.desk.lens).rows))
    gate.set()
    hand.wait(lambda: hand.record.stage == "correcting")


def test_a_correction_that_is_set_aside_is_a_draft_like_any_other(hand: Hand) -> None:
    hand.write_case(WORDS, "重新划线")
    hand.save()
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.stage == "correcting")
    hand.go_to("对策建议")
    hand.say("借操场停车")
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: hand.record.stage == "saved" and hand.drafts())
    assert hand.stored()[0]["proposal"] is None
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.stage == "correcting")
    assert hand.record.form.gather()["proposal"] == "借操场停车"
    hand.go_to("为什么更正")
    hand.say("漏记了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved")
    assert hand.stored()[0]["proposal"] == "借操场停车"
