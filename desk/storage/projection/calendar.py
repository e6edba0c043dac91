"""The holiday table."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.calendar import CalendarState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import holiday

_DROP = compiled(delete(holiday).where(holiday.c.n == bindparam("n")))


def project_calendars(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, holiday, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(CalendarState(), story, judge, apply)
    if state.published is None or state.place is None:
        return None
    days = state.published.to_json()["days"]
    return {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "place": state.place.bytes,
        "year": state.published.year,
        "days": orjson.dumps(days, option=orjson.OPT_SORT_KEYS).decode(),
    }
