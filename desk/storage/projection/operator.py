"""The operator table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from desk.domain.operator import OperatorState, apply, judge
from desk.storage.facts import Parts, Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables import operator

_DROP = compiled(delete(operator).where(operator.c.n == bindparam("n")))


def project_operators(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [_row(number, story) for number, story in stories_of(connection, numbers).items() if story]
    run_many(connection, _DROP, rows)
    add_rows(connection, operator, rows)


def _row(number: int, story: Story) -> dict[str, Any]:
    state, _ = fold(OperatorState(), story, judge, apply)
    named: Parts = next((kept.parts for kept in story if kept.event.id == state.name_in), {})
    name = named.get("person", {}).get("name")
    return {
        "n": number,
        "id": story[0].event.subject.bytes,
        "role": state.role,
        "name": name if isinstance(name, str) else None,
    }
