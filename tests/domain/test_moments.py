"""Dates as people write them, and the one spelling in which they are kept."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from desk.domain.moment import SHANGHAI, local_day, parse_moment, read_time, write_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-12 19:15", (2026, 10, 12, 19, 15, 0)),
        ("2026-10-12T19:15:30", (2026, 10, 12, 19, 15, 30)),
        ("2019/4/25 9:32:09", (2019, 4, 25, 9, 32, 9)),
        ("2019.4.25", (2019, 4, 25, 0, 0, 0)),
        ("2019-04-25", (2019, 4, 25, 0, 0, 0)),
        ("2019年4月25日", (2019, 4, 25, 0, 0, 0)),
        ("2019 年 4 月 25 日 9：32", (2019, 4, 25, 9, 32, 0)),
        ("2019年4月25日9:32", (2019, 4, 25, 9, 32, 0)),
        ("  2019-04-25　", (2019, 4, 25, 0, 0, 0)),
        ("2026-10-12T11:15:00Z", (2026, 10, 12, 19, 15, 0)),
        ("2026-10-12T11:15:00.999+00:00", (2026, 10, 12, 19, 15, 0)),
        ("2026-10-12T04:15:00-07:00", (2026, 10, 12, 19, 15, 0)),
    ],
)
def test_a_date_is_read_as_it_is_written_here(text: str, expected: tuple[int, ...]):
    assert parse_moment(text).astimezone(SHANGHAI).replace(microsecond=0, tzinfo=None) == datetime(*expected)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        *("", "明天", "2026-02-30", "2026-13-01", "2026-1-112:30", "26-1-1", "0000-01-01"),
        *("2026-10-12 24:01", "2026-10-12 9", "2026-10-12" + " " * 5000 + "x"),
        *("9" * 100_000, " " * 100_000 + "2026-10-12x"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_date_is_refused_at_once(text: str):
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text)


def test_a_moment_is_kept_in_utc_cut_to_the_millisecond():
    at = datetime(2026, 11, 21, 11, 4, 5, 678999, tzinfo=SHANGHAI)
    assert write_time(at) == "2026-11-21T03:04:05.678Z"
    assert read_time("2026-11-21T03:04:05.678Z") == datetime(2026, 11, 21, 3, 4, 5, 678000, tzinfo=UTC)
    assert write_time(at.astimezone(timezone(timedelta(hours=-11)))) == write_time(at)


def test_the_day_changes_at_midnight_in_shanghai():
    assert local_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)).day == 21
    assert local_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)).day == 20
