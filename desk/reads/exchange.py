"""What is only on this computer, what arrived, what was refused and why, and how it stands with the hub."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Select, false, func, literal_column, select, true

from desk.domain.masks import mask_name
from desk.domain.moment import local, read_time
from desk.errors import Fact
from desk.journal.header import read_header
from desk.reads.lens import Lens
from desk.reads.rows import arrived_at_hub, shown_title
from desk.storage.identity import read_identity
from desk.storage.tables import case, dismissal, draft, fact, hub, place, stamp, step
from desk.storage.vault import Vault

NOT_COUNTED = ("not_applied", "set_aside")
PRINTING = "slip"  # the desk reports on its printer by itself
REPORTED = (PRINTING, "quoted")
NEWEST = 5  # of what came in
_NONE: ColumnElement[int] = literal_column("0", Integer)  # written out: the indexes of few rows are found by it


@dataclass(frozen=True)
class Trouble:
    """Why the last try failed: a code and the facts of its sentence."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class HubView:
    """The hub this desk is enrolled at. `place` is the place it acts as, `level` the level it was given there."""

    url: str
    name: str
    level: str
    place: str
    last_at: datetime | None  # the last exchange that went through
    trouble: Trouble | None
    revoked: bool


@dataclass(frozen=True)
class ExchangeRow:
    """One act of a person on a case. `title` holds no name, `who` is masked; `place` is named where others acted."""

    n: int
    fact: UUID
    case: UUID
    number: str
    kind: str  # registered, corrected, withdrawn, forwarded, replied, erased ...
    state: str  # saved, arrived, refused, came
    at: datetime  # when it was written down
    title: str
    who: str
    fields: tuple[str, ...]
    reason: str  # code of why it was refused
    level: str = ""
    place: str = ""
    with_it: tuple[UUID, ...] = field(default=())  # printing reports that were refused along with it


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
        total, unsent = _count(connection, case), _count(connection, case, *_is_unsent(arrived))
        refused = connection.execute(select(case.c.last_own).where(case.c.refused > _NONE)).scalars().all()
        saved = unsent - sum(last > arrived for last in refused)
        rows = [*_refused(connection, limit), *_unsent(connection, arrived, limit)]
        return ExchangeView(
            drafts=_count(connection, draft),
            saved=saved,
            arrived=total - saved - len(refused),
            refused=len(refused),
            rows=tuple(rows[:limit]),
            came=_came(connection, 0, NEWEST),
            hub=_hub(connection),
            newest=connection.execute(select(func.max(fact.c.n))).scalar() or 0,
        )


def read_arrived(vault: Vault, limit: int = 200) -> tuple[ExchangeRow, ...]:
    """The newest acts of this desk that the hub has, newest first."""
    with vault.read() as connection:
        arrived = arrived_at_hub(connection)
        last = max(arrived, connection.execute(select(func.max(stamp.c.fact))).scalar() or 0)
        there = step.c.n <= last, (step.c.n <= arrived) | stamp.c.fact.is_not(None)
        wanted = _acts(step.c.own == true(), *there, _is_an_act(), step.c.verdict.not_in(NOT_COUNTED))
        newest = wanted.order_by(step.c.n.desc()).limit(limit)
        return _rows(connection, connection.execute(newest).all(), "arrived")


def read_arrivals(vault: Vault, after: int, limit: int = 1000) -> tuple[ExchangeRow, ...]:
    """Acts of others that were stored after the fact of this number, newest first."""
    with vault.read() as connection:
        return _came(connection, after, limit)


def _is_unsent(arrived: int) -> tuple[ColumnElement[bool], ...]:
    return case.c.last_own > _NONE, case.c.last_own > arrived


def _is_an_act() -> ColumnElement[bool]:
    return step.c.kind.not_in(REPORTED)


def _refused(connection: Connection, limit: int) -> list[ExchangeRow]:
    """Every refused act of the newest cases that hold one; a refused printing report goes with the act before it."""
    held = select(case.c.n).where(case.c.refused > _NONE).order_by(case.c.last_own.desc()).limit(limit)
    seen = select(dismissal.c.fact)
    found = _of_cases(connection, held, step.c.verdict.in_(NOT_COUNTED), fact.c.n.not_in(seen))
    acts = {row.subject: row for row in found}  # the oldest of a case, and below every one that is no report
    shown = [row for row in found if row.kind != PRINTING or row is acts[row.subject]]
    silent: dict[int, list[UUID]] = {}
    for row in found:
        if row not in shown:
            silent.setdefault(row.subject, []).append(UUID(bytes=row.fact))
    return [
        _row(row, "refused", with_it=tuple(silent.get(row.subject, ())) if row is acts[row.subject] else ())
        for row in shown
    ]


def _unsent(connection: Connection, arrived: int, limit: int) -> Sequence[ExchangeRow]:
    """An act among the newest belongs to a case among those with the newest acts."""
    held = select(case.c.n).where(*_is_unsent(arrived)).order_by(case.c.last_own.desc()).limit(limit)
    unsent = fact.c.n > arrived, stamp.c.fact.is_(None), step.c.verdict.not_in(NOT_COUNTED)
    return _rows(connection, _of_cases(connection, held, *unsent, _is_an_act()), "saved")


def _came(connection: Connection, after: int, limit: int) -> tuple[ExchangeRow, ...]:
    wanted = _acts(step.c.own == false(), _is_an_act(), step.c.n > after).order_by(step.c.n.desc()).limit(limit)
    return _rows(connection, connection.execute(wanted).all(), "came")


def _of_cases(connection: Connection, held: Select[Any], *which: ColumnElement[bool]) -> list[Any]:
    """The own acts of a few cases, newest first: chosen and sorted here, or the engine would walk all own acts."""
    numbers = connection.execute(held).scalars().all()
    if not numbers:
        return []
    found = connection.execute(_acts(fact.c.subject.in_(numbers), *which))
    return sorted((row for row in found if row.own), key=lambda row: -row.n)


def _acts(*which: ColumnElement[bool]) -> Select[Any]:
    """Steps with their case and content."""
    columns = step.c.n, step.c.fact, step.c.kind, step.c.fields, step.c.reason, step.c.own, fact.c.content
    of_case = case.c.id.label("case"), case.c.number, case.c.nature, case.c.anonymous, case.c.name, case.c.title
    words = case.c.main_cause, case.c.original_text, fact.c.subject, step.c.place
    joined = step.join(fact, fact.c.n == step.c.n).join(case, case.c.n == fact.c.subject)
    joined = joined.outerjoin(stamp, stamp.c.fact == step.c.n)
    return select(*columns, *of_case, *words).select_from(joined).where(*which)


def _rows(connection: Connection, found: Iterable[Any], state: str) -> tuple[ExchangeRow, ...]:
    places = {row.id: row for row in connection.execute(select(place))} if state == "came" else {}
    return tuple(_row(row, state, places.get(row.place)) for row in found)


def _row(row: Any, state: str, by: Any = None, with_it: tuple[UUID, ...] = ()) -> ExchangeRow:
    return ExchangeRow(
        n=row.n,
        fact=UUID(bytes=row.fact),
        case=UUID(bytes=row.case),
        number=row.number,
        kind=row.kind,
        state=state,
        at=local(read_time(read_header(row.content).recorded_at)),
        title=shown_title(row),
        who="" if row.anonymous else mask_name(row.name or ""),
        fields=tuple(filter(None, row.fields.split(","))),
        reason=row.reason,
        level=by.level if by else "",
        place=(by.name or by.code) if by else "",
        with_it=with_it,
    )


def _hub(connection: Connection) -> HubView | None:
    row = connection.execute(select(hub)).one_or_none()
    if row is None:
        return None
    own = select(place.c.name).where(place.c.id == read_identity(connection).place.bytes)
    return HubView(
        url=row.url,
        name=row.name,
        level=row.level,
        place=connection.execute(own).scalar() or row.name or row.code,
        last_at=local(datetime.fromisoformat(row.last_at)) if row.last_at else None,
        trouble=_trouble(row.trouble),
        revoked=bool(row.revoked),
    )


def _trouble(kept: str | None) -> Trouble | None:
    if not kept:
        return None
    facts = dict(json.loads(kept))
    return Trouble(str(facts.pop("code", "")), {**facts, **facts.pop("facts", {})})


def _count(connection: Connection, table: Any, *which: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*which)).scalar_one())
