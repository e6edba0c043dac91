"""The tree of places as this process last read it; read anew when another process, or a rewind, has changed it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.sight import Tree
from desk.hub.tables import place

_ROWS = select(place.c.n, place.c.id, place.c.parent)


@dataclass(frozen=True)
class KnownTree:
    """`version` is the random number that the counter holds since the tree last changed; `numbers` go by id."""

    version: int = -1
    tree: Tree = field(default_factory=Tree)
    ids: Mapping[int, UUID] = field(default_factory=dict)
    numbers: Mapping[bytes, int] = field(default_factory=dict)


@dataclass
class Remembered:
    """What one process remembers between requests."""

    tree: KnownTree = field(default_factory=KnownTree)


def new_version() -> int:
    """Random: after a fail-over a number that was counted on could mean another tree."""
    return secrets.randbits(62)


def read_tree(connection: Connection, version: int, remembered: Remembered) -> KnownTree:
    """The tree of this version of the counter, in whose transaction nothing of it has been changed yet."""
    if remembered.tree.version != version:
        rows = connection.execute(_ROWS).all()
        ids = {row.n: UUID(bytes=row.id) for row in rows}
        parents = {ids[row.n]: ids.get(row.parent) for row in rows}
        remembered.tree = KnownTree(version, Tree(parents), ids, {id.bytes: n for n, id in ids.items()})
    return remembered.tree
