"""The conversation table."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete

from desk.domain.conversation import (
    PERSON_FIELDS,
    WORDS_FIELDS,
    ConversationState,
    Corrected,
    apply,
    judge,
)
from desk.domain.moment import write_time
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import Entry, fold
from desk.storage.projection.texts import text, texts_of
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables_reception import conversation

_DROP = compiled(delete(conversation).where(conversation.c.n == bindparam("n")))


def project_conversations(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [row for number, story in stories_of(connection, numbers).items() if (row := _row(number, story))]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, conversation, rows)


def _row(number: int, story: Story) -> dict[str, Any] | None:
    state, entries = fold(ConversationState(), story, judge, apply)
    came = state.checked_in
    if came is None or state.place is None:
        return None
    person = texts_of(state.texts, entries, "person", PERSON_FIELDS)
    return (
        person
        | texts_of(state.texts, entries, "words", WORDS_FIELDS)
        | {
            "n": number,
            "id": entries[0].event.subject.bytes,
            "session": came.session.bytes,
            "place": state.place.bytes,
            "state": state.state,
            "ticket": came.ticket,
            "at": state.at,
            "people": state.people,
            "speakers": came.speakers,
            "first": bool(came.first),
            "calls": state.calls,
            "at_table": state.table,
            "called_at": state.called_at,
            "began": state.began,
            "ended": state.ended,
            "ways": ",".join(state.ways),
            "nature": state.nature,
            "deputies": orjson.dumps(state.deputies).decode(),
            "cases": orjson.dumps(state.cases).decode(),
            "corrections": orjson.dumps(_corrections(state, entries)).decode(),
            "erased": ",".join(sorted(state.erased)),
            "ticket_out": state.ticket_out,
        }
    )


def _corrections(state: ConversationState, entries: Sequence[Entry]) -> list[list[Any]]:
    """When, who, which fields, why."""
    named = set(state.corrections)
    return [
        [
            write_time(entry.event.recorded_at),
            entry.event.operator,
            _fields(entry.body),
            text(entry.parts.get("words", {}).get("reason")),
        ]
        for entry in entries
        if entry.event.id in named and isinstance(entry.body, Corrected)
    ]


def _fields(body: Corrected) -> list[str]:
    return [*body.texts, *body.cleared, *sorted(body.to_json().keys() - {"texts", "cleared"})]
