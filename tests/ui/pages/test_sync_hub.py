"""同步: how it is with the hub, on the card, in the status bar, in the rail; what an exchange brought is said once."""

from dataclasses import replace

import pytest
from fit import fixed_now
from hand import Hand, Sit
from PySide6.QtCore import Qt
from sync_hand import Story, hand, offered, page, story, watch

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from ui.pages.cases import CasesPage
from ui.pages.sync_news import news_of
from ui.theme import Look

__all__ = ["hand", "story"]


@pytest.mark.parametrize(
    ("code", "head", "button"),
    [
        ("hub_unreachable", "没有网络", "再试"),
        ("hub_busy", "上级正忙", "再试"),
        ("hub_revoked", "上级停用了这台电脑", "再试"),
        ("hub_version", "上级的版本不一样", "再试"),
        ("hub_untrusted", "对方不是我们的上级", "去设置"),
        ("hub_forgot_us", "上级不认识这台电脑了", "去设置"),
        ("hub_refused", "上级没有看懂", "再试"),
        ("disk_full", "往来没成", "再试"),
    ],
)
def test_a_trouble_is_a_state_of_the_card_with_a_way_out(
    story: Story, sit: Sit, code: str, head: str, button: str
) -> None:
    story.fail(code)
    hand = watch(sit())
    hand.shell.open("sync")
    assert hand.shows(head)
    assert offered(hand) == [button]
    assert hand.messages() == []


def test_no_line_says_when_it_last_worked_and_that_it_mends_itself(story: Story, sit: Sit) -> None:
    story.fail("hub_unreachable")
    hand = watch(sit())
    hand.shell.open("sync")
    assert hand.shows("上次往来 昨天 10:42。有网会自动送。")


def test_f5_exchanges_now_from_everywhere(hand: Hand) -> None:
    asked: list[int] = []
    hand.shell.place.traffic.now_wanted.connect(lambda: asked.append(1))
    hand.press(Qt.Key.Key_F5)
    hand.shell.open("record")
    hand.press(Qt.Key.Key_F5)
    assert len(asked) == 2


def test_a_desk_without_a_hub_is_shown_the_way_to_join(desk: Desk, sit: Sit) -> None:
    hand = watch(sit())
    hand.press(Qt.Key.Key_F5)
    assert page(hand).isVisible()
    assert hand.shows("还没有接上级")
    assert offered(hand) == ["接上级"]
    hand.go_to("接上级")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "上级地址"


@pytest.mark.parametrize(
    ("doing", "done", "head"),
    [
        ("", 0, "正在和上级往来"),
        ("push", 1200, "正在送，1,200 / 3,400"),
        ("feed", 5000, "正在收，5,000"),
        ("return", 700, "正在交还，700"),
    ],
)
def test_what_is_under_way_is_told_with_a_number(hand: Hand, doing: str, done: int, head: str) -> None:
    hand.shell.place.traffic.show(running=True, doing=doing, done=done, total=3400)
    assert hand.shows(head)
    assert offered(hand) == []
    assert hand.shows("上级的记录退回到了以前") == (doing == "return")
    assert hand.shell.status.sync.word() == "未送 2 件"
    hand.shell.place.traffic.show(slow=True)
    assert hand.shell.status.sync.word() == head


def test_the_status_bar_and_the_rail_say_how_many_wait(hand: Hand, story: Story) -> None:
    chip = hand.shell.status.sync
    assert chip.word() == "未送 2 件"
    assert hand.shell.rail.buttons["sync"].door.count == 2
    story.fail("hub_unreachable")
    hand.shell.place.traffic.look_wanted.emit()
    assert (chip.word(), chip._colour) == ("未送 2 件·无网络", "text2")
    story.fail("hub_revoked")
    hand.shell.place.traffic.look_wanted.emit()
    assert (chip.word(), chip._colour) == ("未送 2 件·上级停用了这台电脑", "red")
    story.arrive(fixed_now())
    hand.shell.place.traffic.look_wanted.emit()
    assert chip.word() == "已送达 10:42"
    assert hand.shell.rail.buttons["sync"].door.count == 1
    chip.click()
    assert page(hand).isVisible()


def test_a_desk_without_a_hub_says_so_and_counts_nothing_in_the_rail(desk: Desk, sit: Sit) -> None:
    record_case(desk, {"title": "路灯"})
    hand = watch(sit())
    assert hand.shell.status.sync.word() == "只存在本机"
    assert hand.shell.rail.buttons["sync"].door.count == 0


def test_an_answer_is_told_once_with_a_door_to_the_case(hand: Hand, story: Story) -> None:
    view = hand.shell.place.traffic.standing.view
    assert view is not None
    answer = next(row for row in view.came if row.kind == "replied")
    hand.shell.open("record")
    hand.shell.place.traffic.news.emit((answer,), ())
    (told,) = hand.messages()
    assert told.startswith("镇里答复了 ")
    hand.press(Qt.Key.Key_F8)
    assert hand.here() == "看答复"
    hand.press(Qt.Key.Key_Return)
    cases = hand.shell.page()
    assert isinstance(cases, CasesPage)
    hand.wait(lambda: cases.pane.case is not None and cases.pane.case.row.id == story.lamp)


def test_a_refusal_is_told_once_with_a_door_to_the_reason(hand: Hand) -> None:
    view = hand.shell.place.traffic.standing.view
    assert view is not None
    hand.shell.open("record")
    hand.shell.place.traffic.news.emit((), view.rows[:1])
    assert "这一件之前已经撤回" in hand.messages()[0]
    hand.press(Qt.Key.Key_F8)
    hand.press(Qt.Key.Key_Return)
    assert page(hand).state == "refused"


def test_many_at_once_are_one_message(hand: Hand, story: Story) -> None:
    view = hand.shell.place.traffic.standing.view
    assert view is not None
    answer = next(row for row in view.came if row.kind == "replied")
    both = (answer, replace(answer, case=story.river))
    answers, refusals = news_of(Look(), both, view.rows, hand.shell.open)
    assert (answers.text, answers.tone) == ("2 件有了答复。", "accent")
    assert (refusals.text, refusals.tone) == ("3 条被退回。写的都在本机，没有丢。", "red")
    answers.acts[0].do()
    assert hand.here() == page(hand).came.lines()[0].accessibleName()
