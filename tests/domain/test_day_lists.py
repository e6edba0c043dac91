"""Days of a year as they are typed and written back."""

from datetime import date

import pytest

from desk.domain.day_list import read_days, write_days
from desk.errors import BadInput


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("1-1", date(2026, 1, 1), date(2026, 1, 1), 1),
        ("2-15~2-23", date(2026, 2, 15), date(2026, 2, 23), 9),
        ("2月15日至2月17日", date(2026, 2, 15), date(2026, 2, 17), 3),
        ("2026-10-01、10.2，\n10/4", date(2026, 10, 1), date(2026, 10, 4), 3),
        ("12-31 1-1", date(2026, 1, 1), date(2026, 12, 31), 2),
        ("2025-12-31", date(2025, 12, 31), date(2025, 12, 31), 1),  # another year is told where it is published
    ],
)
def test_days_are_read_as_people_write_them(text: str, first: date, last: date, count: int):
    days = read_days(text, 2026)
    assert (days[0], days[-1], len(days)) == (first, last, count)


@pytest.mark.parametrize("text", ["2-30", "国庆", "10-01~", "10-07~10-01", "1-1~1-2~1-3", "13-1", "1999-1-1~2026-1-1"])
def test_what_is_no_day_is_named(text: str):
    with pytest.raises(BadInput) as raised:
        read_days(f"1-1 {text}", 2026)
    assert raised.value.code == "day_list_wrong"
    assert raised.value.facts["text"] == text


def test_a_day_is_named_once():
    with pytest.raises(BadInput, match="day_twice"):
        read_days("1-1~1-3, 1-2", 2026)


def test_what_is_written_is_read_again():
    days = read_days("10-1~10-8, 1-1, 5-1~5-5", 2026)
    assert write_days(days) == "01-01, 05-01~05-05, 10-01~10-08"
    assert read_days(write_days(days), 2026) == days
    assert (write_days(()), read_days(" ", 2026)) == ("", ())
