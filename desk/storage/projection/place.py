"""The place table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from desk.domain.place import TEXT_FIELDS, PlaceState, apply, judge
from desk.storage.facts import Story, stories_of
from desk.storage.projection.fold import fold
from desk.storage.statement import add_rows, compiled, run_many
from desk.storage.tables import place

_DROP = compiled(delete(place).where(place.c.n == bindparam("n")))


def project_places(connection: Connection, numbers: Sequence[int]) -> None:
    rows = [_row(number, story) for number, story in stories_of(connection, numbers).items() if story]
    run_many(connection, _DROP, [{"n": number} for number in numbers])
    add_rows(connection, place, rows)


def _row(number: int, story: Story) -> dict[str, Any]:
    state, _ = fold(PlaceState(), story, judge, apply)
    words = {kept.event.id: kept.parts.get("words", {}) for kept in story}
    said = {name: words.get(source, {}).get(name) for name, source in state.texts.items()}
    texts = {name: said.get(name) for name in TEXT_FIELDS}
    return {name: text if isinstance(text, str) else None for name, text in texts.items()} | {
        "n": number,
        "id": story[0].event.subject.bytes,
        "code": state.code,
        "level": state.level,
        "parent": str(state.parent) if state.parent else None,
        "sample": state.sample,
        "promise_days": state.promise_days,
        "notice_days": state.notice_days,
        **state.days,
    }
