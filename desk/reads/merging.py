"""Merged cases (合并受理): who belongs together, and both counts: received, and accepted after merging."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, Integer, func, select

from desk.domain.case import apply, judge
from desk.domain.case_state import CaseState
from desk.domain.moment import written_start
from desk.domain.numbering import show_number
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.tables import subject
from desk.storage.tables_case import case
from desk.storage.vault import Vault

SUGGESTION = "JY"
_NOT_COUNTED = ("00", "11", "99")


@dataclass(frozen=True)
class Received:
    """收到 and 合并受理 of a period; `merged` is the difference."""

    received: int
    accepted: int

    @property
    def merged(self) -> int:
        return self.received - self.accepted


@dataclass(frozen=True)
class Folded:
    """A case as its facts make it, with the number of its subject."""

    number: int
    id: UUID
    state: CaseState
    entries: Sequence[Entry]


def children_in(connection: Connection, main: UUID) -> tuple[UUID, ...]:
    """The cases merged into one, by their own word, the first received first."""
    rows = connection.execute(select(case.c.id).where(case.c.main == main.bytes).order_by(case.c.rank))
    return tuple(UUID(bytes=id) for id in rows.scalars())


def fold_cases(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Folded]:
    """What the cases are now, by all of their facts."""
    chosen = select(subject.c.id, subject.c.n).where(subject.c.id.in_([id.bytes for id in ids]))
    numbers = {UUID(bytes=id): n for id, n in connection.execute(chosen)}
    stories = stories_of(connection, list(numbers.values()))
    return {id: _folded(n, id, stories[n]) for id, n in numbers.items() if n in stories}


def received_between(vault: Vault, first: date, last: date) -> Received:
    """Suggestions received on these days: all of them, and those that are main cases (domain.md 5)."""
    row = case.c
    since, until = written_start(first), written_start(last + timedelta(days=1))
    counted = (
        row.nature == SUGGESTION,
        row.state.not_in(_NOT_COUNTED),
        row.received_at >= since,
        row.received_at < until,
    )
    with vault.read() as connection:
        sums = select(func.count(), func.sum(row.main.is_(None), type_=Integer)).where(*counted)
        received, accepted = connection.execute(sums).one()
    return Received(received, accepted or 0)


def numbers_in(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """As they are printed; of cases that this desk knows."""
    chosen = select(subject.c.id, case.c.number).join(case, case.c.n == subject.c.n)
    rows = connection.execute(chosen.where(subject.c.id.in_([id.bytes for id in ids])))
    return {UUID(bytes=id): show_number(number) for id, number in rows}


def _folded(number: int, id: UUID, story: Story) -> Folded:
    state, entries = fold(CaseState(), story, judge, apply)
    return Folded(number, id, state, entries)
