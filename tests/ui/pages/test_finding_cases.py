"""件: found by a word, a number, the end of a telephone; read, printed, corrected, taken back; by the keys alone."""

from datetime import datetime

import pytest
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desk.actions.cases import correct_case, record_case, record_cases, withdraw_case
from desk.actions.desk import Desk
from desk.domain.numbering import show_number
from desk.reads.cases import find_cases
from ui.theme import Look
from ui.widgets.timeline import Timeline

PARKING = {
    "title": "重新划线解决停车",
    "original_text": "阿拉小区夜里停车特别难。",
    "received_at": "2026-11-20 09:00",
    "suggester": {"name": "褚小红", "phone": "13900000103", "identity": ["ID12"]},
    "feedback_mode": ["FM2"],
    "topic_path": "01.01.01",
    "category": "03",
}
LAMP = {
    "title": "楼道加装感应灯",
    "main_cause": "楼道太暗",
    "received_at": "2026-11-10 09:00",
    "suggester": {"anonymous": True},
}
OLD = {
    "title": "河边加栏杆",
    "original_text": "河边危险",
    "received_at": "2025-03-02 09:00",
    "suggester": {"name": "许某"},
}


@pytest.fixture
def desk_with_cases(desk: Desk) -> Desk:
    for form in (OLD, LAMP, PARKING):
        record_case(desk, form)
    return desk


@pytest.fixture
def hand(desk_with_cases: Desk, sit: Sit) -> Hand:
    hand = sit("cases")
    hand.wait(lambda: hand.cases.pane.case is not None)
    return hand


def titles(hand: Hand) -> list[str]:
    cases = hand.cases.search.cases
    return [case.title for row in range(cases.rowCount()) if (case := cases.case(row)) is not None]


def opened(hand: Hand) -> str:
    case = hand.cases.pane.case
    return case.row.title if case is not None else ""


def timeline(hand: Hand) -> list[str]:
    found = hand.cases.pane.findChild(Timeline)
    assert isinstance(found, Timeline)
    return [label.text() for label in found.findChildren(QLabel)]


def look_for(hand: Hand, words: str) -> None:
    hand.press(Qt.Key.Key_F4)
    assert hand.here() == "找一件"
    hand.press(Qt.Key.Key_Delete)
    hand.type(words) if words.isascii() else hand.say(words)
    hand.wait(lambda: hand.cases.search.cases.query == words)
    hand.finish_lane()


def test_the_newest_case_is_open_and_the_words_can_be_typed_at_once(hand: Hand) -> None:
    assert hand.here() == "找一件"
    assert titles(hand) == ["重新划线解决停车", "楼道加装感应灯", "河边加栏杆"]
    assert opened(hand) == "重新划线解决停车"
    assert hand.shows("3 件，用了 0.0")


def test_two_characters_find_a_case(hand: Hand) -> None:
    look_for(hand, "感应")
    assert titles(hand) == ["楼道加装感应灯"]
    hand.wait(lambda: opened(hand) == "楼道加装感应灯")
    assert hand.shows("1 件，用了")


def test_a_fragment_of_the_number_finds_a_case(hand: Hand) -> None:
    number = show_number(find_cases(hand.desk.vault, hand.desk.lens, "感应").rows[0].number)
    look_for(hand, number[:7])
    assert titles(hand) == ["楼道加装感应灯"]


def test_the_end_of_a_telephone_finds_a_case(hand: Hand) -> None:
    look_for(hand, "0103")
    assert "重新划线解决停车" in titles(hand)
    assert "河边加栏杆" not in titles(hand)


def test_nothing_found_says_what_to_try(hand: Hand) -> None:
    look_for(hand, "没有这样的事")
    assert titles(hand) == []
    assert hand.shows("没有找到")
    assert hand.shows("没有打开哪一件")
    hand.press(Qt.Key.Key_Escape)
    hand.wait(lambda: len(titles(hand)) == 3)


def test_filters_are_words_that_narrow_the_list(hand: Hand) -> None:
    hand.go_to("今年")
    hand.press(Qt.Key.Key_Space)
    hand.wait(lambda: titles(hand) == ["重新划线解决停车", "楼道加装感应灯"])
    hand.press(Qt.Key.Key_Space)
    hand.go_to("快到期")
    hand.press(Qt.Key.Key_Space)
    hand.wait(lambda: titles(hand) == ["河边加栏杆"])


def test_a_whole_number_is_found_whatever_the_filters_say(hand: Hand) -> None:
    hand.go_to("今年")
    hand.press(Qt.Key.Key_Space)
    hand.wait(lambda: len(titles(hand)) == 2)
    look_for(hand, show_number(find_cases(hand.desk.vault, hand.desk.lens, "栏杆").rows[0].number))
    hand.wait(lambda: titles(hand) == ["河边加栏杆"])
    assert not any(chip.isChecked() for chip in hand.cases.search.filters.values())


def test_the_arrows_walk_the_list_from_the_search_box(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: opened(hand) == "楼道加装感应灯")
    assert hand.here() == "找一件"
    hand.press(Qt.Key.Key_Down, times=5)
    hand.wait(lambda: opened(hand) == "河边加栏杆")
    hand.press(Qt.Key.Key_Up, times=2)
    hand.wait(lambda: opened(hand) == "重新划线解决停车")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "这一件"


def test_names_and_telephones_are_masked_everywhere(hand: Hand) -> None:
    shown = " ".join(hand.words_on(hand.window))
    assert "褚*·业主委员会成员" in shown
    assert "139****0103" in shown
    assert "褚小红" not in shown
    assert "13900000103" not in shown


def test_the_detail_says_what_the_case_is(hand: Hand) -> None:
    for words in (
        "城乡建设 › 安全生产 › 事故处理",
        "建议意见",
        "现场接待（征集点）",
        "阿拉小区夜里停车特别难。",
        "不公开",
    ):
        assert hand.shows(words), words
    assert hand.shows("进展电话：12 月 21 日前·本站服务承诺")  # what ends first
    assert hand.shows("1 月 19 日前")  # the answer that is promised on the slip
    assert timeline(hand)[1:3] == ["收集登记：“阿拉小区夜里停车特别难。”", "卫某，09:00"]


def test_a_correction_stands_in_the_timeline_with_its_reason(hand: Hand) -> None:
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "原话"
    hand.go_to("对策建议")
    hand.say("借学校操场夜间停车")
    hand.go_to("为什么更正")
    hand.say("漏记了一句")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "更正：对策建议" in timeline(hand))
    assert "卫某，10:42，理由：漏记了一句" in timeline(hand)
    assert hand.shows("借学校操场夜间停车")
    assert hand.here() == "这一件"


def test_escape_sets_a_correction_aside_and_record_has_it(hand: Hand) -> None:
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.go_to("主题")
    hand.say("新主题")
    hand.press(Qt.Key.Key_Escape)
    hand.wait(hand.drafts)
    assert hand.stored()[0]["title"] == "重新划线解决停车"
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    hand.press(Qt.Key.Key_O, CTRL)
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.record.stage == "correcting")
    assert hand.record.form.gather()["title"] == "新主题"


def test_taking_back_asks_for_the_reason_and_shows_in_the_timeline(hand: Hand) -> None:
    hand.go_to("更多")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "建议人撤回"
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "为什么撤回"
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.cases.pane.stage == "withdrawing")
    assert hand.here() == "为什么撤回"
    hand.say("自己解决了")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: "建议人撤回" in timeline(hand))
    assert "卫某，10:42，理由：自己解决了" in timeline(hand)
    hand.go_to("更多")
    with pytest.raises(AssertionError):
        hand.go_to("更正")


def test_escape_leaves_a_withdrawal_alone(hand: Hand) -> None:
    hand.go_to("更多")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Return)
    hand.say("想错了")
    hand.press(Qt.Key.Key_Escape)
    hand.finish_lane()
    assert hand.cases.pane.stage == "reading"
    assert "建议人撤回" not in timeline(hand)


def test_the_slip_is_printed_again_from_here(hand: Hand) -> None:
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: len(hand.printer.titles) == 1 and any("回执已送到打印机" in words for words in timeline(hand)))
    hand.wait(lambda: "补打回执" in [button.word() for button in hand.cases.pane.bar.buttons() if button.isVisible()])


def test_somebody_says_that_no_slip_came_out(hand: Hand) -> None:
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: any("回执已送到打印机" in words for words in timeline(hand)))
    hand.go_to("更多")
    hand.press(Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "没打出来"
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: "有人说回执没打出来" in timeline(hand))


def test_a_case_recorded_meanwhile_is_in_the_list(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F2)
    hand.write_case("公交站牌没有英文")
    hand.save()
    hand.press(Qt.Key.Key_F4)
    hand.wait(lambda: titles(hand)[0].startswith("公交站牌"))
    assert opened(hand) == "重新划线解决停车"


def test_a_change_made_elsewhere_is_shown(hand: Hand) -> None:
    case = hand.cases.pane.case
    assert case is not None
    withdraw_case(hand.desk, case.row.id, "电话里说不要了")
    hand.shell.refresh((case.row.id,))
    hand.wait(lambda: "建议人撤回" in timeline(hand))


def test_a_change_made_elsewhere_does_not_disturb_a_correction(hand: Hand) -> None:
    case = hand.cases.pane.case
    assert case is not None
    hand.go_to("更正")
    hand.press(Qt.Key.Key_Return)
    hand.go_to("主题")
    hand.say("我写的")
    correct_case(hand.desk, case.row.id, {"proposal": "别人写的"}, "补")
    hand.shell.refresh((case.row.id,))
    hand.finish_lane()
    assert hand.cases.pane.stage == "correcting"
    assert hand.here() == "主题"


def test_in_a_narrow_room_list_and_detail_take_turns(desk_with_cases: Desk, sit: Sit) -> None:
    hand = sit("cases", look=Look(scale=1.5))
    hand.wait(lambda: hand.cases.pane.case is not None)
    assert not hand.shows("收集登记")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "这一件"
    assert hand.cases.pane.isVisible()
    assert not hand.cases.search.isVisible()
    hand.press(Qt.Key.Key_Down)
    hand.wait(lambda: opened(hand) == "楼道加装感应灯")
    hand.press(Qt.Key.Key_Escape)
    assert not hand.cases.pane.isVisible()
    assert hand.cases.search.isVisible()


def test_another_look_keeps_question_and_case(desk_with_cases: Desk, sit: Sit) -> None:
    first = sit("cases")
    look_for(first, "楼道")
    first.wait(lambda: opened(first) == "楼道加装感应灯")
    memory = first.shell.memory()
    first.window.hide()
    again = sit("cases")
    again.shell.recall(memory)
    again.wait(lambda: titles(again) == ["楼道加装感应灯"] and opened(again) == "楼道加装感应灯")
    assert again.cases.search.field.text() == "楼道"


def test_an_empty_desk_says_what_will_appear_and_the_key_to_start(sit: Sit) -> None:
    hand = sit("cases")
    assert hand.shows("还没有件")
    hand.go_to("登记一件")
    hand.press(Qt.Key.Key_Return)
    assert hand.record.isVisible()


def test_a_long_list_is_read_two_hundred_at_a_time(desk: Desk, sit: Sit) -> None:
    record_cases(desk, [{"title": f"第{number}件", "suggester": {}} for number in range(450)])
    hand = sit("cases")
    cases = hand.cases.search.cases
    hand.wait(lambda: cases.rowCount() >= 200)
    assert cases.total == 450
    assert cases.rowCount() < 450
    for _ in range(100):
        hand.press(Qt.Key.Key_PageDown)
        hand.finish_lane()
    assert cases.rowCount() == 450
    assert len(set(titles(hand))) == 450
    assert hand.shows("450 件")


def test_an_answer_to_an_older_question_is_dropped(hand: Hand) -> None:
    hand.press(Qt.Key.Key_F4)
    hand.say("楼道")
    hand.cases.search.ask()
    hand.press(Qt.Key.Key_Backspace, times=2)
    hand.say("河边")
    hand.cases.search.ask()
    hand.finish_lane()
    QApplication.processEvents()
    assert titles(hand) == ["河边加栏杆"]


def test_dates_are_those_of_the_station(hand: Hand) -> None:
    case = hand.cases.pane.case
    assert case is not None
    assert case.row.received_at == datetime.fromisoformat("2026-11-20T09:00+08:00")
