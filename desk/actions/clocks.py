"""What an act starts: clocks by the rules that ship, the station's own days, and the holidays in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from desk.actions.desk import Desk
from desk.domain.clock import REPLY, ClockRules, Started, starting
from desk.domain.place import DAYS
from desk.domain.promise import Promise, make_promise
from desk.domain.workdays import Holidays
from desk.reads.holidays import holidays_in
from desk.storage.save import Saving
from desk.storage.statement import compiled, run
from desk.storage.tables import place

_SETTINGS = ("promise_days", *DAYS)
_DAYS = compiled(select(*(place.c[name] for name in _SETTINGS)).where(place.c.id == bindparam("id")))


@dataclass(frozen=True)
class Counting:
    """By what is counted now at this desk."""

    rules: ClockRules
    days: Mapping[str, int]
    holidays: Holidays

    def promise(self, received: datetime, days: int | None = None) -> Promise:
        """What the slip says; `days` are those that were promised before."""
        return make_promise(received, days or self.days["promise_days"], self.holidays, self.rules[REPLY].more)

    def starting(self, event: str, day: date) -> tuple[Started, ...]:
        return starting(self.rules, event, day, self.holidays, self.days)


def counting(desk: Desk, one: Saving) -> Counting:
    """The days are those of the station of this desk, whoever recorded the case: it is the one that acts."""
    row = run(one.connection, _DAYS, id=one.station.bytes).fetchone()
    holidays = holidays_in(one.connection, desk.lists.holidays)
    return Counting(desk.lists.clocks, dict(zip(_SETTINGS, row, strict=True)), holidays)
