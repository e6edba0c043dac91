"""Numbered sheets of this station: which were printed, and which of them nobody has keyed yet."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from desk.domain.kinds import read_body
from desk.domain.moment import local
from desk.domain.sheet import Printed, Struck, sheets_of
from desk.journal.content import read_content
from desk.storage.identity import read_identity
from desk.storage.statement import as_list, compiled, listed, run
from desk.storage.tables import fact, subject
from desk.storage.tables_case import case
from desk.storage.vault import Vault

_FACTS = compiled(
    select(fact.c.content)
    .join(subject, subject.c.n == fact.c.subject)
    .where(subject.c.id == bindparam("id"))
    .order_by(fact.c.n)
)
_USED = compiled(select(case.c.number).where(case.c.number.in_(select(listed("numbers").c.value))))


@dataclass(frozen=True)
class SheetRow:
    """One sheet; `printed_at` is local."""

    number: str
    printed_at: datetime
    struck: bool = False


def printed_numbers(connection: Connection) -> dict[str, SheetRow]:
    """Every number that stands on a sheet of this station, the oldest first."""
    sheets: dict[str, SheetRow] = {}
    id = sheets_of(read_identity(connection).station)
    for (content,) in run(connection, _FACTS, id=id.bytes).fetchall():
        event = read_content(content)[0]
        body = read_body(event)
        if isinstance(body, Printed):
            sheets |= {number: SheetRow(number, local(event.recorded_at)) for number in body.numbers}
        elif isinstance(body, Struck) and body.number in sheets:
            sheets[body.number] = replace(sheets[body.number], struck=True)
    return sheets


def missing_sheets(vault: Vault) -> tuple[SheetRow, ...]:
    """Sheets that were printed, and neither keyed nor struck out."""
    with vault.read() as connection:
        sheets = {number: row for number, row in printed_numbers(connection).items() if not row.struck}
        used = {number for (number,) in run(connection, _USED, numbers=as_list(sheets)).fetchall()}
    return tuple(row for number, row in sheets.items() if number not in used)
