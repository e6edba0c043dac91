"""Duty records as a table for a spreadsheet program (XLSX)."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from desk.paper.duty_wording import verdict_words
from desk.paper.table_file import fill_book
from desk.reads.duty_views import DutyLine, DutyList
from desk.reads.reception_views import DutyEntry, DutyView
from desk.text import Say, say_in

_WIDTHS = (14, 22, 34, 10, 10, 10, 18)


def make_duty_table(view: DutyView, lang: str) -> bytes:
    """One deputy and year: the numbers, and the rows behind them."""
    _ = say_in(lang)
    who = view.deputy
    group = who.group.say(lang) if who.group else ""
    head: list[list[Any]] = [
        [_("Duty record of {year}").format(year=view.year), who.name, who.level.say(lang), group],
        [_("Station"), view.station, _("As far as {place} may see").format(place=view.of)],
        [*_sum_names(_)],
        [view.sessions, view.visits, view.minutes, view.people, view.cases, view.contacts],
        [_("Contacts needed a year"), view.needed, verdict_words(view, lang)],
        [],
        [_("Day"), _("Activity"), _("Where"), *_sum_names(_)[2:5], _("Contact in the community")],
    ]
    return _written(who.name, view.made, [*head, *(_entry(one, lang, _) for one in view.entries)], (0, 2, 6))


def make_duties_table(view: DutyList, lang: str) -> bytes:
    """All deputies of a year, with those below the law's contacts marked."""
    _ = say_in(lang)
    titles = [
        _("Name"),
        _("Level"),
        _("Group"),
        *_sum_names(_),
        _("Below {needed} contacts").format(needed=view.needed),
    ]
    head = [
        [_("Duty records of {year}").format(year=view.year), view.station],
        [_("As far as {place} may see").format(place=view.of)],
        [*titles, _("Checked")],
    ]
    return _written(str(view.year), view.made, [*head, *(_line(one, lang, _) for one in view.lines)], (0, 2))


def _sum_names(_: Say) -> tuple[str, ...]:
    return (
        _("Sessions"),
        _("Visits and the like"),
        _("Minutes"),
        _("People"),
        _("Cases"),
        _("Contacts in the community"),
    )


def _entry(one: DutyEntry, lang: str, _: Say) -> list[Any]:
    said = [one.day.isoformat(), one.what.say(lang), one.place, one.minutes, one.people, one.cases]
    return [*said, _("yes") if one.contact else ""]


def _line(one: DutyLine, lang: str, _: Say) -> list[Any]:
    who, sums = one.deputy, one.sums
    said = [who.name, who.level.say(lang), who.group.say(lang) if who.group else ""]
    numbers = [sums.sessions, sums.visits, sums.minutes, sums.people, sums.cases, sums.contacts]
    return [*said, *numbers, _("below") if one.below else "", verdict_words(one, lang)]


def _written(name: str, made: datetime, rows: Sequence[Sequence[Any]], bold: Sequence[int]) -> bytes:
    data = BytesIO()
    fill_book(data, name, made, _WIDTHS, rows, bold)
    return data.getvalue()
