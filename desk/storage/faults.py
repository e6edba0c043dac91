"""What does not hold in the journal: pages, contents, links, stamps, private parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, case, func, literal_column, or_, select

from desk.domain.event import PARTS, PartName
from desk.errors import Fact
from desk.journal.content import content_hash, is_content
from desk.journal.header import Header, read_header
from desk.journal.link import START, Stream, link_hash
from desk.journal.part import part_digest
from desk.journal.stamp import MAC_BYTES
from desk.storage.identity import read_identity
from desk.storage.page import ID_BYTES, VERDICTS
from desk.storage.statement import compiled, run
from desk.storage.tables import erasure, fact, part, stamp, stream, subject

_PERSON, _WORDS = part.alias("person"), part.alias("words")
_KEPT = compiled(
    select(fact.c.id, fact.c.subject, subject.c.id.label("of"), stream.c.desk_key, stream.c.incarnation, fact.c.seq)
    .add_columns(fact.c.prev, fact.c.hash, fact.c.content, stamp.c.verdict, stamp.c.reason)
    .add_columns(_PERSON.c.name, _PERSON.c.salt, _PERSON.c.data, _WORDS.c.name, _WORDS.c.salt, _WORDS.c.data)
    .select_from(fact)
    .join(stream, stream.c.n == fact.c.stream)
    .join(subject, subject.c.n == fact.c.subject)
    .outerjoin(stamp, stamp.c.fact == fact.c.n)
    .outerjoin(_PERSON, _PERSON.c.n == literal_column("2 * fact.n"))
    .outerjoin(_WORDS, _WORDS.c.n == literal_column("2 * fact.n + 1"))
    .order_by(fact.c.n)
)
_LINKS = compiled(
    select(fact.c.stream, fact.c.seq, fact.c.prev, fact.c.hash)
    .where(fact.c.stream.in_(select(stream.c.n).where(stream.c.desk_key == literal_column(":key"))))
    .order_by(fact.c.stream, fact.c.seq)
)
_ODD_STAMPS = (
    select(func.count())
    .select_from(stamp)
    .where(
        or_(
            stamp.c.verdict.not_in(VERDICTS),
            (stamp.c.verdict == "ok") != (stamp.c.reason == ""),
            func.typeof(stamp.c.mac) != "blob",
            func.length(stamp.c.mac) != MAC_BYTES,
            *(func.typeof(column) != "integer" for column in (stamp.c.epoch, stamp.c.n, stamp.c.delivered)),
        )
    )
)
_ODD_PARTS = select(func.count()).where(
    or_(part.c.n // 2 != part.c.fact, part.c.name != case((part.c.n % 2 == 0, PARTS[0]), else_=PARTS[1]))
)


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: a code and where."""

    code: str
    facts: dict[str, Fact]


class _Kept(NamedTuple):
    """A fact with all that belongs to it; anything may stand in its columns."""

    id: Any
    subject: int
    of: Any
    desk_key: bytes
    incarnation: bytes
    seq: int
    prev: Any
    hash: Any
    content: Any
    verdict: str | None
    reason: str | None
    person_name: Any
    person_salt: Any
    person: Any
    words_name: Any
    words_salt: Any
    words: Any


def journal_faults(connection: Connection) -> list[Problem]:
    """Everything that is wrong with the file and the facts in it. Changes nothing."""
    return [*_file(connection), *_facts(connection), *_chains(connection), *_rows(connection)]


def _file(connection: Connection) -> Iterator[Problem]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    if pages or connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        yield Problem("pages_damaged", {})
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield Problem("row_without_owner", {"table": str(row[0])})


def _facts(connection: Connection) -> Iterator[Problem]:
    """Each fact singly, whoever wrote it: its content, its link, its private parts."""
    erased = {(row.subject, row.part) for row in connection.execute(select(erasure))}
    own = read_identity(connection).head.stream.desk_key
    for row in run(connection, _KEPT):
        kept = _Kept(*row)
        header = _header(kept.content)
        yield from (Problem(code, _named(kept.id)) for code in _content_faults(kept, header))
        gone = {name for name in PARTS if (kept.subject, name) in erased}
        yield from (Problem(code, _named(kept.id)) for code in _part_faults(kept, header, gone, kept.desk_key == own))


def _header(content: Any) -> Header | None:
    try:
        return read_header(content)
    except (AttributeError, TypeError, ValueError):
        return None


def _content_faults(kept: _Kept, header: Header | None) -> Iterator[str]:
    """A content has one spelling, and stands under the id and the subject it names. One that the hub could not use may
    be anything, and may be called by its link."""
    by_link = kept.hash[:ID_BYTES]
    unusable = (kept.verdict, kept.reason) == ("set_aside", "unusable")
    subject = by_link if header is None else header.subject
    names = {by_link} if header is None else {header.id, by_link} if unusable else {header.id}
    named = isinstance(kept.content, bytes) and kept.id in names and kept.of == subject
    if not named or not (unusable or is_content(kept.content)):
        yield "content_changed"
    elif kept.hash != _link_hash(kept):
        yield "hash_wrong"


def _link_hash(kept: _Kept) -> bytes:
    return link_hash(Stream(kept.desk_key, kept.incarnation), kept.seq, content_hash(kept.content), kept.prev)


def _part_faults(kept: _Kept, header: Header | None, gone: set[PartName], own: bool) -> Iterator[str]:
    """A part matches its digest, and is not there when it was erased; of an own fact none is missing that was not."""
    digests = (header.person, header.words) if header else (None, None)
    held = (kept.person_name, kept.person_salt, kept.person), (kept.words_name, kept.words_salt, kept.words)
    for name, digest, (called, salt, data) in zip(PARTS, digests, held, strict=True):
        if called is None:
            if digest and own and name not in gone:
                yield "part_missing"
        elif name in gone:
            yield "erased_part_there"
        elif not (isinstance(salt, bytes) and isinstance(data, bytes)) or part_digest(name, salt, data) != digest:
            yield "part_changed"


def _chains(connection: Connection) -> Iterator[Problem]:
    """The desk's own streams: numbered without gaps, each link naming one before it. A copy of the desk may have
    written on in them beside it: every branch holds. The head is a link that is there."""
    known = read_identity(connection)
    streams: dict[int, dict[int, list[tuple[bytes, bytes]]]] = {}
    for number, seq, prev, hash in run(connection, _LINKS, key=known.head.stream.desk_key):
        streams.setdefault(number, {}).setdefault(seq, []).append((prev, hash))
    every = {number: {hash for links in each.values() for _, hash in links} for number, each in streams.items()}
    for number, links in streams.items():
        older = set[bytes]().union(*(every[other] for other in every if other != number))
        yield from _chain(links, older | {START} if number == min(streams) else older)
    current = streams.get(known.stream, {})
    ends = {hash for _, hash in current.get(known.head.seq, ())} if known.head.seq else {START}.union(*every.values())
    if known.head.hash not in ends:
        yield Problem("head_wrong", {"seq": known.head.seq})


def _chain(links: dict[int, list[tuple[bytes, bytes]]], starts: set[bytes]) -> Iterator[Problem]:
    """One stream: `links` by seq are (prev, hash); the first follows one of `starts`."""
    expected, before = 1, starts
    for seq in sorted(links):
        if seq != expected:
            yield Problem("fact_missing", {"seq": expected})
        elif any(prev not in before for prev, _ in links[seq]):
            yield Problem("chain_broken", {"seq": seq})
        expected, before = seq + 1, {hash for _, hash in links[seq]}


def _rows(connection: Connection) -> Iterator[Problem]:
    if connection.execute(_ODD_STAMPS).scalar():
        yield Problem("stamp_wrong", {})
    if connection.execute(_ODD_PARTS).scalar():
        yield Problem("row_without_owner", {"table": "part"})


def _named(id: bytes) -> dict[str, Fact]:
    try:
        return {"fact": str(UUID(bytes=id))}
    except (TypeError, ValueError):
        return {"fact": "?"}
