"""What a list of cases can be narrowed to, by words a person knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column, select

from desk.domain.case_state import CLOSED
from desk.domain.moment import local_day
from desk.reads.clocks import SOON_WORKDAYS
from desk.reads.lens import Lens
from desk.storage.tables import identity
from desk.storage.tables_case import UNTOLD, case

Check = ColumnElement[bool]
Order = tuple[ColumnElement[Any], ...]
FILTERS = ("year", "open", "soon", "unanswered", "tell")
_ANSWERED = frozenset({"60", "70", "91"})  # what remains is to tell it, or to do what was promised


@dataclass(frozen=True)
class Narrowing:
    """Facets of the search index, and what must be checked in the rows; `urgent`: the order in which what is due
    first comes first."""

    facets: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    urgent: Order = ()


def narrow(connection: Connection, filters: Iterable[str], lens: Lens) -> Narrowing:
    """`filters` are of FILTERS: received this year; not closed; not closed and due within three working days or over;
    not closed and without a reply; with a reply that the person waits for here.
    """
    wanted, today = frozenset(filters), local_day(lens.now)
    facets = [f"y{today.year}"] if "year" in wanted else []
    checks: list[Check] = []
    if "soon" in wanted:
        checks += [is_open(lens), due_day(lens) <= soon_until(lens).isoformat()]
    if "unanswered" in wanted:
        checks.append(is_unanswered(lens))
    if "tell" in wanted:
        checks.append(waits_here(connection))
    if "open" in wanted and not checks:
        facets.append("open")
    return Narrowing(tuple(facets), tuple(checks), urgent=urgent(lens) if checks else ())


def due_day(lens: Lens) -> ColumnElement[str | None]:
    """The raw day of what ends first, of what this desk can do something about."""
    return case.c.office_raw if lens.office else case.c.due_raw


def urgent(lens: Lens) -> Order:
    """By the raw day; where nothing is due comes last."""
    day = due_day(lens)
    return day.is_(None), day, case.c.n.desc()


def soon_until(lens: Lens) -> date:
    """The last day that counts as soon: the third working day from today."""
    return lens.holidays.add_workdays(local_day(lens.now), SOON_WORKDAYS)


def is_open(lens: Lens) -> Check:
    """Something is still promised to the person. Named one by one, as the index of states wants it."""
    return case.c.state.in_(sorted(lens.codes.lists["state"].keys() - CLOSED))


def is_unanswered(lens: Lens) -> Check:
    return case.c.state.in_(sorted(lens.codes.lists["state"].keys() - CLOSED - _ANSWERED))


def waits_here(connection: Connection) -> Check:
    """The person waits to be told by this station: it was recorded here."""
    return literal_column(f"({UNTOLD})") & is_own(connection)


def is_own(connection: Connection) -> Check:
    """Recorded at this desk's own place, be it before or after it was enrolled."""
    row = connection.execute(select(identity.c.place, identity.c.station)).one()
    return case.c.place.in_({bytes(row.place), bytes(row.station)})
