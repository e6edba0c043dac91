"""What the rows of a case hold of its clocks, and the rows of the clocks themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.domain.case_state import CaseState
from desk.domain.running import Clock, is_office, pressing
from desk.storage.tables_clock import CLOCKS_OF_ONE

Row = dict[str, Any]


def due_columns(state: CaseState) -> Row:
    """By when the person is told, as the slip says, and what ends first, for the station and for an office."""
    promise = state.promise
    return {
        "promise_raw": promise.raw.isoformat() if promise else None,
        "promise_rolled": promise.rolled.isoformat() if promise else None,
        "holidays_known": promise.holidays_known if promise else None,
        "promise_days": promise.days if promise else None,
        "track": state.track,
        **_first("due", pressing(state.clocks, office=False)),
        **_first("office", pressing(state.clocks, office=True)),
    }


def _first(who: str, first: Clock | None) -> Row:
    return {
        f"{who}_raw": first.raw.isoformat() if first else None,
        f"{who}_rolled": first.rolled.isoformat() if first else None,
        f"{who}_known": first.known if first else None,
        f"{who}_rule": first.rule if first else None,
    }


def clock_rows(number: int, state: CaseState) -> Iterator[Row]:
    """The last ones where there are more than fit."""
    for i, clock in enumerate(state.clocks[-CLOCKS_OF_ONE:]):
        yield {
            "n": number * CLOCKS_OF_ONE + i,
            "subject": number,
            "rule": clock.rule,
            "start": clock.start.isoformat(),
            "raw": clock.raw.isoformat(),
            "rolled": clock.rolled.isoformat(),
            "known": clock.known,
            "opens": clock.window,
            "office": is_office(clock),
            "merged": state.main is not None,
            "ended": clock.ended,
            "ended_on": _iso(clock.ended_on),
            "before": _iso(clock.before),
            "latest": _iso(clock.latest),
            "paused": _iso(clock.paused),
            "pausable": clock.pausable,
            "extension": clock.extension.bytes if clock.extension else None,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
