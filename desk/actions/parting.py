"""The facts by which merged cases part again (拆开)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desk.domain.merging import Parted, Unmerged
from desk.journal.fact import NewFact
from desk.reads.merging import children_in


def part(main: UUID, child: UUID, act: UUID) -> list[NewFact]:
    """The facts of parting a child from its main."""
    return [
        NewFact("case.parted", main, Parted(child=child).to_json(), act=act),
        NewFact("case.unmerged", child, Unmerged(main=main).to_json(), act=act),
    ]


def parting(connection: Connection, row: Any, act: UUID) -> list[NewFact]:
    """The facts by which a case leaves those it was merged with: it is no suggestion any more, they still are."""
    id, main = UUID(bytes=row.id), UUID(bytes=row.main) if row.main else None
    pairs = [(main, id)] if main is not None else []
    return [
        fact for pair in (*pairs, *((id, child) for child in children_in(connection, id))) for fact in part(*pair, act)
    ]
