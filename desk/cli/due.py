"""due; and a clock as the command line tells it."""

from dataclasses import replace
from datetime import datetime, time
from typing import Annotated, Any

import typer

from desk.cli.call import call_of
from desk.command.answer import Answer
from desk.domain.moment import LAST_YEAR, SHANGHAI, local_day, parse_moment
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.due import read_due
from desk.reads.views import ClockView
from desk.text import Say, mark, say_in

_NOON = time(12)
_MOST = 100_000
_STATES = {
    "fine": mark("{days} working days left"),
    "soon": mark("due within three working days, {days} left"),
    "over": mark("overdue by {days} days"),
    "paused": mark("rests"),
    "in_time": mark("done in time"),
    "late": mark("done late"),
    "returned": mark("ended by a return"),
    "dropped": mark("came to nothing"),
    "passed": mark("the time for it has passed"),
}


def due(
    context: typer.Context,
    at: Annotated[str, typer.Option(metavar="DATE", help=mark("as it stands on that day; today when left out"))] = "",
    whole: Annotated[bool, typer.Option("--all", help=mark("all that run, not only what ends soon"))] = False,
    limit: Annotated[int, typer.Option(min=0, max=_MOST, metavar="N", help=mark("at most so many"))] = 200,
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        lens = desk.lens
        if at:
            lens = replace(lens, now=_noon(at))
        page = read_due(desk.vault, lens, whole=whole, limit=limit)
        year = local_day(lens.now).year
        known = lens.holidays.knows(local_day(lens.now))
    _, lang = call.say, call.options.lang
    items = [
        {"id": str(item.case), "number": show_number(item.number), **clock_value(item.clock)} for item in page.items
    ]
    lines = [f"{show_number(item.number)}  {clock_line(item.clock, lang)}" for item in page.items]
    lines.append(_("{n} deadlines").format(n=page.total))
    if not known:
        lines.append(
            _("The holidays of {year} are not in the table yet; working days count by weekends.").format(year=year)
        )
    return Answer({"items": items, "total": page.total, "holidays_known": known}, lines)


def clock_value(clock: ClockView) -> dict[str, Any]:
    """A clock in JSON. `due` is the last day that is in time, `days` those left, or over when below zero."""
    return {
        "rule": clock.rule,
        "family": clock.family,
        "legal": clock.legal,
        "what": clock.words.zh,
        "law": clock.law.zh or None,
        "article": clock.article.zh or None,
        "start": clock.start.isoformat(),
        "raw": clock.raw.isoformat(),
        "rolled": clock.rolled.isoformat(),
        "due": clock.last.isoformat(),
        "holidays_known": clock.known,
        "state": clock.state,
        "days": -clock.days if clock.state == "over" else clock.days,
        "window": clock.window,
        "ended_on": clock.ended_on.isoformat() if clock.ended_on else None,
        "extended_from": clock.before.isoformat() if clock.before else None,
        "paused_since": clock.paused.isoformat() if clock.paused else None,
    }


def clock_line(clock: ClockView, lang: str) -> str:
    """Day, what, on whose ground, how it stands."""
    _ = say_in(lang)
    state = _(_STATES[clock.state]).format(days=clock.days)
    return "  ".join((clock.last.isoformat(), clock.words.say(lang), ground_words(clock, _, lang), state))


def ground_words(clock: ClockView, _: Say, lang: str) -> str:
    """法定 stands only where a law says so."""
    if not clock.legal:
        return _("our own promise")
    return _("by law: {law}").format(law=clock.ground.say(lang))


def _noon(day: str) -> datetime:
    try:
        read = local_day(parse_moment(day))
        if read.year <= LAST_YEAR:
            return datetime.combine(read, _NOON, SHANGHAI)
    except (ValueError, OverflowError):
        pass
    raise BadInput("date_wrong", field="date")
