"""Drafts: what is being typed, kept from the first pause on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from desk.actions.desk import Desk
from desk.domain.field import LIMITS, NOTE_LIMIT
from desk.errors import BadInput
from desk.storage.tables import draft


def save_draft(desk: Desk, id: UUID, form: Mapping[str, Any]) -> None:
    """Keeps a form as it stands, finished or not. Raises BadInput for text that cannot be stored."""
    _check(form)
    row = {
        "id": id.bytes,
        "operator": desk.operator.bytes,
        "updated_at": desk.clock().isoformat(),
        "form": dict(form),
    }
    upsert = insert(draft).values(row)
    upsert = upsert.on_conflict_do_update(
        index_elements=["id"], set_={"form": upsert.excluded.form, "updated_at": upsert.excluded.updated_at}
    )
    with desk.vault.write() as connection:
        connection.execute(upsert)


def drop_draft(desk: Desk, id: UUID) -> None:
    """Forgets a draft."""
    with desk.vault.write() as connection:
        connection.execute(delete(draft).where(draft.c.id == id.bytes))


def wipe_draft(desk: Desk, id: UUID, keep: Mapping[str, Any]) -> None:
    """Erases what a draft holds but for `keep` (检举控告): from the database and from its write-ahead log."""
    drop_draft(desk, id)
    save_draft(desk, id, keep)
    desk.vault.forget_deleted()


def _check(form: Mapping[str, Any]) -> None:
    for name, value in form.items():
        if isinstance(value, Mapping):
            _check(value)
        elif isinstance(value, str):
            most = LIMITS.get(name, NOTE_LIMIT) * 2  # a draft may be too long for a case, but not without end
            if len(value) > most:
                raise BadInput("text_too_long", field=name, length=len(value), most=most)
            if any("\ud800" <= char <= "\udfff" for char in value):
                raise BadInput("text_is_broken", field=name)
