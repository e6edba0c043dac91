"""The cases, step and search rows of one case, from its facts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, select, text

from desk.domain.case import PERSON_FIELDS, WORDS_FIELDS, Corrected, Quoted, Registered, Shown, SlipTold, apply, judge
from desk.domain.case_state import CLOSED, CaseState
from desk.domain.moment import local_day, read_time, write_time
from desk.domain.numbering import digits_of
from desk.storage.facts import stories_of
from desk.storage.projection.clock import clock_rows, due_columns
from desk.storage.projection.fold import Entry, fold
from desk.storage.projection.step import case_columns, step_columns
from desk.storage.search import add_search, drop_search, rank_of
from desk.storage.statement import add_rows, as_list, compiled, listed, run, run_many
from desk.storage.tables import fact
from desk.storage.tables_case import case, step
from desk.storage.tables_clock import CLOCKS_OF_ONE, clock

Row = dict[str, Any]

_SEARCHED = ("title", "main_cause", "proposal", "original_text", "name", "address", "source_id")
_FOUND_BY = ("rank", "number", "phone_digits", "received_at", *_SEARCHED)
_OLD_COLUMNS = ("n", "state", *_FOUND_BY)
_OLD = compiled(select(*(case.c[name] for name in _OLD_COLUMNS)).where(case.c.n.in_(select(listed("numbers").c.value))))
_DROP_CASE = compiled(delete(case).where(case.c.n == bindparam("n")))
_DROP_STEPS = compiled(delete(step).where(step.c.n.in_(select(fact.c.n).where(fact.c.subject == bindparam("n")))))
_CLOCKS_OF = f"n BETWEEN :n * {CLOCKS_OF_ONE} AND :n * {CLOCKS_OF_ONE} + {CLOCKS_OF_ONE - 1}"
_DROP_CLOCKS = compiled(delete(clock).where(text(_CLOCKS_OF)))
_START = CaseState()
_WITH_OUTCOME, _WITH_FIELDS = (Quoted, SlipTold), (Corrected, Shown)
_PART_OF: Mapping[str, str] = dict.fromkeys(PERSON_FIELDS, "person") | dict.fromkeys(WORDS_FIELDS, "words")
_NO_TEXTS: Row = dict.fromkeys(_PART_OF)
_NOTHING: Mapping[str, Any] = {}


def project_cases(connection: Connection, numbers: Sequence[int]) -> None:
    cases: list[Row] = []
    steps: list[Row] = []
    clocks: list[Row] = []
    for number, story in stories_of(connection, numbers).items():
        state, entries = fold(_START, story, judge, apply)
        if state.registered:
            cases.append(case_row(number, state, entries))
            steps += [step_row(entry, state) for entry in entries]
            clocks += clock_rows(number, state)
    old = [dict(zip(_OLD_COLUMNS, row, strict=True)) for row in run(connection, _OLD, numbers=as_list(numbers))]
    run_many(connection, _DROP_CASE, old)
    run_many(connection, _DROP_STEPS, old)
    run_many(connection, _DROP_CLOCKS, old)
    add_rows(connection, case, cases)
    add_rows(connection, step, steps)
    add_rows(connection, clock, clocks)
    _index(connection, old, cases)


def _index(connection: Connection, old: Sequence[Row], new: Sequence[Row]) -> None:
    """Search rows are left alone where nothing in them changes: they cost more than all the others together."""
    before = {row["n"]: row for row in old}
    same = {row["n"] for row in new if row["n"] in before and _found_by(row) == _found_by(before[row["n"]])}
    drop_search(connection, [row["rank"] for row in old if row["n"] not in same])
    add_search(connection, [(row["rank"], searched_text(row), facets(row)) for row in new if row["n"] not in same])


def _found_by(row: Row) -> tuple[object, ...]:
    return row["state"] in CLOSED, *(row[name] for name in _FOUND_BY)


def case_row(number: int, state: CaseState, entries: list[Entry]) -> Row:
    texts = _texts(state, entries)
    received = state.codes.get("received_at") or write_time(entries[0].event.recorded_at)
    return {
        **texts,
        "n": number,
        "id": entries[0].event.subject.bytes,
        "rank": rank_of(int(read_time(received).timestamp()), number),
        "number": state.number,
        "place": state.place.bytes if state.place else b"",
        "nature": state.codes.get("nature", ""),
        "state": state.shown,
        "main": state.main.bytes if state.main else None,
        "apart": ",".join(sorted(map(str, state.distinct))),
        "received_at": received,
        "anonymous": bool(state.codes.get("anonymous")),
        "source": state.source,
        "outcome": state.outcome,
        "codes": orjson.dumps(state.codes, option=orjson.OPT_SORT_KEYS).decode(),
        "steps": ",".join(state.steps),
        "erased": ",".join(sorted(state.erased)),
        "handed": state.handed,
        "refused": sum([entry.refused for entry in entries]),
        "unjudged": sum([entry.unjudged for entry in entries]),
        "last_own": max([entry.n for entry in entries if entry.own and not entry.settled], default=0),
        "phone_digits": digits_of(texts["phone"]) if texts["phone"] else None,
        **due_columns(state),
        **case_columns(state, entries),
    }


def searched_text(row: Mapping[str, Any]) -> str:
    words = [row[name] for name in _SEARCHED if row[name]]
    return "\n".join([*words, row["number"], row["phone_digits"] or ""])


def facets(row: Mapping[str, Any]) -> list[str]:
    """What a list may be narrowed to without reading the rows."""
    year = local_day(read_time(row["received_at"])).year
    return [f"y{year}"] if row["state"] in CLOSED else [f"y{year}", "open"]


def step_row(entry: Entry, state: CaseState) -> dict[str, Any]:
    event, body = entry.event, entry.body
    words, person = entry.parts.get("words", _NOTHING), entry.parts.get("person", _NOTHING)
    return {
        "n": entry.n,
        "fact": event.id.bytes,
        "place": event.place.bytes,
        "own": entry.own,
        "kind": event.kind.partition(".")[2],
        "at": _happened(entry),
        "operator": event.operator.bytes,
        "verdict": entry.verdict.name if entry.settled or not entry.verdict.ok else "provisional",
        "reason": entry.verdict.reason,
        "step": body.step if isinstance(body, Quoted) else None,
        "outcome": body.outcome if isinstance(body, _WITH_OUTCOME) else None,
        "fields": ",".join(body.fields) if isinstance(body, _WITH_FIELDS) else "",
        "text": _words(words.get("reason")) or _words(words.get("text")),
        "who": _words(person.get("who")),
        "detail": "{}",
        **step_columns(entry, state, words),
    }


def _happened(entry: Entry) -> str:
    """When it was: a quoted step has a day, a case is as old as its first word, the rest is as written."""
    match entry.body:
        case Quoted(date=day):
            return day.isoformat()
        case Registered(received_at=str(received)):
            return received
    return write_time(entry.event.recorded_at)


def _texts(state: CaseState, entries: Iterable[Entry]) -> Row:
    """The last version of each text; None where nothing was said, or is held any more."""
    texts, parts_of = dict(_NO_TEXTS), {entry.event.id: entry.parts for entry in entries}
    at, parts = None, _NOTHING
    for name, source in state.texts.items():
        if source is not at:
            at, parts = source, parts_of.get(source, _NOTHING)
        if name in _PART_OF:
            texts[name] = _words(parts.get(_PART_OF[name], _NOTHING).get(name))
    return texts


def _words(said: object) -> str | None:
    """A part may have been written elsewhere: only text is shown."""
    return said if isinstance(said, str) else None
