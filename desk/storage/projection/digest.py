"""The digest table."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.digest import TEXT_FIELDS, DigestState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.projection.texts import texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_loop import digest

_DROP = compiled(delete(digest).where(digest.c.n == bindparam("n")))


def project_digests(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, digest, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(DigestState(), story, judge, apply)
    if not state.state or state.place is None:
        return None
    return texts_of(state.texts, entries, "words", TEXT_FIELDS) | {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "place": state.place.bytes,
        "state": state.state,
        "year": int(state.day[:4]),
        "issue": state.issue,
        "day": state.day,
        "cases": orjson.dumps(state.cases).decode(),
    }
