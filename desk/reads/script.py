"""What there is to say to a person about their case, now: what came of it, or where it stands (照着念)."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desk.domain.case_state import MERGED_STATE
from desk.domain.codes import Label
from desk.domain.masks import surname
from desk.domain.moment import local_day, read_time
from desk.domain.reaching import BOARD
from desk.domain.telling import INSTRUCTION, REPLY, RESULT
from desk.reads.clocks import clocks_in
from desk.reads.lens import Lens
from desk.reads.rows import shown_title
from desk.reads.station import station_in
from desk.reads.steps import said, unit_of
from desk.reads.tell_views import Came, ScriptView
from desk.reads.telling import way_of
from desk.reads.views import UNSAID
from desk.storage.tables_case import case

_KINDS = {"replied": REPLY, "settled": REPLY, "quoted": REPLY, "instructed": INSTRUCTION, "completed": RESULT}
_NOT_OUT = ("not_applied", "set_aside")


def script_in(connection: Connection, row: Any, steps: Iterable[Any], lens: Lens) -> ScriptView:
    """`row` is a case's, `steps` are its steps' rows, the last in the order of the fold first."""
    main = connection.execute(select(case).where(case.c.id == row.main)).one_or_none() if _is_led(row) else None
    stands = main or row
    untold = frozenset(filter(None, row.untold.split(",")))
    name = "" if row.anonymous else (row.name or "").strip()
    call = surname(name)
    return ScriptView(
        station=station_in(connection).name,
        call=call,
        person=call != name or len(name) < 2,
        today=local_day(lens.now),
        received=local_day(read_time(row.received_at)),
        title=shown_title(row),
        state=stands.state,
        merged=main is not None,
        came=_came(steps, untold, lens),
        waits=bool(untold),
        told_on=date.fromisoformat(row.told_on) if row.told_on else None,
        unit=lens.codes.label("unit", stands.unit) if stands.unit else None,
        due=_heard_by(connection, stands, lens),
        board=way_of(row) == BOARD,
    )


def _heard_by(connection: Connection, row: Any, lens: Lens) -> date | None:
    """By when the person hears from us; what is due inside the office is not theirs to wait for."""
    rules = {id for id, rule in lens.clocks.items() if rule.until in ("called", "told")}
    running = (one.last for one in clocks_in(connection, row.n) if one.rule in rules and not (one.ended or one.paused))
    return min(running, default=None)


def _is_led(row: Any) -> bool:
    """Whether a case is handled with its main one; who was not satisfied stands alone."""
    return row.main is not None and row.state == MERGED_STATE


def _came(steps: Iterable[Any], untold: frozenset[str], lens: Lens) -> tuple[Came, ...]:
    """The last of each kind, in the order they came."""
    found: dict[str, Came] = {}
    for step in steps:
        kind = _KINDS.get(step.kind, "")
        if not kind or kind in found or step.verdict in _NOT_OUT or not (step.text or step.outcome):
            continue
        if not _answers(step):
            continue
        found[kind] = _one(kind, step, lens, told=kind not in untold)
    return tuple(reversed(found.values()))


def _answers(step: Any) -> bool:
    """Whether a step is in force; of what was taken over from elsewhere, whether it is an answer at all."""
    if step.kind == "quoted":
        return step.outcome is not None or step.step == "5"
    return bool(json.loads(step.detail).get("holds"))


def _one(kind: str, step: Any, lens: Lens, *, told: bool) -> Came:
    detail = json.loads(step.detail)
    coded, words = detail.get("codes", {}), detail.get("words", {})
    leader = said(words.get("actor"))
    by = Label(leader, leader) if kind == INSTRUCTION else unit_of(lens.codes, coded.get("unit"), words.get("unit"))
    promised = coded.get("promised")
    return Came(
        kind=kind,
        text=step.text or "",
        by=by or UNSAID,
        outcome=step.outcome or "",
        promise=said(words.get("promise")),
        promised=date.fromisoformat(promised) if promised else None,
        day=local_day(read_time(step.at)) if "T" in step.at else date.fromisoformat(step.at),
        told=told,
    )
