"""The visit table."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.visit import OPINIONS, PERSON_FIELDS, WORDS_FIELDS, VisitState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.projection.texts import text, texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import visit

_DROP = compiled(delete(visit).where(visit.c.n == bindparam("n")))


def project_visits(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, visit, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(VisitState(), story, judge, apply)
    now = state.recorded
    if now is None or state.place is None:
        return None
    words = texts_of(state.texts, entries, "words", WORDS_FIELDS)
    return (
        words
        | texts_of(state.texts, entries, "person", PERSON_FIELDS)
        | {
            "n": number,
            "id": entries[0].event.subject.bytes,
            "place": state.place.bytes,
            "state": state.state,
            "number": now.number,
            "kind": now.kind,
            "day": now.day.isoformat(),
            "minutes": now.minutes,
            "people": now.people,
            "community": now.community,
            "counted": now.counted,
            "survey": now.survey,
            "deputies": orjson.dumps(now.deputies).decode(),
            "opinions": orjson.dumps(list(_opinions(state, now.opinions, entries))).decode(),
            "agreed": orjson.dumps(state.agreed).decode(),
            "erased": ",".join(sorted(state.erased)),
        }
    )


def _opinions(state: VisitState, count: int, entries: Iterable[Entry]) -> Iterable[list[str | None]]:
    """Each with its case; without words where these were erased, or written as no list elsewhere."""
    source = state.texts.get(OPINIONS)
    held = next((entry.parts.get("words", {}).get(OPINIONS) for entry in entries if entry.event.id == source), None)
    said = held if isinstance(held, list) else []
    for n in range(1, count + 1):
        case = state.cases.get(n)
        yield [text(said[n - 1]) if n <= len(said) else None, str(case) if case else None]
