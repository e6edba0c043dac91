"""Facts on their way to the hub, read in sets: own ones in the order of their chain, and stamped ones it has lost."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, bindparam, literal_column, or_, select

from desk.journal.link import START
from desk.storage.statement import as_list, compiled, listed, run
from desk.storage.tables import fact, identity, part, stamp, stream, subject

_PERSON, _WORDS = part.alias("person"), part.alias("words")
_OWN_KEY = select(identity.c.desk_key).scalar_subquery()
_FROM_FIRST: ColumnElement[int] = literal_column("0")  # SQLite spells a limit with an offset


def _with_parts(chosen: Select[Any]) -> Select[Any]:
    """Parts by their keys, which are made of the fact's."""
    return (
        chosen.add_columns(_PERSON.c.salt, _PERSON.c.data, _WORDS.c.salt, _WORDS.c.data)
        .outerjoin(_PERSON, _PERSON.c.n == literal_column("2 * fact.n"))
        .outerjoin(_WORDS, _WORDS.c.n == literal_column("2 * fact.n + 1"))
    )


_OWN_STREAMS = select(stream.c.n, stream.c.incarnation).where(stream.c.desk_key == _OWN_KEY)
_STREAMS = compiled(_OWN_STREAMS)
_OWN = compiled(
    _with_parts(
        select(fact.c.n, fact.c.subject, fact.c.stream, fact.c.seq, fact.c.prev, fact.c.hash, fact.c.content)
        .select_from(fact)
        .outerjoin(stamp, stamp.c.fact == fact.c.n)
    )
    .where(fact.c.n > bindparam("after"), fact.c.stream.in_(_OWN_STREAMS.with_only_columns(stream.c.n)))
    .where(or_(stamp.c.fact.is_(None), bindparam("stamped")))
    .order_by(fact.c.n)
    .limit(bindparam("most"))
    .offset(_FROM_FIRST)
)
_LINK = compiled(
    select(stream.c.incarnation, fact.c.seq)
    .join(stream, stream.c.n == fact.c.stream)
    .where(fact.c.hash == bindparam("hash"), stream.c.desk_key == _OWN_KEY)
    .order_by(fact.c.n.desc())
    .limit(literal_column("1"))
    .offset(_FROM_FIRST)
)
_HEADS = compiled(
    select(stream.c.incarnation, fact.c.seq, fact.c.hash, fact.c.n)
    .join(stream, stream.c.n == fact.c.stream)
    .where(stream.c.desk_key == _OWN_KEY, fact.c.seq.in_(select(listed("seqs").c.value)))
)
_DELIVERED = compiled(
    select(fact.c.n, fact.c.id, stamp.c.mac, _PERSON.c.n.is_not(None), _WORDS.c.n.is_not(None))
    .select_from(stamp)
    .join(fact, fact.c.n == stamp.c.fact)
    .outerjoin(_PERSON, _PERSON.c.n == literal_column("2 * fact.n"))
    .outerjoin(_WORDS, _WORDS.c.n == literal_column("2 * fact.n + 1"))
    .where(stamp.c.fact > bindparam("after"), stamp.c.delivered > bindparam("place"))
    .order_by(stamp.c.fact)
    .limit(bindparam("most"))
    .offset(_FROM_FIRST)
)
_STAMPED = compiled(
    _with_parts(
        select(stream.c.desk_key, stream.c.incarnation, fact.c.seq, fact.c.prev, fact.c.content)
        .add_columns(stamp.c.epoch, stamp.c.n, stamp.c.verdict, stamp.c.reason, stamp.c.hub_time, stamp.c.mac)
        .select_from(fact)
        .join(stream, stream.c.n == fact.c.stream)
        .join(stamp, stamp.c.fact == fact.c.n)
    )
    .where(fact.c.n.in_(select(listed("numbers").c.value)))
    .order_by(fact.c.n)
)
_SUBJECTS = compiled(select(subject.c.id).where(subject.c.n.in_(select(listed("numbers").c.value))))


class Leaving(NamedTuple):
    """An own fact: its number, its subject's and its stream's, its link, and the parts that are still held."""

    n: int
    subject: int
    stream: int
    seq: int
    prev: bytes
    hash: bytes
    content: bytes
    person_salt: bytes | None
    person: bytes | None
    words_salt: bytes | None
    words: bytes | None


class Stamped(NamedTuple):
    """A fact of anybody's with the stamp it was given."""

    desk_key: bytes
    incarnation: bytes
    seq: int
    prev: bytes
    content: bytes
    epoch: int
    n: int
    verdict: str
    reason: str
    hub_time: int
    mac: bytes
    person_salt: bytes | None
    person: bytes | None
    words_salt: bytes | None
    words: bytes | None


def own_facts(connection: Connection, after: int, most: int, *, stamped: bool) -> list[Leaving]:
    """Own facts behind number `after`; those that have a stamp only when asked for."""
    rows = run(connection, _OWN, after=after, most=most, stamped=stamped).fetchall()
    return list(map(Leaving._make, rows))


def own_incarnations(connection: Connection) -> dict[int, bytes]:
    """Those of the desk's own streams, by number."""
    return dict(run(connection, _STREAMS).fetchall())


def link_before(connection: Connection, first: Leaving, incarnation: bytes) -> tuple[bytes, int, bytes]:
    """Incarnation, seq and hash of the link that the first fact of a batch follows; zeros at a desk's very first.

    Raises LookupError.
    """
    if first.prev == START:
        return bytes(16), 0, START
    if first.seq > 1:
        return incarnation, first.seq - 1, first.prev
    found = run(connection, _LINK, hash=first.prev).fetchone()
    if found is None:
        raise LookupError("own chain")
    return found[0], found[1], first.prev


def last_known(connection: Connection, heads: set[tuple[bytes, int, bytes]]) -> int:
    """The number of the last own fact among links (incarnation, seq, hash); 0: none is."""
    seqs = as_list({seq for _, seq, _ in heads})
    rows = run(connection, _HEADS, seqs=seqs).fetchall()
    return max((n for incarnation, seq, hash, n in rows if (incarnation, seq, hash) in heads), default=0)


def delivered_behind(connection: Connection, place: int, after: int, most: int) -> list[tuple[int, bytes]]:
    """Numbers of facts that came behind a place of the feed, of those above `after`, and what each is named by: its
    id, its stamp's MAC, and which parts are held here (a byte: 1 person, 2 words)."""
    rows = run(connection, _DELIVERED, place=place, after=after, most=most).fetchall()
    return [(n, id + mac + bytes((person + 2 * words,))) for n, id, mac, person, words in rows]


def stamped_facts(connection: Connection, numbers: list[int]) -> list[Stamped]:
    return [Stamped(*row) for row in run(connection, _STAMPED, numbers=as_list(numbers)).fetchall()]


def subject_ids(connection: Connection, numbers: set[int]) -> tuple[UUID, ...]:
    rows = run(connection, _SUBJECTS, numbers=as_list(numbers)).fetchall()
    return tuple(UUID(bytes=id) for (id,) in rows)
