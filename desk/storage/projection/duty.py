"""The duty table: what deputies said of their records."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.duty import CONFIRMED, DutyState, apply, judge
from desk.domain.moment import write_time
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.projection.texts import text
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import duty

_DROP = compiled(delete(duty).where(duty.c.n == bindparam("n")))


def project_duties(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, duty, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(DutyState(), story, judge, apply)
    if state.said is None or state.place is None:
        return None
    last = next(entry for entry in entries if entry.event.id == state.said_in)
    part, name = ("person", "name") if state.verdict == CONFIRMED else ("words", "reason")
    return {
        "n": number,
        "id": last.event.subject.bytes,
        "place": state.place.bytes,
        "deputy": state.said.deputy.bytes,
        "year": state.said.year,
        "verdict": state.verdict,
        "at": write_time(last.event.recorded_at),
        "figures": orjson.dumps(state.said.figures.to_json(), option=orjson.OPT_SORT_KEYS).decode(),
        "text": text(last.parts.get(part, {}).get(name)),
    }
