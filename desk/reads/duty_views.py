"""The frozen views of the office's list of duty records; a single record is reception_views.DutyView."""

from dataclasses import dataclass
from datetime import datetime

from desk.reads.reception_views import DeputyView


@dataclass(frozen=True)
class DutySums:
    """The numbers of a record."""

    sessions: int = 0
    visits: int = 0
    minutes: int = 0
    people: int = 0
    cases: int = 0
    contacts: int = 0


@dataclass(frozen=True)
class DutyLine:
    """A deputy in the office's list of a year. `below`: fewer contacts than the law asks for."""

    deputy: DeputyView
    sums: DutySums
    below: bool
    verdict: str = ""
    changed_since: bool = False


@dataclass(frozen=True)
class DutyList:
    """All deputies of a year as this desk sees them; those who were in office for a part of it are among them."""

    station: str
    of: str
    year: int
    needed: int
    lines: tuple[DutyLine, ...]
    made: datetime
