"""The journal's rows: adding facts at the end, reading those of a subject."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select

from desk.domain.case import Erased
from desk.domain.event import Event, PartName
from desk.domain.kinds import read_body
from desk.journal.content import read_content
from desk.journal.fact import Fact
from desk.journal.part import Part
from desk.storage.tables import erasure, fact, new_key, part, subject

_SUBJECT_OF = select(subject.c.n).where(subject.c.id == bindparam("id"))
_ERASED_OF = select(erasure.c.part).where(erasure.c.subject == bindparam("n"))
_FACTS_OF = select(fact.c.n, fact.c.content).where(fact.c.subject == bindparam("n")).order_by(fact.c.n)
_ADD_FACT, _ADD_PART, _ADD_SUBJECT = insert(fact), insert(part), insert(subject)
_PARTS_OF = (
    select(fact.c.id, part.c.name, part.c.salt, part.c.data)
    .join(fact, fact.c.n == part.c.fact)
    .where(fact.c.subject == bindparam("n"))
)


def add_fact(connection: Connection, new: Fact, stream: int) -> int:
    """Stores one fact and the parts that may be kept; answers its subject's number. Projects nothing."""
    number = _subject(connection, new.event)
    row = {
        "id": new.event.id.bytes,
        "subject": number,
        "stream": stream,
        "seq": new.link.seq,
        "prev": new.link.prev,
        "hash": new.link.hash,
        "content": new.content,
    }
    added = new_key(connection.execute(_ADD_FACT, row))
    _erase(connection, number, new.event)
    kept = _kept(connection, number, new.parts)
    if kept:
        rows = [{"fact": added, "name": p.name, "salt": p.salt, "data": p.data} for p in kept]
        connection.execute(_ADD_PART, rows)
    return number


def subject_number(connection: Connection, id: UUID) -> int | None:
    return connection.execute(_SUBJECT_OF, {"id": id.bytes}).scalar()


def events_of(connection: Connection, number: int) -> Sequence[tuple[int, Event]]:
    """The facts of a subject in the order of the fold: the desk's own, unstamped, as they were written."""
    return [(row.n, read_content(row.content)[0]) for row in connection.execute(_FACTS_OF, {"n": number})]


def parts_of(connection: Connection, number: int) -> dict[tuple[UUID, str], dict[str, Any]]:
    """The fields of every private part of a subject that is still there, by fact and name."""
    rows = connection.execute(_PARTS_OF, {"n": number})
    return {(UUID(bytes=row.id), row.name): Part(row.name, row.salt, row.data).fields for row in rows}


def erased_parts(connection: Connection, number: int) -> frozenset[PartName]:
    return frozenset(connection.execute(_ERASED_OF, {"n": number}).scalars())


def _subject(connection: Connection, event: Event) -> int:
    number = subject_number(connection, event.subject)
    if number is None:
        row = {"id": event.subject.bytes, "noun": event.noun}
        number = new_key(connection.execute(_ADD_SUBJECT, row))
    return number


def _kept(connection: Connection, number: int, parts: Iterable[Part]) -> list[Part]:
    """A part is taken only if its subject's part of that name is not erased."""
    erased = erased_parts(connection, number) if parts else frozenset()
    return [p for p in parts if p.name not in erased]


def _erase(connection: Connection, number: int, event: Event) -> None:
    body = read_body(event) if event.kind.endswith(".erased") else None
    if not isinstance(body, Erased):
        return
    known = erased_parts(connection, number)
    for name in body.parts:
        if name not in known:
            connection.execute(insert(erasure), {"subject": number, "part": name})
    of_subject = select(fact.c.n).where(fact.c.subject == number)
    connection.execute(delete(part).where(part.c.fact.in_(of_subject), part.c.name.in_(body.parts)))
