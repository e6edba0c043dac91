"""Nothing that is said at the table is lost: half-written conversations are there again, whatever happened."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from counter import PASSWORD
from hand import Sit
from PySide6.QtCore import Qt
from reception_hand import ENTER, F6, F9, SAID, Reception, opened

from desk.actions.desk import Desk
from desk.reads.drafts import list_drafts
from ui.theme import Look


def sit_at(sit: Sit, look: Look | None = None) -> Reception:
    found = Reception(sit("reception", look))
    found.settle()
    return found


@pytest.fixture
def day(desk: Desk, sit: Sit) -> Reception:
    opened(desk, {"name": "陈某", "people": 3}, {"name": "许某"}, {})
    return sit_at(sit)


def test_what_is_typed_is_a_draft_at_once_and_on_no_shelf(day: Reception, desk: Desk) -> None:
    day.do(F6)
    day.say(SAID)
    day.hand.wait(lambda: (day.draft(1) or {}).get("words") == SAID)
    assert list_drafts(desk.vault) == ()
    assert day.hand.shows("草稿") or "草稿" in day.part.talk._state.text()


def test_several_may_be_half_written_at_the_same_time(day: Reception) -> None:
    day.do(F6)
    day.say("一号说")
    day.part.open_talk(day.talk(2).id)
    assert day.text("words") == ""
    day.say("二号说")
    day.part.open_talk(day.talk(1).id)
    assert day.text("words") == "一号说"
    day.settle()
    assert [(day.draft(n) or {}).get("words") for n in (1, 2, 3)] == ["一号说", "二号说", None]
    assert "写了一半" in day.rows()[1]
    day.do(F9)
    assert day.draft(1) is None
    assert (day.draft(2) or {})["words"] == "二号说"


def test_an_emptied_one_leaves_no_draft(day: Reception) -> None:
    day.do(F6)
    day.say("一")
    day.part.talking.keep()
    day.settle()
    assert day.draft(1) is not None
    day.hand.press(Qt.Key.Key_Backspace)
    day.part.talking.keep()
    day.settle()
    assert day.draft(1) is None


def test_a_window_built_anew_stands_as_it_stood(day: Reception, sit: Sit, desk: Desk) -> None:
    day.do(F6)
    day.say("一号说")
    day.part.open_talk(day.talk(2).id)
    day.say("二号说")
    day.hand.shell.keep()
    memory = day.hand.shell.memory()
    day.settle()
    again = Reception(sit("today", Look(scale=1.25)))
    again.hand.shell.recall(memory)
    again.settle()
    assert (again.on_page(), again.text("words")) == (2, "二号说")
    again.part.open_talk(again.talk(1).id)
    assert again.text("words") == "一号说"


def test_whoever_was_being_heard_is_on_the_page_after_a_new_start(day: Reception, sit: Sit) -> None:
    day.do(F6)
    day.say(SAID)
    day.say("马上答复", "现场答复")
    day.hand.shell.keep()
    day.settle()
    again = sit_at(sit)
    assert (again.on_page(), again.text("words"), again.text("reply")) == (1, SAID, "马上答复")
    again.do(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert (again.talk(1).words, again.talk(1).reply) == (SAID, "马上答复")


KILLED = """
    import sys, time
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from desk.reads.station import read_station
    from desk.settings import Wishes
    from fit import fixed_now
    from hand import Paper
    from ui.pages.gate import Gate
    from ui.pages.page import Workplace
    from ui.tasks import Lane
    from ui.theme import Look, dress
    from ui.window.shell import Shell

    app = QApplication([])
    look = Look()
    dress(app, look)
    desk = Gate(Path(sys.argv[1]), fixed_now).open("", sys.argv[2])
    lane, spool = Lane(), Lane()
    place = Workplace(desk, read_station(desk.vault), look, lane, spool, Paper(), Wishes, fixed_now)
    shell = Shell(place)
    shell.show()
    shell.open("reception")
    end = time.monotonic() + 60
    while time.monotonic() < end:
        app.processEvents()
        page = shell.page()
        if page.part.talking.stage == "open" and not page.part.talk.form.typed("words"):
            page.part.talk.form.noted["words"].field.insertPlainText("打到一半断电了")
        if page.part.talking.talk is not None and page.part.talking._keeper.stored:
            lane.run(lambda: print("kept", flush=True), keep=True)
            time.sleep(60)
        time.sleep(0.01)
"""


def test_kill_9_in_the_middle_of_a_sentence(day: Reception, desk: Desk, sit: Sit, station: Path) -> None:
    day.do(F6)
    paths = os.pathsep.join([*sys.path])
    environment = {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(station), PASSWORD]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "kept"
        other.send_signal(signal.SIGKILL)
    again = sit_at(sit)
    assert (again.on_page(), again.text("words")) == (1, "打到一半断电了")
