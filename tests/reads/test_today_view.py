"""What waits for a station now: counted where it lies, the most urgent first, nothing twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from exchanged import arrived, enrolled, failed, forwarded, refused, replied, town
from made_up import Clock, promising_answers_alone

from desk.actions.cases import correct_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.actions.keeping import backup_desk
from desk.actions.station import set_station
from desk.domain.workdays import Holidays
from desk.reads.cases import find_cases
from desk.reads.lens import Lens
from desk.reads.today import TodayView, read_today


def today(desk: Desk) -> TodayView:
    return read_today(desk.vault, desk.lens, desk.home)


def record(desk: Desk, title: str, days: int = 0, **form: Any) -> UUID:
    """A case that was received so many days ago; the station promises sixty."""
    received = (desk.clock() - timedelta(days=days)).isoformat()
    person = {"name": "曹小明", "phone": "13900000103"}
    said = {"title": title, "suggester": person, "received_at": received}
    return record_case(desk, said | form).subjects[0]


def answer(desk: Desk, case: UUID) -> None:
    """Another place answers it."""
    office = town(desk, desk.clock())
    arrived(desk, desk.clock())
    forwarded(desk, case, desk.clock(), office)
    replied(desk, case, desk.clock(), office)


@pytest.fixture
def joined(desk: Desk) -> Desk:
    enrolled(desk)
    return desk


def test_a_new_desk_waits_for_nothing_and_says_what_the_station_owes(desk: Desk) -> None:
    view = today(desk)
    assert view.fresh
    assert (view.tell.count, view.due.count, view.refused, view.drafts, view.unsent) == (0, 0, 0, (), 0)
    assert view.missing == ("handler", "keep", "phone", "hours")
    set_station(desk, "phone", "021-5700 0000")
    assert today(desk).missing == ("handler", "keep", "hours")


def test_people_wait_to_hear_once_a_reply_is_there(joined: Desk) -> None:
    lamp, toilet = record(joined, "装感应灯", 64), record(joined, "增设公厕", 10)
    answer(joined, toilet)
    assert (today(joined).tell.count, today(joined).due.count) == (1, 1)
    answer(joined, lamp)
    tell = today(joined).tell
    assert (tell.count, tell.over) == (2, 1)
    assert tell.first is not None
    assert (tell.first.title, tell.first.who, tell.first.days) == ("装感应灯", "曹*", 4)
    assert today(joined).due.count == 0  # each case stands in one door


def test_a_case_that_another_place_recorded_is_told_there(joined: Desk) -> None:
    case = record(joined, "装感应灯")
    answer(joined, case)
    with joined.vault.write() as connection:
        connection.exec_driver_sql("UPDATE cases SET place = ?", (uuid4().bytes,))
    assert today(joined).tell.count == 0
    assert today(joined).month.person_times == 0


def test_the_alarm_runs_on_the_raw_day_and_counts_working_days(desk: Desk, clock: Clock) -> None:
    assert clock.now.date() == date(2026, 11, 21)  # a Saturday
    promising_answers_alone(desk)
    for days in (61, 60, 57, 56):  # promised for yesterday, today, Tuesday, Wednesday
        record(desk, f"{days} 天前", days)
    record(desk, "周四到期", 55)
    due = today(desk).due
    assert (due.count, due.over, due.today) == (4, 1, 1)
    assert due.first is not None
    assert due.first.title == "61 天前"
    assert [row.title for row in today(desk).next] == ["周四到期"]


def test_what_a_door_counts_is_what_its_list_shows_in_its_order(joined: Desk) -> None:
    promising_answers_alone(joined)
    cases = [record(joined, f"第 {days}", days) for days in (58, 64, 61, 20, 70)]
    answer(joined, cases[4])
    answer(joined, cases[3])
    view = today(joined)
    for wanted, waiting in (({"tell"}, view.tell), ({"soon", "unanswered"}, view.due)):
        page = find_cases(joined.vault, joined.lens, filters=wanted)
        assert page.total == waiting.count
        assert page.rows[0] == waiting.first
    assert [row.title for row in find_cases(joined.vault, joined.lens, filters={"soon"}).rows] == [
        "第 70",
        "第 64",
        "第 61",
        "第 58",
    ]
    found = find_cases(joined.vault, joined.lens, "第", filters={"soon", "unanswered", "year"}, limit=1, offset=1)
    assert (found.total, [row.title for row in found.rows]) == (3, ["第 61"])


def test_the_refused_the_unsent_and_what_hinders_them(joined: Desk) -> None:
    case = record(joined, "划线停车")
    correct_case(joined, case, {"proposal": "划线"}, "补")
    arrived(joined, joined.clock())
    refused(joined, case, "case.corrected", "not_applied", "withdrawn")
    record(joined, "新的")
    failed(joined, "hub_unreachable", problem="no_connection")
    view = today(joined)
    assert (view.refused, view.unsent) == (1, 1)
    assert view.first_refused is not None
    assert view.first_refused.reason == "withdrawn"
    assert view.trouble is not None
    assert view.trouble.code == "hub_unreachable"


def test_a_desk_without_a_hub_waits_for_nothing_to_be_sent(desk: Desk) -> None:
    record(desk, "新的")
    assert today(desk).unsent == 0


def test_drafts_stand_with_the_last_touched_first(desk: Desk, clock: Clock) -> None:
    for title in ("垃圾房味道重", "公交站牌加英文"):
        save_draft(desk, uuid4(), {"title": title})
        clock.wait(minutes=1)
    assert [draft.title for draft in today(desk).drafts] == ["公交站牌加英文", "垃圾房味道重"]


def test_the_month_counts_people_suggestions_guided_and_replies_of_this_place(joined: Desk) -> None:
    record(joined, "三个人", person_times=3)
    record(joined, "上个月", 40, person_times=9)
    record(joined, "工资", nature="SQ", person_times=12)
    withdraw_case(joined, record(joined, "不提了"), "不提了")
    answer(joined, record(joined, "装感应灯"))
    month = today(joined).month
    assert (month.person_times, month.suggestions, month.guided, month.replied) == (17, 2, 1, 1)


def test_a_year_without_holidays_is_named_once_promises_reach_it(desk: Desk) -> None:
    assert today(desk).unknown_year == 2027
    known = Holidays({date(2026, 1, 1): "off", date(2027, 1, 1): "off"})
    lens = Lens(desk.lens.codes, known, desk.clock(), desk.lists.clocks)
    assert read_today(desk.vault, lens, desk.home).unknown_year is None


def test_a_desk_that_was_never_backed_up_says_so_from_the_second_day(desk: Desk, clock: Clock) -> None:
    record(desk, "第一件")
    assert not today(desk).bare
    clock.wait(days=1)
    assert today(desk).bare
    backup_desk(desk, desk.home.folder / "backups")
    assert not today(desk).bare
