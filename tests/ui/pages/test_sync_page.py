"""同步: four states and no fifth, what is still here and why, what can be done about it; by the keys alone."""

from datetime import timedelta

import pytest
from fit import fixed_now
from hand import Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sync_hand import YESTERDAY, Story, hand, lines, offered, page, shown, story, watch

from desk.actions.desk import Desk
from desk.errors import BadEnvironment
from desk.reads.cases import find_cases
from ui.pages.cases import CasesPage
from ui.theme import Look

__all__ = ["hand", "story"]
ALL = [
    ("更正：划线停车", "被退回"),
    ("更正：柏* 的电话", "已存本机"),
    ("增设公共厕所", "已存本机"),
]


def tiles(hand: Hand) -> dict[str, int]:
    return {state: tile.count for state, tile in page(hand).tiles.tiles.items()}


# -- what is seen -------------------------------------------------------------------------------------


def test_every_case_is_counted_in_one_state(hand: Hand) -> None:
    assert tiles(hand) == {"draft": 1, "saved": 2, "arrived": 1, "refused": 1}
    assert [tile.accessibleName() for tile in page(hand).tiles.tiles.values()] == [
        "草稿 1",
        "已存本机 2",
        "已送达 1",
        "被退回 1",
    ]


def test_what_is_still_here_stands_in_one_list_refused_first(hand: Hand) -> None:
    assert shown(hand) == ALL
    assert hand.shows("还在这台电脑上的")
    assert hand.shows("3 件")


def test_a_line_says_which_case_and_when_or_why(hand: Hand) -> None:
    refused, corrected, _recorded = lines(hand)
    assert refused.facts.endswith("上级：这一件之前已经撤回")
    assert corrected.facts.endswith("10:42 存")
    assert len(corrected.facts.split("·")[0]) == len("482-917-036")


def test_no_name_and_no_telephone_is_on_the_page(hand: Hand) -> None:
    said = str(lines(hand)) + str(hand.words_on(hand.window))
    assert "柏*" in said
    assert "柏小红" not in said
    assert "13900000" not in said


def test_what_other_places_did_last_is_a_way_to_the_case(hand: Hand, story: Story) -> None:
    first, *_others = page(hand).came.lines()
    assert first.accessibleName().startswith("山阳镇征集工作站答复了, ")
    assert "装感应灯·昨天 10:42" in first.accessibleName()
    first.setFocus()
    hand.press(Qt.Key.Key_Return)
    cases = hand.shell.page()
    assert isinstance(cases, CasesPage)
    hand.wait(lambda: cases.pane.case is not None and cases.pane.case.row.id == story.lamp)


# -- the keys -----------------------------------------------------------------------------------------


def test_the_list_has_the_focus_and_enter_opens_the_case(hand: Hand, story: Story) -> None:
    assert hand.here() == "还在这台电脑上的"
    hand.press(Qt.Key.Key_Down, times=2)
    hand.press(Qt.Key.Key_Return)
    cases = hand.shell.page()
    assert isinstance(cases, CasesPage)
    hand.wait(lambda: cases.pane.case is not None and cases.pane.case.row.id == story.toilet)
    hand.press(Qt.Key.Key_Escape)
    assert page(hand).list.view.current() == lines(hand)[2]


def test_tab_goes_from_the_tiles_to_the_list_to_the_reason_to_the_hub(hand: Hand) -> None:
    page(hand).tiles.tiles["draft"].setFocus()
    walked = []
    for _ in range(9):
        walked.append(hand.here())
        hand.press(Qt.Key.Key_Tab)
    assert walked == [
        "草稿 1",
        "已存本机 2",
        "已送达 1",
        "被退回 1",
        "还在这台电脑上的",
        "知道了",
        "看这一件",
        "现在往来",
        page(hand).came.lines()[0].accessibleName(),
    ]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("saved", ALL[1:]),
        ("refused", ALL[:1]),
        ("draft", [("垃圾房味道重", "草稿")]),
        ("arrived", [("装感应灯", "已送达")]),
    ],
)
def test_a_tile_opens_the_list_of_its_state(hand: Hand, state: str, wanted: list[tuple[str, str]]) -> None:
    page(hand).tiles.tiles[state].setFocus()
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: shown(hand) == wanted)
    assert page(hand).tiles.tiles[state].isChecked()
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: shown(hand) == ALL)
    assert not page(hand).tiles.tiles[state].isChecked()


def test_the_arrows_walk_the_tiles_and_a_second_press_opens_the_whole_list_again(hand: Hand) -> None:
    page(hand).tiles.tiles["draft"].setFocus()
    hand.press(Qt.Key.Key_Right, times=3)
    assert hand.here() == "被退回 1"
    hand.press(Qt.Key.Key_Space)
    assert shown(hand) == ALL[:1]
    hand.press(Qt.Key.Key_Space)
    assert shown(hand) == ALL


def test_enter_on_a_draft_takes_it_up_again(hand: Hand) -> None:
    page(hand).choose("draft")
    hand.wait(lambda: len(shown(hand)) == 1)
    page(hand).list.view.setFocus()
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.form.gather().get("title") == "垃圾房味道重")


# -- a refusal ----------------------------------------------------------------------------------------


def test_a_refusal_says_why_and_what_is_to_be_done(hand: Hand) -> None:
    assert hand.shows("没有算数：这一件之前已经撤回。")
    assert hand.shows("不用再做什么")
    hand.press(Qt.Key.Key_Down)
    assert not hand.shows("没有算数")


def test_whoever_understood_it_puts_it_aside(hand: Hand, story: Story) -> None:
    hand.go_to("知道了")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: shown(hand) == ALL[1:])
    assert tiles(hand) == {"draft": 1, "saved": 2, "arrived": 2, "refused": 0}
    rows = {row.id: row.sync for row in find_cases(hand.desk.vault, hand.desk.lens).rows}
    assert rows[story.parking] == "arrived"
    assert hand.here() == "还在这台电脑上的"


def test_what_was_refused_before_it_was_a_case_cannot_be_opened(story: Story, sit: Sit) -> None:
    from exchanged import refused

    story.arrive()
    refused(story.desk, story.toilet, "case.registered", "set_aside", "not_your_place")
    hand = watch(sit())
    hand.shell.open("sync", "refused")
    assert shown(hand)[0] == ("增设公共厕所", "被退回")
    assert hand.shows("问问上级")
    assert not page(hand).list.strip.open.isVisible()
    hand.press(Qt.Key.Key_Return)
    assert page(hand).isVisible()


# -- empty, loading, failing --------------------------------------------------------------------------


def test_an_empty_desk_says_what_will_appear_and_the_key_to_start(desk: Desk, sit: Sit) -> None:
    hand = watch(sit())
    hand.shell.open("sync")
    assert hand.shows("还没有件")
    hand.go_to("登记一件")
    hand.press(Qt.Key.Key_Return)
    assert hand.record.isVisible()


@pytest.mark.parametrize("state", ["", "draft", "saved", "refused"])
def test_an_empty_list_says_so(story: Story, sit: Sit, state: str) -> None:
    from desk.actions.drafts import drop_draft
    from desk.actions.exchange import dismiss

    dismiss(story.desk, story.refused)
    drop_draft(story.desk, story.draft)
    story.arrive()
    hand = watch(sit())
    hand.shell.open("sync", state)
    hand.finish_lane()
    said = {"": "没有还留在这里的", "draft": "没有没写完的草稿", "saved": "没有等着送的", "refused": "没有被退回的"}
    assert hand.shows(said[state])
    assert hand.shows("上次往来 昨天 10:42。")


def test_what_cannot_be_read_says_so_in_place_of_the_list(story: Story, sit: Sit) -> None:
    hand = sit()
    hand.shell.open("sync")
    assert hand.shows("正在看")
    hand.shell.place.traffic.show(error=BadEnvironment("database_busy"))
    assert hand.shows("现在读不出来")
    assert hand.shows("另一个程序")
    assert offered(hand) == ["再试"]


# -- what changes ---------------------------------------------------------------------------------------


def test_another_look_keeps_the_list_and_the_line(hand: Hand, sit: Sit, story: Story) -> None:
    page(hand).choose("saved")
    hand.press(Qt.Key.Key_Down)
    memory = hand.shell.memory()
    hand.window.hide()
    again = watch(sit())
    again.shell.recall(memory)
    again.finish_lane()
    assert shown(again) == ALL[1:]
    assert page(again).list.view.current() == lines(again)[1]


def test_what_changes_while_the_page_is_open_is_shown_and_the_mark_stays(hand: Hand, story: Story) -> None:
    hand.press(Qt.Key.Key_Down, times=2)
    marked = page(hand).list.view.current()
    story.record("又一件")
    hand.shell.place.traffic.written.emit()
    hand.wait(lambda: shown(hand)[1] == ("又一件", "已存本机"))
    assert page(hand).list.view.current() == marked


def test_long_ago_has_its_date() -> None:
    from ui.pages.sync_words import moment_word

    now = fixed_now()
    assert moment_word(Look(), now - timedelta(days=3), now) == "11 月 21 日 02:42"
    assert moment_word(Look(), YESTERDAY, now) == "昨天 02:42"
    assert moment_word(Look(lang="en"), now - timedelta(days=400), now) == "2025-10-20 02:42"


def test_nothing_is_asked_of_the_vault_in_the_window_s_own_thread(hand: Hand, story: Story) -> None:
    import threading

    from sqlalchemy import event

    asked: list[str] = []
    engine = hand.desk.vault.engine
    event.listen(engine, "before_cursor_execute", lambda *_args: asked.append(threading.current_thread().name))
    for state in ("draft", "arrived", "refused", ""):
        page(hand).choose(state)
        hand.finish_lane()
    QApplication.processEvents()
    assert asked
    assert "MainThread" not in asked
