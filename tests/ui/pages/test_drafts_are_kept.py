"""Never lose a word: drafts survive a pause, a wrong key, the end of the program, even a kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from counter import PASSWORD
from fit import fixed_now
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.actions.drafts import save_draft
from desk.reads.drafts import list_drafts, read_draft
from ui.pages.gate import Gate
from ui.widgets.area import TextArea

WORDS = "阿拉小区夜里停车特别难。"
HERE = Path(__file__).parent


def own_words(hand: Hand) -> str:
    area = hand.record.form.findChild(TextArea)
    assert isinstance(area, TextArea)
    return area.text()


def test_a_pause_saves_what_was_typed(hand: Hand) -> None:
    hand.say(WORDS)
    hand.wait(hand.drafts)
    assert hand.drafts()[0]["original_text"] == WORDS
    hand.wait(lambda: hand.shows("草稿 10:42"))


def test_typing_without_a_pause_is_saved_all_the_same(hand: Hand) -> None:
    keys = 0
    while not hand.drafts():
        hand.say("车")
        hand.qtbot.wait(100)
        keys += 1
        assert keys < 60
    hand.wait(lambda: len(hand.drafts()[0]["original_text"]) > 10)


def test_an_untouched_form_leaves_no_draft(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Tab, times=5)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert hand.drafts() == []


def test_a_form_that_was_emptied_again_leaves_no_draft(hand: Hand) -> None:
    hand.say("错")
    hand.wait(hand.drafts)
    hand.press(Qt.Key.Key_Backspace)
    hand.wait(lambda: not hand.drafts())


def test_escape_sets_the_case_aside_and_begins_a_new_one(hand: Hand) -> None:
    hand.say(WORDS)
    hand.press(Qt.Key.Key_Escape)
    assert own_words(hand) == ""
    assert hand.here() == "原话"
    hand.wait(hand.drafts)
    assert hand.drafts()[0]["original_text"] == WORDS
    assert hand.messages() == ["先放着了，一个字也没丢。"]


def test_several_drafts_are_kept_and_taken_up_again_by_the_keys(hand: Hand) -> None:
    for words in ("第一个人的话", "第二个人的话", "第三个人的话"):
        hand.say(words)
        hand.press(Qt.Key.Key_Escape)
        hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    assert hand.here().startswith("第三个人的话")
    hand.press(Qt.Key.Key_Down)
    assert hand.here().startswith("第二个人的话")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: own_words(hand) == "第二个人的话")
    hand.say("，还有")
    hand.save()
    assert hand.stored()[0]["original_text"] in ("第二个人的话，还有", "，还有第二个人的话")
    assert {form["original_text"] for form in hand.drafts()} == {"第一个人的话", "第三个人的话"}


def test_taking_up_a_draft_sets_aside_what_is_on_the_page(hand: Hand) -> None:
    hand.say("第一个人的话")
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    hand.say("第二个人的话")
    hand.press(Qt.Key.Key_O, CTRL)
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: own_words(hand) == "第一个人的话")
    hand.wait(lambda: {form["original_text"] for form in hand.drafts()} == {"第一个人的话", "第二个人的话"})


def test_a_draft_that_is_not_needed_goes_and_can_be_brought_back(hand: Hand) -> None:
    hand.say(WORDS)
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "不要了"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: not hand.drafts())
    hand.finish_lane()
    hand.press(Qt.Key.Key_F8)
    assert hand.here() == "拿回来"
    hand.press(Qt.Key.Key_Space)
    hand.wait(hand.drafts)
    assert hand.drafts()[0]["original_text"] == WORDS


def test_a_draft_left_open_is_on_the_page_when_the_desk_starts_again(sit: Sit) -> None:
    first = sit()
    first.say(WORDS)
    first.wait(first.drafts)
    first.window.hide()
    again = sit()
    again.wait(lambda: own_words(again) == WORDS)
    assert again.messages() == ["这是上次没写完的，接着写就行。换一个人，按 F2。"]
    again.save()
    assert again.drafts() == []


def test_a_draft_set_aside_waits_until_it_is_asked_for(sit: Sit) -> None:
    first = sit()
    first.say(WORDS)
    first.press(Qt.Key.Key_Escape)
    first.finish_lane()
    first.window.hide()
    again = sit()
    assert own_words(again) == ""
    assert again.shows("1")
    again.press(Qt.Key.Key_O, CTRL)
    assert again.here().startswith(WORDS[:10])


def test_another_look_does_not_lose_the_page(sit: Sit) -> None:
    first = sit()
    first.write_case(WORDS, "重新划线", "柏某")
    first.shell.keep()
    first.finish_lane()
    memory = first.shell.memory()
    first.window.hide()
    again = sit()
    again.shell.recall(memory)
    again.wait(lambda: own_words(again) == WORDS)
    assert again.record.form.gather()["suggester"]["name"] == "柏某"


def test_a_saved_case_stands_there_in_another_look(sit: Sit) -> None:
    first = sit()
    first.write_case(WORDS)
    first.save()
    memory = first.shell.memory()
    number = first.record.view.slip.words.number
    first.window.hide()
    again = sit()
    again.shell.recall(memory)
    again.wait(lambda: again.record.stage == "saved")
    assert again.record.view.slip.words.number == number


def test_what_cannot_be_kept_is_said_and_stays_on_the_page(hand: Hand) -> None:
    with hand.desk.vault.raw() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    hand.say(WORDS)
    hand.wait(hand.messages)
    assert "磁盘" in hand.messages()[0]
    assert own_words(hand) == WORDS
    with hand.desk.vault.raw() as connection:
        connection.execute("DROP TRIGGER full")
    hand.say("难")
    hand.wait(hand.drafts)
    hand.wait(lambda: not hand.messages())


def test_a_kill_costs_at_most_two_seconds(station: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(HERE / "typing_on.py"), str(station), PASSWORD],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), str(HERE.parent), str(HERE)])},
    )
    assert process.stdout is not None
    typed: list[tuple[float, int]] = []
    for line in process.stdout:
        typed.append((time.monotonic(), int(line)))
        if typed[-1][0] - typed[0][0] > 3.5:
            break
    killed = time.monotonic()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    must_be_there = max(count for at, count in typed if at < killed - 2)
    desk = Gate(station, fixed_now).open("", PASSWORD)
    (row,) = list_drafts(desk.vault)
    form = read_draft(desk.vault, row.id)
    desk.close()
    assert must_be_there > 2
    assert form is not None
    assert len(form["original_text"]) >= must_be_there


def test_the_shelf_shows_drafts_without_words_too(hand: Hand) -> None:
    from uuid import uuid4

    save_draft(hand.desk, uuid4(), {"nature": "ZX", "suggester": {}})
    hand.press(Qt.Key.Key_F4)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    QApplication.processEvents()
    assert hand.here().startswith("还没写字")
