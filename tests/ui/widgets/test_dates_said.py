"""Dates and times as they are said."""

from datetime import UTC, date, datetime

from desk.domain.moment import SHANGHAI
from ui.widgets.moment import STATION_ZONE, local, long_moment, short_day


def test_the_clock_on_the_screen_is_the_clock_on_the_slip() -> None:
    moment = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
    assert local(moment).utcoffset() == moment.astimezone(SHANGHAI).utcoffset()
    assert STATION_ZONE == SHANGHAI


def test_a_moment_is_said_in_both_languages() -> None:
    moment = local(datetime(2026, 11, 24, 2, 42, tzinfo=UTC))
    assert long_moment(moment, "zh") == "11 月 24 日 星期二 10:42"
    assert long_moment(moment, "en") == "Tue 24 Nov 10:42"


def test_another_year_is_named() -> None:
    today = date(2026, 11, 24)
    assert short_day(date(2026, 10, 12), today) == "10-12"
    assert short_day(date(2025, 10, 12), today) == "2025-10-12"
