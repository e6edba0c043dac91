"""Visits of deputies: the list, and one in full with its cases and its history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select

from desk.domain.codes import Codes
from desk.domain.moment import local
from desk.domain.visit import Corrected, VisitState, apply, judge
from desk.errors import BadInput
from desk.reads.deputies import deputies_in, ids_of
from desk.reads.lens import Lens
from desk.reads.reception_views import DeputyView
from desk.reads.station import operator_names, place_names
from desk.reads.steps import Names
from desk.reads.tree import standing_in
from desk.reads.visit_views import OpinionView, VisitLine, VisitPage, VisitStep, VisitView
from desk.storage.facts import stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.tables import subject
from desk.storage.tables_case import case
from desk.storage.tables_reception import visit
from desk.storage.vault import Vault


@dataclass(frozen=True)
class VisitFilter:
    """What a list of visits is narrowed to: a year, a kind, a deputy under any of his entries."""

    year: int | None = None
    kind: str | None = None
    deputy: UUID | None = None


ALL = VisitFilter()


def read_visits(vault: Vault, lens: Lens, wanted: VisitFilter = ALL, limit: int = 200, offset: int = 0) -> VisitPage:
    """The newest first."""
    with vault.read() as connection:
        checks = list(_checks(connection, wanted))
        total = connection.execute(select(func.count()).select_from(visit).where(*checks)).scalar_one()
        chosen = select(visit).where(*checks).order_by(visit.c.day.desc(), visit.c.n.desc())
        rows = connection.execute(chosen.limit(limit).offset(offset)).all()
        known = _Known(connection, lens.codes, (row.place for row in rows))
        return VisitPage(total, tuple(known.line(row) for row in rows))


def read_visit(vault: Vault, lens: Lens, id: UUID) -> VisitView:
    """Raises BadInput visit_unknown."""
    with vault.read() as connection:
        row = visit_row(connection, id)
        _, entries = fold(VisitState(), stories_of(connection, [row.n])[row.n], judge, apply)
        places = {row.place, *(entry.event.place.bytes for entry in entries)}
        known = _Known(connection, lens.codes, places)
        names = Names(operator_names(connection), place_names(connection, places))
        said = json.loads(row.opinions)
        cases = _cases(connection, [UUID(id) for _, id in said if id])
        agreed = (known.deputies.get(UUID(id)) for id in json.loads(row.agreed))
        return VisitView(
            line=known.line(row),
            organiser=row.organiser or "",
            visited=row.visited or "",
            seen=row.seen or "",
            survey=lens.codes.label("survey_group", row.survey) if row.survey else None,
            survey_code=row.survey,
            handed_to=row.handed_to or "",
            feedback=row.feedback or "",
            opinions=tuple(_opinion(n, text, id, cases, lens.codes) for n, (text, id) in enumerate(said, 1)),
            agreed=tuple(one for one in agreed if one),
            erased=tuple(filter(None, row.erased.split(","))),
            steps=tuple(_step(entry, names) for entry in reversed(entries)),
        )


def pick_visit(vault: Vault, word: str) -> UUID:
    """Which visit a number or an id means. Raises BadInput visit_unknown, visit_ambiguous."""
    with vault.read() as connection:
        try:
            return UUID(bytes=visit_row(connection, UUID(word)).id)
        except ValueError:
            found = connection.execute(select(visit.c.id).where(visit.c.number == word.strip())).scalars().all()
    if not found:
        raise BadInput("visit_unknown")
    if len(found) > 1:
        raise BadInput("visit_ambiguous", count=len(found), candidates=tuple(str(UUID(bytes=id)) for id in found[:5]))
    return UUID(bytes=found[0])


def visit_row(connection: Connection, id: UUID) -> Any:
    joined = select(visit).join(subject, subject.c.n == visit.c.n).where(subject.c.id == id.bytes)
    row = connection.execute(joined).one_or_none()
    if row is None:
        raise BadInput("visit_unknown")
    return row


def of_deputies(ids: Iterable[UUID]) -> ColumnElement[bool]:
    """Visits in which one of these entries took part."""
    return or_(*(func.instr(visit.c.deputies, str(id)) > 0 for id in sorted(ids)))


def in_year(day: ColumnElement[str], year: int) -> ColumnElement[bool]:
    """Whether a day (ISO) is one of that year."""
    return day.between(date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat())


def _checks(connection: Connection, wanted: VisitFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.year is not None:
        yield in_year(visit.c.day, wanted.year)
    if wanted.kind is not None:
        yield visit.c.kind == wanted.kind
    if wanted.deputy is not None:
        yield of_deputies(ids_of(connection, wanted.deputy))


class _Known:
    """What lines of visits need beside their rows."""

    def __init__(self, connection: Connection, codes: Codes, places: Iterable[bytes]) -> None:
        self.codes = codes
        self.deputies: Mapping[UUID, DeputyView] = deputies_in(connection, codes)
        self.own = standing_in(connection).own
        self.places = place_names(connection, set(places))

    def line(self, row: Any) -> VisitLine:
        deputies = (self.deputies.get(UUID(id)) for id in json.loads(row.deputies))
        opinions = json.loads(row.opinions)
        return VisitLine(
            id=UUID(bytes=row.id),
            number=row.number,
            state=row.state,
            kind=self.codes.label("visit_kind", row.kind),
            kind_code=row.kind,
            day=date.fromisoformat(row.day),
            minutes=row.minutes,
            people=row.people,
            community=row.community,
            counted=row.counted,
            deputies=tuple(one for one in deputies if one),
            venue=row.venue or "",
            topic=row.topic or "",
            opinions=len(opinions),
            cases=sum(id is not None for _, id in opinions),
            unasked=len({*json.loads(row.deputies)} - {*json.loads(row.agreed)}),
            place="" if row.place in self.own else self.places.get(UUID(bytes=row.place), ""),
        )


def _cases(connection: Connection, ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Number and state of cases."""
    joined = select(case.c.id, case.c.number, case.c.state).join(subject, subject.c.n == case.c.n)
    rows = connection.execute(joined.where(subject.c.id.in_([id.bytes for id in ids])))
    return {UUID(bytes=row.id): (row.number, row.state) for row in rows}


def _opinion(
    n: int, text: str | None, id: str | None, cases: Mapping[UUID, tuple[str, str]], codes: Codes
) -> OpinionView:
    of = UUID(id) if id else None
    if of is None or of not in cases:  # a case that this desk is not given
        return OpinionView(n, text or "", of)
    number, state = cases[of]
    return OpinionView(n, text or "", of, number, codes.label("state", state))


def _step(entry: Entry, names: Names) -> VisitStep:
    event, body = entry.event, entry.body
    words = entry.parts.get("words", {})
    fields = body.fields if isinstance(body, Corrected) else ()
    reason = words.get("reason")
    place = "" if entry.own else names.places.get(event.place, "")
    return VisitStep(
        at=local(event.recorded_at),
        kind=event.kind.partition(".")[2],
        who=names.operators.get(event.operator, "") or place,
        fields=tuple(dict.fromkeys(fields)),
        reason=reason if isinstance(reason, str) else "",
        verdict=entry.verdict.name if entry.settled or not entry.verdict.ok else "provisional",
        why=entry.verdict.reason,
    )
