"""回音 by keys: who waits is read to, what they said is written down, the next one is there; nothing typed is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from made_up import Found
from office import found_town
from PySide6.QtCore import Qt

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.steps import reply_case
from desk.reads.cases import read_case
from desk.reads.telling import TOLD, read_tell
from desk.reads.views import CaseView
from ui.forms.tell_form import TellForm
from ui.pages.to_tell import ToTellPage
from ui.theme import Look
from ui.widgets.choice import Choice

LOOKS = [(scale, lang, size) for size in SIZES for scale in SCALES for lang in ("zh", "en")]
PEOPLE: tuple[tuple[str, dict[str, Any], list[str]], ...] = (
    ("关于设置代办服务日的建议", {"name": "曹某某", "phone": "13900000010"}, ["FM2"]),
    ("学校食堂食材公开", {"name": "金某", "phone": "13900000011"}, ["FM2"]),
    ("重新规划停车位", {"anonymous": True}, []),
)


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    """Three people whose cases were answered."""
    desk = found_town(found, tmp_path / "town")
    for day, (title, person, ways) in enumerate(PEOPLE, 10):
        form = {"title": title, "suggester": person, "feedback_mode": ways, "received_at": f"2026-10-{day} 09:00"}
        (case,) = record_case(desk, form).subjects
        reply_case(desk, case, {"outcome": "1", "reply_text": "从十二月起办。", "lead_unit": "村民委员会"})
    return desk


@pytest.fixture
def hand(sit: Sit) -> Hand:
    return begun(sit("totell"))


def begun(hand: Hand) -> Hand:
    hand.wait(lambda: page(hand).pane.case is not None)
    hand.finish_lane()
    return hand


def page(hand: Hand) -> ToTellPage:
    shown = hand.shell.page()
    assert isinstance(shown, ToTellPage)
    return shown


def form(hand: Hand) -> TellForm:
    made = page(hand).pane._writings["tell"].form
    assert isinstance(made, TellForm)
    return made


def who(hand: Hand) -> str:
    case = page(hand).pane.case
    return case.row.title if case is not None else ""


def waiting(hand: Hand) -> list[str]:
    return [row.title for row in read_tell(hand.desk.vault, hand.desk.lens).rows]


def told(hand: Hand) -> list[CaseView]:
    rows = read_tell(hand.desk.vault, hand.desk.lens, TOLD).rows
    return [read_case(hand.desk.vault, hand.desk.lens, row.id) for row in rows]


def choose(hand: Hand, word: str, row: int = 0) -> None:
    """Tab to the row of choices that has the word (the `row`th of them), then by the arrows to it."""
    writing = page(hand).pane._writings[page(hand).pane.stage]
    rows = [choice for choice in writing.form.findChildren(Choice) if word in [one.word for one in choice.options()]]
    for _ in range(40):
        if any(button.hasFocus() for button in rows[row].buttons()):
            break
        hand.press(Qt.Key.Key_Tab)
    for _ in range(9):
        if hand.here() != word:
            hand.press(Qt.Key.Key_Right)
    assert hand.here() == word
    hand.press(Qt.Key.Key_Space)


def test_the_most_urgent_is_chosen_and_read_out(hand: Hand):
    assert who(hand) == PEOPLE[0][0]
    assert hand.shows("曹*")
    assert not hand.shows("13900000010")
    assert hand.shows("曹师傅您好，我是山阳镇人民建议征集工作站。您10月10日提的“设置代办服务日”定下来了")
    assert hand.shell.rail.buttons["totell"].door.count == 3


def test_a_person_is_told_by_keys_and_the_next_one_is_there(hand: Hand):
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.here() == "告知到了")
    hand.press(Qt.Key.Key_Space)
    choose(hand, "满意")
    hand.go_to("他的话")
    hand.say("蛮好蛮好")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    hand.wait(lambda: hand.here() == "告知到了")
    assert waiting(hand) == [PEOPLE[1][0], PEOPLE[2][0]]
    (view,) = told(hand)
    assert (view.row.state, view.steps[0].text) == ("61", "蛮好蛮好")
    hand.wait(lambda: hand.shell.rail.buttons["totell"].door.count == 2)
    assert form(hand).gather()["said"] == ""


def test_nothing_is_written_before_somebody_says_whether_the_person_was_reached(hand: Hand):
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.shows("先选接通了没有。"))
    assert len(waiting(hand)) == 3
    assert hand.here() == "告知到了"


def test_who_did_not_answer_is_there_tomorrow(hand: Hand):
    hand.press(Qt.Key.Key_Return)
    choose(hand, "没接通")
    hand.go_to("下次再联系")
    assert form(hand).typed("next_try") == "2026-11-25"
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    hand.wait(lambda: hand.shows("没接通 1") or page(hand).list.chips["tried"].word() == "没接通 1")
    assert waiting(hand)[-1] == PEOPLE[0][0]


def test_who_is_not_satisfied_says_why_and_has_it_handled_again(hand: Hand):
    case = page(hand).pane.case
    assert case is not None
    hand.press(Qt.Key.Key_Return)
    choose(hand, "告知到了")
    choose(hand, "不满意")
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "不满意原因"
    assert form(hand).again.isChecked()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: any("理由" in words or "原因" in words for words in hand.words_on(form(hand).noted["reason"])))
    assert len(waiting(hand)) == 3
    hand.say("只办了一半")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    view = read_case(hand.desk.vault, hand.desk.lens, case.row.id)
    assert (view.row.state, view.steps[0].kind) == ("62", "told")


def test_a_wrong_number_offers_the_board_to_who_agreed_to_be_made_public(hand: Hand):
    hand.press(Qt.Key.Key_Return)
    choose(hand, "号码不对")
    hand.go_to("放公告栏")
    hand.press(Qt.Key.Key_Return)
    assert form(hand).is_posted()
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.shows("没有同意公开"))
    assert who(hand) == PEOPLE[0][0]
    (first, *_others) = read_tell(hand.desk.vault, hand.desk.lens).rows
    correct_case(hand.desk, first.id, {"suggester": {"public_ok": True}}, "本人同意了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    assert read_tell(hand.desk.vault, hand.desk.lens, TOLD).rows[0].told_how == "FM6"


def test_who_left_no_name_is_posted_with_one_key(hand: Hand):
    hand.press(Qt.Key.Key_Down, times=2)
    hand.wait(lambda: who(hand) == PEOPLE[2][0])
    hand.finish_lane()
    assert form(hand).is_posted()
    assert hand.shows("贴出来的话")
    assert not hand.shows("您好，我是")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: len(waiting(hand)) == 2)


def test_the_telephone_is_shown_once_it_was_written_down(hand: Hand):
    case = page(hand).pane.case
    assert case is not None
    hand.press(Qt.Key.Key_Period, CTRL)
    hand.wait(lambda: hand.shows("13900000010"))
    view = read_case(hand.desk.vault, hand.desk.lens, case.row.id)
    assert view.steps[0].kind == "shown"
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    hand.finish_lane()
    assert not hand.shows("13900000010")


def test_half_written_words_are_there_again(hand: Hand):
    hand.press(Qt.Key.Key_Return)
    hand.go_to("他的话")
    hand.say("蛮好，下个")
    hand.press(Qt.Key.Key_Escape)
    hand.wait(page(hand).list.view.hasFocus)
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    hand.finish_lane()
    assert form(hand).gather()["said"] == ""
    hand.press(Qt.Key.Key_Up)
    hand.wait(lambda: who(hand) == PEOPLE[0][0])
    hand.finish_lane()
    assert form(hand).gather()["said"] == "蛮好，下个"


def test_after_a_power_cut_the_words_are_on_the_screen(sit: Sit, hand: Hand):
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: who(hand) == PEOPLE[1][0])
    hand.finish_lane()
    hand.press(Qt.Key.Key_Return)
    hand.go_to("他的话")
    hand.say("还没写完")
    page(hand).keep()
    hand.finish_lane()
    again = sit("totell")
    again.wait(lambda: who(again) == PEOPLE[1][0] and form(again).gather()["said"] == "还没写完")


def test_who_was_told_can_be_read_and_a_survey_keyed_in(hand: Hand):
    hand.press(Qt.Key.Key_Return)
    choose(hand, "告知到了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: len(waiting(hand)) == 2)
    hand.finish_lane()
    page(hand).list.chips["told"].click()
    hand.wait(lambda: page(hand).pane.stage == "told")
    assert hand.shows("已经告诉过您。")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: page(hand).pane.stage == "survey")
    choose(hand, "满意")
    choose(hand, "不满意", 1)
    hand.go_to("不满意原因")
    hand.say("还是不行")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: [view.row.state for view in told(hand)] == ["62"])


def test_from_the_case_page_the_person_is_told_here(sit: Sit):
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    shown = hand.cases.pane.case
    assert shown is not None
    assert hand.shows("照着念")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: isinstance(hand.shell.page(), ToTellPage))
    hand.wait(lambda: who(hand) == shown.row.title)
    hand.wait(lambda: hand.here() in ("告知到了", "集中公开"))


def test_somebody_who_waits_for_nothing_yet_is_told_how_it_stands(sit: Sit, desk: Desk):
    (case,) = record_case(desk, {"title": "东门路灯", "suggester": {"name": "欧阳某", "phone": "13900000005"}}).subjects
    hand = sit("cases")
    hand.shell.open("totell", case)
    hand.wait(lambda: who(hand) == "东门路灯" and hand.here() == "告知到了")
    hand.finish_lane()
    page(hand).refresh((case,))
    hand.finish_lane()
    assert who(hand) == "东门路灯"
    assert hand.shows("已经登记，我们正在看怎么办。")
    hand.press(Qt.Key.Key_Space)
    hand.go_to("他的话")
    hand.say("晓得了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: who(hand) == PEOPLE[0][0])
    view = read_case(hand.desk.vault, hand.desk.lens, case)
    assert (view.row.state, view.steps[0].text) == ("10", "晓得了")


def test_a_person_who_walks_in_again_is_found_by_name_and_hears_where_it_stands(sit: Sit, desk: Desk):
    record_case(desk, {"title": "东门路灯", "suggester": {"name": "欧阳某", "phone": "13900000005"}})
    hand = sit("today")
    hand.press(Qt.Key.Key_F4)
    hand.say("欧阳")
    hand.wait(lambda: hand.cases.pane.case is not None and hand.cases.pane.case.row.title == "东门路灯")
    assert hand.shows("欧阳师傅您好，我是山阳镇人民建议征集工作站。您11月24日提的“东门路灯”：已经登记")
    assert hand.shows("前给您回音。")


def test_todays_door_leads_here(sit: Sit):
    hand = sit("today")
    hand.wait(lambda: hand.here() == "3个人在等回音")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: isinstance(hand.shell.page(), ToTellPage))
    begun(hand)
    assert who(hand) == PEOPLE[0][0]


@pytest.mark.parametrize(("scale", "lang", "size"), LOOKS)
def test_it_fits(sit: Sit, scale: float, lang: str, size: tuple[int, int]):
    mode = "dark" if (lang == "zh") == (size == SIZES[0]) else "light"
    hand = begun(sit("totell", Look(mode, scale, lang, size[0]), size))
    assert faults(hand, size) == []
    page(hand)._open()
    assert faults(hand, size) == []
    for shown in ({"reached": "no_answer"}, {"reached": "wrong_number"}, {"satisfaction": "S3", "again": True}):
        form(hand).show_form({"how": "FM2", "reached": "told", "said": "说了很多。" * 40} | shown)
        assert faults(hand, size) == []
    page(hand).pane._heads["tell"].card._turn()
    assert faults(hand, size) == []


def faults(hand: Hand, size: tuple[int, int]) -> list[str]:
    return misfits(hand.window, *size) + nameless(hand.window)


def test_the_board_list_and_the_survey_are_printed(hand: Hand):
    hand.printer.sizes = {"XP-80": ("80mm", "A4", "A5")}
    page(hand).list.board.click()
    hand.wait(lambda: hand.printer.titles == ["board-20261124"])
    hand.wait(lambda: any("公告单" in words for words in hand.messages()))
    hand.press(Qt.Key.Key_Return)
    choose(hand, "告知到了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: len(waiting(hand)) == 2)
    hand.finish_lane()
    page(hand).list.chips["told"].click()
    hand.wait(lambda: page(hand).pane.stage == "told")
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: len(hand.printer.titles) == 2)
    hand.wait(lambda: [one.outcome for one in told(hand)[0].steps if one.kind == "slip"][:1] == ["printed"])
