"""Merged cases (合并受理): who belongs together, and both counts: received, and accepted after merging."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, func, or_, select

from desk.domain.case import apply, judge
from desk.domain.case_state import CARRIED_OUT, CaseState
from desk.domain.moment import written_start
from desk.domain.numbering import show_number
from desk.domain.outcome import SOLVED
from desk.domain.telling import CONTENT
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.tables import subject
from desk.storage.tables_case import case
from desk.storage.vault import Vault

SUGGESTION = "JY"
_NOT_COUNTED = ("00", "11", "99")


@dataclass(frozen=True)
class Received:
    """收到, 合并受理 and 解决 of a period; `merged` is the difference of the first two."""

    received: int
    accepted: int
    settled: int = 0

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
    """Suggestions received on these days: all of them, those that are main cases, and of these the ones that were
    solved and carried out, or whose person is satisfied (解决率, over the main cases)."""
    row = case.c
    since, until = written_start(first), written_start(last + timedelta(days=1))
    counted = (
        row.nature == SUGGESTION,
        row.state.not_in(_NOT_COUNTED),
        row.received_at >= since,
        row.received_at < until,
    )
    with vault.read() as connection:
        is_main = row.main.is_(None)
        done = is_main & (row.outcome == SOLVED) & or_(row.state == CARRIED_OUT, row.satisfaction.in_(CONTENT))
        accepted, settled = (_sum(each) for each in (is_main, func.coalesce(done, False)))
        sums = connection.execute(select(func.count(), accepted, settled).where(*counted)).one()
    return Received(sums[0], sums[1], sums[2])


def _sum(check: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(check, type_=Integer), 0)


def numbers_in(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """As they are printed; of cases that this desk knows."""
    chosen = select(subject.c.id, case.c.number).join(case, case.c.n == subject.c.n)
    rows = connection.execute(chosen.where(subject.c.id.in_([id.bytes for id in ids])))
    return {UUID(bytes=id): show_number(number) for id, number in rows}


def _folded(number: int, id: UUID, story: Story) -> Folded:
    state, entries = fold(CaseState(), story, judge, apply)
    return Folded(number, id, state, entries)
