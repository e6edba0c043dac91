"""What is only on this computer, what arrived, what was refused and why, and how it stands with the hub."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from desk.domain.moment import local
from desk.errors import Fact
from desk.reads.exchange_rows import (
    NONE,
    ExchangeRow,
    arrived_rows,
    count_without_case,
    is_unsent,
    refused_rows,
    rows_of_others,
    unsent_rows,
)
from desk.reads.lens import Lens
from desk.reads.rows import arrived_at_hub
from desk.reads.station import place_names
from desk.storage.arriving import count_unsent
from desk.storage.identity import read_identity
from desk.storage.tables import draft, fact, hub
from desk.storage.tables_case import case
from desk.storage.vault import Vault

NEWEST = 5  # of what others did


@dataclass(frozen=True)
class Trouble:
    """Why the last try failed: a code and the facts of its sentence."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class HubView:
    """The hub this desk is enrolled at. `name`, `level` and `code` are those of the place it was given there, `place`
    is what that place is called here."""

    url: str
    name: str
    level: str
    code: str
    place: str
    last_at: datetime | None  # the last exchange that went through
    trouble: Trouble | None
    revoked: bool


@dataclass(frozen=True)
class ExchangeView:
    """Drafts are forms; the other three count cases, each in exactly one state."""

    drafts: int
    saved: int
    arrived: int
    refused: int
    rows: tuple[ExchangeRow, ...]  # refused first, then unsent, newest first
    came: tuple[ExchangeRow, ...]  # the newest acts of others
    hub: HubView | None
    newest: int  # the number of the last fact this desk holds


def read_exchange(vault: Vault, lens: Lens, limit: int = 200) -> ExchangeView:  # noqa: ARG001 (as every read of a page)
    """How the exchange stands, and at most `limit` of the acts that are still on this computer alone."""
    with vault.read() as connection:
        arrived = arrived_at_hub(connection)
        total, unsent = _count(connection, case), _count(connection, case, *is_unsent(arrived))
        refused = connection.execute(select(case.c.last_own).where(case.c.refused > NONE)).scalars().all()
        saved = unsent - sum(last > arrived for last in refused)
        rows = [*refused_rows(connection, limit), *unsent_rows(connection, arrived, limit)]
        return ExchangeView(
            drafts=_count(connection, draft),
            saved=saved,
            arrived=total - saved - len(refused),
            refused=len(refused) + count_without_case(connection),
            rows=tuple(rows[:limit]),
            came=tuple(rows_of_others(connection, 0, NEWEST)),
            hub=hub_in(connection),
            newest=connection.execute(select(func.max(fact.c.n))).scalar() or 0,
        )


def read_arrived(vault: Vault, limit: int = 200) -> tuple[ExchangeRow, ...]:
    """The newest acts of this desk on cases of which the hub has everything, newest first."""
    with vault.read() as connection:
        return tuple(arrived_rows(connection, arrived_at_hub(connection), limit))


def read_arrivals(vault: Vault, after: int, limit: int = 1000) -> tuple[ExchangeRow, ...]:
    """Acts of others that were stored after the fact of this number, newest first."""
    with vault.read() as connection:
        return tuple(rows_of_others(connection, after, limit))


def read_unsent(vault: Vault) -> int:
    """Own facts, be they acts or reports, that the hub has not confirmed."""
    with vault.read() as connection:
        return count_unsent(connection)


def hub_in(connection: Connection) -> HubView | None:
    row = connection.execute(select(hub)).one_or_none()
    if row is None:
        return None
    return HubView(
        url=row.url,
        name=row.name,
        level=row.level,
        code=row.code,
        place=place_names(connection).get(read_identity(connection).place) or row.name or row.code,
        last_at=local(datetime.fromisoformat(row.last_at)) if row.last_at else None,
        trouble=_trouble(row.trouble),
        revoked=bool(row.revoked),
    )


def _trouble(kept: str | None) -> Trouble | None:
    if not kept:
        return None
    facts = dict(json.loads(kept))
    return Trouble(str(facts.pop("code", "")), facts)


def _count(connection: Connection, table: Any, *which: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*which)).scalar_one())
