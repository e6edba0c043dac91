"""A year's holidays are published, and count at once wherever days are counted; the highest place speaks last."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from exchanged import came, enrolled, town
from made_up import Clock

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk
from desk.actions.holidays import publish_holidays
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.domain.calendar import calendar_of
from desk.domain.moment import SHANGHAI
from desk.domain.place import Placed
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import read_case
from desk.reads.holidays import read_year
from desk.reads.station import read_station
from desk.reads.today import read_today

NEW_YEAR = {date(2027, 1, 1): "off", date(2027, 1, 2): "off", date(2027, 1, 20): "off", date(2027, 1, 9): "work"}


def came_down(desk: Desk, above: UUID, year: int, days: dict[str, str], name: UUID | None = None) -> None:
    body = {"year": year, "days": days}
    came(desk, NewFact("calendar.published", calendar_of(name or above, year), body), desk.clock(), above)


def hang(desk: Desk, place: UUID, under: UUID) -> None:
    placed = Placed(code="310116113000", level="point", parent=under)
    came(desk, NewFact("place.placed", place, placed.to_json()), desk.clock(), uuid4())


def test_a_published_year_is_known_at_once_everywhere(desk: Desk, clock: Clock):
    clock.now = clock.now.replace(month=11, day=21)
    assert read_today(desk.vault, desk.lens, desk.home).unknown_year == 2027
    before = record_case(desk, {"title": "灯"}).subjects[0]
    assert not read_case(desk.vault, desk.lens, before).holidays_known
    publish_holidays(desk, 2027, NEW_YEAR)
    assert read_today(desk.vault, desk.lens, desk.home).unknown_year is None
    after = read_case(desk.vault, desk.lens, record_case(desk, {"title": "桥"}).subjects[0])
    assert after.holidays_known
    assert after.promise_raw == date(2027, 1, 20)
    assert after.promise_rolled == date(2027, 1, 21)
    correct_case(desk, before, {"received_at": "2026-11-20 10:00"}, "写错了")
    assert read_case(desk.vault, desk.lens, before).holidays_known
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0]


def test_the_promise_of_an_older_case_stays_as_it_was_given(desk: Desk):
    case = record_case(desk, {"title": "灯"}).subjects[0]
    promised = read_case(desk.vault, desk.lens, case).promise_raw
    publish_holidays(desk, 2027, NEW_YEAR)
    view = read_case(desk.vault, desk.lens, case)
    assert (view.promise_raw, view.holidays_known) == (promised, False)


def test_a_published_year_replaces_the_shipped_one_whole(desk: Desk):
    shipped = read_year(desk.vault, desk.lists.holidays, 2026)
    assert shipped.source == "shipped"
    assert len(shipped.days) > 20
    publish_holidays(desk, 2026, {date(2026, 5, 1): "off"})
    now = read_year(desk.vault, desk.lists.holidays, 2026)
    assert (now.source, dict(now.days)) == ("here", {date(2026, 5, 1): "off"})
    assert desk.holidays.is_workday(date(2026, 10, 1))
    assert not desk.holidays.is_workday(date(2025, 10, 1)), "other years stay"


def test_the_highest_place_speaks_last(desk: Desk):
    enrolled(desk)
    above, city = town(desk, desk.clock()), town(desk, desk.clock(), "city", "上海市")
    beside = town(desk, desk.clock(), "town", "别的镇")
    station = read_station(desk.vault).place
    hang(desk, station, above)
    hang(desk, above, city)
    publish_holidays(desk, 2027, NEW_YEAR)
    came_down(desk, beside, 2027, {"2027-03-03": "off"})
    assert read_year(desk.vault, desk.lists.holidays, 2027).source == "here"
    came_down(desk, city, 2027, {"2027-01-01": "off", "2027-02-01": "off"})
    came_down(desk, above, 2027, {"2027-01-01": "off", "2027-02-02": "off"})
    view = read_year(desk.vault, desk.lists.holidays, 2027)
    assert (view.source, view.place) == ("above", "上海市")
    assert set(view.days) == {date(2027, 1, 1), date(2027, 2, 1)}
    assert desk.holidays is desk.holidays, "the same years are not read anew for every page"
    said = publish_holidays(desk, 2027, {date(2027, 1, 1): "off"})
    assert [(one.code, one.facts["place"]) for one in said.warnings] == [("holidays_from_above", "上海市")]
    assert len(read_year(desk.vault, desk.lists.holidays, 2027).days) == 2


def test_nobody_publishes_in_the_name_of_another_place(desk: Desk):
    enrolled(desk)
    above = town(desk, desk.clock())
    hang(desk, read_station(desk.vault).place, above)
    came_down(desk, uuid4(), 2027, {"2027-01-01": "off"}, name=above)
    came_down(desk, above, 2027, {"2027-01-04": "off"})
    assert set(read_year(desk.vault, desk.lists.holidays, 2027).days) != {date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("year", "days", "code"),
    [
        (27, NEW_YEAR, "year_wrong"),
        (2027, {}, "holidays_none"),
        (2027, {date(2027, 1, 9): "work"}, "holidays_none"),
        (2027, {date(2027, 1, 1): "off", date(2026, 12, 31): "off"}, "day_of_other_year"),
        (2027, {date(2027, 1, 1): "off", date(2027, 1, 4): "work"}, "work_on_weekday"),
        (2027, {date(2027, 1, 1): "off", date(2027, 1, 2): "half"}, "day_kind_unknown"),
    ],
)
def test_a_year_that_cannot_be_right_is_refused(desk: Desk, year: int, days: dict[date, str], code: str):
    with pytest.raises(BadInput, match=code):
        publish_holidays(desk, year, days)
    assert read_year(desk.vault, desk.lists.holidays, 2027).source == ""


def test_the_same_year_again_writes_nothing(desk: Desk):
    publish_holidays(desk, 2027, NEW_YEAR)
    with pytest.raises(BadInput, match="nothing_to_correct"):
        publish_holidays(desk, 2027, NEW_YEAR)
    publish_holidays(desk, 2027, NEW_YEAR | {date(2027, 2, 5): "off"})
    assert date(2027, 2, 5) in read_year(desk.vault, desk.lists.holidays, 2027).days


def test_working_days_at_the_edge_of_a_year_are_counted_by_both_years(desk: Desk):
    publish_holidays(desk, 2027, NEW_YEAR)
    assert desk.holidays.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert desk.lens.now.astimezone(SHANGHAI).year == 2026
