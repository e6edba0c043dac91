"""Who writes in this database: the desk's key and incarnation, and the marker that tells a copy from the original.

The marker lies outside the database: a token that changes at the first save of each start, and how far the stream
had come, and the number of the marker's own file. A database that was put back, a copy of it, or a copy of the whole
folder no longer agrees with its marker and writes on as a new incarnation: no place in a stream is ever used twice.
"""

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select, update

from desk.journal.fact import Head
from desk.journal.link import START, Stream
from desk.storage.row import new_key
from desk.storage.statement import compiled, run
from desk.storage.tables import identity, stream

_TOKEN_BYTES = 16
_READ = compiled(
    select(
        identity.c.place,
        identity.c.station,
        identity.c.stream,
        identity.c.desk_key,
        identity.c.incarnation,
        identity.c.seq,
    ).add_columns(identity.c.head, identity.c.token)
)
_MOVE = compiled(update(identity).values(seq=bindparam("to_seq"), head=bindparam("to_head")))


@dataclass(frozen=True)
class Identity:
    """The desk's own row: the place it acts as, its station, its stream (number and keys), and the head of it."""

    place: UUID
    station: UUID
    stream: int
    head: Head
    token: bytes


def found_identity(connection: Connection, place: UUID) -> None:
    """Mints the Ed25519 desk key and the first incarnation."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    desk_key = key.public_key().public_bytes_raw()
    incarnation = os.urandom(16)
    connection.execute(
        insert(identity).values(
            n=1,
            seed=key.private_bytes_raw(),
            desk_key=desk_key,
            place=place.bytes,
            station=place.bytes,
            incarnation=incarnation,
            stream=_add_stream(connection, desk_key, incarnation),
            seq=0,
            head=START,
            token=b"",
        )
    )


def read_identity(connection: Connection) -> Identity:
    place, station, number, desk_key, incarnation, seq, hash, token = run(connection, _READ).fetchone()
    head = Head(Stream(desk_key, incarnation), seq, hash)
    return Identity(UUID(bytes=place), UUID(bytes=station), number, head, token)


def own_places(identity: Identity) -> tuple[bytes, ...]:
    """The place this desk acts as, then its station: what was recorded at either was recorded here."""
    return tuple(dict.fromkeys((identity.place.bytes, identity.station.bytes)))


def move_head(connection: Connection, head: Head) -> None:
    run(connection, _MOVE, to_seq=head.seq, to_head=head.hash)


def mint_incarnation(connection: Connection) -> None:
    """From here on this database writes a stream of its own; its first link names the old head."""
    desk_key = connection.execute(select(identity.c.desk_key)).scalar_one()
    incarnation = os.urandom(16)
    number = _add_stream(connection, desk_key, incarnation)
    connection.execute(update(identity).values(incarnation=incarnation, stream=number, seq=0))


def check_instance(connection: Connection, marker: Path) -> None:
    """Before the first save of a start: a copy becomes a new incarnation, then the token changes. Should the save
    fail, the marker is ahead of the database and the next one becomes a new incarnation, which harms nothing."""
    known = read_identity(connection)
    if known.token and not _agrees(known, marker):
        mint_incarnation(connection)
    token = os.urandom(_TOKEN_BYTES)
    connection.execute(update(identity).values(token=token))
    write_marker(marker, read_identity(connection))


def write_marker(marker: Path, known: Identity) -> None:
    """Rewritten in place at each save: needs no room on the disk, and a torn one only costs a new incarnation."""
    descriptor = os.open(marker, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        itself = _number(os.fstat(descriptor))
        line = f"{known.token.hex()} {known.head.stream.incarnation.hex()} {known.head.seq:020d} {itself:020d}\n"
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def _agrees(known: Identity, marker: Path) -> bool:
    try:
        token, incarnation, seq, itself = marker.read_text(encoding="ascii").split()
        reached, moved = int(seq), int(itself) != _number(marker.stat())
    except (OSError, ValueError):
        return False
    same = (token, incarnation) == (known.token.hex(), known.head.stream.incarnation.hex())
    return same and known.head.seq >= reached and not moved


def _number(file: os.stat_result) -> int:
    """The file system's number of a file: kept when its folder is renamed, another one in a copy of the folder."""
    return file.st_ino & 0xFFFF_FFFF_FFFF_FFFF


def stream_numbers(connection: Connection, streams: Sequence[Stream]) -> list[int]:
    """The number of each stream; those that are new here get one."""
    rows = connection.execute(select(stream.c.desk_key, stream.c.incarnation, stream.c.n)).all()
    known = {Stream(row.desk_key, row.incarnation): row.n for row in rows}
    for one in streams:
        if one not in known:
            known[one] = _add_stream(connection, one.desk_key, one.incarnation)
    return [known[one] for one in streams]


def keyed_digest(connection: Connection, text: str) -> str:
    """By this a desk knows a text again, and nobody without its key can try texts out: 32 hex digits of HMAC-SHA256."""
    seed: bytes = connection.execute(select(identity.c.seed)).scalar_one()
    return hmac.new(seed, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:32]


def _add_stream(connection: Connection, desk_key: bytes, incarnation: bytes) -> int:
    return new_key(connection.execute(insert(stream).values(desk_key=desk_key, incarnation=incarnation)))
