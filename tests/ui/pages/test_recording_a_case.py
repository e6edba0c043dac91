"""From the first word to the next person, by the keys alone."""

import threading
import time

import pytest
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desk.domain.field import Finding
from desk.text import explain
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.field import LineField

WORDS = "阿拉小区夜里停车特别难，救护车也进勿来。"
FIELDS = ("原话", "主题", "主要事由", "对策建议", "姓名", "电话")


def fields_of(hand: Hand) -> dict[str, TextArea | LineField]:
    form = hand.record.form
    found = [*form.findChildren(TextArea), *form.findChildren(LineField)]
    return {field.accessibleName(): field for field in found if field.isVisible()}


def note_under(hand: Hand, name: str) -> str:
    """What is said under a field, as a screen reader hears it."""
    return fields_of(hand)[name].accessibleDescription()


def test_a_case_is_written_saved_printed_and_the_next_one_begins(hand: Hand) -> None:
    assert hand.here() == "原话"
    hand.write_case(WORDS, "重新划线解决停车", "柏某", "13900000103")
    hand.save()
    number = hand.record.view.slip.words.number
    assert hand.record.view.bar.hint() == f"这一件已存本机，编号 {number}"
    assert hand.shows("已存本机 10:42")
    assert [name for name, field in fields_of(hand).items() if not field.isReadOnly()] == []
    hand.wait(lambda: hand.printer.titles == [number.replace("-", "")])
    (stored,) = hand.stored()
    assert stored["original_text"] == WORDS
    assert stored["title"] == "重新划线解决停车"
    assert stored["suggester"]["phone"] == "13900000103"  # type: ignore[index]
    assert stored["feedback_mode"] == ["FM2"]
    assert hand.drafts() == []
    hand.press(Qt.Key.Key_F2)
    assert hand.here() == "原话"
    assert [fields_of(hand)[name].text() for name in FIELDS] == [""] * len(FIELDS)
    assert not hand.shows("已存本机 10:42")


def test_after_saving_enter_goes_on_and_never_prints_twice(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.save()
    assert hand.here() == "下一件"
    hand.wait(lambda: len(hand.printer.titles) == 1)
    hand.press(Qt.Key.Key_Return)
    hand.finish_lane()
    assert hand.here() == "原话"
    assert len(hand.printer.titles) == 1


def test_saved_is_said_only_when_the_case_is_stored(hand: Hand) -> None:
    hand.write_case(WORDS)
    gate = threading.Event()
    hand.shell.place.lane.run(lambda: gate.wait(5))
    hand.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert not hand.shows("已存本机")
    assert hand.stored() == []
    gate.set()
    hand.wait(lambda: hand.shows("已存本机"))
    assert len(hand.stored()) == 1


def test_pressing_save_twice_stores_one_case(hand: Hand) -> None:
    hand.write_case(WORDS)
    gate = threading.Event()
    hand.shell.place.lane.run(lambda: gate.wait(5))
    hand.press(Qt.Key.Key_Return, CTRL, times=3)
    gate.set()
    hand.wait(lambda: hand.record.stage == "saved")
    hand.finish_lane()
    assert len(hand.stored()) == 1


def test_enter_moves_on_in_a_line_and_is_a_new_line_in_an_area(hand: Hand) -> None:
    hand.say("头一行")
    hand.press(Qt.Key.Key_Return)
    hand.say("第二行")
    assert fields_of(hand)["原话"].text() == "头一行\n第二行"
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "主题"
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "主要事由"


def test_tab_follows_the_talk(hand: Hand) -> None:
    seen = []
    for _ in range(15):
        seen.append(hand.here())
        hand.press(Qt.Key.Key_Tab)
    assert seen == [
        "原话",
        "主题",
        "主要事由",
        "对策建议",
        "建议意见",
        "其他",
        "分类",
        "姓名",
        "电话",
        "来了几个人",
        "匿名",
        "电话",
        "已告知个人信息怎么用",
        "可以公开",
        "更多：地址、身份、渠道、时间",
    ]


def test_missing_elements_are_said_in_amber_and_block_nothing(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("建议意见")
    assert note_under(hand, "对策建议") == "还没有对策建议。可以先存，以后再补。"
    assert fields_of(hand)["对策建议"].property("state") == "warn"
    assert note_under(hand, "主题")
    hand.save()
    assert len(hand.stored()) == 1


def test_a_name_without_a_way_to_tell_the_result_is_said(hand: Hand) -> None:
    hand.write_case(WORDS, name="柏某")
    hand.press(Qt.Key.Key_Tab, times=2)
    assert note_under(hand, "电话") == explain(Finding("warn", "no_contact", "phone"), "zh")
    hand.press(Qt.Key.Key_Backtab)
    hand.type("13900000103")
    assert note_under(hand, "电话") == ""


def test_who_is_named_must_have_been_told_what_becomes_of_it(hand: Hand) -> None:
    hand.write_case(WORDS, name="柏某")
    hand.go_to("已告知个人信息怎么用")
    hand.press(Qt.Key.Key_Tab)
    warning = explain(Finding("warn", "notice_not_given", "pi_notice_given"), "zh")
    assert hand.shows(warning)
    hand.press(Qt.Key.Key_Backtab)
    hand.press(Qt.Key.Key_Space)
    assert not hand.shows(warning)
    hand.save()
    assert hand.stored()[0]["suggester"]["pi_notice_given"] is True  # type: ignore[index]


def test_a_group_of_more_than_five_chooses_its_speakers(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("来了几个人")
    hand.type("12")
    assert hand.shows(explain(Finding("warn", "group_over_five", "person_times", {"most": 5}), "zh"))
    hand.save()
    assert hand.stored()[0]["person_times"] == 12


def test_the_warning_goes_while_typing(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Backtab)
    hand.say("划线")
    assert note_under(hand, "对策建议") == ""


def test_a_telephone_that_reaches_nobody_is_red_and_keeps_the_case_from_being_saved(hand: Hand) -> None:
    hand.write_case(WORDS, phone="1390000010")
    hand.press(Qt.Key.Key_Tab)
    assert "10" in note_under(hand, "电话")
    assert fields_of(hand)["电话"].property("state") == "error"
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "draft")
    assert hand.here() == "电话"
    assert hand.stored() == []
    hand.type("3")
    hand.save()
    assert hand.stored()[0]["suggester"]["phone"] == "13900000103"  # type: ignore[index]


def test_an_empty_form_is_not_stored_and_says_what_is_needed(hand: Hand) -> None:
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: note_under(hand, "原话"))
    assert hand.here() == "原话"
    assert hand.stored() == []


@pytest.mark.parametrize("name", FIELDS)
def test_ten_megabytes_pasted_are_answered_within_a_second_with_their_length(name: str, hand: Hand) -> None:
    hand.go_to(name)
    hand.say("停车")
    big = "难" * (10 * 1024 * 1024 // 3)
    QGuiApplication.clipboard().setText(big)
    started = time.monotonic()
    hand.press(Qt.Key.Key_V, CTRL)
    assert time.monotonic() - started < 5
    assert fields_of(hand)[name].text() == "停车"
    assert f"{len(big):,}" in note_under(hand, name)


def test_anonymous_takes_the_name_off_and_gives_it_back(hand: Hand) -> None:
    hand.write_case(WORDS, name="柏某", phone="13900000103")
    hand.press(Qt.Key.Key_M, CTRL)
    assert (fields_of(hand)["姓名"].text(), fields_of(hand)["电话"].text()) == ("", "")
    hand.press(Qt.Key.Key_M, CTRL)
    assert (fields_of(hand)["姓名"].text(), fields_of(hand)["电话"].text()) == ("柏某", "13900000103")
    hand.press(Qt.Key.Key_M, CTRL)
    hand.save()
    (stored,) = hand.stored()
    assert stored["suggester"]["anonymous"] is True  # type: ignore[index]
    assert stored["suggester"]["name"] is None  # type: ignore[index]


def test_a_category_is_found_by_a_word_of_its_topic(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("分类")
    hand.say("事故处理")
    hand.press(Qt.Key.Key_Return)
    assert fields_of(hand)["分类"].text() == "03 城乡建设 › 安全生产 › 事故处理"
    hand.save()
    assert hand.stored()[0]["category"] == "03"
    assert hand.stored()[0]["topic"] == "01.01.01"


def test_a_category_can_stand_alone(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("分类")
    hand.type("16")
    hand.press(Qt.Key.Key_Return)
    hand.save()
    assert (hand.stored()[0]["category"], hand.stored()[0]["topic"]) == ("16", None)


def test_what_is_seldom_asked_lies_behind_more(hand: Hand) -> None:
    hand.write_case(WORDS, name="柏某")
    hand.go_to("更多：地址、身份、渠道、时间")
    assert "地址" not in fields_of(hand)
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "地址"
    hand.say("晨光路 8 弄")
    hand.go_to("村民")
    hand.press(Qt.Key.Key_Space)
    hand.go_to("渠道")
    hand.press(Qt.Key.Key_A, CTRL)
    hand.say("书信")
    hand.press(Qt.Key.Key_Return)
    hand.go_to("收到时间")
    hand.type("2026-11-20 09:05")
    hand.save()
    (stored,) = hand.stored()
    assert stored["channel"] == "CH23"
    assert stored["received_at"] == "2026-11-20T09:05:00+08:00"
    assert stored["suggester"]["address"] == "晨光路 8 弄"  # type: ignore[index]
    assert stored["suggester"]["identity"] == ["ID02"]  # type: ignore[index]


def test_a_day_that_has_not_come_is_refused_where_it_was_written(hand: Hand) -> None:
    hand.write_case(WORDS)
    hand.go_to("更多：地址、身份、渠道、时间")
    hand.press(Qt.Key.Key_Space)
    hand.go_to("收到时间")
    hand.type("2027-01-01")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: note_under(hand, "收到时间"))
    assert hand.here() == "收到时间"
    assert hand.stored() == []


def test_who_came_before_is_found_by_telephone_and_never_named_in_full(hand: Hand) -> None:
    hand.write_case("楼道太暗", "楼道加装感应灯", "柏小明", "13900000103")
    hand.save()
    hand.press(Qt.Key.Key_F2)
    assert not hand.shows("楼道加装感应灯")
    hand.write_case(WORDS, phone="13900000103")
    hand.wait(lambda: hand.shows("楼道加装感应灯"))
    seen = " ".join(hand.words_on(hand.record.view.side))
    assert "柏小明" not in seen
    assert "13900000103" not in seen


def test_a_claim_is_told_where_to_go(hand: Hand) -> None:
    hand.go_to("建议意见")
    hand.press(Qt.Key.Key_Right, times=2)
    assert hand.here() == "申诉求决"
    hand.wait(lambda: hand.shows("该去哪里办"))
    assert hand.shows("12345")
    hand.press(Qt.Key.Key_Left)
    assert not hand.shows("该去哪里办")


def test_the_slip_follows_what_is_typed(hand: Hand) -> None:
    slip = hand.record.view.side.slip
    assert slip.words.number == "存好就有编号"
    hand.write_case(WORDS, "重新划线")
    hand.wait(lambda: ("主题", "重新划线") in slip.words.rows)
    promised = dict(slip.words.rows)["告知日"]
    assert "2027-01-23" in promised
    assert "本站服务承诺" in promised


def test_in_a_narrow_room_the_slip_opens_as_a_drawer_and_escape_closes_it(sit: Sit) -> None:
    hand = sit(look=Look(scale=1.5))
    hand.write_case(WORDS)
    hand.go_to("回执")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "关上"
    hand.press(Qt.Key.Key_Escape)
    assert hand.here() == "回执"
    assert fields_of(hand)["原话"].text() == WORDS


def test_help_with_writing_stands_beside_the_form_and_leaves_the_words_alone(hand: Hand) -> None:
    hand.say("东门夜里墨墨黑")
    hand.press(Qt.Key.Key_F1)
    assert hand.shows("建议东门路口加装路灯")
    hand.press(Qt.Key.Key_Escape)
    assert hand.here() == "原话"
    assert not hand.shows("建议东门路口加装路灯")
    hand.say("，")
    assert hand.record.form.gather()["original_text"] == "东门夜里墨墨黑，"
