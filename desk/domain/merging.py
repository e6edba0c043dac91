"""Merging (合并受理): what several people suggest is handled as one case; each keeps the own words, person and slip.

Whether a case is merged is told by its own facts alone; what its main case says of it (`absorbed`) keeps rings from
coming into being: in one act the main speaks first, and whoever has absorbed another is merged into nothing.
"""

from collections.abc import Mapping, Set
from typing import Any
from uuid import UUID

from desk.domain.body import Body, Id


class Merging(Body):
    """What all of them are."""


class Absorbed(Merging):
    """并入了一件, said of the main case."""

    child: Id


class Merged(Merging):
    """并入主件, said of the child; in the same act, after the main has said so."""

    main: Id


class Parted(Merging):
    """拆开, said of the main case."""

    child: Id


class Unmerged(Merging):
    """拆开, said of the child."""

    main: Id


class Distinct(Merging):
    """不是同一件: these two are not offered to each other again; said of both."""

    other: Id


BODIES: Mapping[str, type[Body]] = {
    "case.absorbed": Absorbed,
    "case.merged": Merged,
    "case.parted": Parted,
    "case.unmerged": Unmerged,
    "case.distinct": Distinct,
}


def links_after(
    body: Merging, main: UUID | None, children: frozenset[UUID], distinct: frozenset[UUID]
) -> dict[str, Any]:
    """To whom a case belongs after that, whom it holds, and whom it is not the same as."""
    match body:
        case Merged():
            main = body.main
        case Unmerged():
            main = None
        case Absorbed():
            children |= {body.child}
        case Parted():
            children -= {body.child}
        case Distinct():
            distinct |= {body.other}
    return {"main": main, "children": children, "distinct": distinct}


def why_not_merging(subject: UUID, body: Merging, main: UUID | None, children: Set[UUID]) -> str:
    """Why a case with that main and those children is not merged, or absorbs nothing, at this place of the order; empty
    when it does."""
    match body:
        case Distinct():
            return "merged_with_itself" if body.other == subject else ""
        case Parted():
            return "" if body.child in children else "not_merged"
        case Unmerged():
            return "" if body.main == main else "not_merged"
        case Absorbed(child=other) | Merged(main=other) if other == subject:
            return "merged_with_itself"
    if main is not None:
        return "merged_already"
    return "has_children" if isinstance(body, Merged) and children else ""
