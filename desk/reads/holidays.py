"""The holidays in force: the table that ships, over it year by year what this place published, over that what the
places above did; the highest speaks last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from desk.domain.workdays import Holidays
from desk.reads.station import place_names
from desk.reads.tree import standing_in
from desk.storage.statement import compiled, run
from desk.storage.tables_reception import holiday
from desk.storage.vault import Vault

SHIPPED, HERE, ABOVE = "shipped", "here", "above"
_SAID = compiled(select(holiday.c.place, holiday.c.year, holiday.c.days))
_Years = tuple[tuple[int, str], ...]  # a year and its days as JSON


@dataclass(frozen=True)
class YearView:
    """The holidays of one year; `source` is empty where nobody said anything of it, `place` who said it above."""

    year: int
    days: Mapping[date, str]
    source: str
    place: str = ""


def read_holidays(vault: Vault, shipped: Holidays) -> Holidays:
    with vault.read() as connection:
        return holidays_in(connection, shipped)


def holidays_in(connection: Connection, shipped: Holidays) -> Holidays:
    """Asked at every reading, so that a year that has just come counts at once: the same years are the same object."""
    said = _said(connection)
    return _overlaid(shipped, tuple((year, days) for year, (_, days) in sorted(said.items()))) if said else shipped


def read_year(vault: Vault, shipped: Holidays, year: int) -> YearView:
    with vault.read() as connection:
        days = {day: kind for day, kind in holidays_in(connection, shipped).days.items() if day.year == year}
        place, _ = _said(connection).get(year, (b"", ""))
        if not place:
            return YearView(year, days, SHIPPED if days else "")
        if place in standing_in(connection).own:
            return YearView(year, days, HERE)
        return YearView(year, days, ABOVE, place_names(connection, [place]).get(UUID(bytes=place), ""))


def _said(connection: Connection) -> dict[int, tuple[bytes, str]]:
    """Who speaks last of each year, and what was said."""
    rows = run(connection, _SAID).fetchall()
    if not rows:
        return {}
    at = standing_in(connection)
    rank = {place: n for n, place in enumerate((*reversed(at.own), *at.above))}
    holding = sorted((row for row in rows if row[0] in rank), key=lambda row: rank[row[0]])
    return {year: (place, days) for place, year, days in holding}


@lru_cache(maxsize=16)
def _overlaid(shipped: Holidays, years: _Years) -> Holidays:
    said = {year for year, _ in years}
    days = {day: kind for day, kind in shipped.days.items() if day.year not in said}
    for _, text in years:
        days |= {date.fromisoformat(day): kind for day, kind in orjson.loads(text).items()}
    return Holidays(days)
