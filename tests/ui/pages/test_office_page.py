"""办理: two cases side by side are merged, told apart or left for later, by the keys alone; others are handed on."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from access import faults
from hand import CTRL, Hand, Sit
from made_up import Found
from office import found_town
from office_hand import compared, page_of, pair, record, sit_at_office, waits_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.merging import merge_cases
from desk.actions.steps import forward_case
from desk.reads.cases import read_case
from ui.pages.office import OfficePage
from ui.theme import Look
from ui.widgets.marked import Marked

RETURN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


def main_of(hand: Hand, id: UUID) -> UUID | None:
    return read_case(hand.desk.vault, hand.desk.lens, id).main


def chips(hand: Hand) -> list[str]:
    return [chip.word() for chip in page_of(hand).inbox.chips.values() if chip.isVisible()]


def marked(hand: Hand) -> set[str]:
    return {word for text in page_of(hand).merging.findChildren(Marked) for word in text.marked()}


def test_two_cases_stand_side_by_side_with_their_words_in_common(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two", "bus", "tree")
    hand = sit_at_office(sit)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))
    assert chips(hand) == ["可能相同 1", "待转办 4", "待答复 0"]
    assert hand.shell.rail.buttons["office"].door.count == 1
    assert {"消防通道", "僵尸车"} <= marked(hand)
    assert not {"希望", "建议"} & marked(hand)
    assert hand.shows("两件都留着，各有编号和回执；统计按一件受理、2 人提出。")
    assert hand.shows("答复时两边都要告知：褚* 打电话，匿名的一件在公告栏公开。")
    tops = {text.accessibleName(): [] for text in page_of(hand).merging.findChildren(Marked)}
    for text in page_of(hand).merging.findChildren(Marked):
        tops[text.accessibleName()].append(text.mapTo(page_of(hand), text.rect().topLeft()).y())
    assert all(len(set(places)) == 1 for places in tops.values()), tops


def test_they_are_merged_and_parted_again_by_keys(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two", "tree")
    hand = sit_at_office(sit)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))
    hand.press(RETURN, CTRL)
    hand.wait(lambda: main_of(hand, ids["two"]) == ids["one"])
    hand.wait(lambda: chips(hand)[:2] == ["可能相同 0", "待转办 2"])
    assert any("已并入" in words for words in hand.messages())
    assert hand.shows("这里没有等着办的")
    hand.press(Qt.Key.Key_U, CTRL)
    hand.wait(lambda: main_of(hand, ids["two"]) is None)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))
    assert hand.messages() == []


def test_the_other_one_is_made_the_main_case(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two")
    hand = sit_at_office(sit)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))
    hand.go_to("改为主件")
    hand.press(RETURN)
    hand.wait(waits_for(hand, (ids["two"], ids["one"])))
    hand.press(RETURN, CTRL)
    hand.wait(lambda: main_of(hand, ids["one"]) == ids["two"])


def test_what_is_not_the_same_is_remembered(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two")
    hand = sit_at_office(sit)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))
    hand.press(Qt.Key.Key_D, CTRL)
    hand.wait(lambda: chips(hand)[0] == "可能相同 0")
    assert read_case(desk.vault, desk.lens, ids["one"]).apart == (ids["two"],)
    assert main_of(hand, ids["two"]) is None


def test_escape_goes_on_to_the_next_pair_and_the_next_group(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two", "three", "bus")
    other = record_case(desk, {"title": "站牌要有英文", "main_cause": "外国朋友看不懂站牌", "nature": "JY"}).subjects[0]
    hand = sit_at_office(sit)
    hand.wait(waits_for(hand, (ids["bus"], other)))
    hand.press(ESC)
    seen = []
    for _ in range(3):
        hand.wait(lambda: page_of(hand).merging.pair is not None and pair(hand) not in (*seen, (ids["bus"], other)))
        seen.append(pair(hand))
        hand.press(ESC)
    assert {frozenset(two) for two in seen} == {
        frozenset((ids["one"], ids["two"])),
        frozenset((ids["one"], ids["three"])),
        frozenset((ids["two"], ids["three"])),
    }
    hand.wait(lambda: not isinstance(hand.shell.page(), OfficePage))


def test_three_of_a_group_become_one_case(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two", "three")
    hand = sit_at_office(sit)
    hand.wait(lambda: page_of(hand).merging.pair is not None)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: any(main_of(hand, id) for id in ids.values()))
    hand.finish_lane()
    hand.wait(lambda: page_of(hand).merging.pair is not None and not main_of(hand, pair(hand)[1]))
    hand.press(RETURN, CTRL)
    hand.wait(lambda: sum(main_of(hand, id) is not None for id in ids.values()) == 2)
    assert len({main_of(hand, id) for id in ids.values()}) == 2


def test_a_case_is_forwarded_from_the_inbox_and_then_waits(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "bus", "tree")
    hand = sit_at_office(sit)
    hand.go_to("待转办 2")
    hand.press(Qt.Key.Key_Space)
    page = page_of(hand)
    hand.wait(lambda: page.pane.case is not None and page.pane.case.row.id == ids["bus"])
    hand.go_to("件")
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: page.pane.case is not None and page.pane.case.row.id == ids["tree"])
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.here() == "主办单位")
    hand.say("区房管")
    hand.press(RETURN)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: chips(hand) == ["可能相同 0", "待转办 1", "待答复 1"])
    hand.wait(lambda: page.pane.case is not None and page.pane.case.row.id == ids["bus"])


def test_the_inbox_is_narrowed_by_category_and_escape_takes_it_away(desk: Desk, sit: Sit) -> None:
    record(desk, "bus", "tree")
    hand = sit_at_office(sit)
    page = page_of(hand)
    page.arrive("forward")
    hand.wait(lambda: page.inbox.cases.rowCount() == 2)
    hand.go_to("筛选")
    hand.press(RETURN)
    hand.go_to("交通运输 1")
    hand.press(Qt.Key.Key_Space)
    hand.wait(lambda: page.inbox.cases.rowCount() == 1)
    hand.wait(lambda: chips(hand)[1] == "待转办 1")
    assert page.inbox.ways.button.word() == "交通运输 1"
    hand.press(ESC)
    hand.wait(lambda: page.inbox.cases.rowCount() == 2)


def test_what_is_late_has_a_chip_of_its_own(desk: Desk, sit: Sit) -> None:
    late = record_case(desk, {"title": "很久以前", "received_at": "2026-06-01 09:00", "nature": "JY"}).subjects[0]
    forward_case(desk, late, {"unit": "区建管委"})
    hand = sit_at_office(sit)
    hand.wait(lambda: chips(hand)[-1] == "督办到期 1")


def test_a_merged_case_is_parted_where_it_is_read(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one", "two")
    merge_cases(desk, ids["one"], [ids["two"]])
    hand = sit("cases")
    hand.shell.open("cases", ids["one"])
    hand.wait(lambda: hand.shows("并入这一件的：1 件"))
    (part,) = [one for one in hand.cases.findChildren(QPushButton) if one.accessibleName() == "拆开"]
    part.click()
    hand.wait(lambda: main_of(hand, ids["two"]) is None)
    hand.wait(lambda: not hand.shows("并入这一件的"))


def test_what_comes_while_the_page_is_open_is_compared(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "one")
    hand = sit_at_office(sit)
    hand.wait(lambda: hand.shows("这里没有等着办的"))
    ids |= record(desk, "two")
    hand.shell.refresh(tuple(ids.values()))
    compared(hand)
    hand.wait(waits_for(hand, (ids["one"], ids["two"])))


def test_the_page_stands_as_it_stood_after_being_built_anew(desk: Desk, sit: Sit) -> None:
    ids = record(desk, "bus", "tree")
    hand = sit_at_office(sit)
    page_of(hand).arrive("forward")
    hand.wait(lambda: page_of(hand).pane.case is not None)
    memory = page_of(hand).memory()
    again = sit("today")
    again.shell.remember("office", memory)
    again.shell.open("office")
    again.wait(lambda: page_of(again).pane.case is not None)
    assert page_of(again).inbox.part == "forward"
    shown = page_of(again).pane.case
    assert shown is not None
    assert shown.row.id == ids["bus"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_screen_reader_finds_its_way(desk: Desk, sit: Sit, lang: str) -> None:
    record(desk, "one", "two", "bus")
    hand = sit_at_office(sit, Look(lang=lang))
    hand.wait(lambda: page_of(hand).merging.pair is not None)
    assert faults(hand.window) == []
    page_of(hand).arrive("forward")
    hand.wait(lambda: page_of(hand).pane.case is not None)
    assert faults(hand.window) == []
