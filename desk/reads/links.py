"""Deputies' suggestions (代表建议) and proposals (提案) that cases are linked to: many to many."""

import json
from uuid import UUID

from sqlalchemy import Connection, func, select

from desk.domain.case_state import CaseState
from desk.storage.tables_case import case, step
from desk.storage.vault import Vault


def linked_fact(connection: Connection, state: CaseState, number: str) -> UUID | None:
    """The fact that links a case to that number."""
    chosen = select(step.c.fact, step.c.detail).where(step.c.fact.in_([fact.bytes for fact in state.links]))
    for row in connection.execute(chosen):
        if json.loads(row.detail).get("words", {}).get("number", "").strip() == number.strip():
            return UUID(bytes=row.fact)
    return None


def cases_linked(vault: Vault, number: str) -> tuple[UUID, ...]:
    """All cases linked to that number, the first received first."""
    each = func.json_each(case.c.links).table_valued("value")
    chosen = select(case.c.id).select_from(case, each).where(case.c.links != "[]", each.c.value == number.strip())
    with vault.read() as connection:
        return tuple(UUID(bytes=id) for id in connection.execute(chosen.order_by(case.c.rank)).scalars())
