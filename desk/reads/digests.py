"""Digests (摘报): the list, and one in full with its cases and its history."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, false, func, or_, select

from desk.domain.digest import MADE as HOLDS
from desk.domain.digest import Changed, DigestState, apply, judge
from desk.domain.moment import local
from desk.domain.numbering import LENGTH, digits_of
from desk.errors import BadInput
from desk.reads.digest_cases import digest_cases
from desk.reads.digest_rows import cases_in, digest_row, instructions_on, texts_in
from desk.reads.digest_views import (
    DigestLine,
    DigestPage,
    DigestStep,
    DigestView,
)
from desk.reads.lens import Lens
from desk.reads.station import operator_names, place_names
from desk.reads.steps import Names
from desk.reads.tree import standing_in
from desk.storage.facts import stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.tables_case import case
from desk.storage.tables_loop import digest
from desk.storage.vault import Vault

_ISSUE = re.compile(r"(?:(\d{4})\s*[-/年]\s*)?第?\s*(\d{1,4})\s*期?")


@dataclass(frozen=True)
class DigestFilter:
    """What a list of digests is narrowed to: a year, a case."""

    year: int | None = None
    case: UUID | None = None


ALL = DigestFilter()


def read_digests(vault: Vault, wanted: DigestFilter = ALL, limit: int = 200, offset: int = 0) -> DigestPage:
    """The newest first."""
    with vault.read() as connection:
        checks = list(_checks(wanted))
        total = connection.execute(select(func.count()).select_from(digest).where(*checks)).scalar_one()
        chosen = select(digest).where(*checks).order_by(digest.c.day.desc(), digest.c.n.desc())
        rows = connection.execute(chosen.limit(limit).offset(offset)).all()
        return DigestPage(total, tuple(_lines(connection, rows)))


def read_digest(vault: Vault, lens: Lens, id: UUID) -> DigestView:
    """Raises BadInput digest_unknown."""
    with vault.read() as connection:
        row = digest_row(connection, id)
        _, entries = fold(DigestState(), stories_of(connection, [row.n])[row.n], judge, apply)
        places = {row.place, *(entry.event.place.bytes for entry in entries)}
        names = Names(operator_names(connection), place_names(connection, places))
        return DigestView(
            line=next(iter(_lines(connection, [row]))),
            texts=texts_in(row),
            cases=digest_cases(connection, lens, cases_in(row)),
            steps=tuple(_step(entry, names) for entry in reversed(entries)),
            own=row.place in standing_in(connection).own,
            instructions=instructions_on(connection, [row]).get(id, ()),
        )


def pick_digest(vault: Vault, word: str) -> UUID:
    """Which digest an id, an issue or the number of a case means: 2026-7, 2026年第7期, or 7 of the last year that has
    one. Where several offices have it, this one's own is meant.

    Raises BadInput digest_unknown, digest_ambiguous.
    """
    with vault.read() as connection:
        try:
            return UUID(bytes=digest_row(connection, UUID(word)).id)
        except ValueError:
            found = list(_named(connection, word))
        own = standing_in(connection).own
    found = [row for row in found if row.place in own] or found
    if not found:
        raise BadInput("digest_unknown")
    if len(found) > 1:
        raise BadInput("digest_ambiguous", count=len(found), candidates=tuple(str(UUID(bytes=row.id)) for row in found))
    return UUID(bytes=found[0].id)


def _named(connection: Connection, word: str) -> Iterable[Any]:
    """A withdrawn one only where no other has the number."""
    match = _ISSUE.fullmatch(word.strip())
    if match is not None:
        number = digest.c.issue == int(match[2])
        last = select(func.max(digest.c.year)).where(number).scalar_subquery()
        checks = [number, digest.c.year == (int(match[1]) if match[1] else last)]
    elif len(digits_of(word)) == LENGTH:
        about = connection.execute(select(case.c.id).where(case.c.number == digits_of(word))).scalars()
        checks = [or_(false(), *(_is_about(UUID(bytes=id)) for id in about))]
    else:
        return []
    rows = connection.execute(select(digest).where(*checks).limit(9)).all()
    return [row for row in rows if row.state == HOLDS] or rows


def _checks(wanted: DigestFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.year is not None:
        yield digest.c.year == wanted.year
    if wanted.case is not None:
        yield _is_about(wanted.case)


def _is_about(id: UUID) -> ColumnElement[bool]:
    return func.instr(digest.c.cases, str(id)) > 0


def _lines(connection: Connection, rows: Iterable[Any]) -> Iterable[DigestLine]:
    known = list(rows)
    own, names = standing_in(connection).own, place_names(connection, {row.place for row in known})
    instructions = instructions_on(connection, known)
    for row in known:
        yield DigestLine(
            id=UUID(bytes=row.id),
            state=row.state,
            year=row.year,
            issue=row.issue,
            day=date.fromisoformat(row.day),
            office=row.office or "",
            title=row.title or "",
            cases=len(json.loads(row.cases)),
            place="" if row.place in own else names.get(UUID(bytes=row.place), ""),
            instructed=next((one.day for one in reversed(instructions.get(UUID(bytes=row.id), ()))), None),
        )


def _step(entry: Entry, names: Names) -> DigestStep:
    event, body = entry.event, entry.body
    reason = entry.parts.get("words", {}).get("reason")
    return DigestStep(
        at=local(event.recorded_at),
        kind=event.kind.partition(".")[2],
        who=names.operators.get(event.operator, "") or ("" if entry.own else names.places.get(event.place, "")),
        fields=tuple(dict.fromkeys(body.fields)) if isinstance(body, Changed) else (),
        reason=reason if isinstance(reason, str) else "",
        verdict=entry.verdict.name if entry.settled or not entry.verdict.ok else "provisional",
        why=entry.verdict.reason,
    )
