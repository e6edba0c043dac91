"""Publishing the holidays of a year, for this place and all below it."""

from collections.abc import Mapping
from datetime import date

from desk.actions.desk import Change, Desk
from desk.domain.calendar import OFF, WORK, Published, calendar_of
from desk.domain.field import Finding
from desk.domain.moment import FIRST_YEAR, LAST_YEAR
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.holidays import ABOVE, read_year
from desk.storage.identity import read_identity
from desk.storage.save import saving


def publish_holidays(desk: Desk, year: int, days: Mapping[date, str]) -> Change:
    """The whole year: `days` are `off` (放假) or `work` (a weekend worked in exchange, 调休上班). Warns where a place
    above has published the year: that counts, and this does as soon as it is gone.

    Raises BadInput year_wrong, holidays_none, day_of_other_year, work_on_weekday, day_kind_unknown,
    nothing_to_correct.
    """
    check_year(year, days)
    now = read_year(desk.vault, desk.lists.holidays, year)
    if dict(days) == now.days:
        raise BadInput("nothing_to_correct")
    body = Published.model_validate({"year": year, "days": dict(days)})
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        subject = calendar_of(read_identity(one.connection).place, year)
        one.add([NewFact("calendar.published", subject, body.to_json())])
    overruled = Finding("warn", "holidays_from_above", "year", {"year": year, "place": now.place})
    return Change((subject,), (overruled,) if now.source == ABOVE else ())


def check_year(year: int, days: Mapping[date, str]) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput("year_wrong", field="year")
    if OFF not in days.values():
        raise BadInput("holidays_none", year=year)
    for day, kind in sorted(days.items()):
        if day.year != year:
            raise BadInput("day_of_other_year", day=day.isoformat(), year=year)
        if kind not in (OFF, WORK):
            raise BadInput("day_kind_unknown", day=day.isoformat())
        if kind == WORK and day.weekday() < 5:
            raise BadInput("work_on_weekday", day=day.isoformat())
