"""What is due (期限): the clocks of all cases that run, the earliest first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal_column, or_, select

from desk.domain.moment import local_day
from desk.reads.clocks import clock_from, clock_view
from desk.reads.filters import soon_until
from desk.reads.lens import Lens
from desk.reads.views import ClockView
from desk.storage.tables_case import case
from desk.storage.tables_clock import RUNNING, clock
from desk.storage.vault import Vault

_ORDER = clock.c.raw, clock.c.opens, clock.c.rolled, clock.c.office, clock.c.n  # that of the index


@dataclass(frozen=True)
class DueItem:
    """One clock of one case. `ground`: law and article, empty for the station's own promise."""

    case: UUID
    number: str
    clock: ClockView


@dataclass(frozen=True)
class DuePage:
    items: tuple[DueItem, ...]
    total: int


def read_due(vault: Vault, lens: Lens, *, whole: bool = False, limit: int = 200) -> DuePage:
    """Clocks that are over or end within three working days of the day of `lens`; `whole`: all that run and do not
    rest. Times in which something may be done are told until they have passed; what only an office can do is told
    there, and a merged case is handled with its main one."""
    today, until = local_day(lens.now).isoformat(), soon_until(lens).isoformat()
    checks: list[ColumnElement[bool]] = [literal_column(f"({RUNNING})")]
    checks.append(or_(~clock.c.opens, clock.c.rolled >= today))
    checks += [] if lens.office else [~clock.c.office]
    checks += [] if whole else [clock.c.raw <= until]
    with vault.read() as connection:
        total = connection.execute(select(func.count()).select_from(clock).where(*checks)).scalar_one()
        first = select(clock.c.n).where(*checks).order_by(*_ORDER).limit(limit)
        chosen = (
            select(clock, case.c.id, case.c.number)
            .join(case, case.c.n == clock.c.subject)
            .where(clock.c.n.in_(first))
            .order_by(*_ORDER)
        )
        rows = connection.execute(chosen).all()
    items = (DueItem(UUID(bytes=row.id), row.number, clock_view(clock_from(dict(row._mapping)), lens)) for row in rows)
    return DuePage(tuple(items), int(total))
