"""The journal's rows: adding facts at the end, reading those of a subject."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, select

from desk.domain.case import Erased
from desk.domain.event import PARTS, Event, PartName
from desk.domain.kinds import read_body
from desk.errors import BadEnvironment
from desk.journal.content import read_content
from desk.journal.fact import Fact
from desk.journal.part import Part
from desk.storage.statement import compiled, inserting, run, run_many
from desk.storage.tables import erasure, fact, part, subject

_ADD_FACT, _ADD_SUBJECT = inserting(fact, without="n"), inserting(subject, without="n")
_ADD_PART = inserting(part)
_SUBJECT_OF = compiled(select(subject.c.n, subject.c.noun).where(subject.c.id == bindparam("id")))
_ERASED_OF = compiled(select(erasure.c.part).where(erasure.c.subject == bindparam("n")))
_FACTS_OF = compiled(select(fact.c.n, fact.c.content).where(fact.c.subject == bindparam("n")).order_by(fact.c.n))
_NUMBERS_OF = compiled(select(fact.c.n).where(fact.c.subject == bindparam("n")))
_PARTS_OF = compiled(
    # by the parts' keys, which are made of the fact's: `part.fact` has no index
    select(fact.c.id, part.c.name, part.c.salt, part.c.data)
    .select_from(fact)
    .join(part, part.c.n.between(literal_column("2 * fact.n"), literal_column("2 * fact.n + 1")))
    .where(fact.c.subject == bindparam("n"))
)


def add_fact(connection: Connection, new: Fact, stream: int) -> tuple[int, str]:
    """Stores one fact and the parts that may be kept; answers its subject's number and noun. Projects nothing."""
    number, noun = _subject(connection, new.event)
    added = run(
        connection,
        _ADD_FACT,
        id=new.event.id.bytes,
        subject=number,
        stream=stream,
        seq=new.link.seq,
        prev=new.link.prev,
        hash=new.link.hash,
        content=new.content,
    ).lastrowid
    _erase(connection, number, new.event)
    kept = _kept(connection, number, new.parts)
    rows = [
        {"n": _part_key(added, p.name), "fact": added, "name": p.name, "salt": p.salt, "data": p.data} for p in kept
    ]
    run_many(connection, _ADD_PART, rows)
    return number, noun


def events_of(connection: Connection, number: int) -> Sequence[tuple[int, Event]]:
    """The facts of a subject in the order of the fold: the desk's own, unstamped, as they were written.

    Raises BadEnvironment database_damaged on bytes that are no content.
    """
    try:
        return [(n, read_content(content)[0]) for n, content in run(connection, _FACTS_OF, n=number)]
    except ValueError:
        raise BadEnvironment("database_damaged") from None


def parts_of(connection: Connection, number: int) -> dict[tuple[UUID, str], dict[str, Any]]:
    """The fields of every private part of a subject that is still there, by fact and name.

    Raises BadEnvironment database_damaged on bytes that are no part.
    """
    rows = run(connection, _PARTS_OF, n=number)
    try:
        return {(UUID(bytes=id), name): Part(name, salt, data).fields for id, name, salt, data in rows}
    except ValueError:
        raise BadEnvironment("database_damaged") from None


def erased_parts(connection: Connection, number: int) -> frozenset[PartName]:
    return frozenset(name for (name,) in run(connection, _ERASED_OF, n=number))


def _part_key(fact_number: int, name: PartName) -> int:
    return 2 * fact_number + PARTS.index(name)


def _subject(connection: Connection, event: Event) -> tuple[int, str]:
    """A subject's noun is that of its first fact."""
    found = run(connection, _SUBJECT_OF, id=event.subject.bytes).fetchone()
    if found is not None:
        return found[0], found[1]
    added: int = run(connection, _ADD_SUBJECT, id=event.subject.bytes, noun=event.noun).lastrowid
    return added, event.noun


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
    for (written,) in run(connection, _NUMBERS_OF, n=number).fetchall():
        keys = [_part_key(written, name) for name in body.parts]
        connection.execute(delete(part).where(part.c.n.in_(keys)))
