"""Plans (接待安排) and the days that follow from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import orjson
from sqlalchemy import Connection, select

from desk.domain.recurrence import Rule, occurrences
from desk.domain.session import PLANNED, occurrence_of
from desk.reads.deputies import deputies_in
from desk.reads.lens import Lens
from desk.reads.reception_views import NO_TOTALS, DeputyView, SessionRow
from desk.storage.identity import own_places, read_identity
from desk.storage.tables_reception import plan
from desk.storage.vault import Vault

_LONGEST_HOLIDAY = timedelta(days=14)  # a day may be moved into the asked ones, or out of them


@dataclass(frozen=True)
class PlanView:
    """A plan as it is in force; `ended`: the last day on which it holds."""

    id: UUID
    rule: Rule
    starts: str
    ends: str
    deputies: tuple[DeputyView, ...]
    room: str
    theme: str
    ended: date | None


def list_plans(vault: Vault, lens: Lens) -> tuple[PlanView, ...]:
    """This station's plans, the first set first."""
    with vault.read() as connection:
        return plans_in(connection, lens)


def plans_in(connection: Connection, lens: Lens) -> tuple[PlanView, ...]:
    own = own_places(read_identity(connection))
    rows = connection.execute(select(plan).where(plan.c.place.in_(own)).order_by(plan.c.n)).all()
    ids = {row.n: [UUID(one) for one in orjson.loads(row.deputies)] for row in rows}
    deputies = deputies_in(connection, lens.codes)
    return tuple(
        PlanView(
            id=UUID(bytes=row.id),
            rule=Rule.model_validate(orjson.loads(row.rule)),
            starts=row.starts,
            ends=row.ends,
            deputies=tuple(deputies[one] for one in ids[row.n] if one in deputies),
            room=row.room or "",
            theme=row.theme or "",
            ended=date.fromisoformat(row.ended) if row.ended else None,
        )
        for row in rows
    )


def occurrences_in(connection: Connection, lens: Lens, first: date, last: date) -> Iterator[SessionRow]:
    """The sessions that follow from the plans on these days, whether or not anything was said of them."""
    for one in plans_in(connection, lens):
        until = min(last, one.ended) if one.ended else last
        asked = first - _LONGEST_HOLIDAY, until + _LONGEST_HOLIDAY
        for day, moved in occurrences(one.rule, *asked, lens.holidays):
            if first <= moved <= last and not (one.ended and day > one.ended):
                yield SessionRow(
                    id=occurrence_of(one.id, day.isoformat()),
                    state=PLANNED,
                    day=moved,
                    starts=one.starts,
                    ends=one.ends,
                    number="",
                    deputies=one.deputies,
                    room=one.room,
                    theme=one.theme,
                    announced=None,
                    totals=NO_TOTALS,
                    plan=one.id,
                    occurrence=day,
                )
