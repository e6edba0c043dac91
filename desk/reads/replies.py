"""What a reply notice says."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from desk.domain.step_bodies import Replied
from desk.domain.step_table import RULES
from desk.errors import BadInput
from desk.reads.cases import case_of
from desk.reads.rows import shown_title
from desk.reads.station import station_in
from desk.reads.steps import rows_of, said
from desk.reads.views import ReplyView
from desk.storage.vault import Vault

_KINDS = {rule.kind.partition(".")[2] for rule in RULES if issubclass(rule.body, Replied)}


def read_reply(vault: Vault, id: UUID) -> ReplyView:
    """The reply in force of a case. Raises BadInput case_unknown, no_reply, reply_erased."""
    with vault.read() as connection:
        row = case_of(connection, id)
        sample = station_in(connection).sample
        rows = rows_of(connection, row.n)
    for one in rows:
        detail = json.loads(one.detail)
        if one.kind in _KINDS and detail.get("holds"):
            return _view(row, one, detail, sample)
    raise BadInput("no_reply")


def _view(row: Any, reply: Any, detail: dict[str, Any], sample: bool) -> ReplyView:
    if "words" in row.erased.split(","):
        raise BadInput("reply_erased")
    words, coded = detail["words"], detail["codes"]
    copies = words.get("copy_to")
    return ReplyView(
        number=row.number,
        sample=sample,
        unit=said(words.get("unit")),
        document=said(words.get("document")),
        title=shown_title(row),
        name="" if row.anonymous else row.name or "",
        anonymous=row.anonymous,
        body=reply.text or "",
        outcome=reply.outcome or "",
        promise=said(words.get("promise")),
        promised=date.fromisoformat(coded["promised"]) if "promised" in coded else None,
        contact=said(words.get("contact")),
        contact_phone=said(words.get("contact_phone")),
        copy_to=tuple(copies) if isinstance(copies, list) else (),
        day=date.fromisoformat(row.replied_at),
    )
