"""Rows of digests: what an office begins a new one with, which issues are given, what a row holds."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.digest import MADE as HOLDS
from desk.domain.digest import TEXT_FIELDS
from desk.domain.moment import local_day, read_time
from desk.errors import BadInput
from desk.reads.digest_views import DigestKnown, DigestTexts, InstructionView
from desk.reads.station import station_in
from desk.reads.tree import standing_in
from desk.storage.tables import fact, subject
from desk.storage.tables_case import step
from desk.storage.tables_loop import digest

_STANDING = ("office", "report_to", "send_to", "signer", "editor", "phone")  # the same from issue to issue
_INSTRUCTED = "instructed"


def known_in(connection: Connection, day: date, operator_name: str) -> DigestKnown:
    own, station = standing_in(connection).own, station_in(connection)
    chosen = select(digest).where(digest.c.place.in_(own)).order_by(digest.c.day.desc(), digest.c.n.desc())
    last = connection.execute(chosen.limit(1)).one_or_none()
    stood = {name: getattr(last, name) or "" for name in _STANDING} if last is not None else {}
    texts = {"office": station.name, "phone": station.phone or "", "editor": operator_name} | stood
    return DigestKnown(next_issue(connection, day.year), day, DigestTexts(**texts))


def next_issue(connection: Connection, year: int) -> int:
    """The number after the last one of this office in that year."""
    own = digest.c.place.in_(standing_in(connection).own)
    last = connection.execute(select(func.max(digest.c.issue)).where(own, digest.c.year == year)).scalar()
    return (last or 0) + 1


def issue_taken(connection: Connection, year: int, issue: int, but: UUID | None = None) -> bool:
    """Whether another digest of this office that holds has that number."""
    own = digest.c.place.in_(standing_in(connection).own)
    same = select(digest.c.id).where(own, digest.c.year == year, digest.c.issue == issue, digest.c.state == HOLDS)
    return any(UUID(bytes=id) != but for id in connection.execute(same).scalars())


def digest_row(connection: Connection, id: UUID) -> Any:
    """Raises BadInput digest_unknown."""
    joined = select(digest).join(subject, subject.c.n == digest.c.n).where(subject.c.id == id.bytes)
    row = connection.execute(joined).one_or_none()
    if row is None:
        raise BadInput("digest_unknown")
    return row


def texts_in(row: Any) -> DigestTexts:
    return DigestTexts(**{name: getattr(row, name) or "" for name in TEXT_FIELDS})


def cases_in(row: Any) -> tuple[UUID, ...]:
    return tuple(UUID(id) for id in json.loads(row.cases))


def instructions_on(connection: Connection, rows: Iterable[Any]) -> dict[UUID, tuple[InstructionView, ...]]:
    """What leaders wrote on each digest (领导批示), the first one first, by the steps of its cases: all cases of an act
    say the same. Of digests without one nothing."""
    cases = {id.bytes for row in rows for id in cases_in(row)}
    about, actor = (func.json_extract(step.c.detail, path) for path in ("$.codes.digest", "$.words.actor"))
    joined = step.join(fact, fact.c.n == step.c.n).join(subject, subject.c.n == fact.c.subject)
    said = subject.c.id.in_(cases), step.c.kind == _INSTRUCTED, step.c.verdict.in_(("ok", "provisional"))
    chosen = select(about, step.c.at, actor, step.c.text).select_from(joined).where(*said, about.is_not(None))
    found: dict[UUID, dict[InstructionView, None]] = {}
    for id, at, who, text in connection.execute(chosen.order_by(step.c.at, step.c.n)):
        view = InstructionView(local_day(read_time(at)), who or "", text or "")
        found.setdefault(UUID(id), {})[view] = None
    return {id: tuple(views) for id, views in found.items()}
