"""The station's own promise (本站服务承诺): by when it tells the person more. Never a legal deadline."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from desk.domain.body import Body, Code, Day, Number, YesNo
from desk.domain.moment import local_day
from desk.domain.workdays import Holidays

DEFAULT_DAYS = 60
MOST_DAYS = 3650


class Promise(Body):
    """As written into the fact, so that no later table changes it. Dates are in Shanghai's calendar."""

    days: Number
    raw: Day
    rolled: Day
    holidays_known: YesNo
    latest: Day | None = None  # the greatest raw day it may be extended to; facts of version 0.1 have none
    wording: Code = "station-1"  # which sentence the slip says: what was promised, besides when

    @property
    def printed(self) -> date:
        """The rolled day; the raw one where the holiday table lacked the year."""
        return self.rolled if self.holidays_known else self.raw


@lru_cache(maxsize=4096, typed=True)
def _given_before(**said: Any) -> Promise:
    """What a station promises on one day it promises to everybody. Raises TypeError on a value that has no hash."""
    return Promise(**said)


def _read_promise(said: Any) -> Any:
    if type(said) is dict:
        try:
            return _given_before(**said)
        except TypeError:
            return said  # its own reading says what is wrong with it
    return said


Promised = Annotated[Promise, BeforeValidator(_read_promise)]


def make_promise(received_at: datetime, days: int, holidays: Holidays, more: int = 0) -> Promise:
    """The first day is excluded and the last rolled to a working day (民法典 201-203, by analogy); with approval it
    may become `more` days later."""
    raw = local_day(received_at) + timedelta(days=days)
    rolled = holidays.roll(raw)
    known = holidays.knows(raw) and holidays.knows(rolled)
    return Promise(
        days=days, raw=raw, rolled=rolled, holidays_known=known, latest=raw + timedelta(days=more) if more else None
    )
