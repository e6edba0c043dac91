"""A town sees what its villages recorded, where, and what of its own steps did not count."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from exchanged import arrived, came, enrolled, refused
from fit import fixed_now
from hand import CTRL, Hand, Sit
from made_up import Found
from office import found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.desk import Desk
from desk.actions.steps import forward_case
from desk.domain.case import Registered
from desk.domain.place import Placed
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from ui.widgets.timeline import Timeline

LATER = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
VILLAGE = "晨光村征集点"


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    """A town's desk with a case of a village below it."""
    desk = found_town(found, tmp_path / "town")
    place, case = uuid4(), uuid4()
    enrolled(desk, level="town")
    placed = Placed(code="310116110001", level="village")
    came(desk, NewFact("place.placed", place, placed.to_json(), words={"name": VILLAGE}), LATER, by=place)
    texts = {"title": "重新划线解决停车", "original_text": "夜里停车特别难。"}
    body = Registered(nature="JY", number="482917036", texts=tuple(texts), person_times=1)
    came(desk, NewFact("case.registered", case, body.to_json(), words=texts), LATER, by=place)
    return desk


@pytest.fixture
def clerk(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def timeline(clerk: Hand) -> str:
    found = clerk.cases.pane.findChild(Timeline)
    assert isinstance(found, Timeline)
    return " ".join(label.text() for label in found.findChildren(QLabel))


def test_the_town_sees_which_village_recorded_a_case(clerk: Hand) -> None:
    cases = clerk.cases.search.cases
    spoken = str(cases.data(cases.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert f"482-917-036·{VILLAGE}·" in spoken
    assert clerk.shows("登记的站点")
    assert clerk.shows(VILLAGE)


def test_the_town_prints_no_slip_of_another_station(clerk: Hand) -> None:
    clerk.press(Qt.Key.Key_P, CTRL)
    clerk.finish_lane()
    assert clerk.printer.titles == []
    assert clerk.messages() == [f"这一件的回执在登记的站点打印：{VILLAGE}。"]
    clerk.go_to("更多")
    clerk.press(Qt.Key.Key_Return)
    assert clerk.here() == "建议人撤回"


def test_a_step_that_came_too_late_is_put_before_its_maker(clerk: Hand) -> None:
    case = find_cases(clerk.desk.vault, clerk.desk.lens).rows[0].id
    forward_case(clerk.desk, case, {"lead_unit": "区水务局"})
    arrived(clerk.desk, fixed_now())
    refused(clerk.desk, case, "case.forwarded", "not_applied", "state_wrong.99")
    clerk.shell.refresh((case,))
    clerk.wait(lambda: clerk.shows("被退回"))
    assert "没有算数：" in timeline(clerk)
    assert read_case(clerk.desk.vault, clerk.desk.lens, case).row.state == "10"
    assert any(button.word() == "转办" and button.isVisible() for button in clerk.cases.pane.bar.buttons())
