"""holidays."""

from datetime import date
from typing import Annotated, Any

import typer

from desk.actions.desk import Desk
from desk.actions.holidays import publish_holidays
from desk.cli.call import Call, call_of
from desk.cli.days import read_day
from desk.cli.told import warned
from desk.command.answer import Answer
from desk.domain.calendar import OFF, WORK
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.holidays import ABOVE, HERE, SHIPPED, read_year
from desk.text import mark

_SOURCES = {
    SHIPPED: mark("as it ships with the program"),
    HERE: mark("published by this place"),
    ABOVE: mark("published by {place}"),
    "": mark("not known: working days count by weekends"),
}


def holidays(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help=mark("without it the present one"))] = None,
    off: Annotated[str, typer.Option(metavar="D,D", help=mark("publishes the year: days off"))] = "",
    work: Annotated[str, typer.Option(metavar="D,D", help=mark("publishes the year: weekends that are worked"))] = "",
) -> Answer:
    call = call_of(context)
    days = _days(off, OFF) | _days(work, WORK)
    if len(days) < len(_days(off, OFF)) + len(_days(work, WORK)):
        raise BadInput("day_twice")
    with call.open() as desk:
        asked = year or local_day(desk.clock()).year
        change = publish_holidays(desk, asked, days) if days else None
        return _told(call, desk, asked, [warned(call, one) for one in change.warnings] if change else [])


def _days(text: str, kind: str) -> dict[date, str]:
    return {read_day(day): kind for day in text.replace("，", ",").split(",") if day.strip()}


def _told(call: Call, desk: Desk, year: int, warnings: list[dict[str, Any]]) -> Answer:
    view = read_year(desk.vault, desk.lists.holidays, year)
    days = {kind: [day.isoformat() for day, said in sorted(view.days.items()) if said == kind] for kind in (OFF, WORK)}
    _ = call.say
    lines = [f"{year}  {_(_SOURCES[view.source]).format(place=view.place)}"]
    lines += [_("off: {days}").format(days=", ".join(days[OFF]))] if days[OFF] else []
    lines += [_("worked: {days}").format(days=", ".join(days[WORK]))] if days[WORK] else []
    value = {"year": year, **days, "source": view.source, "place": view.place, "warnings": warnings}
    return Answer(value, [*lines, *(one["message"] for one in warnings)])
