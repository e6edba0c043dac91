"""The notice board (集中公开): answers to people who left no name, and those that may be made public."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, or_, select, union

from desk.domain.codes import Label
from desk.domain.masks import mask_name, mask_phone
from desk.domain.moment import local_day, read_time
from desk.domain.numbering import digits_of
from desk.domain.reaching import BOARD
from desk.domain.telling import INSTRUCTION
from desk.reads.filters import Check, is_own, waits_here
from desk.reads.lens import Lens
from desk.reads.rows import shown_title
from desk.reads.script import script_in
from desk.reads.station import station_in
from desk.reads.steps import rows_of
from desk.reads.tell_views import BoardLine, BoardView, Came
from desk.reads.telling import way_of
from desk.storage.tables_case import case
from desk.storage.vault import Vault

DAYS = 30  # that an answer stays on the board, unless another day is named
MOST = 500


def read_board(vault: Vault, lens: Lens, since: date | None = None) -> BoardView:
    """What is to be posted now, and what was answered since that day and posted, or was told to people who agreed that
    it be made public. Names and telephones of the person are masked in every text."""
    today = local_day(lens.now)
    first = since or today - timedelta(days=DAYS)
    with vault.read() as connection:
        station = station_in(connection)
        answered = is_own(connection) & case.c.replied_at.is_not(None) & (case.c.replied_at >= first.isoformat())
        told = is_own(connection) & case.c.told_on.is_not(None) & (case.c.told_on >= first.isoformat())
        due = union(*(select(case.c.n).where(each) for each in (waits_here(connection), answered, told)))
        chosen = select(case).where(case.c.n.in_(due), _may_belong()).order_by(case.c.rank)
        lines = [_line(connection, row, lens) for row in connection.execute(chosen) if _belongs(row)]
        return BoardView(
            station=station.name,
            sample=station.sample,
            phone=station.phone or "",
            hours=station.hours or "",
            since=first,
            made=today,
            lines=tuple(line for line in lines if line is not None)[:MOST],
        )


def _may_belong() -> Check:
    """What can be told in the query of who reads it on the board, or agreed to be made public."""
    return or_(
        case.c.anonymous,
        (func.trim(func.coalesce(case.c.name, "")) == "") & case.c.phone_digits.is_(None),
        func.json_extract(case.c.codes, "$.public_ok") == 1,
        func.json_extract(case.c.codes, "$.feedback[0]") == BOARD,
    )


def _belongs(row: Any) -> bool:
    """Nothing is made public before its person was told, unless the board is how they are told."""
    if "words" in row.erased.split(","):
        return False
    public = bool(json.loads(row.codes).get("public_ok"))
    return way_of(row) == BOARD or (public and not row.untold)


def _line(connection: Connection, row: Any, lens: Lens) -> BoardLine | None:
    """None where there is no answer yet."""
    script = script_in(connection, row, rows_of(connection, row.n), lens)
    answers = [one for one in script.came if one.kind != INSTRUCTION and one.text]
    if not answers:
        return None
    last = answers[-1]
    return BoardLine(
        id=UUID(bytes=row.id),
        number=row.number,
        topic=_unnamed(shown_title(row), row),
        outcome=lens.codes.label("outcome", row.outcome) if row.outcome else Label("", ""),
        answer=_unnamed("\n".join(_words(one) for one in answers), row),
        unit=next((one.by.zh for one in reversed(answers) if one.by.zh), ""),
        received=local_day(read_time(row.received_at)),
        day=last.day,
        waits=bool(row.untold),
    )


def _words(one: Came) -> str:
    return one.text.strip()


def _unnamed(text: str, row: Any) -> str:
    """A letter may begin with the name of its person."""
    name, phone = (row.name or "").strip(), row.phone or ""
    if len(name) > 1:
        text = text.replace(name, mask_name(name))
    for written in {phone, digits_of(phone)}:
        if len(written) > 6:
            text = text.replace(written, mask_phone(phone))
    return text
