"""答复: outcome, words, promise; what is missing says so; the reply becomes a letter that is printed on A4."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand import CTRL, Hand, Sit
from made_up import Found
from office import PARKING, REPLY, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.steps import forward_case, reply_case
from desk.reads.cases import find_cases, read_case
from desk.reads.replies import read_reply
from desk.reads.views import CaseView
from ui.widgets.timeline import Timeline

LETTER = "您好！您提出的建议收悉。拟新划车位 84 个，年底前完成。"


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    desk = found_town(found, tmp_path / "town")
    (case,) = record_case(desk, PARKING).subjects
    forward_case(desk, case, {"lead_unit": "区房管局", "co_units": ["派出所"], "note": "请研究"})
    return desk


@pytest.fixture
def hand(sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def stored(hand: Hand) -> CaseView:
    vault, lens = hand.desk.vault, hand.desk.lens
    return read_case(vault, lens, find_cases(vault, lens).rows[0].id)


def timeline(hand: Hand) -> list[str]:
    found = hand.cases.pane.findChild(Timeline)
    assert isinstance(found, Timeline)
    return [label.text() for label in found.findChildren(QLabel)]


def offered(hand: Hand) -> list[str]:
    return [button.word() for button in hand.cases.pane.bar.buttons() if button.isVisible()]


def begin(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "解决采纳")


def answer(hand: Hand) -> None:
    """Somebody else answers, at the same desk."""
    reply_case(hand.desk, stored(hand).row.id, REPLY)
    hand.cases.refresh((stored(hand).row.id,))
    hand.wait(lambda: "打印答复函" in offered(hand))


def test_a_forwarded_case_is_to_be_answered(hand: Hand) -> None:
    assert offered(hand) == ["更正", "转办", "答复"]
    assert hand.shows("区房管局")
    assert hand.shows("派出所")


def test_a_case_is_answered_without_a_mouse(hand: Hand) -> None:
    begin(hand)
    hand.press(Qt.Key.Key_Right, times=2)
    hand.go_to("答复")
    hand.say(LETTER)
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "答复单位"
    hand.go_to("承诺事项")
    hand.say("新划车位 84 个")
    hand.go_to("时限")
    hand.type("2027-02-28")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "联系人"
    hand.say("陶某")
    hand.press(Qt.Key.Key_Return)
    hand.type("021-0000 0203")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "文号"
    hand.say("张建复〔2026〕12 号")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "答复：计划解决（B 类），区房管局" in timeline(hand))
    assert "蒋某，10:42，承诺 2027-02-28 前办到" in timeline(hand)
    assert hand.shows("已答复·计划解决")
    assert hand.shows(LETTER)
    assert hand.shows("新划车位 84 个，2027 年 2 月 28 日前")
    assert hand.drafts() == []
    assert offered(hand) == ["更正", "打印答复函", "告知建议人"]
    view = read_reply(hand.desk.vault, stored(hand).row.id)
    assert (view.unit, view.outcome, view.body, view.document) == ("区房管局", "3", LETTER, "张建复〔2026〕12 号")
    assert (view.contact, view.contact_phone) == ("陶某", "021-0000 0203")


@pytest.mark.parametrize(("given", "field", "words"), [("", "解决采纳", "办理结果"), ("outcome", "答复", "答复")])
def test_what_is_missing_says_at_its_field_why_it_cannot_be_saved(
    hand: Hand, given: str, field: str, words: str
) -> None:
    begin(hand)
    if given:
        hand.press(Qt.Key.Key_Space)
    else:
        hand.go_to("答复")
        hand.say(LETTER)
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == field and hand.cases.pane.stage == "reply")
    assert hand.shows(words)
    assert stored(hand).row.state == "32"


def test_a_day_that_is_none_or_has_passed_is_said_on_leaving(hand: Hand) -> None:
    begin(hand)
    hand.go_to("时限")
    hand.type("2026-02-30")
    hand.press(Qt.Key.Key_Tab)
    assert hand.shows("不是")
    hand.press(Qt.Key.Key_Backtab)
    hand.press(Qt.Key.Key_A, CTRL)
    hand.type("2026-11-01")
    hand.press(Qt.Key.Key_Tab)
    assert hand.shows("这一天已经过了")


def test_a_promise_without_a_day_and_a_letter_without_a_contact_are_warned_of_and_can_be_saved(hand: Hand) -> None:
    begin(hand)
    hand.press(Qt.Key.Key_Space)
    hand.go_to("答复")
    hand.say(LETTER)
    hand.go_to("承诺事项")
    hand.say("新划车位")
    hand.go_to("文号")
    assert hand.shows("还没写时限")
    assert hand.shows("还没写可以问谁")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: stored(hand).replied is not None)


def test_turning_down_asks_for_the_reason(hand: Hand) -> None:
    begin(hand)
    assert not hand.shows("请在答复里说明理由。")
    hand.press(Qt.Key.Key_Left)
    assert hand.here() == "不予采纳"
    assert hand.shows("请在答复里说明理由。")


def test_the_case_is_read_while_it_is_answered(hand: Hand) -> None:
    begin(hand)
    assert hand.shows("阿拉小区夜里停车特别难")
    hand.press(Qt.Key.Key_Backtab)
    assert hand.here() == "看全文"
    hand.press(Qt.Key.Key_Return)
    assert hand.shows("借学校操场夜间停车。")
    hand.press(Qt.Key.Key_Return)
    assert not hand.shows("借学校操场夜间停车。")


def test_words_typed_are_kept_while_typing(hand: Hand) -> None:
    begin(hand)
    hand.go_to("答复")
    hand.say(LETTER)
    hand.wait(hand.drafts)
    assert hand.drafts()[0]["reply_text"] == LETTER
    assert hand.drafts()[0]["left_open"] is True
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: hand.drafts()[0]["left_open"] is False)
    assert offered(hand) == ["更正", "转办", "接着写答复"]
    begin(hand)
    assert hand.cases.pane._steps["reply"].form.gather()["reply_text"] == LETTER


def test_a_failed_save_leaves_every_word(hand: Hand) -> None:
    begin(hand)
    hand.press(Qt.Key.Key_Space)
    hand.go_to("答复")
    hand.say(LETTER)
    with hand.desk.vault.raw() as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(hand.messages)
    assert hand.cases.pane.stage == "reply"
    assert hand.cases.pane._steps["reply"].form.gather()["reply_text"] == LETTER
    with hand.desk.vault.raw() as connection:
        connection.execute("DROP TRIGGER broken")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: stored(hand).replied is not None)
    hand.wait(lambda: hand.messages() == [])


def test_the_letter_is_printed_and_what_became_of_it_is_told(hand: Hand) -> None:
    answer(hand)
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: "答复函已打印" in timeline(hand))
    assert "答复函已送到打印机" in timeline(hand)
    assert len(hand.printer.titles) == 1
    assert hand.printer.titles[0].isdigit()
    hand.wait(lambda: "补打答复函" in offered(hand))
    assert stored(hand).printed == 0  # no slip is out


def test_a_counter_printer_without_a4_gives_way_to_one_that_has_it(hand: Hand) -> None:
    answer(hand)
    hand.printer.sizes = {"XP-80": ("80mm",), "Office": ("80mm", "A4")}
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: len(hand.printer.titles) == 1)
    assert hand.printer.used == ["Office"]


def test_without_a4_it_is_said_and_nothing_is_printed(hand: Hand) -> None:
    answer(hand)
    hand.printer.sizes = {"XP-80": ("80mm",)}
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(hand.messages)
    assert "没有能打 A4 的打印机" in hand.messages()[0]
    assert hand.printer.titles == []


def test_a_paused_printer_holds_the_letter(hand: Hand) -> None:
    answer(hand)
    hand.printer.held, hand.printer.fate = True, "pending"
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(hand.messages)
    (message,) = hand.shell.messages.messages()
    assert message.tone == "amber"
    assert "答复函" in message.text
    assert message.acts == ()


def test_a_letter_that_did_not_come_out_is_red_and_printed_again(hand: Hand) -> None:
    answer(hand)
    hand.printer.reason = "printing_failed"
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: hand.messages() and "打印机没有收答复函" in timeline(hand))
    hand.printer.reason = ""
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: "答复函已打印" in timeline(hand) and hand.messages() == [])


def test_of_erased_words_there_is_no_letter(hand: Hand) -> None:
    answer(hand)
    erase_case(hand.desk, stored(hand).row.id, "words", "本人要求")
    hand.cases.refresh((stored(hand).row.id,))
    hand.wait(lambda: "打印答复函" not in offered(hand))
    assert not hand.shows(REPLY["reply_text"])


def test_the_slip_can_still_be_printed(hand: Hand) -> None:
    answer(hand)
    hand.go_to("更多")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "打印回执"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: stored(hand).printed == 1)
