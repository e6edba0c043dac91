"""A reception day at the keyboard: numbers, calls, conversations, the sums; no mouse is touched."""

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from reception_hand import ENTER, F6, F7, F9, SAID, Reception, opened, roster

from desk.actions.desk import Desk
from desk.actions.sessions import open_session
from desk.reads.cases import find_cases
from desk.reads.reception_views import Totals
from ui.pages.reception import ReceptionPage

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def sit_at(sit: Sit) -> Reception:
    found = Reception(sit("reception"))
    found.settle()
    return found


def test_f3_opens_the_page_and_a_session_is_begun_with_its_deputies(desk: Desk, hand: Hand) -> None:
    roster(desk)
    hand.press(Qt.Key.Key_F3)
    assert isinstance(hand.shell.page(), ReceptionPage)
    day = Reception(hand)
    day.settle()
    assert day.page.plan.isVisible()
    assert day.chip() == ""
    day.do(ENTER, CTRL)
    assert day.session().state == "open"
    assert hand.shows("哪几位到了？一人一个键；离场时再按一次。")
    day.do(Qt.Key.Key_1, ALT)
    day.do(Qt.Key.Key_2, ALT)
    assert [one.deputy.name for one in day.session().present] == ["吕某", "蒋某"]
    day.do(Qt.Key.Key_2, ALT)  # leaves again
    assert [one.went is None for one in day.session().present] == [True, False]
    day.do(Qt.Key.Key_Escape)
    assert hand.shell.page() is day.page
    assert day.chip() == "接待中·上午场·0 人次·0 件"


def test_a_number_is_taken_called_missed_put_back_and_heard(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = sit_at(sit)
    day.number(3, "陈某")
    day.number()
    assert day.rows() == ["1 陈*·3 人, 等候, 10:42 到", "2 匿名, 等候, 10:42 到"]
    assert day.hand.printer.titles == ["A01", "A02"]
    day.do(F6)
    assert (day.on_page(), day.states()) == (1, [(1, "called"), (2, "waiting")])
    day.do(F7)
    assert day.states() == [(1, "missed"), (2, "waiting")]
    day.do(F7)
    assert day.states() == [(1, "waiting"), (2, "waiting")]
    day.do(F6)
    day.say(SAID)
    day.say("下周三前给您回话。", "现场答复")
    day.hand.go_to("当场答复")
    day.hand.press(Qt.Key.Key_3)
    day.hand.press(Qt.Key.Key_4)
    day.do(ENTER, CTRL)
    talk = day.talk(1)
    assert (talk.state, talk.ways, talk.words, talk.people) == ("done", ("W3", "W4"), SAID, 3)
    assert [day.session().present[0].deputy.id] == list(talk.deputies)
    assert len(day.hand.printer.titles) == 3  # the slip of the case
    assert day.chip() == "接待中·上午场·3 人次·1 件"
    assert day.hand.here() == "叫 2 号"
    day.do(ENTER)
    assert day.on_page() == 2


def test_f9_counts_and_calls_the_next(desk: Desk, sit: Sit) -> None:
    opened(desk, {"people": 2}, {"people": 1})
    day = sit_at(sit)
    day.do(F6)
    day.do(F9)
    assert day.states() == [(1, "done"), (2, "called")]
    assert day.on_page() == 2
    assert day.hand.here() == "原话"
    day.do(F9)
    assert day.session().totals == Totals(groups=2, people=3)
    assert find_cases(desk.vault, desk.lens).total == 0
    counts = day.part.counts
    assert [label.text() for label in counts._numbers.values()] == ["3", "2", "0", "0"]


def test_arrows_move_in_the_queue_and_enter_takes_up(desk: Desk, sit: Sit) -> None:
    opened(desk, {"name": "许某"}, {"name": "柏某"}, {"name": "水某"})
    day = sit_at(sit)
    day.part.queue.take_focus()
    assert day.hand.here() == "排队"
    day.hand.press(Qt.Key.Key_Down)
    day.do(ENTER)
    assert (day.on_page(), day.hand.here()) == (2, "原话")
    day.do(Qt.Key.Key_F7, SHIFT)
    assert day.states() == [(1, "waiting"), (2, "left"), (3, "waiting")]


def test_more_than_five_are_asked_for_their_speakers_and_never_held_up(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = sit_at(sit)
    day.hand.press(Qt.Key.Key_N, CTRL)
    day.hand.type("12")
    assert day.hand.shows("5 人以上")
    day.hand.go_to("几位发言")
    day.hand.type("3")
    day.do(ENTER, CTRL)
    assert (day.talk(1).people, day.talk(1).speakers) == (12, 3)


def test_who_walks_with_difficulty_is_called_first(desk: Desk, sit: Sit) -> None:
    opened(desk, {})
    day = sit_at(sit)
    day.hand.press(Qt.Key.Key_N, CTRL)
    day.hand.go_to("行动不便，先叫")
    day.hand.press(Qt.Key.Key_Space)
    day.do(ENTER, CTRL)
    assert day.rows()[0].startswith("2 匿名")
    day.do(F6)
    assert day.states() == [(1, "waiting"), (2, "called")]


def test_names_are_masked_until_somebody_asks(desk: Desk, sit: Sit) -> None:
    opened(desk, {"name": "陈某", "phone": "13900000101", "about": "厕所"})
    day = sit_at(sit)
    day.do(F6)
    form = day.part.talk.form
    assert day.hand.shows("陈*·厕所")
    assert not form.noted["name"].isVisible()
    assert not any("陈某" in words or "13900000101" in words for words in day.hand.words_on(day.hand.window))
    day.do(Qt.Key.Key_Period, CTRL)
    assert form.noted["name"].isVisible()
    assert (day.text("name"), day.text("phone")) == ("陈某", "13900000101")
    day.do(Qt.Key.Key_Period, CTRL)
    assert not form.noted["name"].isVisible()


def test_two_receive_side_by_side_each_at_a_table(desk: Desk, sit: Sit) -> None:
    opened(desk, {}, {}, deputies=2)
    day = sit_at(sit)
    jiang, lyu = (one.deputy.id for one in day.session().present)
    day.do(F6)
    day.say("一号说")
    day.do(Qt.Key.Key_T, CTRL)
    day.do(F6)
    assert [(talk.table, talk.state) for talk in day.session().talks] == [(1, "called"), (2, "called")]
    assert day.on_page() == 1  # whoever is being heard stays
    day.do(F9)
    assert day.on_page() == 2
    day.do(F9)
    assert [talk.deputies for talk in day.session().talks] == [(jiang,), (lyu,)]


def test_a_claim_is_guided_and_an_accusation_leaves_no_word(desk: Desk, sit: Sit) -> None:
    opened(desk, {"name": "邹某", "about": "欠薪"}, {"name": "水某"})
    day = sit_at(sit)
    day.do(F6)
    day.say("工资没有发")
    day.hand.go_to("建议意见")
    day.hand.press(Qt.Key.Key_Right, times=2)
    assert day.hand.shows("12333") or day.hand.shows("申诉求决") or day.hand.shows("这些单位")
    day.do(ENTER, CTRL)
    assert day.session().totals == Totals(groups=1, people=1, guided=1)
    day.do(ENTER)
    day.say("某人如何如何")
    day.part.talking.keep()
    day.settle()
    day.part.talk.form.nature._take("JK")
    day.settle()
    assert day.text("words") == ""
    assert not day.part.talk.form.noted["words"].field.isEnabled()
    assert "某人" not in str(day.draft(2))
    day.do(ENTER, CTRL)
    assert (day.talk(2).state, day.talk(2).words, day.talk(2).nature) == ("done", "", "JK")
    assert day.session().totals.guided == 2


def test_what_is_over_is_corrected_with_a_reason(desk: Desk, sit: Sit) -> None:
    opened(desk, {"people": 2})
    day = sit_at(sit)
    day.do(F6)
    day.say("路灯")
    day.do(ENTER, CTRL)
    assert day.part.talking.stage == "done"
    day.hand.go_to("更正")
    day.do(ENTER)
    day.say("不亮")
    day.do(ENTER, CTRL)
    assert day.hand.here() == "为什么更正"
    day.hand.say("写少了")
    day.do(ENTER, CTRL)
    assert day.talk(1).words == "路灯不亮"
    assert [one.reason for one in day.talk(1).corrections] == ["写少了"]
    assert day.part.talking.stage == "done"


def test_opened_twice_is_a_sentence(desk: Desk, sit: Sit) -> None:
    day = sit_at(sit)
    open_session(desk)  # at the command line, while the page is open
    day.do(ENTER, CTRL)
    assert any("已经" in text for text in day.hand.messages()), day.hand.messages()
    assert day.session().state == "open"
    assert day.part.isVisible()
