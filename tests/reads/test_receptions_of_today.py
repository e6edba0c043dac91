"""What the page of the day knows of receptions: the next one, notices that are due, one that was left open, 人次."""

from datetime import date, datetime

from made_up import Clock
from made_up_day import hold_a_day

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.plans import set_plan
from desk.actions.sessions import announce_session, cancel_session, open_session
from desk.actions.station import set_station
from desk.domain.moment import SHANGHAI
from desk.reads.sessions import list_sessions
from desk.reads.today import TodayView, read_today


def today(desk: Desk) -> TodayView:
    return read_today(desk.vault, desk.lens, desk.home)


def test_the_next_reception_and_its_notice(desk: Desk, clock: Clock):
    clock.now = datetime(2026, 11, 20, 8, 0, tzinfo=SHANGHAI)
    assert today(desk).reception.next is None
    set_plan(desk, {"rule": {"how": "weekly", "weekday": 1}})
    found = today(desk).reception
    assert found.next is not None
    assert found.next.day == date(2026, 11, 24)
    assert [(row.day, due) for row, due in found.notices] == [(date(2026, 11, 24), date(2026, 11, 21))]
    set_station(desk, "notice_days", "5")
    assert [due.day for _, due in today(desk).reception.notices] == [19, 26]
    announce_session(desk, found.next)
    assert [row.day for row, _ in today(desk).reception.notices] == [date(2026, 12, 1)]
    cancel_session(desk, list_sessions(desk.vault, desk.lens, date(2026, 11, 24), date(2026, 11, 24))[0], "台风")
    assert today(desk).reception.next.day == date(2026, 12, 1)  # type: ignore[union-attr]


def test_a_reception_that_nobody_closed_is_told_the_next_day(desk: Desk, clock: Clock):
    id = open_session(desk).subjects[0]
    assert today(desk).reception.left_open == ()
    assert today(desk).reception.next.id == id  # type: ignore[union-attr]
    clock.wait(days=1)
    assert today(desk).reception.left_open == ((id, date(2026, 11, 21)),)


def test_people_are_counted_once(desk: Desk):
    record_case(desk, {"title": "路灯", "person_times": 4})
    hold_a_day(desk, visitors=4)  # 1 and 3 became cases, 2 only counts, 4 missed the call; 3 was corrected to 9
    month = today(desk).month
    assert (month.person_times, month.suggestions) == (4 + 1 + 2 + 9, 3)
