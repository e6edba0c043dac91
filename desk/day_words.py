"""Days as they are said aloud."""

from datetime import date

from desk.text import Say, mark

MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def spoken_day(_: Say, day: date, today: date) -> str:
    """11月20日, 20 November; with the year when it is another one."""
    words = _("{day} {month}") if day.year == today.year else _("{day} {month}, {year}")
    return words.format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)
