"""Dates and times as they are said: 11 月 24 日 星期二 10:42, Tue 24 Nov 10:42."""

from datetime import date, datetime, timedelta, timezone

# the zone of desk.domain.moment, which costs 90 ms to import: too much before the lock page is painted
STATION_ZONE = timezone(timedelta(hours=8), "CST")

DAYS_ZH = "一二三四五六日"
DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local(at: datetime) -> datetime:
    """The same moment by the station's clock."""
    return at.astimezone(STATION_ZONE)


def clock(now: datetime) -> str:
    return f"{now:%H:%M}"


def day(when: date, lang: str) -> str:
    """11 月 24 日 or 24 Nov."""
    return f"{when.month} 月 {when.day} 日" if lang == "zh" else f"{when.day} {MONTHS_EN[when.month - 1]}"


def whole_day(when: date, lang: str) -> str:
    """With the year: 2027 年 2 月 28 日 or 28 Feb 2027."""
    return f"{when.year} 年 {day(when, lang)}" if lang == "zh" else f"{day(when, lang)} {when.year}"


def weekday(when: date, lang: str) -> str:
    return f"星期{DAYS_ZH[when.weekday()]}" if lang == "zh" else DAYS_EN[when.weekday()]


def long_day(when: date, lang: str) -> str:
    first, second = day(when, lang), weekday(when, lang)
    return f"{first} {second}" if lang == "zh" else f"{second} {first}"


def long_moment(now: datetime, lang: str) -> str:
    return f"{long_day(now, lang)} {clock(now)}"


def short_day(when: date, today: date) -> str:
    """MM-DD, with the year when it is not this year."""
    return f"{when:%m-%d}" if when.year == today.year else f"{when:%Y-%m-%d}"
