"""The plan table."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.plan import TEXT_FIELDS, PlanState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.projection.texts import texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import plan

_DROP = compiled(delete(plan).where(plan.c.n == bindparam("n")))


def project_plans(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, plan, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(PlanState(), story, judge, apply)
    if state.plan is None or state.place is None or state.set_in is None:
        return None
    texts = texts_of(dict.fromkeys(state.plan.texts, state.set_in), entries, "words", TEXT_FIELDS)
    return texts | {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "place": state.place.bytes,
        "rule": orjson.dumps(state.plan.rule.to_json()).decode(),
        "starts": state.plan.starts,
        "ends": state.plan.ends,
        "deputies": orjson.dumps(state.plan.deputies).decode(),
        "ended": state.ended,
    }
