"""Somebody who was here before, sixty characters, a slip: by key and input-method events alone. It prints what it took
(pytest -rP); `make bench` runs it beside fifty thousand cases."""

import os
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from returning import PERSON, WORDS, come_again, furnish, unlock
from volunteer import Tray, before_window, read_pdf

from desk.actions.lists import load_lists
from desk.actions.opening import open_desk
from desk.reads.cases import find_cases, read_case

NOW = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)
MOST_KEYS = 12
CASES = int(os.environ.get("COUNTER_CASES", "300"))


def test_a_returning_person_costs_few_keys(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    home, tray = tmp_path / "home", Tray()
    furnish(home, lambda: NOW, CASES)
    with before_window(qapp, qtbot, home, lambda: NOW, tray) as volunteer:
        unlock(volunteer)
        first, cost = come_again(volunteer, tray), come_again(volunteer, tray)
    print(f"{CASES} cases, the first person of the day: {first.seconds:.2f} s, deaf for {first.deaf:.0f} ms at most")
    print(f"{cost.keys} keys beside the words, {cost.seconds:.2f} s, deaf for {cost.deaf:.0f} ms at most")
    assert len(WORDS) >= 60
    assert cost.keys <= MOST_KEYS
    assert "139****0103" in read_pdf(tray.papers[0])
    desk = open_desk(home, lambda: NOW, load_lists(), password="chenguang-1")
    newest = find_cases(desk.vault, desk.lens).rows[0]
    fields = read_case(desk.vault, desk.lens, newest.id).fields
    desk.close()
    assert fields["original_text"] == WORDS
    person = fields["suggester"]
    assert isinstance(person, dict)
    assert {name: person[name] for name in PERSON} == PERSON
