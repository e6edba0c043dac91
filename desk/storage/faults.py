"""What does not hold in the journal: pages, contents, links, private parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.event import PartName
from desk.errors import Fact
from desk.journal.content import content_hash, is_content, read_content
from desk.journal.link import START, Link, Stream
from desk.journal.part import Part
from desk.storage.identity import read_identity
from desk.storage.tables import erasure, fact, part, stream, subject


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: a code and where."""

    code: str
    facts: dict[str, Fact]


def journal_faults(connection: Connection) -> list[Problem]:
    """Everything that is wrong with the file and the facts in it. Changes nothing."""
    return [*_file(connection), *_facts(connection), *_chains(connection), *_parts(connection)]


def _file(connection: Connection) -> Iterator[Problem]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    if pages or connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        yield Problem("pages_damaged", {})
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield Problem("row_without_owner", {"table": str(row[0])})


def _facts(connection: Connection) -> Iterator[Problem]:
    """Each fact singly: its content's one spelling, the id and subject of its row, and its link's hash."""
    rows = connection.execute(
        select(fact, stream.c.desk_key, stream.c.incarnation, subject.c.id.label("of"), subject.c.noun)
        .join(stream, stream.c.n == fact.c.stream)
        .join(subject, subject.c.n == fact.c.subject)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        code = _fault(row)
        if code:
            yield Problem(code, _named(row.id))


def _fault(row: Any) -> str | None:
    if not (isinstance(row.content, bytes) and is_content(row.content)):
        return "content_changed"
    event, _ = read_content(row.content)
    if event.id.bytes != row.id or event.subject.bytes != row.of:
        return "content_changed"
    link = Link(Stream(row.desk_key, row.incarnation), row.seq, content_hash(row.content), row.prev)
    return None if link.hash == row.hash else "hash_wrong"


def _chains(connection: Connection) -> Iterator[Problem]:
    """The desk's own streams: numbered without gaps, each link naming the one before; the head is the last."""
    known = read_identity(connection)
    own = select(stream.c.n).where(stream.c.desk_key == known.head.stream.desk_key).order_by(stream.c.n)
    before: set[bytes] = set()  # the links of older incarnations: any of them may have been the old head
    for number in connection.execute(own).scalars().all():
        last, expected, hashes = None, 1, set[bytes]()
        rows = select(fact.c.seq, fact.c.prev, fact.c.hash).where(fact.c.stream == number).order_by(fact.c.seq)
        for row in connection.execute(rows.execution_options(yield_per=1000)):
            if row.seq != expected:
                yield Problem("fact_missing", {"seq": expected})
            elif row.prev not in ((before or {START}) if last is None else {last}):
                yield Problem("chain_broken", {"seq": row.seq})
            last, expected = row.hash, row.seq + 1
            hashes.add(row.hash)
        ends = (before or {START}) if last is None else {last}
        if number == known.stream and (expected - 1 != known.head.seq or known.head.hash not in ends):
            yield Problem("head_wrong", {"seq": known.head.seq})
        before |= hashes


def _parts(connection: Connection) -> Iterator[Problem]:
    """Every private part matches its digest, and none is there that was erased; of the desk's own facts none is
    missing that was not."""
    erased = {(row.subject, row.part) for row in connection.execute(select(erasure))}
    own = read_identity(connection).head.stream.desk_key
    rows = connection.execute(
        select(fact.c.n, fact.c.id, fact.c.subject, fact.c.content, stream.c.desk_key, part.c.name)
        .add_columns(part.c.salt, part.c.data)
        .join(stream, stream.c.n == fact.c.stream)
        .outerjoin(part, part.c.n.between(2 * fact.c.n, 2 * fact.c.n + 1))
        .order_by(fact.c.n)
        .execution_options(yield_per=1000)
    )
    for _, group in groupby(rows, key=lambda row: row.n):
        parts = list(group)
        row, digests = parts[0], _digests(parts[0].content)
        held = {p.name: p for p in parts if p.name is not None}
        for name in digests.keys() | held.keys():
            code = _part_fault(digests.get(name), held.get(name), (row.subject, name) in erased, row.desk_key == own)
            if code:
                yield Problem(code, _named(row.id))
    if connection.execute(select(func.count()).where(part.c.n // 2 != part.c.fact)).scalar():
        yield Problem("row_without_owner", {"table": "part"})


def _part_fault(digest: bytes | None, held: Any, erased: bool, own: bool) -> str | None:
    if held is None:
        return "part_missing" if own and not erased else None
    if erased:
        return "erased_part_there"
    if not (isinstance(held.salt, bytes) and isinstance(held.data, bytes)):
        return "part_changed"
    return None if Part(held.name, held.salt, held.data).digest == digest else "part_changed"


def _digests(content: bytes) -> dict[PartName, bytes]:
    """None of a content that cannot be read: that is told of the content itself."""
    try:
        return read_content(content)[1]
    except (TypeError, ValueError):
        return {}


def _named(id: bytes) -> dict[str, Fact]:
    try:
        return {"fact": str(UUID(bytes=id))}
    except (TypeError, ValueError):
        return {"fact": "?"}
