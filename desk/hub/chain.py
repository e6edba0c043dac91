"""What the hub holds of a desk's streams: whether a link's chain is here down to the desk's very first.

Only a return after a rewind leaves holes, since other desks give back what they have. Nothing is signed for that
stands above a hole.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from desk.hub.tables import fact, stream
from desk.journal.link import START

Base = tuple[bytes, int, bytes]  # incarnation, seq, hash


class LinksMissing(Exception):
    """The link before a batch is not here, or something below it is not."""


class _Link(NamedTuple):
    stream: int
    seq: int
    prev: bytes
    hash: bytes


class _Stream(NamedTuple):
    n: int
    incarnation: bytes
    whole: bool


def check_base(connection: Connection, key: bytes, base: Base) -> dict[bytes, int]:
    """The numbers of a desk's streams by incarnation. Raises LinksMissing."""
    streams = _streams(connection, key)
    numbers = {one.incarnation: one.n for one in streams}
    incarnation, seq, hash = base
    if seq:
        same = fact.c.stream == numbers.get(incarnation, 0), fact.c.seq == seq, fact.c.hash == hash
        if connection.execute(select(fact.c.n).where(*same)).first() is None:
            raise LinksMissing
        if not all(one.whole for one in streams) and hash not in _mend(connection, streams):
            raise LinksMissing
    return numbers


def heads(connection: Connection, key: bytes) -> list[list[str | int]]:
    """The last links of a desk that stand on whole chains: incarnation, seq, hash."""
    streams = _streams(connection, key)
    incarnations = {one.n: one.incarnation for one in streams}
    held = _held(_links(connection, incarnations))
    followed = {(link.stream, link.prev) for link in held.values()}
    ends = [link for link in held.values() if (link.stream, link.hash) not in followed]
    return [[incarnations[link.stream].hex(), link.seq, link.hash.hex()] for link in ends]


def _streams(connection: Connection, key: bytes) -> list[_Stream]:
    chosen = select(stream.c.n, stream.c.incarnation, stream.c.whole).where(stream.c.desk_key == key)
    return [_Stream(*row) for row in connection.execute(chosen)]


def _mend(connection: Connection, streams: Collection[_Stream]) -> Mapping[bytes, _Link]:
    """The links that stand on whole chains; streams all of whose links do are whole from now on."""
    links = _links(connection, [one.n for one in streams])
    held = _held(links)
    broken = {link.stream for link in links if link.hash not in held}
    mended = [one.n for one in streams if not one.whole and one.n not in broken]
    if mended:
        connection.execute(update(stream).where(stream.c.n.in_(mended)).values(whole=True))
    return held


def _links(connection: Connection, streams: Collection[int]) -> list[_Link]:
    chosen = select(fact.c.stream, fact.c.seq, fact.c.prev, fact.c.hash).where(fact.c.stream.in_(list(streams)))
    return [_Link(*row) for row in connection.execute(chosen)]


def _held(links: Collection[_Link]) -> dict[bytes, _Link]:
    behind: dict[bytes, list[_Link]] = {}
    for link in links:
        behind.setdefault(link.prev, []).append(link)
    held: dict[bytes, _Link] = {}
    waiting = [START]
    while waiting:
        for link in behind.get(waiting.pop(), ()):
            held[link.hash] = link
            waiting.append(link.hash)
    return held
