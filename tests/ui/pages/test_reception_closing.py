"""收场: everything open is named, nothing is closed silently, the deputies confirm, and yesterday's day is not lost."""

from datetime import timedelta

from fit import fixed_now
from hand import CTRL, Sit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from reception_hand import ENTER, F6, F9, SAID, Reception, opened

from desk.actions.desk import Desk
from desk.actions.sessions import deputy_went
from desk.actions.talks import call_next, check_in
from desk.reads.reception_views import Totals
from desk.reads.sessions import open_sessions
from ui.pages.reception_closing import ClosingPart

PLAIN = Qt.KeyboardModifier.NoModifier


def sit_at(sit: Sit) -> Reception:
    found = Reception(sit("reception"))
    found.settle()
    return found


def begin_closing(day: Reception) -> ClosingPart:
    day.hand.go_to("收场核对")
    day.do(ENTER)
    assert day.page.closing_part.isVisible()
    return day.page.closing_part


def faults(part: ClosingPart) -> list[str]:
    return [line.topic for line in part._lines if not line.good]


def test_what_is_open_is_named_and_mended_by_keys(desk: Desk, sit: Sit) -> None:
    opened(desk, {"people": 2}, {}, {})
    day = sit_at(sit)
    day.do(F6)
    day.say("路灯")
    part = begin_closing(day)
    assert faults(part) == ["waiting", "half"]
    day.do(ENTER, CTRL)
    assert day.session().state == "open"
    assert day.hand.shows("还有写了一半的。先写完记下，或者清空，再收场。")
    day.hand.go_to("接着写, 1 批写了一半")
    day.do(ENTER)
    assert (day.on_page(), day.text("words"), day.hand.here()) == (1, "路灯", "原话")
    day.do(F9)
    day.do(F9)  # the second one, too
    part = begin_closing(day)
    assert faults(part) == ["waiting", "ways"]
    day.do(ENTER, CTRL)
    assert day.hand.shows("还有人在等。")
    day.hand.go_to("他们走了, 还有 1 批在等或正在谈")
    day.do(ENTER)
    day.do(ENTER, CTRL)
    assert day.session().state == "closed"
    assert day.states() == [(1, "done"), (2, "done"), (3, "left")]
    assert day.session().signed == Totals(groups=2, people=3)
    assert day.page.signing.isVisible()
    assert day.chip() == ""


def test_escape_goes_on_receiving(desk: Desk, sit: Sit) -> None:
    opened(desk, {})
    day = sit_at(sit)
    begin_closing(day)
    day.do(Qt.Key.Key_Escape)
    assert day.part.isVisible()
    assert day.session().state == "open"


def test_deputies_confirm_by_name_and_by_hand_and_papers_are_printed(desk: Desk, sit: Sit) -> None:
    opened(desk, deputies=2)
    day = sit_at(sit)
    begin_closing(day)
    day.do(ENTER, CTRL)
    assert day.hand.here() == "代表姓名"
    day.do(ENTER, CTRL)
    assert day.hand.shows("还没有姓名也没有签名") or day.page.signing._note.text()
    assert day.session().signatures == ()
    day.hand.say("蒋某")
    day.do(ENTER, CTRL)
    assert [one.name for one in day.session().signatures] == ["蒋某"]
    pad = day.page.signing.pad
    draw(pad, ((20, 20), (200, 100), (400, 40)))
    draw(pad, ((60, 120), (300, 130)))
    day.do(ENTER, CTRL)
    drawn = day.session().signatures[1].strokes
    assert len(drawn) == 2
    assert all(0 <= at <= 1000 for stroke in drawn for point in stroke for at in point)
    assert day.hand.shows("都确认了。")
    day.do(Qt.Key.Key_P, CTRL)
    day.hand.go_to("打印签到表")
    day.do(ENTER)
    assert day.hand.printer.titles == ["sheet", "signin"]
    day.do(Qt.Key.Key_Escape)
    assert day.page.plan.isVisible()


def draw(pad: object, points: tuple[tuple[int, int], ...]) -> None:
    """With the mouse, as a finger is told to a window as well."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, PLAIN, QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, left, PLAIN, QPoint(*points[-1]))


def test_the_day_sheet_is_looked_at_before_it_is_printed(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = sit_at(sit)
    begin_closing(day)
    day.hand.go_to("看登记表")
    day.do(ENTER)
    assert day.hand.shows("当日登记表") or "当日登记表" in day.page.drawers._drawer.accessibleName()
    assert day.page.drawers._drawer.isVisible()
    day.do(Qt.Key.Key_Escape)
    assert not day.page.drawers._drawer.isVisible()
    assert day.page.closing_part.isVisible()


def test_a_deputy_who_left_midway_still_confirms(desk: Desk, sit: Sit) -> None:
    id = opened(desk, {}, deputies=2)
    day = sit_at(sit)
    lyu = day.session().present[1].deputy.id
    day.do(F6)
    deputy_went(desk, id, lyu)
    day.page.reload()
    day.settle()
    assert any("10:42 到 10:42" in words for words in day.hand.words_on(day.part.counts))
    day.hand.go_to("蒋某")
    assert day.part.talk.form.deputies.options()[1].word == "吕某"  # may still be named
    day.do(F9)
    begin_closing(day)
    day.do(ENTER, CTRL)
    assert day.hand.shows("谁来确认")


def test_yesterdays_day_is_offered_for_closing_and_never_closed_by_itself(desk: Desk, sit: Sit) -> None:
    id = opened(yesterday(desk), {})
    day = sit_at(sit)
    assert day.page.left.isVisible()
    assert day.hand.shows("11 月 23 日的接待还没有收场。")
    assert [one for one, _day in open_sessions(desk.vault)] == [id]
    day.hand.go_to("今天另开一场")
    day.do(ENTER)
    day.do(Qt.Key.Key_Escape)
    assert len(open_sessions(desk.vault)) == 2
    assert day.session().id != id
    assert day.hand.shows("11 月 23 日的接待还没有收场。")
    day.page.left._ask_close()
    day.settle()
    assert day.page.closing_part.isVisible()
    assert day.page.session is not None
    assert day.page.session.id == id


def yesterday(desk: Desk) -> Desk:
    from dataclasses import replace

    return replace(desk, clock=lambda: fixed_now() - timedelta(days=1))


def test_midnight_and_a_clock_that_is_set_back_spoil_nothing(desk: Desk, sit: Sit) -> None:
    """Opened and called by a clock that was an hour fast."""
    from dataclasses import replace

    fast = replace(desk, clock=lambda: fixed_now() + timedelta(hours=1))
    id = opened(fast, {"people": 2})
    call_next(fast, id)
    day = sit_at(sit)
    assert "已谈 0 分钟" in day.rows()[0]
    assert any("已进行 0 分钟" in words for words in day.hand.words_on(day.part.counts))
    day.say(SAID)
    day.do(ENTER, CTRL)
    assert day.talk(1).state == "done"
    check_in(desk, id, {})
    day.page.reload()
    day.settle()
    assert day.states()[1] == (2, "waiting")


def test_a_closed_day_is_read_again_and_corrected(desk: Desk, sit: Sit) -> None:
    opened(desk, {"people": 2})
    day = sit_at(sit)
    day.do(F6)
    day.say("路灯")
    day.do(F9)
    begin_closing(day)
    day.do(ENTER, CTRL)
    day.hand.go_to("翻看每一批")
    day.do(ENTER)
    day.part.open_talk(day.talk(1).id)
    day.settle()
    day.hand.go_to("更正")
    day.do(ENTER)
    day.say("不亮")
    day.do(ENTER, CTRL)
    day.hand.say("写少了")
    day.do(ENTER, CTRL)
    assert [one.reason for one in day.talk(1).corrections] == ["写少了"]
    day.do(ENTER, CTRL)
    assert day.page.signing.isVisible()
