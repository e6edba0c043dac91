"""What a page may want to be shown in 件: a narrowed list, with one case of it open."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CaseWish:
    """`filters` as desk.reads.filters names them."""

    filters: frozenset[str]
    case: UUID | None = None
