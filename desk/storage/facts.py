"""The journal's rows: adding facts at the end, reading those of subjects in the order of the fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, select

from desk.domain.case import Erased
from desk.domain.event import OK, PARTS, Event, PartName, Verdict
from desk.domain.kinds import read_body
from desk.errors import BadEnvironment
from desk.journal.content import read_content
from desk.journal.fact import Fact
from desk.journal.part import Part, part_fields
from desk.storage.statement import as_list, compiled, inserting, listed, run, run_many
from desk.storage.tables import dismissal, erasure, fact, identity, part, stamp, stream, subject

Parts = Mapping[str, Mapping[str, Any]]  # the fields of a fact's private parts that are there, by their names

_ADD_FACT, _ADD_SUBJECT = inserting(fact, without="n"), inserting(subject, without="n")
_ADD_PART = inserting(part)
_WHICH = {name: index for index, name in enumerate(PARTS)}
_SUBJECT_OF = compiled(select(subject.c.n, subject.c.noun).where(subject.c.id == bindparam("id")))
_ERASED_OF = compiled(select(erasure.c.part).where(erasure.c.subject == bindparam("n")))
_NUMBERS_OF = compiled(select(fact.c.n).where(fact.c.subject == bindparam("n")))
_PERSON, _WORDS = part.alias("person"), part.alias("words")
_OWN_KEY = select(identity.c.desk_key).scalar_subquery()
_FACTS_OF = compiled(
    # parts by their keys, which are made of the fact's: `part.fact` has no index
    select(fact.c.subject, fact.c.n, fact.c.id, fact.c.content, stream.c.desk_key == _OWN_KEY)
    .add_columns(stamp.c.epoch, stamp.c.n, stamp.c.verdict, stamp.c.reason, dismissal.c.fact.is_not(None))
    .add_columns(_PERSON.c.data, _WORDS.c.data)
    .select_from(fact)
    .join(stream, stream.c.n == fact.c.stream)
    .outerjoin(stamp, stamp.c.fact == fact.c.n)
    .outerjoin(dismissal, dismissal.c.fact == fact.c.n)
    .outerjoin(_PERSON, _PERSON.c.n == literal_column("2 * fact.n"))
    .outerjoin(_WORDS, _WORDS.c.n == literal_column("2 * fact.n + 1"))
    .where(fact.c.subject.in_(select(listed("numbers").c.value)))
)


class Kept(NamedTuple):
    """One fact of a subject. `settled` is the verdict of its stamp; none of an own fact that has not come back yet.
    `dismissed`: its maker has seen that it was not applied."""

    n: int
    event: Event
    parts: Parts
    own: bool
    settled: Verdict | None
    dismissed: bool


Story = Sequence[Kept]  # everything this desk holds of a subject, in the order of the fold


def stories_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Story]:
    """The stories of many subjects, by their numbers. Stamped facts stand in the order of their stamps (epoch, n, id),
    those without one after them as they were written.

    Raises BadEnvironment database_damaged on bytes that are no content or no part.
    """
    written: dict[int, list[tuple[Any, ...]]] = {}
    for row in run(connection, _FACTS_OF, numbers=as_list(numbers)):
        written.setdefault(row[0], []).append(row)
    try:
        return {number: _tell(rows) for number, rows in written.items()}
    except ValueError:
        raise BadEnvironment("database_damaged") from None


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
    kept = _keepable(connection, number, new.parts)
    rows = [{"n": part_key(added, p.name), "fact": added, "name": p.name, "salt": p.salt, "data": p.data} for p in kept]
    run_many(connection, _ADD_PART, rows)
    return number, noun


def erased_by(event: Event) -> tuple[PartName, ...]:
    """The parts of its subject that a fact erases."""
    body = read_body(event) if event.kind.endswith(".erased") else None
    return body.parts if isinstance(body, Erased) else ()


def erase_parts(connection: Connection, number: int, names: Iterable[PartName]) -> bool:
    """From now on such parts of the subject are not kept, and those that are held go; answers whether any were."""
    known = erased_parts(connection, number)
    for name in names:
        if name not in known:
            connection.execute(insert(erasure), {"subject": number, "part": name})
    held = 0
    for (written,) in run(connection, _NUMBERS_OF, n=number).fetchall():
        keys = [part_key(written, name) for name in names]
        held += connection.execute(delete(part).where(part.c.n.in_(keys))).rowcount
    return held > 0


def erased_parts(connection: Connection, number: int) -> frozenset[PartName]:
    return frozenset(name for (name,) in run(connection, _ERASED_OF, n=number))


def part_key(fact_number: int, name: PartName) -> int:
    return 2 * fact_number + _WHICH[name]


def _fold_key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    number, id, epoch, n = row[1], row[2], row[5], row[6]
    return (True, number) if epoch is None else (False, epoch, n, id)


def _tell(rows: list[tuple[Any, ...]]) -> Story:
    if len(rows) > 1:
        rows.sort(key=_fold_key)
    return [kept for row in rows if (kept := _kept(row)) is not None]


def _kept(row: tuple[Any, ...]) -> Kept | None:
    _, n, id, content, own, epoch, _, verdict, reason, dismissed, person, words = row
    settled = None if epoch is None else OK if verdict == "ok" else Verdict(verdict, reason)
    try:
        event, _ = read_content(content)
    except ValueError:
        if settled is None or settled.name != "set_aside":
            raise
        return None  # the hub could not read it either: it is kept, and tells nobody anything
    if event.id.bytes != id:
        event = event._replace(id=UUID(bytes=id))  # two contents claim one id: the later has its link's
    parts = {}
    if person is not None:
        parts["person"] = _fields(person, settled)
    if words is not None:
        parts["words"] = _fields(words, settled)
    return Kept(n, event, parts, bool(own), settled, bool(dismissed))


def _fields(data: bytes, settled: Verdict | None) -> Mapping[str, Any]:
    """Nobody reads a part on its way here: one that came from elsewhere may be no part at all."""
    try:
        return part_fields(data)
    except ValueError:
        if settled is None:
            raise
        return {}


def _subject(connection: Connection, event: Event) -> tuple[int, str]:
    """A subject's noun is that of its first fact."""
    found = run(connection, _SUBJECT_OF, id=event.subject.bytes).fetchone()
    if found is not None:
        return found[0], found[1]
    added: int = run(connection, _ADD_SUBJECT, id=event.subject.bytes, noun=event.noun).lastrowid
    return added, event.noun


def _keepable(connection: Connection, number: int, parts: Iterable[Part]) -> list[Part]:
    """A part is taken only if its subject's part of that name is not erased."""
    erased = erased_parts(connection, number) if parts else frozenset()
    return [p for p in parts if p.name not in erased]


def _erase(connection: Connection, number: int, event: Event) -> None:
    names = erased_by(event)
    if names:
        erase_parts(connection, number, names)
