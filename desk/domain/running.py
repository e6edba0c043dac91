"""The clocks of one case as they run: started, stopped, extended, paused, returned, by contents alone. The day a clock
stopped on is told, never who was late: that depends on the day one looks."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from desk.domain.clock import REPLY, STATION, Clocks, Started, family_of
from desk.domain.promise import Promise

DONE, RETURNED, DROPPED = "done", "returned", "dropped"
LOOKED, PASSED = frozenset({"triaged"}), frozenset({"triaged", "forwarded"})
REPLIED = PASSED | {"called", "accepted", "replied"}
_TOLD = REPLIED | {"told"}
_ALL = _TOLD | {"surveyed"}
REACHED = {
    **dict.fromkeys(("20",), LOOKED),
    **dict.fromkeys(("31", "32", "33", "40", "50"), PASSED),
    **dict.fromkeys(("60",), REPLIED),
    **dict.fromkeys(("61", "70", "91"), _TOLD),
    **dict.fromkeys(("71", "72", "80", "81"), _ALL),
}  # which milestones are behind a case that came to a state
OVER = frozenset({"11", "12", "90", "99"})  # states in which nothing is waited for any more


class Clock(NamedTuple):
    """One clock. `ended` is empty while it runs, else how it ended; `before` the raw day before it was extended, by
    the fact `extension`; `paused` since when it rests."""

    rule: str
    start: date
    raw: date
    rolled: date
    known: bool
    until: str
    latest: date | None = None
    pausable: bool = False
    window: bool = False
    ended: str = ""
    ended_on: date | None = None
    before: date | None = None
    extension: UUID | None = None
    paused: date | None = None

    @property
    def family(self) -> str:
        return family_of(self.rule)

    @property
    def last(self) -> date:
        """The last day that is in time; the raw one where the holidays were not known."""
        return self.rolled if self.known else self.raw


Running = tuple[Clock, ...]


def clock_of(started: Started) -> Clock:
    return Clock(
        started.rule,
        started.start,
        started.raw,
        started.rolled or started.raw,
        not started.unsure,
        started.until,
        started.latest,
        bool(started.pause),
        bool(started.window),
    )


def promised(promise: Promise) -> Clock:
    """The promise on the slip is a clock like the others; facts of before the others have no `latest`."""
    start = promise.raw - timedelta(days=promise.days)
    known = promise.holidays_known
    return Clock(REPLY, start, promise.raw, promise.rolled, known, "told", promise.latest, pausable=True)


def open_clock(clocks: Running, rule: str) -> Clock | None:
    return next((clock for clock in reversed(clocks) if clock.rule == rule and not clock.ended), None)


def start(clocks: Running, new: Iterable[Clock]) -> Running:
    """One that runs already goes on: what comes twice is not counted from anew."""
    for clock in new:
        if open_clock(clocks, clock.rule) is None:
            clocks = (*clocks, clock)
    return clocks


def move(clocks: Running, new: Iterable[Clock]) -> Running:
    """After a correction: what runs, and was neither extended nor paused, is counted from the other day; what is not
    known yet starts."""
    moved = {clock.rule: clock for clock in new}
    told = tuple(
        moved[clock.rule] if clock.rule in moved and not (clock.ended or clock.before or clock.paused) else clock
        for clock in clocks
    )
    held = {clock.rule for clock in clocks if clock.ended != DROPPED}
    return (*told, *(clock for clock in moved.values() if clock.rule not in held))


def recorded(clocks: Running, promise: Promise | None, new: Clocks | None, state: str, day: date) -> Running:
    """What is promised on recording or correcting; being recorded is the first promise kept."""
    started = (*([promised(promise)] if promise else []), *map(clock_of, new or ()))
    return come_to(reach(move(clocks, started), day, ("registered",)), state, day)


def end(clocks: Running, day: date, how: str, rules: Iterable[str] | None = None) -> Running:
    """Those of `rules` (all, when None is said) that run end on that day."""
    chosen = None if rules is None else frozenset(rules)
    return tuple(
        clock._replace(ended=how, ended_on=day, paused=None)
        if not clock.ended and (chosen is None or clock.rule in chosen)
        else clock
        for clock in clocks
    )


def reach(clocks: Running, day: date, milestones: Iterable[str]) -> Running:
    """What was waited for has come."""
    behind = frozenset(milestones)
    return end(clocks, day, DONE, [clock.rule for clock in clocks if clock.until in behind])


def come_to(clocks: Running, state: str, day: date) -> Running:
    """The case has come to that state."""
    return end(clocks, day, DROPPED) if state in OVER else reach(clocks, day, REACHED.get(state, ()))


def drop(clocks: Running, day: date, family: str, how: str = DROPPED) -> Running:
    return end(clocks, day, how, [clock.rule for clock in clocks if clock.family == family])


def replace(clocks: Running, new: Clock) -> Running:
    """The one of that rule that runs."""
    old = open_clock(clocks, new.rule)
    return tuple(new if clock is old else clock for clock in clocks)


def shifted(clock: Clock, day: date) -> tuple[date, date | None]:
    """The raw day, and the greatest it may be extended to, of a clock that rested until that day."""
    rest = timedelta(days=max(0, (day - clock.paused).days if clock.paused else 0))
    return clock.raw + rest, clock.latest + rest if clock.latest else None


def is_office(clock: Clock) -> bool:
    """Promised by the station, and kept by an office's step: no other desk can do anything about it."""
    return clock.family == STATION and clock.until in PASSED


def pressing(clocks: Running, *, office: bool) -> Clock | None:
    """The one that ends first, of those that can be overdue; `office`: at a desk that forwards and answers."""
    waiting = (clock for clock in clocks if not (clock.ended or clock.window or clock.paused))
    waiting = (clock for clock in waiting if office or not is_office(clock))
    return min(waiting, key=lambda clock: (clock.raw, clock.rule), default=None)
