"""The drafts on this desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.reads.views import DraftRow
from desk.storage.tables import draft
from desk.storage.vault import Vault

_TITLE_LENGTH = 30
TALK = "talk"  # in the draft of a conversation: its id
VISIT = "visit"  # in the draft of a visit, or of its correction
DIGEST = "digest"  # in the draft of a digest, or of its change
INSTRUCTION = "instruction"  # in the draft of a leader's instruction on a digest


def list_drafts(vault: Vault, of: str = "") -> tuple[DraftRow, ...]:
    """The drafts of cases, the last touched first. Those of conversations (they wait in the queue of their session), of
    visits, of digests and of instructions are told apart by their mark: `of` asks for them alone."""
    with vault.read() as connection:
        return drafts_in(connection, of)


def drafts_in(connection: Connection, of: str = "") -> tuple[DraftRow, ...]:
    rows = connection.execute(select(draft).order_by(draft.c.updated_at.desc(), draft.c.n.desc())).all()
    return tuple(
        DraftRow(UUID(bytes=row.id), _title(row.form), datetime.fromisoformat(row.updated_at), row.form.get("step", ""))
        for row in rows
        if _mark(row.form) == of
    )


def read_draft(vault: Vault, id: UUID) -> dict[str, Any] | None:
    """The form as it was last saved; None when the draft is gone."""
    with vault.read() as connection:
        form: dict[str, Any] | None = connection.execute(select(draft.c.form).where(draft.c.id == id.bytes)).scalar()
    return form


def steps_begun(vault: Vault) -> tuple[str, ...]:
    """The steps of which there is some draft, of whatever case."""
    with vault.read() as connection:
        named = select(draft.c.form["step"].as_string()).distinct()
        return tuple(step for step in connection.execute(named).scalars() if step)


def newest_draft(vault: Vault, of: str) -> tuple[UUID, dict[str, Any]] | None:
    """The one of that mark that was touched last, with its form; None when there is none."""
    with vault.read() as connection:
        newest = next(iter(drafts_in(connection, of)), None)
    form = read_draft(vault, newest.id) if newest is not None else None
    return (newest.id, form) if newest is not None and form is not None else None


def _mark(form: dict[str, Any]) -> str:
    return next((mark for mark in (TALK, VISIT, DIGEST, INSTRUCTION) if mark in form), "")


def _title(form: dict[str, Any]) -> str:
    words = form.get("title") or form.get("original_text") or form.get("main_cause") or ""
    return " ".join(str(words).split())[:_TITLE_LENGTH]
