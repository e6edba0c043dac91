"""The unit table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from desk.domain.unit import TEXT_FIELDS, UnitState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.projection.texts import texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_office import unit

_DROP = compiled(delete(unit).where(unit.c.n == bindparam("n")))


def project_units(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, unit, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(UnitState(), story, judge, apply)
    if state.place is None:
        return None
    return texts_of(state.texts, entries, "words", TEXT_FIELDS) | {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "place": state.place.bytes,
        "code": state.code,
        "retired": state.retired or None,
    }
