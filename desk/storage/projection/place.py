"""The place table."""

from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from desk.domain.kinds import read_body
from desk.domain.place import TEXT_FIELDS, PlaceState, apply, judge
from desk.storage.facts import events_of, parts_of
from desk.storage.tables import place, subject


def project_place(connection: Connection, number: int) -> None:
    state = PlaceState()
    for _, event in events_of(connection, number):
        body = read_body(event)
        if judge(state, event, body).ok:
            state = apply(state, event, body)
    parts = parts_of(connection, number)
    texts = {name: parts.get((source, "words"), {}).get(name) for name, source in state.texts.items()}
    id = UUID(bytes=connection.execute(select(subject.c.id).where(subject.c.n == number)).scalar_one())
    row = {name: texts.get(name) for name in TEXT_FIELDS} | {
        "n": number,
        "id": id.bytes,
        "code": state.code,
        "level": state.level,
        "parent": str(state.parent) if state.parent else None,
        "sample": state.sample,
        "promise_days": state.promise_days,
    }
    connection.execute(delete(place).where(place.c.n == number))
    connection.execute(insert(place), row)
