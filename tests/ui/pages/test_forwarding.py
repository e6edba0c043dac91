"""转办: to a unit in charge and units that help, by the keys alone; what is typed outlasts everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand import CTRL, Hand, Sit
from made_up import Found
from office import LAMP, PARKING, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.steps import forward_case, reply_case
from desk.reads.cases import find_cases, read_case
from desk.reads.views import CaseView
from ui.theme import Look
from ui.widgets.timeline import Timeline


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    desk = found_town(found, tmp_path / "town")
    for form in (LAMP, PARKING):
        record_case(desk, form)
    return desk


@pytest.fixture
def hand(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def stored(hand: Hand, word: str = "停车") -> CaseView:
    vault, lens = hand.desk.vault, hand.desk.lens
    return read_case(vault, lens, find_cases(vault, lens, word).rows[0].id)


def timeline(hand: Hand) -> list[str]:
    found = hand.cases.pane.findChild(Timeline)
    assert isinstance(found, Timeline)
    return [label.text() for label in found.findChildren(QLabel)]


def offered(hand: Hand) -> list[str]:
    return [button.word() for button in hand.cases.pane.bar.buttons() if button.isVisible()]


def begin(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "主办单位")


def test_a_recorded_case_is_to_be_forwarded_or_answered(hand: Hand) -> None:
    assert offered(hand) == ["更正", "答复", "转办"]


def test_a_case_is_forwarded_without_a_mouse(hand: Hand) -> None:
    begin(hand)
    hand.say("房管")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "会办单位"
    hand.say("派出所")
    hand.press(Qt.Key.Key_Return)
    hand.say("水务")
    hand.press(Qt.Key.Key_Return)
    hand.go_to("要求说明")
    hand.say("请现场看一看")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "转办：区房管局，会办区水务局、派出所" in timeline(hand))
    assert "蒋某，10:42，请现场看一看" in timeline(hand)
    case = stored(hand)
    assert case.row.state == "32"
    assert case.row.unit is not None
    assert case.row.unit.zh == "区房管局"
    assert {unit.zh for unit in case.co_units} == {"派出所", "区水务局"}
    assert hand.shows("区水务局、派出所")
    assert hand.here() == "这一件"
    assert hand.drafts() == []
    assert offered(hand) == ["更正", "转办", "答复"]


def test_without_a_unit_in_charge_the_field_says_why_it_cannot_be_saved(hand: Hand) -> None:
    begin(hand)
    hand.go_to("要求说明")
    hand.say("请研究")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.shows("主办"))
    hand.wait(lambda: hand.here() == "主办单位")
    assert hand.cases.pane.stage == "forward"
    assert stored(hand).row.state == "10"
    hand.say("镇城运中心")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "转办：镇城运中心" in timeline(hand))


def test_escape_sets_it_aside_and_opening_it_goes_on(hand: Hand) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.go_to("会办单位")
    hand.say("派出所，镇房管部门")
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.drafts)
    assert hand.messages() == ["先放着了，写的都还在。再打开就接着写。"]
    assert offered(hand) == ["更正", "答复", "接着转办"]
    begin(hand)
    form = hand.cases.pane._steps["forward"].form.gather()
    assert form == {"lead_unit": "镇城运中心", "co_units": ["派出所", "镇房管部门"]}
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "转办：镇城运中心，会办派出所、镇房管部门" in timeline(hand))
    hand.wait(lambda: hand.drafts() == [])


def test_an_untouched_form_leaves_no_draft(hand: Hand) -> None:
    begin(hand)
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    assert hand.drafts() == []
    assert hand.messages() == []
    assert offered(hand) == ["更正", "答复", "转办"]


def test_going_to_another_case_sets_it_aside_and_each_keeps_its_own(hand: Hand) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.cases.search.step(1)
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.title == "楼道加装感应灯")
    assert "转办" in offered(hand)
    hand.cases.search.step(-1)
    hand.wait(lambda: "接着转办" in offered(hand))


def test_a_kill_in_the_middle_costs_nothing(hand: Hand, sit: Sit) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.wait(hand.drafts)
    hand.window.hide()
    again = sit("cases")
    again.wait(lambda: again.cases.pane.stage == "forward")
    assert again.cases.pane._steps["forward"].form.gather() == {"lead_unit": "镇城运中心"}
    assert again.messages() == ["上次没写完。接着写，或者按 Esc 先放着。"]


def test_another_scale_keeps_the_open_form(hand: Hand, sit: Sit) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.shell.keep()
    hand.finish_lane()
    memory = hand.shell.memory()
    hand.window.hide()
    again = sit("cases", look=Look(scale=1.5))
    again.shell.recall(memory)
    again.wait(lambda: again.cases.pane.stage == "forward")
    assert again.here() == "主办单位"
    assert again.cases.pane._steps["forward"].form.gather() == {"lead_unit": "镇城运中心"}


def test_record_s_shelf_has_it_and_leads_back_here(hand: Hand) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.drafts)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert hand.record.form.is_blank()
    hand.press(Qt.Key.Key_O, CTRL)
    assert hand.here().startswith("转办：重新划线解决停车")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.shell.page() is not None and hand.shell.page().name == "cases")  # type: ignore[union-attr]
    hand.wait(lambda: hand.cases.pane.stage == "forward")
    assert hand.here() == "主办单位"


def test_a_unit_is_left_out_again_with_its_button(hand: Hand) -> None:
    begin(hand)
    hand.go_to("会办单位")
    hand.say("派出所，区水务局")
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "要求说明"
    hand.press(Qt.Key.Key_Backtab, times=2)
    assert hand.here() == "去掉 派出所"
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "会办单位"
    assert hand.cases.pane._steps["forward"].form.gather() == {"co_units": ["区水务局"]}


def test_what_was_answered_meanwhile_is_refused_with_the_reason_and_nothing_is_lost(hand: Hand) -> None:
    begin(hand)
    hand.say("镇城运中心")
    case = stored(hand)
    reply_case(hand.desk, case.row.id, {"outcome": "1", "reply_text": "已办好"})
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(hand.messages)
    assert "承办单位已答复" in hand.messages()[0]
    assert hand.cases.pane.stage == "forward"
    hand.wait(hand.drafts)


def test_words_for_a_step_that_is_offered_no_more_can_still_be_read(hand: Hand) -> None:
    begin(hand)
    hand.say("镇城运中心")
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.drafts)
    reply_case(hand.desk, stored(hand).row.id, {"outcome": "1", "reply_text": "已办好"})
    hand.cases.refresh((stored(hand).row.id,))
    hand.wait(lambda: offered(hand) == ["更正", "打印答复函", "告知建议人"])
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.here() == "主办单位")
    assert hand.cases.pane._steps["forward"].form.gather() == {"lead_unit": "镇城运中心"}
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(hand.messages)
    assert len(hand.drafts()) == 1


def test_forwarding_again_names_another_unit(hand: Hand) -> None:
    forward_case(hand.desk, stored(hand).row.id, {"lead_unit": "镇城运中心"})
    hand.cases.refresh((stored(hand).row.id,))
    hand.wait(lambda: offered(hand) == ["更正", "转办", "答复"])
    hand.go_to("转办")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.here() == "主办单位")
    hand.say("区水务局")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "转办：区水务局" in timeline(hand))
    assert "转办：镇城运中心" in timeline(hand)
    assert hand.shows("·区水务局") or hand.shows("区水务局")


def test_the_slip_waits_behind_the_dots(hand: Hand) -> None:
    hand.go_to("更多")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "打印回执"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: len(hand.printer.titles) == 1)
