"""From a row of the step table to a knot of the timeline."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case import RECEIPT
from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes, Label
from desk.domain.extension import can_move
from desk.domain.moment import SHANGHAI, local, read_time
from desk.domain.step import ABOUT_CLOCKS, offered
from desk.domain.step_table import DONE
from desk.reads.clocks import clocks_in, due_words
from desk.reads.lens import Lens
from desk.reads.merging import numbers_in
from desk.reads.station import acting_level, operator_names, place_names
from desk.reads.views import UNSAID, StepView
from desk.storage.tables import fact, stamp
from desk.storage.tables_case import step

NOON = clock_time(12)
_OF_THE_LIST = ("quoted", "replied", "settled")  # kinds whose outcome is a code of the list `outcome`


@dataclass(frozen=True)
class Names:
    """What people and places are called that this desk knows."""

    operators: Mapping[UUID, str]
    places: Mapping[UUID, str]
    numbers: Mapping[UUID, str] = field(default_factory=dict)


def names_in(connection: Connection, rows: Iterable[Any]) -> Names:
    """The names that the rows of some steps need, and the numbers of other cases that they speak of."""
    known = list(rows)
    others = [UUID(other) for row in known if (other := json.loads(row.detail).get("other"))]
    places = place_names(connection, {row.place for row in known})
    return Names(operator_names(connection), places, numbers_in(connection, others) if others else {})


def rows_of(connection: Connection, number: int) -> list[Any]:
    """The rows of a case's steps, the last in the order of the fold first."""
    joined = step.join(fact, fact.c.n == step.c.n).outerjoin(stamp, stamp.c.fact == step.c.n)
    order = stamp.c.fact.is_(None).desc(), stamp.c.epoch.desc(), stamp.c.n.desc(), step.c.n.desc()
    chosen = select(step).select_from(joined).where(fact.c.subject == number).order_by(*order)
    return list(connection.execute(chosen))


def copies_out(rows: Iterable[Any], paper: str) -> int:
    """How many of a paper are known or believed to be out, by the rows of a case, the last first."""
    out = 0
    for row in reversed(list(rows)):
        if row.kind == "slip" and json.loads(row.detail).get("paper", RECEIPT) == paper:
            out = max(0, out + {"handed": 1, "failed": -1, "not_out": -1}.get(row.outcome, 0))
    return out


def offered_in(connection: Connection, row: Any) -> tuple[str, ...]:
    """The steps that may be taken of a case at this desk; none of an accusation or of what cannot be read in full."""
    if row.unjudged or row.nature == ACCUSATION:
        return ()
    movable = can_move(clocks_in(connection, row.n))
    names = offered(row.state, acting_level(connection), row.track)
    return tuple(name for name in names if name not in (ABOUT_CLOCKS - movable) | _not_now(row))


def _not_now(row: Any) -> frozenset[str]:
    """What the state would allow, and the case itself does not."""
    told, answered = row.untold == "", row.state in DONE and row.outcome is not None
    missing = {
        "reply": answered,
        "settle": answered,
        "mediate": row.mediating,
        "mediated": not row.mediating,
        "unlink": row.links == "[]",
        "file": not told,
    }
    return frozenset(name for name, lacks in missing.items() if lacks)


def step_view(row: Any, names: Names, lens: Lens) -> StepView:
    """Names of operators do not travel: of a step taken elsewhere the place tells who did it."""
    place = names.places.get(UUID(bytes=row.place), "")
    known = row.who or names.operators.get(UUID(bytes=row.operator), "")
    detail, codes = json.loads(row.detail), lens.codes
    coded, words = detail.get("codes", {}), detail.get("words", {})
    listed = row.outcome if row.kind in _OF_THE_LIST else None
    return StepView(
        fact=UUID(bytes=row.fact),
        kind=row.kind,
        at=local(read_time(row.at)) if "T" in row.at else _noon(row.at),
        who=known or ("" if row.own else place),
        verdict=row.verdict,
        reason=row.reason,
        step=row.step,
        text=row.text or "",
        outcome=row.outcome,
        fields=tuple(filter(None, row.fields.split(","))),
        own=row.own,
        place=place,
        paper=detail.get("paper", RECEIPT),
        unit=unit_of(codes, coded.get("unit"), words.get("unit")),
        co_units=co_units_of(codes, coded, words),
        outcome_label=codes.label("outcome", listed) if listed else None,
        promise=said(words.get("promise")),
        promised=date.fromisoformat(coded["promised"]) if "promised" in coded else None,
        in_force=detail.get("holds", False),
        lapsed=detail.get("lapsed", False),
        other=names.numbers.get(UUID(detail["other"]), "") if "other" in detail else "",
        rule=coded.get("rule", ""),
        rule_words=due_words(lens, coded["rule"])[1] if "rule" in coded else UNSAID,
        day=_last_day(coded),
        track=coded.get("track", ""),
        approver=said(words.get("approver")),
        codes=coded,
        words={name: text for name, text in words.items() if isinstance(text, str)},
    )


def _last_day(coded: Mapping[str, Any]) -> date | None:
    """The rolled day of a clock that was moved, or the day a matter was received on."""
    days = (
        coded.get("raw") if coded.get("unsure") else None,
        *(coded.get(name) for name in ("rolled", "raw", "received")),
    )
    return next((date.fromisoformat(day) for day in days if day), None)


def said(words: object) -> str:
    """A text of a part that may have been written elsewhere."""
    return words if isinstance(words, str) else ""


def unit_of(codes: Codes, code: str | None, words: object) -> Label | None:
    """By the list; of a unit that is not in it the name that was written."""
    if code is None or not codes.knows("unit", code):
        name = said(words) or code
        return Label(name, name) if name else None
    return codes.label("unit", code)


def co_units_of(codes: Codes, coded: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Label, ...]:
    written = words.get("co_units")
    others = [Label(name, name) for name in written] if isinstance(written, list) else []
    return (*(codes.label("unit", code) for code in coded.get("co_units", ())), *others)


def _noon(day: str) -> datetime:
    """A quoted step has a date and no hour."""
    return datetime.combine(date.fromisoformat(day), NOON, SHANGHAI)
