"""The days of a year as somebody types them: 1-1, 2-15~2-23, 2026-10-01; and written back the same way."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from desk.errors import BadInput

_BETWEEN = re.compile(r"[\s,，、;；]+")
_SPAN = re.compile(r"[~～—–至]+")
_DAY = re.compile(r"^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$")


def read_days(text: str, year: int) -> tuple[date, ...]:
    """The days named, in order; a span is named by its first and last day.

    Raises BadInput day_list_wrong with what could not be read, day_twice.
    """
    days: list[date] = []
    for word in filter(None, _BETWEEN.split(text.strip())):
        ends = [_day(part, year, word) for part in _SPAN.split(word)]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or last < first or (last - first).days > 366:
            raise BadInput("day_list_wrong", text=word[:40], year=year)
        days += [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if len(set(days)) < len(days):
        raise BadInput("day_twice")
    return tuple(sorted(days))


def write_days(days: Iterable[date]) -> str:
    """01-01~01-03, 02-15: days in a row as a span."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1] = [spans[-1][0], day]
        else:
            spans.append([day])
    return ", ".join("~".join(f"{day:%m-%d}" for day in span) for span in spans)


def _day(part: str, year: int, word: str) -> date:
    found = _DAY.match(part)
    try:
        if found is None:
            raise ValueError(part)
        return date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        raise BadInput("day_list_wrong", text=word[:40], year=year) from None
