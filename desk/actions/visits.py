"""What is done about a deputy's visit (form F3): record, correct, check with the deputies, make a case of an opinion.

Nothing here settles a matter: a deputy passes on what was heard (代表法 31).
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.actions.cases import add_case, check_reason
from desk.actions.desk import Change, Desk
from desk.domain.case import Erased
from desk.domain.draft import check_form
from desk.domain.erasure import Reasoned
from desk.domain.moment import local_day, write_time
from desk.domain.visit import (
    CHANNEL,
    OPINIONS,
    PERSON_FIELDS,
    WITHDRAWN,
    Agreed,
    BecameCase,
    Corrected,
    Recorded,
    Withdrawn,
)
from desk.domain.visit_form import NEEDED, TEXTS, Find, check_visit, read_visit
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.deputies import ids_of, pick_deputy
from desk.reads.station import station_in
from desk.reads.visits import visit_row
from desk.storage.save import new_id, save, saving
from desk.storage.tables_reception import visit

MOST_A_DAY = 1_000


def record_visit(desk: Desk, form: Mapping[str, Any]) -> Change:
    """Records a visit: {kind, day, venue, organiser, deputies (ids or names), visited, people, minutes, community,
    counted, survey, topic, seen, opinions [...], handed_to, feedback}. subjects[0] is the visit.

    Raises what check_visit raises; then nothing is stored.
    """
    with desk.vault.read() as connection:
        station = station_in(connection)
    checked = check_visit(form, desk.lists.codes, _today(desk), _finder(desk), station.name)
    texts = {name: checked.pop(name) for name in (*TEXTS, OPINIONS) if name in checked}
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        number = _new_number(one.connection, station.code, checked["day"])
        said = len(texts.get(OPINIONS, ()))
        body = Recorded(number=number, **checked, opinions=said, texts=tuple(texts))
        id = new_id()
        one.add([NewFact("visit.recorded", id, body.to_json(), *_parts(texts))])
    return Change((id,))


def correct_visit(desk: Desk, id: UUID, form: Mapping[str, Any], reason: str) -> Change:
    """Corrects what the form names; an opinion that became a case keeps its place and its words. Deputies who had
    agreed are to be asked again.

    Raises BadInput visit_unknown, visit_withdrawn, erased, reason_missing, nothing_to_correct, opinion_has_case,
    field_missing, and what read_visit raises.
    """
    check_reason(reason)
    read = read_visit(form, desk.lists.codes, _today(desk), _finder(desk))
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _changeable(one.connection, id)
        changed = {name: value for name, value in read.items() if value != _held(row, name)}
        _check_correction(row, changed)
        texts = {name: text for name in (*TEXTS, OPINIONS) if (text := changed.get(name))}
        codes = {name: value for name, value in changed.items() if name not in (*TEXTS, OPINIONS) and value is not None}
        if OPINIONS in texts:
            codes[OPINIONS] = len(texts[OPINIONS])
        cleared = tuple(name for name, value in changed.items() if value in (None, ()))
        body = Corrected(**codes, texts=tuple(texts), cleared=cleared)
        person, words = _parts(texts)
        one.add([NewFact("visit.corrected", id, body.to_json(), person, (words or {}) | {"reason": reason})])
    return Change((id,))


def make_case_of_opinion(desk: Desk, id: UUID, n: int, form: Mapping[str, Any] | None = None) -> Change:
    """Registers the opinion (from 1) as a case of the deputies' channel, in one act; `form` may say more of it by the
    keys of F1. subjects are the case and the visit.

    Raises BadInput visit_unknown, visit_withdrawn, opinion_unknown, opinion_has_case, erased, and what check_form
    raises.
    """
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        row = _changeable(one.connection, id)
        said = _held(row, OPINIONS)
        if not 1 <= n <= len(said):
            raise BadInput("opinion_unknown", count=len(said))
        if n in _with_case(row):
            raise BadInput("opinion_has_case")
        if said[n - 1] is None:
            raise BadInput("erased", field=OPINIONS)
        given = {"original_text": said[n - 1], "received_at": _received(row, desk)}
        checked = check_form({**given, **(form or {}), "channel": CHANNEL}, desk.lists.codes, now)
        act = new_id()
        case = add_case(desk, one, checked, act=act)
        one.add([NewFact("visit.case", id, BecameCase(opinion=n, case=case).to_json(), act=act)])
    return Change((case, id), checked.warnings)


def agree_visit(desk: Desk, id: UUID, deputy: UUID, day: date | None = None) -> Change:
    """A deputy was shown the record and agrees (与代表核对).

    Raises BadInput visit_unknown, visit_withdrawn, deputy_not_there.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _changeable(one.connection, id)
        there = {*ids_of(one.connection, deputy)} & set(_held(row, "deputies"))
        if not there:
            raise BadInput("deputy_not_there")
        body = Agreed(deputy=min(there), day=day or _today(desk))
        one.add([NewFact("visit.agreed", id, body.to_json())])
    return Change((id,))


def withdraw_visit(desk: Desk, id: UUID, reason: str) -> Change:
    """作废: it counts for nobody any more; cases made of it stay. Raises BadInput visit_unknown, visit_withdrawn,
    reason_missing."""
    check_reason(reason)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        _changeable(one.connection, id)
        one.add([NewFact("visit.withdrawn", id, Withdrawn().to_json(), words={"reason": reason})])
    return Change((id,))


def erase_visit(desk: Desk, id: UUID, part: str, reason: str) -> Change:
    """Erases who was visited, the words, or both, for ever (个人信息保护法 47); the reason is kept apart.

    Raises BadInput visit_unknown, code_unknown, reason_missing, erased.
    """
    check_reason(reason)
    if part not in ("person", "words", "both"):
        raise BadInput("code_unknown", field="part", list="part")
    erased = Erased.model_validate({"part": part})
    with desk.vault.read() as connection:
        row = visit_row(connection, id)
    if set(erased.parts) <= set(row.erased.split(",")):
        raise BadInput("erased", field="part")
    act = new_id()
    why = Reasoned.model_validate({"of": id, "part": part})
    facts = [
        NewFact("visit.erased", id, erased.to_json(), act=act),
        NewFact("erasure.reasoned", new_id(), why.to_json(), words={"reason": reason}, act=act),
    ]
    save(desk.vault, desk.operator, desk.clock(), facts)
    return Change((id,))


def _today(desk: Desk) -> date:
    return local_day(desk.clock())


def _finder(desk: Desk) -> Find:
    lens = desk.lens
    return lambda word: pick_deputy(desk.vault, lens, word)


def _new_number(connection: Connection, code: str, day: date) -> str:
    """HD-310116113000-261121; the day's second has -2 behind it. Two desks of a station may give one twice: identity
    is the id."""
    stem = f"HD-{code}-{day:%y%m%d}"
    given = set(connection.execute(select(visit.c.number).where(visit.c.number.startswith(stem))).scalars())
    n = next(n for n in range(1, MOST_A_DAY) if (f"{stem}-{n}" if n > 1 else stem) not in given)
    return f"{stem}-{n}" if n > 1 else stem


def _parts(texts: Mapping[str, Any]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Person and words."""
    person = {name: text for name, text in texts.items() if name in PERSON_FIELDS}
    words = {name: list(text) if name == OPINIONS else text for name, text in texts.items() if name not in person}
    return person or None, words or None


def _changeable(connection: Connection, id: UUID) -> Any:
    row = visit_row(connection, id)
    if row.state == WITHDRAWN:
        raise BadInput("visit_withdrawn")
    return row


def _held(row: Any, name: str) -> Any:
    """A value of the form as the visit has it now."""
    if name == OPINIONS:
        return tuple(text for text, _ in json.loads(row.opinions))
    if name == "deputies":
        return tuple(UUID(id) for id in json.loads(row.deputies))
    return date.fromisoformat(row.day) if name == "day" else getattr(row, name)


def _with_case(row: Any) -> dict[int, str | None]:
    """Opinions that became cases, by their number from 1."""
    return {n: text for n, (text, case) in enumerate(json.loads(row.opinions), 1) if case}


def _check_correction(row: Any, changed: Mapping[str, Any]) -> None:
    if not changed:
        raise BadInput("nothing_to_correct")
    missing = next(
        (name for name in ("kind", "day", "deputies", *NEEDED) if changed.get(name, True) in (None, ())), None
    )
    if missing:
        raise BadInput("field_missing", field=missing)
    erased = set(row.erased.split(","))
    person, words = _parts({name: text for name, text in changed.items() if text and name in (*TEXTS, OPINIONS)})
    if (person and "person" in erased) or (words and "words" in erased):
        raise BadInput("erased", field="part")
    said = changed.get(OPINIONS)
    if said is not None and any(n > len(said) or said[n - 1] != text for n, text in _with_case(row).items()):
        raise BadInput("opinion_has_case")


def _received(row: Any, desk: Desk) -> str:
    """When the opinion was heard: now, or on the day of the visit."""
    now = desk.clock()
    return write_time(now) if row.day == local_day(now).isoformat() else str(row.day)
