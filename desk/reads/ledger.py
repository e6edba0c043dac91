"""The ledger (台账, form F9): every case of a period with what became of it, in the order in which they came. It is
read piece by piece, so that fifty thousand cases take no more room than five hundred."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.clock import REPLY
from desk.domain.codes import Label
from desk.domain.field import is_blank
from desk.domain.masks import mask_name
from desk.domain.moment import local_day, read_time, written_start
from desk.domain.numbering import show_number
from desk.domain.running import Clock
from desk.reads.clocks import clock_from, stand
from desk.reads.filters import Check
from desk.reads.lens import Lens
from desk.reads.merging import numbers_in
from desk.reads.rows import shown_title
from desk.reads.station import place_names, station_in
from desk.reads.steps import co_units_of, unit_of
from desk.storage.statement import as_list, run
from desk.storage.tables_case import case
from desk.storage.tables_clock import CLOCKS_OF_ONE, clock
from desk.storage.vault import Vault

TOGETHER = 500
_ANSWERED_BY = ("D05", "D04", "P04", "ST08", REPLY)  # the clocks that an answer stops; a legal one goes first
_HEADING = 200  # characters of a text that may stand for a title
_FORWARDED, _FILED = "forwarded", "filed"
_COLUMNS = (
    *("n", "id", "rank", "number", "place", "nature", "state", "received_at", "codes", "identity_text", "anonymous"),
    *("title", "name", "unit", "replied_at", "outcome", "adoption", "told_on", "told_how", "satisfaction", "main"),
    *("erased", "links"),
)
_TEXTS = ("main_cause", "original_text")
# CROSS JOIN: from these numbers to their rows, never through the whole table, however few the numbers seem to be
_STEPS = f"""
    SELECT fact.subject, step.kind, step.at, step.detail FROM json_each(:numbers) AS given
    CROSS JOIN fact ON fact.subject = given.value CROSS JOIN step ON step.n = fact.n
    WHERE step.kind IN ('{_FORWARDED}', '{_FILED}') ORDER BY fact.n
"""  # noqa: S608  # own names
_CLOCKS = f"""
    SELECT {", ".join(f"clock.{column.name}" for column in clock.columns)} FROM json_each(:numbers) AS given
    CROSS JOIN clock ON clock.n BETWEEN given.value * {CLOCKS_OF_ONE} AND given.value * {CLOCKS_OF_ONE}
        + {CLOCKS_OF_ONE - 1}
    ORDER BY clock.n
"""  # noqa: S608  # own names
_CLOCK_NAMES = [column.name for column in clock.columns]


@dataclass(frozen=True)
class Period:
    """Cases received on these days, both included; without a day open at that end."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class LedgerLine:
    """One case. `in_time` as clocks stand (reads.clocks.stand), empty where none runs; `gone` the parts that were
    erased."""

    at: int
    id: UUID
    number: str
    received: date
    channel: Label | None
    place: str
    who: str
    anonymous: bool
    identity: tuple[Label, ...]
    nature: Label
    category: Label | None
    title: str
    unit: Label | None
    co_units: tuple[Label, ...]
    forwarded: date | None
    due: date | None
    replied: date | None
    in_time: str
    outcome: Label | None
    adoption: Label | None
    told: date | None
    told_how: Label | None
    satisfaction: Label | None
    loop: Label | None
    main: str
    filed: date | None
    gone: tuple[str, ...]
    state: Label
    links: tuple[str, ...]
    sample: bool


def count_ledger(vault: Vault, period: Period) -> int:
    with vault.read() as connection:
        return int(connection.execute(select(func.count()).select_from(case).where(*_within(period))).scalar_one())


def named_in_ledger(vault: Vault, period: Period, most: int) -> tuple[UUID, ...]:
    """The cases of a period of which the desk holds a name; at most so many."""
    named = func.trim(func.coalesce(case.c.name, "")) != ""
    chosen = select(case.c.id).where(*_within(period), named).order_by(case.c.rank).limit(most)
    with vault.read() as connection:
        return tuple(UUID(bytes=id) for id in connection.execute(chosen).scalars())


def read_ledger(vault: Vault, lens: Lens, period: Period, *, unmasked: bool = False) -> Iterator[LedgerLine]:
    """The lines of a period, all of one moment, the first received first."""
    with vault.read() as connection:
        sample, after, at = station_in(connection).sample, None, 0
        while rows := _page(connection, period, after):
            for line in _lines(connection, rows, lens, at, sample=sample, unmasked=unmasked):
                at = line.at
                yield line
            after = rows[-1].rank


def _within(period: Period) -> list[Check]:
    checks: list[Check] = []
    if period.first:
        checks.append(case.c.received_at >= written_start(period.first))
    if period.last:
        checks.append(case.c.received_at < written_start(period.last + timedelta(days=1)))
    return checks


def _page(connection: Connection, period: Period, after: int | None) -> Sequence[Any]:
    columns = [case.c[name] for name in _COLUMNS]
    texts = [func.substr(case.c[name], 1, _HEADING).label(name) for name in _TEXTS]
    checks = _within(period) + ([case.c.rank > after] if after is not None else [])
    return connection.execute(select(*columns, *texts).where(*checks).order_by(case.c.rank).limit(TOGETHER)).all()


def _lines(
    connection: Connection, rows: Sequence[Any], lens: Lens, at: int, *, sample: bool, unmasked: bool
) -> Iterator[LedgerLine]:
    numbers = as_list(row.n for row in rows)
    taken, clocks = _steps(connection, numbers), _clocks(connection, numbers)
    places = place_names(connection, {row.place for row in rows})
    mains = numbers_in(connection, list({UUID(bytes=row.main) for row in rows if row.main}))
    for i, row in enumerate(rows, at + 1):
        steps, codes, running = taken.get(row.n, {}), json.loads(row.codes), clocks.get(row.n, [])
        due, in_time = _due(running, lens)
        yield LedgerLine(
            at=i,
            id=UUID(bytes=row.id),
            number=show_number(row.number),
            received=local_day(read_time(row.received_at)),
            channel=_label(lens, "channel", codes.get("channel")),
            place=places.get(UUID(bytes=row.place), ""),
            who=(row.name or "").strip() if unmasked else mask_name(row.name or ""),
            anonymous=bool(row.anonymous),
            identity=_identity(row, codes, lens),
            nature=lens.codes.label("nature", row.nature),
            category=_label(lens, "category", codes.get("category")),
            title=shown_title(row),
            unit=unit_of(lens.codes, row.unit, row.unit),
            co_units=_co_units(steps.get(_FORWARDED), lens),
            forwarded=_forwarded(running, steps.get(_FORWARDED), lens),
            due=due,
            replied=_day(row.replied_at),
            in_time=in_time,
            outcome=_label(lens, "outcome", row.outcome),
            adoption=_label(lens, "adoption", row.adoption),
            told=_day(row.told_on),
            told_how=_label(lens, "feedback", row.told_how),
            satisfaction=_label(lens, "satisfaction", row.satisfaction),
            loop=_label(lens, "loop", codes.get("loop")),
            main=mains.get(UUID(bytes=row.main), "") if row.main else "",
            filed=local_day(read_time(steps[_FILED].at)) if _FILED in steps else None,
            gone=tuple(filter(None, row.erased.split(","))),
            state=lens.codes.label("state", row.state),
            links=tuple(filter(None, json.loads(row.links))),
            sample=sample,
        )


class _Step(NamedTuple):
    at: str
    detail: Mapping[str, Any]


def _steps(connection: Connection, numbers: str) -> dict[int, dict[str, _Step]]:
    """Of each case the last step of either kind that is in force."""
    taken: dict[int, dict[str, _Step]] = {}
    for number, kind, at, detail in run(connection, _STEPS, numbers=numbers):
        said = json.loads(detail)
        if said.get("holds"):
            taken.setdefault(number, {})[kind] = _Step(at, said)
    return taken


def _clocks(connection: Connection, numbers: str) -> dict[int, list[Clock]]:
    clocks: dict[int, list[Clock]] = {}
    for row in run(connection, _CLOCKS, numbers=numbers):
        said = dict(zip(_CLOCK_NAMES, row, strict=True))
        clocks.setdefault(said["subject"], []).append(clock_from(said))
    return clocks


def _due(clocks: Sequence[Clock], lens: Lens) -> tuple[date | None, str]:
    """By when an answer was or is due, and how that stands: the last clock of the first rule there is one of."""
    for rule in _ANSWERED_BY:
        found = next((one for one in reversed(clocks) if one.rule == rule), None)
        if found is not None:
            return found.last, stand(found, lens.holidays, local_day(lens.now))[0]
    return None, ""


def _forwarded(clocks: Iterable[Clock], taken: _Step | None, lens: Lens) -> date | None:
    """The day on which it was handed on; where no clock ended by it, the day on which that was written down."""
    if taken is None:
        return None
    ended = [one.ended_on for one in clocks if _until(one, lens) == _FORWARDED and one.ended_on]
    return max(ended) if ended else local_day(read_time(taken.at))


def _until(one: Clock, lens: Lens) -> str:
    rule = lens.clocks.get(one.rule)
    return rule.until if rule else ""


def _co_units(taken: _Step | None, lens: Lens) -> tuple[Label, ...]:
    return co_units_of(lens.codes, taken.detail.get("codes", {}), taken.detail.get("words", {})) if taken else ()


def _identity(row: Any, codes: Mapping[str, Any], lens: Lens) -> tuple[Label, ...]:
    listed_ones = [lens.codes.label("identity", code) for code in codes.get("identity", ())]
    return (*listed_ones, *([Label(row.identity_text, row.identity_text)] if not is_blank(row.identity_text) else ()))


def _label(lens: Lens, name: str, code: str | None) -> Label | None:
    return lens.codes.label(name, code) if code else None


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
