"""Does everything still hold? The chain, the hashes, the private parts, the computed tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.errors import Fact
from desk.journal.canonical import is_canonical
from desk.journal.content import content_hash, read_content
from desk.journal.link import START, Link, Stream
from desk.journal.part import Part
from desk.storage.identity import read_identity
from desk.storage.rebuild import differing_tables
from desk.storage.tables import erasure, fact, part, stream, subject
from desk.storage.vault import Vault


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: a code and where."""

    code: str
    facts: dict[str, Fact]


def verify(vault: Vault, key: bytes) -> tuple[int, list[Problem]]:
    """How many facts there are and everything that is wrong with them. Changes nothing."""
    with vault.read() as connection:
        count = connection.execute(select(func.count()).select_from(fact)).scalar_one()
        problems = [*_file(connection), *_facts(connection), *_chains(connection), *_parts(connection)]
    if not problems:
        problems = [Problem("table_differs", {"table": name}) for name in differing_tables(vault, key)]
    return int(count), problems


def _file(connection: Connection) -> Iterator[Problem]:
    if connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall():
        yield Problem("pages_damaged", {})
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        yield Problem("pages_damaged", {})


def _facts(connection: Connection) -> Iterator[Problem]:
    """Each fact singly: canonical bytes, the id and subject of its row, and its link's hash."""
    rows = connection.execute(
        select(fact, stream.c.desk_key, stream.c.incarnation, subject.c.id.label("of"))
        .join(stream, stream.c.n == fact.c.stream)
        .join(subject, subject.c.n == fact.c.subject)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        code = _fault(row)
        if code:
            yield Problem(code, {"fact": str(UUID(bytes=row.id))})


def _fault(row: Any) -> str | None:
    if not is_canonical(row.content):
        return "content_changed"
    try:
        event, _ = read_content(row.content)
    except (ValueError, KeyError, TypeError):
        return "content_changed"
    if event.id.bytes != row.id or event.subject.bytes != row.of:
        return "content_changed"
    link = Link(Stream(row.desk_key, row.incarnation), row.seq, content_hash(row.content), row.prev)
    return None if link.hash == row.hash else "hash_wrong"


def _chains(connection: Connection) -> Iterator[Problem]:
    """The desk's own streams: numbered without gaps, each link naming the one before; the head is the last."""
    known = read_identity(connection)
    own = select(stream.c.n).where(stream.c.desk_key == known.head.stream.desk_key).order_by(stream.c.n)
    hashes = {START}
    for number in connection.execute(own).scalars().all():
        last, expected = None, 1
        rows = select(fact.c.seq, fact.c.prev, fact.c.hash).where(fact.c.stream == number).order_by(fact.c.seq)
        for row in connection.execute(rows.execution_options(yield_per=1000)):
            if row.seq != expected:
                yield Problem("fact_missing", {"seq": expected})
            elif (row.prev != last) if last is not None else (row.prev not in hashes):
                yield Problem("chain_broken", {"seq": row.seq})
            last, expected = row.hash, row.seq + 1
            hashes.add(row.hash)
        if number == known.stream and (expected - 1, last or known.head.hash) != (known.head.seq, known.head.hash):
            yield Problem("head_wrong", {"seq": known.head.seq})


def _parts(connection: Connection) -> Iterator[Problem]:
    """Every private part matches its digest and none is there that was erased."""
    rows = connection.execute(
        select(part, fact.c.content, fact.c.id.label("of"), erasure.c.n.label("erased"))
        .join(fact, fact.c.n == part.c.fact)
        .outerjoin(erasure, (erasure.c.subject == fact.c.subject) & (erasure.c.part == part.c.name))
        .execution_options(yield_per=1000)
    )
    for row in rows:
        _, digests = read_content(row.content)
        where: dict[str, Fact] = {"fact": str(UUID(bytes=row.of))}
        if row.erased is not None:
            yield Problem("erased_part_there", where)
        elif digests.get(row.name) != Part(row.name, row.salt, row.data).digest:
            yield Problem("part_changed", where)
