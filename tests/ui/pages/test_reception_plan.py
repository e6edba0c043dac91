"""The calendar of receptions at the keyboard: fixed days, one day's plan, its notice, and the way to begin."""

from datetime import date, timedelta

import pytest
from fit import SCALES, SIZES, fixed_now, misfits, nameless
from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from reception_hand import ENTER, Reception, roster

from desk.actions.desk import Desk
from desk.actions.plans import set_plan
from desk.actions.sessions import announce_session
from desk.domain.moment import local_day
from desk.reads.plans import list_plans
from desk.reads.reception_views import SessionRow
from desk.reads.sessions import list_sessions
from ui.pages.reception import ReceptionPage
from ui.pages.reception_plan import PlanPart
from ui.pages.today import TodayPage
from ui.theme import Look

TODAY = local_day(fixed_now())  # a Tuesday


def rows(desk: Desk, days: int = 62) -> tuple[SessionRow, ...]:
    return list_sessions(desk.vault, desk.lens, TODAY, TODAY + timedelta(days=days))


def sit_at(sit: Sit, **look: object) -> tuple[Reception, PlanPart]:
    found = Reception(sit("reception", **look))
    found.settle()
    return found, found.page.plan


def weekly(desk: Desk, **more: object) -> None:
    first, second = roster(desk)
    form = {"rule": {"how": "weekly", "weekday": 1}, "deputies": [str(first), str(second)], "room": "二楼3号接待室"}
    set_plan(desk, form | more)


def test_fixed_days_are_set_by_keys(desk: Desk, sit: Sit) -> None:
    roster(desk)
    day, plan = sit_at(sit)
    assert day.hand.shows("这一天没有安排接待。")
    day.hand.go_to("定接待日")
    day.do(ENTER)
    assert plan.editing == "plan"
    assert day.hand.here() == "每月几号"
    day.hand.press(Qt.Key.Key_Right)  # 每月第几个星期几
    day.hand.go_to("第一个")
    day.hand.press(Qt.Key.Key_Right)
    day.hand.go_to("每个月")
    day.hand.press(Qt.Key.Key_Right)
    day.hand.go_to("蒋某") if day.hand.here() == "蒋某" else day.hand.go_to("吕某")
    day.hand.press(Qt.Key.Key_1)
    day.hand.go_to("地点")
    day.hand.say("二楼")
    day.do(ENTER, CTRL)
    (set_now,) = list_plans(desk.vault, desk.lens)
    assert (set_now.rule.how, set_now.rule.nth, set_now.rule.weekday, set_now.rule.months[:2]) == (
        "weekday",
        2,
        1,
        (1, 3),
    )
    assert (set_now.room, len(set_now.deputies)) == ("二楼", 1)
    assert plan.editing == ""
    assert day.hand.shows("每月第二个星期二（单月）")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_set(desk: Desk, sit: Sit) -> None:
    day, plan = sit_at(sit)
    day.hand.go_to("安排这一天")
    day.do(ENTER)
    day.hand.go_to("结束时间")
    day.hand.press(Qt.Key.Key_A, CTRL)
    day.hand.type("7:00")
    day.do(ENTER, CTRL)
    assert day.hand.here() == "结束时间"
    assert day.hand.shows("接待结束早于开始。什么也没有改。请核对两个时间。")
    day.do(Qt.Key.Key_Escape)
    assert (plan.editing, rows(desk)) == ("", ())


def test_a_day_is_changed_posted_and_cancelled(desk: Desk, sit: Sit) -> None:
    weekly(desk)
    day, plan = sit_at(sit)
    day.hand.go_to("打印公告")
    day.do(ENTER)
    day.hand.finish_lane()
    assert day.hand.printer.titles == ["notice"]
    day.hand.go_to("已经贴出")
    day.do(ENTER)
    assert rows(desk)[0].announced == TODAY
    day.hand.go_to("改一改")
    day.do(ENTER)
    assert plan.editing == "session"
    day.hand.go_to("主题")
    day.hand.say("停车")
    day.do(ENTER, CTRL)
    assert (rows(desk)[0].theme, rows(desk)[0].room, len(rows(desk)[0].deputies)) == ("停车", "二楼3号接待室", 2)
    day.hand.go_to("不举行了")
    day.do(ENTER)
    assert day.hand.here() == "为什么不举行"
    day.hand.say("台风")
    day.do(ENTER)
    assert rows(desk)[0].state == "cancelled"
    assert day.hand.shows("已取消")


def test_the_arrows_move_through_the_months_and_a_screen_reader_hears_what_is_planned(desk: Desk, sit: Sit) -> None:
    weekly(desk)
    day, plan = sit_at(sit)
    plan.month.setFocus()
    assert day.hand.here() == "11 月 24 日 星期二 代表接待选民日 08:30 已安排"
    day.do(Qt.Key.Key_Down)
    day.do(Qt.Key.Key_Down)
    assert plan.month.day() == date(2026, 12, 8)
    assert "代表接待选民日" in day.hand.here()
    day.do(Qt.Key.Key_PageDown)
    assert plan.month.day() == date(2027, 1, 8)
    assert day.hand.shows("还没有 2027 年的放假安排，先按周末算。")
    day.do(Qt.Key.Key_Home)
    assert plan.month.day() == TODAY


def test_today_leads_to_the_reception_and_it_begins(desk: Desk, hand: Hand) -> None:
    weekly(desk)
    hand.shell.open("today")
    hand.finish_lane()
    page = hand.shell.page()
    assert isinstance(page, TodayPage)
    assert page.reception.isVisible()
    assert hand.shows("08:30")
    assert hand.shows("11 月 21 日以前贴出公告")
    hand.press(Qt.Key.Key_F3)
    day = Reception(hand)
    day.settle()
    assert isinstance(hand.shell.page(), ReceptionPage)
    day.do(ENTER, CTRL)
    assert (day.session().state, day.session().room) == ("open", "二楼3号接待室")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_and_has_a_name(desk: Desk, sit: Sit, scale: float, size: tuple[int, int], lang: str) -> None:
    weekly(desk, theme="小区停车与公共安全，以及其他大家关心的身边的公共的事")
    announce_session(desk, rows(desk)[0])
    day, plan = sit_at(sit, look=Look("light", scale, lang, size[0]), size=size)
    window = day.hand.window
    assert misfits(window, *size) == []
    assert nameless(window) == []
    for what in ("plan", "session"):
        plan.edit(what)  # type: ignore[arg-type]
        day.settle()
        assert misfits(window, *size) == []
        assert nameless(window) == []
        plan.escape()
