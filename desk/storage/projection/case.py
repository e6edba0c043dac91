"""The cases, step and search rows of one case, from its facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from desk.domain.body import Body
from desk.domain.case import (
    CLOSED,
    PERSON_FIELDS,
    TEXT_FIELDS,
    CaseState,
    Corrected,
    Quoted,
    Registered,
    SlipTold,
    apply,
    judge,
)
from desk.domain.event import Event, Verdict
from desk.domain.kinds import read_body
from desk.domain.moment import local_day, read_time, write_time
from desk.domain.numbering import digits_of
from desk.storage.facts import events_of, parts_of
from desk.storage.search import add_search, drop_search, rank_of
from desk.storage.statement import compiled, inserting, run, run_many
from desk.storage.tables import case, fact, step

Parts = Mapping[tuple[UUID, str], Mapping[str, Any]]

_OLD_RANK = compiled(select(case.c.rank).where(case.c.n == bindparam("number")))
_DROP_CASE = compiled(delete(case).where(case.c.n == bindparam("number")))
_DROP_STEPS = compiled(delete(step).where(step.c.n.in_(select(fact.c.n).where(fact.c.subject == bindparam("number")))))
_ADD_CASE, _ADD_STEP = inserting(case), inserting(step)
_SEARCHED = ("title", "main_cause", "proposal", "original_text", "name", "address", "source_id")


@dataclass(frozen=True)
class Entry:
    """One fact and what became of it."""

    n: int
    event: Event
    body: Body | None
    verdict: Verdict


def project_case(connection: Connection, number: int) -> None:
    state, entries = fold_case(connection, number)
    parts = parts_of(connection, number)
    old = run(connection, _OLD_RANK, number=number).fetchone()
    if old is not None:
        drop_search(connection, old[0])
        run(connection, _DROP_CASE, number=number)
        run(connection, _DROP_STEPS, number=number)
    if state.registered:
        row = case_row(number, state, entries, parts)
        run(connection, _ADD_CASE, **row)
        add_search(connection, row["rank"], searched_text(row), facets(row))
        run_many(connection, _ADD_STEP, [step_row(entry, parts) for entry in entries])


def fold_case(connection: Connection, number: int) -> tuple[CaseState, list[Entry]]:
    state, entries = CaseState(), []
    for n, event in events_of(connection, number):
        body = read_body(event)
        verdict = judge(state, event, body)
        if verdict.ok:
            state = apply(state, event, body)
        entries.append(Entry(n, event, body, verdict))
    return state, entries


def case_row(number: int, state: CaseState, entries: list[Entry], parts: Parts) -> dict[str, Any]:
    texts = {name: _text_of(name, state, parts) for name in TEXT_FIELDS}
    received = state.codes.get("received_at") or write_time(entries[0].event.recorded_at)
    promise = state.promise
    return texts | {
        "n": number,
        "id": entries[0].event.subject.bytes,
        "rank": rank_of(int(read_time(received).timestamp()), number),
        "number": state.number,
        "place": state.place.bytes if state.place else b"",
        "nature": state.codes.get("nature", ""),
        "state": state.state,
        "received_at": received,
        "due_raw": promise.raw.isoformat() if promise else None,
        "due_rolled": promise.rolled.isoformat() if promise else None,
        "holidays_known": promise.holidays_known if promise else None,
        "promise_days": promise.days if promise else None,
        "anonymous": bool(state.codes.get("anonymous")),
        "source": state.source,
        "outcome": state.outcome,
        "codes": json.dumps(state.codes, sort_keys=True),
        "steps": ",".join(state.steps),
        "erased": ",".join(sorted(state.erased)),
        "handed": state.handed,
        "refused": sum(entry.verdict.name in ("not_applied", "set_aside") for entry in entries),
        "unjudged": sum(entry.verdict.name == "unjudged" for entry in entries),
        "last_own": entries[-1].n,
        "unit": None,
        "replied_at": None,
        "phone_digits": digits_of(texts["phone"]) if texts["phone"] else None,
    }


def searched_text(row: Mapping[str, Any]) -> str:
    words = [row[name] for name in _SEARCHED if row[name]]
    return "\n".join([*words, row["number"], row["phone_digits"] or ""])


def facets(row: Mapping[str, Any]) -> list[str]:
    """What a list may be narrowed to without reading the rows."""
    year = local_day(read_time(row["received_at"])).year
    return [f"y{year}"] if row["state"] in CLOSED else [f"y{year}", "open"]


def step_row(entry: Entry, parts: Parts) -> dict[str, Any]:
    event, body = entry.event, entry.body
    words, person = parts.get((event.id, "words"), {}), parts.get((event.id, "person"), {})
    return {
        "n": entry.n,
        "fact": event.id.bytes,
        "place": event.place.bytes,
        "own": True,
        "kind": event.kind.partition(".")[2],
        "at": _happened(entry),
        "operator": event.operator.bytes,
        "verdict": "provisional" if entry.verdict.ok else entry.verdict.name,
        "reason": entry.verdict.reason,
        "step": body.step if isinstance(body, Quoted) else None,
        "outcome": body.outcome if isinstance(body, Quoted | SlipTold) else None,
        "fields": ",".join(body.fields) if isinstance(body, Corrected) else "",
        "text": _words(words.get("reason")) or _words(words.get("text")),
        "who": _words(person.get("who")),
        "detail": "{}",
    }


def _happened(entry: Entry) -> str:
    """When it was: a quoted step has a day, a case is as old as its first word, the rest is as written."""
    match entry.body:
        case Quoted(date=day):
            return day.isoformat()
        case Registered(received_at=str(received)):
            return received
    return write_time(entry.event.recorded_at)


def _text_of(name: str, state: CaseState, parts: Parts) -> str | None:
    source = state.texts.get(name)
    if source is None:
        return None
    part = "person" if name in PERSON_FIELDS else "words"
    return _words(parts.get((source, part), {}).get(name))


def _words(text: object) -> str | None:
    """A part may have been written elsewhere: only text is shown."""
    return text if isinstance(text, str) else None
