"""The session table."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.moment import write_time
from desk.domain.session import TEXT_FIELDS, Confirmed, SessionState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.projection.texts import text, texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import session

_DROP = compiled(delete(session).where(session.c.n == bindparam("n")))


def project_sessions(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, session, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(SessionState(), story, judge, apply)
    if state.planned is None or state.place is None:
        return None
    planned = state.planned
    held = {name: state.planned_in for name in planned.texts if state.planned_in is not None}
    return texts_of(held, entries, "words", TEXT_FIELDS) | {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "place": state.place.bytes,
        "state": state.state,
        "day": planned.day.isoformat(),
        "starts": planned.starts,
        "ends": planned.ends,
        "number": state.number,
        "series": state.series,
        "deputies": _ids(planned.deputies),
        "towns": orjson.dumps(planned.towns).decode(),
        "plan": planned.plan.bytes if planned.plan else None,
        "announced": state.announced,
        "opened_at": state.opened_at,
        "closed_at": state.closed_at,
        "present": orjson.dumps([[one.deputy, one.came, one.went] for one in state.present]).decode(),
        "confirmed": orjson.dumps(_signatures(state, entries)).decode(),
        "figures": orjson.dumps(state.figures.to_json()).decode() if state.figures else None,
    }


def _ids(ids: Sequence[UUID]) -> str:
    return orjson.dumps(ids).decode()


def _signatures(state: SessionState, entries: Sequence[Entry]) -> list[list[Any]]:
    """Of each deputy who confirmed: who, how, when, and the name or the strokes as they stand in the person part."""
    by_fact = {entry.event.id: entry for entry in entries}
    found = []
    for deputy, fact in state.confirmed:
        entry = by_fact[fact]
        body, person = entry.body, entry.parts.get("person", {})
        way = body.way if isinstance(body, Confirmed) else ""
        signed = person.get("strokes") if way == "drawn" else text(person.get("name"))
        found.append([deputy, way, write_time(entry.event.recorded_at), signed])
    return found
