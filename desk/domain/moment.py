"""Moments: UTC inside, Shanghai's calendar at the edge, and the spellings in which dates come in."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

SHANGHAI = timezone(timedelta(hours=8), "CST")  # no summer time since 1991
FIRST_YEAR, LAST_YEAR = 1900, 2199  # what calendars and sort keys can hold
_WRITTEN = re.compile(r"(?:19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")

_SPOKEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?"
    r"(?:(?:(?<=日)\s*|[\sT]+)(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2}))?)?"
)
_LONGEST = 40


def write_time(at: datetime) -> str:
    """UTC to the millisecond: 2026-11-21T03:04:05.678Z. Cut, not rounded."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@lru_cache(maxsize=4096)
def read_time(text: str) -> datetime:
    """The aware moment of what write_time wrote, in the years 1900 to 2199. Raises ValueError on anything else."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError("not a written moment")
    return datetime.fromisoformat(text)


def local(at: datetime) -> datetime:
    return at.astimezone(SHANGHAI)


def local_day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def written_start(day: date) -> str:
    """The moment, as write_time writes it, at which a day begins in Shanghai."""
    return write_time(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI))


def parse_moment(text: str) -> datetime:
    """An aware moment from ISO 8601, 2019/4/25 9:32:09, 2019-04-25, or 2019年4月25日; Shanghai's time
    when none is named. Raises ValueError."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError("too long for a moment")
    match = _SPOKEN.fullmatch(text)
    if match:
        year, month, day, *clock = (int(part or 0) for part in match.groups())
        hour, minute, second = clock
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
