"""What the town does with a case is read at the village, and the reply is printed there."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from exchanged import TOWN, arrived, enrolled, forwarded, refused, replied, town
from hand import CTRL, Hand, Sit
from office import PARKING
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.cases import record_case, withdraw_case
from desk.actions.desk import Desk
from desk.reads.cases import find_cases
from ui.widgets.steps import Steps
from ui.widgets.timeline import Timeline

LATER = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
VILLAGE = "晨光村征集点"


def case_at(desk: Desk) -> UUID:
    return find_cases(desk.vault, desk.lens).rows[0].id


def timeline(hand: Hand) -> list[str]:
    found = hand.cases.pane.findChild(Timeline)
    assert isinstance(found, Timeline)
    return [label.text() for label in found.findChildren(QLabel)]


def offered(hand: Hand) -> list[str]:
    return [button.word() for button in hand.cases.pane.bar.buttons() if button.isVisible()]


def sit_at_cases(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


@pytest.fixture
def village(desk: Desk) -> Desk:
    """A point whose case went to the hub and came to a town."""
    record_case(desk, PARKING)
    enrolled(desk)
    arrived(desk, LATER)
    return desk


def test_the_village_sees_where_its_case_was_sent(village: Desk, sit: Sit) -> None:
    forwarded(village, case_at(village), LATER, town(village, LATER))
    hand = sit_at_cases(sit)
    assert timeline(hand)[1:3] == ["转办：亭林镇", f"{TOWN}，10:00"]
    for words in ("主办单位", "亭林镇", "已送达"):
        assert hand.shows(words), words
    steps = hand.cases.pane.findChild(Steps)
    assert isinstance(steps, Steps)
    assert "转办摘报: 现在" in steps.accessibleName()
    assert offered(hand) == ["更正", "打印回执"]


def test_the_village_reads_the_reply_and_prints_it(village: Desk, sit: Sit) -> None:
    office = town(village, LATER)
    forwarded(village, case_at(village), LATER, office)
    replied(village, case_at(village), LATER, office, "已经列入计划，年底前划好。")
    hand = sit_at_cases(sit)
    assert timeline(hand)[1] == "答复：解决采纳（A 类），亭林镇"
    assert hand.shows("已答复·解决采纳")
    assert hand.shows("亭林镇的答复，11 月 23 日")
    assert hand.shows("已经列入计划，年底前划好。")
    assert offered(hand) == ["更正", "打印答复函", "告知建议人"]
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: "答复函已打印" in timeline(hand))


def test_a_reply_that_comes_while_the_case_is_open_is_shown(village: Desk, sit: Sit) -> None:
    hand = sit_at_cases(sit)
    replied(village, case_at(village), LATER, town(village, LATER))
    hand.shell.refresh((case_at(village),))
    hand.wait(lambda: "打印答复函" in offered(hand))


def test_what_the_hub_did_not_apply_says_why(village: Desk, sit: Sit) -> None:
    withdraw_case(village, case_at(village), "不提了")
    arrived(village, LATER)
    refused(village, case_at(village), "case.withdrawn", "not_applied", "withdrawn")
    hand = sit_at_cases(sit)
    assert "没有算数：这一件之前已经撤回" in " ".join(timeline(hand))
    assert hand.shows("被退回")


def test_what_was_set_aside_says_why(village: Desk, sit: Sit) -> None:
    withdraw_case(village, case_at(village), "不提了")
    arrived(village, LATER)
    refused(village, case_at(village), "case.withdrawn", "set_aside", "not_your_place")
    hand = sit_at_cases(sit)
    assert "搁置了：" in " ".join(timeline(hand))
    assert "not_your_place" not in " ".join(timeline(hand))
