"""Acts of people on cases, as the exchange lists them: refused, unsent, arrived, or done by others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Select, false, func, literal_column, select, text, true

from desk.domain.field import is_blank
from desk.domain.masks import mask_name
from desk.domain.moment import local, read_time
from desk.journal.header import read_header
from desk.reads.rows import shown_title
from desk.storage.facts import Kept, Story, stories_of
from desk.storage.tables import REFUSED, dismissal, fact, identity, place, stamp, stream, subject
from desk.storage.tables_case import case, step

NOT_COUNTED = ("not_applied", "set_aside")
REPORT = "slip"  # the desk tells of its printer by itself
NO_ACTS = (REPORT, "quoted")
NONE: ColumnElement[int] = literal_column("0", Integer)  # written out: indexes of few rows are found by it


@dataclass(frozen=True)
class ExchangeRow:
    """One act of a person. `title` holds no name, `who` is masked; `place` is named where others acted."""

    n: int
    fact: UUID
    case: UUID | None  # None: what was refused made no case, there is none to open
    number: str  # nine digits, empty where there is none
    kind: str  # registered, corrected, withdrawn, forwarded, replied, erased ...; of another noun in full
    state: str  # saved, arrived, refused, came
    at: datetime  # when it was written down
    title: str
    who: str
    fields: tuple[str, ...] = ()
    reason: str = ""  # code of why it was refused
    settled: bool = False  # the hub said so, no more this desk alone
    level: str = ""
    place: str = ""
    with_it: tuple[UUID, ...] = ()  # reports of the printer that were refused along with it


def is_unsent(arrived: int) -> tuple[ColumnElement[bool], ...]:
    """Cases with an own act behind the last that is known to have arrived."""
    return case.c.last_own > NONE, case.c.last_own > arrived


def refused_rows(connection: Connection, limit: int) -> list[ExchangeRow]:
    """Refused acts nobody has dismissed, newest first."""
    held = select(case.c.n).where(case.c.refused > NONE).order_by(case.c.last_own.desc()).limit(limit)
    seen = select(dismissal.c.fact)
    found = _of_cases(connection, held, step.c.verdict.in_(NOT_COUNTED), fact.c.n.not_in(seen))
    rows = _with_reports([(row.subject, _row(row, "refused")) for row in found])
    return sorted([*rows, *_without_case(connection, limit)], key=lambda row: -row.n)


def count_without_case(connection: Connection) -> int:
    """Subjects with a refused act that are no case, or were to become one."""
    return connection.execute(select(func.count(fact.c.subject.distinct())).where(*_strays())).scalar_one()


def unsent_rows(connection: Connection, arrived: int, limit: int) -> Sequence[ExchangeRow]:
    """An act among the newest belongs to a case among those with the newest acts. A case of which only a report of
    the printer was not sent yet is told by that."""
    held = select(case.c.n).where(*is_unsent(arrived)).order_by(case.c.last_own.desc()).limit(limit)
    unsent = fact.c.n > arrived, stamp.c.fact.is_(None), step.c.verdict.not_in(NOT_COUNTED)
    found = _of_cases(connection, held, *unsent)
    acts = [row for row in found if row.kind not in NO_ACTS]
    told = {row.subject for row in acts}
    reports = {row.subject: row for row in reversed(found) if row.subject not in told}  # the newest of each
    shown = sorted([*acts, *reports.values()], key=lambda row: -row.n)
    return [_row(row, "saved") for row in shown[:limit]]


def arrived_rows(connection: Connection, arrived: int, limit: int) -> Sequence[ExchangeRow]:
    """The newest acts of this desk on cases of which the hub has everything."""
    last = max(arrived, connection.execute(select(func.max(stamp.c.fact))).scalar() or 0)
    there = step.c.n <= last, case.c.last_own <= arrived, case.c.refused == NONE
    wanted = _acts(step.c.own == true(), *there, step.c.kind.not_in(NO_ACTS), step.c.verdict.not_in(NOT_COUNTED))
    newest = wanted.order_by(step.c.n.desc()).limit(limit)
    return [_row(row, "arrived") for row in connection.execute(newest)]


def rows_of_others(connection: Connection, after: int, limit: int) -> Sequence[ExchangeRow]:
    """The newest acts of other places that were stored behind the fact of number `after`."""
    wanted = _acts(step.c.own == false(), step.c.n > after, step.c.kind.not_in(NO_ACTS), step.c.verdict == "ok")
    found = connection.execute(wanted.order_by(step.c.n.desc()).limit(limit)).all()
    places = {row.id: row for row in connection.execute(select(place))}
    return [_by(_row(row, "came"), places.get(row.place)) for row in found]


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
    words = case.c.main_cause, case.c.original_text, fact.c.subject, step.c.place, stamp.c.fact.label("stamped")
    joined = step.join(fact, fact.c.n == step.c.n).join(case, case.c.n == fact.c.subject)
    joined = joined.outerjoin(stamp, stamp.c.fact == step.c.n)
    return select(*columns, *of_case, *words).select_from(joined).where(*which)


def _row(row: Any, state: str) -> ExchangeRow:
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
        settled=row.stamped is not None,
    )


def _by(row: ExchangeRow, by: Any) -> ExchangeRow:
    return replace(row, level=by.level, place=by.name or by.code) if by else row


def _with_reports(found: Sequence[tuple[int, ExchangeRow]]) -> Iterable[ExchangeRow]:
    """Newest first in each subject: reports of the printer go with its oldest act, or stand for it where none is."""
    of_subject: dict[int, list[ExchangeRow]] = {}
    for number, row in found:
        of_subject.setdefault(number, []).append(row)
    for rows in of_subject.values():
        acts = [row for row in rows if row.kind != REPORT] or rows[-1:]
        reports = tuple(row.fact for row in rows if row not in acts)
        yield from acts[:-1]
        yield replace(acts[-1], with_it=reports)


def _strays() -> tuple[ColumnElement[bool], ...]:
    """Refused own facts of subjects without a row among the cases."""
    refused, seen, cases = select(stamp.c.fact).where(text(REFUSED)), select(dismissal.c.fact), select(case.c.n)
    own = select(stream.c.n).where(stream.c.desk_key == select(identity.c.desk_key).scalar_subquery())
    return fact.c.n.in_(refused), fact.c.n.not_in(seen), fact.c.subject.not_in(cases), fact.c.stream.in_(own)


def _without_case(connection: Connection, limit: int) -> list[ExchangeRow]:
    """A refused registration leaves its words in the journal alone: they are read from there."""
    held = select(fact.c.subject).where(*_strays()).distinct().order_by(fact.c.subject.desc()).limit(limit)
    stories = stories_of(connection, connection.execute(held).scalars().all())
    nouns = dict(connection.execute(select(subject.c.n, subject.c.noun).where(subject.c.n.in_(stories))).all())
    found = [
        (number, _stray(kept, story, nouns[number]))
        for number, story in stories.items()
        for kept in sorted(story, key=lambda kept: -kept.n)
        if kept.own and not kept.dismissed and kept.settled and kept.settled.name in NOT_COUNTED
    ]
    return list(_with_reports(found))


def _stray(kept: Kept, story: Story, noun: str) -> ExchangeRow:
    event, verdict = kept.event, kept.settled
    said = {name: value for one in story for name, value in one.parts.get("words", {}).items()}
    titles = (said.get(name) for name in ("title", "main_cause", "original_text"))
    registered = next((one.event.body for one in story if one.event.kind == "case.registered"), {})
    return ExchangeRow(
        n=kept.n,
        fact=event.id,
        case=None,
        number=str(registered.get("number", "")),
        kind=event.kind.partition(".")[2] if noun == "case" else event.kind,
        state="refused",
        at=local(event.recorded_at),
        title=next((str(title) for title in titles if not is_blank(title)), ""),
        who="",
        reason=verdict.reason if verdict else "",
        settled=True,
    )
