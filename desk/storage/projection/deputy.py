"""The deputy table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from desk.domain.deputy import PERSON_FIELDS, WORDS_FIELDS, DeputyState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.projection.texts import texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import deputy

_DROP = compiled(delete(deputy).where(deputy.c.n == bindparam("n")))


def project_deputies(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, deputy, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(DeputyState(), story, judge, apply)
    if state.listed is None or state.place is None:
        return None
    words = texts_of(state.texts, entries, "words", WORDS_FIELDS)
    return (
        words
        | texts_of(state.texts, entries, "person", PERSON_FIELDS)
        | {
            "n": number,
            "id": entries[0].event.subject.bytes,
            "place": state.place.bytes,
            "congress": state.listed.congress,
            "deputy_group": state.listed.group,
            "since": state.listed.since.isoformat() if state.listed.since else None,
            "until": state.until or None,
            "same_as": state.other.bytes if state.other else None,
        }
    )
