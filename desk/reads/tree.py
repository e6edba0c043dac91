"""Where this desk stands in the tree of places: whose word holds here."""

from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from desk.storage.identity import own_places, read_identity
from desk.storage.statement import compiled, run
from desk.storage.tables import place, subject

_PARENT = compiled(  # by the subject's number: ids of places have no index
    select(place.c.parent).join(subject, subject.c.n == place.c.n).where(subject.c.id == bindparam("id"))
)


class Standing(NamedTuple):
    """`own`: the place this desk acts as, then its station; `above`: the places over them, the nearest first."""

    own: tuple[bytes, ...]
    above: tuple[bytes, ...]


def standing_in(connection: Connection) -> Standing:
    known = read_identity(connection)
    return Standing(own_places(known), above_in(connection, known.place.bytes))


def above_in(connection: Connection, id: bytes) -> tuple[bytes, ...]:
    """The places over a place, the nearest first. A ring (only possible after a rewind) ends."""
    passed = [id]
    while (row := run(connection, _PARENT, id=passed[-1]).fetchone()) and row[0]:
        parent = _id_of(row[0])
        if parent in passed:
            break
        passed.append(parent)
    return tuple(passed[1:])


@lru_cache(maxsize=512)
def _id_of(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))
