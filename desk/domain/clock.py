"""Clocks (期限): the rules by which one starts, how its last day is counted, and what is written into the fact that
starts it. Three families that are never mixed: the station's own promise (本站服务承诺), a deputy's suggestion after it
was assigned (代表建议交办), and a petition matter (信访事项). Only the last two have a legal ground (法定)."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from desk.domain.body import Body, Code, Day, YesNo
from desk.domain.codes import Label
from desk.domain.workdays import Holidays

STATION, DEPUTY, PETITION = "station", "deputy", "petition"
FAMILIES: Mapping[str, str] = {"ST": STATION, "D": DEPUTY, "P": PETITION}  # by the letters of a rule's id
LEGAL = frozenset({DEPUTY, PETITION})
REPLY = "ST05"  # what is promised to the person on the slip
Unit = Literal["day", "workday", "month"]


def family_of(rule: str) -> str:
    """Of a rule's id, be it newer than this version; empty when it says nothing."""
    return FAMILIES.get(rule.rstrip("0123456789"), "")


@dataclass(frozen=True)
class ClockRule:
    """One row of the table that ships. `start` is what starts it, `until` the milestone that stops it; `more` of the
    same unit may be added once, with approval; `window`: a time in which something may be done, nothing is overdue
    after it; `setting`: the station's own number of days."""

    id: str
    start: str
    until: str
    length: int
    unit: Unit
    words: Label
    law: Label
    article: Label
    ground: Label  # both in short, as lists have room for
    text: Label
    more: int = 0
    pause: bool = False
    window: bool = False
    setting: str = ""

    @property
    def family(self) -> str:
        return family_of(self.id)


ClockRules = Mapping[str, ClockRule]


class Started(Body):
    """A clock as written into the fact that starts it. `rolled` is left out where it is the raw day; `unsure`: the
    holidays were not known; `latest`: the greatest raw day it may be extended to."""

    rule: Code
    start: Day
    raw: Day
    rolled: Day | None = None
    unsure: YesNo | None = None
    until: Code
    latest: Day | None = None
    pause: YesNo | None = None
    window: YesNo | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start <= self.raw <= (self.rolled or self.raw) or (self.latest and self.latest < self.raw):
            raise ValueError("days out of order")
        return self


@lru_cache(maxsize=4096, typed=True)
def _started_before(**said: Any) -> Started:
    """What starts on one day starts so in every case. Raises TypeError on a value that has no hash."""
    return Started(**said)


def _read_started(said: Any) -> Any:
    if type(said) is dict:
        try:
            return _started_before(**said)
        except TypeError:
            return said  # its own reading says what is wrong with it
    return said


Clocks = tuple[Annotated[Started, BeforeValidator(_read_started)], ...]


def add_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(start: date, length: int, unit: Unit, holidays: Holidays) -> date:
    """The raw last day: the first is not counted (民法典 201)."""
    match unit:
        case "day":
            return start + timedelta(days=length)
        case "month":
            return add_months(start, length)
        case "workday":
            return holidays.add_workdays(start, length)


def roll(start: date, raw: date, holidays: Holidays) -> tuple[date, bool]:
    """The last day, moved to a working day (民法典 203), and whether the holidays in between are known."""
    rolled = holidays.roll(raw)
    years = range(start.year, rolled.year + 1)
    return rolled, all(year in holidays.years for year in years)


def rolled_fields(start: date, raw: date, holidays: Holidays) -> dict[str, Any]:
    """`rolled` and `unsure` as facts have them."""
    rolled, known = roll(start, raw, holidays)
    return {"rolled": None if rolled == raw else rolled, "unsure": None if known else True}


def begin(rule: ClockRule, start: date, holidays: Holidays, length: int | None = None) -> Started:
    """A clock that starts that day; `length` is the station's own where it has one. A promise of no days ends the day
    it begins, working day or not."""
    days = rule.length if length is None else length
    raw = last_day(start, days, rule.unit, holidays)
    return Started(
        rule=rule.id,
        start=start,
        raw=raw,
        **(rolled_fields(start, raw, holidays) if days else {}),
        until=rule.until,
        latest=last_day(start, days + rule.more, rule.unit, holidays) if rule.more else None,
        pause=rule.pause or None,
        window=rule.window or None,
    )


def starting(
    rules: ClockRules, event: str, start: date, holidays: Holidays, days: Mapping[str, int]
) -> tuple[Started, ...]:
    """What that event starts. `days` are the station's own by the settings' names; what has none of them is not
    promised, but recording on the day always is."""
    begun = []
    for rule in rules.values():
        own = days.get(rule.setting) if rule.setting else None
        if rule.start == event and rule.id != REPLY and (own is None or own or not rule.length):
            begun.append(begin(rule, start, holidays, own))
    return tuple(begun)


def read_clocks(rows: Iterable[Mapping[str, Any]]) -> ClockRules:
    """From the table resources/codes/clocks.json."""
    labels = ("words", "law", "article", "ground", "text")
    rules = (ClockRule(**{**row, **{name: Label(**row.get(name, _UNSAID)) for name in labels}}) for row in rows)
    return {rule.id: rule for rule in rules}


_UNSAID = {"zh": "", "en": ""}
