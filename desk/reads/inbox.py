"""收件箱: what an office has before it: cases to be forwarded, and those that wait for a reply."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, select

from desk.domain.case_state import WITHDRAWN_STATE
from desk.domain.codes import Label
from desk.domain.moment import local_day
from desk.reads.cases import case_lines
from desk.reads.filters import Check, due_day, urgent
from desk.reads.lens import Lens
from desk.reads.station import place_names
from desk.reads.views import CasePage
from desk.storage.tables_case import case
from desk.storage.vault import Vault

ALIKE, FORWARD, WAITING, OVER, PROMISED = "alike", "forward", "waiting", "over", "promised"
TO_FORWARD = ("10", "20", "34", "62")  # recorded, reviewed, returned, not satisfied
FORWARDED = ("31", "32", "33", "40", "50")  # somebody works on it
_CATEGORY: ColumnElement[Any] = func.json_extract(case.c.codes, "$.category")


@dataclass(frozen=True)
class Narrowed:
    """To the cases of one place and one category (a code), where they are said."""

    place: UUID | None = None
    category: str | None = None

    def checks(self) -> list[Check]:
        checks: list[Check] = [case.c.place == self.place.bytes] if self.place else []
        if self.category:
            checks.append(_CATEGORY.in_([self.category]))
        return checks


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class InboxCounts:
    """How many there are of each: `over` of those that wait are late; `promised` are promises with a day that have not
    been kept yet."""

    forward: int
    waiting: int
    over: int
    promised: int


@dataclass(frozen=True)
class InboxWays:
    """By what the inbox can be narrowed: places and categories of what is in it, with how many, the most first."""

    places: tuple[tuple[UUID, str, int], ...]
    categories: tuple[tuple[str, Label, int], ...]


def find_inbox(
    vault: Vault, lens: Lens, part: str, narrowed: Narrowed = EVERYTHING, limit: int = 200, offset: int = 0
) -> CasePage:
    """Cases of a part (forward, waiting, over, promised): the oldest deadline or promise first."""
    checks = [*_part(part, lens), *narrowed.checks()]
    order = (case.c.promised, case.c.n) if part == PROMISED else urgent(lens)
    with vault.read() as connection:
        total = connection.execute(_counted(checks)).scalar_one()
        keys = select(case.c.n).where(*checks).order_by(*order).limit(limit).offset(offset)
        rows = connection.execute(select(case).where(case.c.n.in_(keys)).order_by(*order)).all()
        return CasePage(tuple(case_lines(connection, rows, lens)), int(total), 0.0)


def count_inbox(vault: Vault, lens: Lens, narrowed: Narrowed = EVERYTHING) -> InboxCounts:
    with vault.read() as connection:
        counts = [
            int(connection.execute(_counted([*_part(part, lens), *narrowed.checks()])).scalar_one())
            for part in (FORWARD, WAITING, OVER, PROMISED)
        ]
    return InboxCounts(*counts)


def read_ways(vault: Vault, lens: Lens) -> InboxWays:
    """Of everything that is to be forwarded or waits."""
    with vault.read() as connection:
        states = case.c.state.in_((*TO_FORWARD, *FORWARDED))
        by_place = connection.execute(select(case.c.place, func.count()).where(states).group_by(case.c.place)).all()
        by_category = connection.execute(select(_CATEGORY, func.count()).where(states).group_by(_CATEGORY)).all()
        return InboxWays(_places(connection, by_place), _categories(lens, by_category))


def _part(part: str, lens: Lens) -> list[Check]:
    if part == FORWARD:
        return [case.c.state.in_(TO_FORWARD)]
    if part == PROMISED:
        return [case.c.promised.is_not(None), case.c.state != WITHDRAWN_STATE]
    waiting = case.c.state.in_(FORWARDED)
    return [waiting, due_day(lens) < local_day(lens.now).isoformat()] if part == OVER else [waiting]


def _counted(checks: Iterable[Check]) -> Select[Any]:
    return select(func.count()).select_from(case).where(*checks)


def _places(connection: Connection, rows: Sequence[Any]) -> tuple[tuple[UUID, str, int], ...]:
    names = place_names(connection, [id for id, _ in rows])
    found = ((UUID(bytes=id), names.get(UUID(bytes=id), ""), count) for id, count in rows)
    return tuple(sorted(found, key=lambda one: (-one[2], one[1])))


def _categories(lens: Lens, rows: Sequence[Any]) -> tuple[tuple[str, Label, int], ...]:
    found = ((code, lens.codes.label("category", code), count) for code, count in rows if code)
    return tuple(sorted(found, key=lambda one: (-one[2], one[0])))
