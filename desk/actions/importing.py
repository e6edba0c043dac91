"""Taking over cases that were recorded elsewhere (导入): each once, however often the file comes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.actions.cases import add_case, source_digest
from desk.actions.desk import Desk
from desk.actions.import_columns import HEADERS, fields_of, form_of
from desk.actions.watching import Watching
from desk.domain.case import Quoted
from desk.domain.case_state import ACCUSATION
from desk.domain.draft import Checked, check_form
from desk.domain.field import check_field, is_blank
from desk.domain.masks import mask_name, mask_phone
from desk.domain.moment import local_day, parse_moment, read_time
from desk.errors import BadInput, Fact
from desk.journal.fact import NewFact
from desk.storage.identity import keyed_digest
from desk.storage.save import Saving, saving
from desk.storage.tables_case import case
from desk.table import Table, read_table

BATCH = 500
SEEN, LOOKED_AT, SAMPLES = 20, 50, 3  # of a preview: cases, rows that samples are taken from, samples of a column
REPLIED, FEEDBACK = "60", "5"


_MASKS: Mapping[str, Callable[[str], str]] = {"name": mask_name, "phone": mask_phone, "address": lambda _where: "***"}


@dataclass(frozen=True)
class Refused:
    """A row that was not taken over: its number in the file, and why."""

    row: int
    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class Planned:
    """A case as it would be recorded, for the preview; the name is masked."""

    row: int
    title: str
    who: str
    received: date
    reply: bool


@dataclass(frozen=True)
class Seen:
    """A column of the table: the field it becomes (empty: none), and what stands in it, names and telephones masked."""

    name: str
    field: str
    samples: tuple[str, ...]


@dataclass
class Imported:
    """What an import came to. `ignored` are the columns that nothing is known of; `sheet` and `sheets` those of a
    workbook. `stopped`: somebody ended it, what is counted as imported is recorded."""

    read: int = 0
    imported: int = 0
    known: int = 0
    ignored: tuple[str, ...] = ()
    refused: list[Refused] = field(default_factory=list)
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    stopped: bool = False
    columns: tuple[Seen, ...] = ()
    planned: list[Planned] = field(default_factory=list)


@dataclass(frozen=True)
class Ready:
    """A row that may be stored."""

    row: int
    source: str  # digest of the id it had elsewhere, or of the whole row where it had none
    checked: Checked
    reply: NewFact | None


def import_cases(
    desk: Desk,
    data: bytes,
    headers: Mapping[str, str] | None = None,
    dry_run: bool = False,
    sheet: str = "",
    watching: Watching | None = None,
) -> Imported:
    """Imports a table. `headers` (column -> field of F1, reply or replied_at; "" for none) goes before the known ones.

    Raises BadInput for a file that is no table at all, a map that names an unknown field, or an accusation (检举控告)
    with any text; then nothing is stored.
    """
    watching = watching or Watching()
    table = read_table(data, HEADERS.keys() | (headers or {}).keys(), sheet)
    fields = fields_of(table.columns, headers or {})
    ignored = tuple(name for name in table.columns if name not in fields)
    result = Imported(read=len(table.rows), ignored=ignored, sheet=table.sheet, sheets=table.sheets)
    result.columns = tuple(_seen(table, name, fields.get(name, "")) for name in table.columns)
    ready = list(_ready(desk, table, fields, result, watching))
    met = set[str]()
    for start in range(0, len(ready), BATCH):
        if result.stopped or watching.stop():
            result.stopped = True
            break
        watching.notice(len(table.rows) + start, 2 * len(table.rows))
        _store(desk, ready[start : start + BATCH], met, result, dry_run)
    result.refused.sort(key=lambda one: one.row)
    return result


def _ready(
    desk: Desk, table: Table, fields: Mapping[str, str], result: Imported, watching: Watching
) -> Iterator[Ready]:
    """The rows that may be stored; the others are named in `result`."""
    for at, (number, row) in enumerate(table.rows):
        if at % BATCH == 0:
            watching.notice(at, 2 * len(table.rows))
            result.stopped = watching.stop()
        if result.stopped:
            return
        try:
            if isinstance(row, BadInput):
                raise row
            yield _check(desk, number, form_of(row, fields), table.system)
        except BadInput as error:
            if error.code == "accusation_has_text":
                raise BadInput(error.code, **error.facts, row=number) from None
            result.refused.append(Refused(number, error.code, error.facts))


def _check(desk: Desk, number: int, form: dict[str, Any], system: str) -> Ready:
    reply, replied_at = form.pop("reply", None), form.pop("replied_at", None)
    checked = check_form(form, desk.lists.codes, desk.clock())
    quoted = _reply(reply, replied_at, checked)
    return Ready(number, _source(desk, form, system), checked, quoted)


def _source(desk: Desk, form: dict[str, Any], system: str) -> str:
    id = form.get("source_id")
    if id:
        return source_digest(system, str(id))
    with desk.vault.read() as connection:
        return keyed_digest(connection, json.dumps(_answers(form), sort_keys=True))


def _answers(form: dict[str, Any]) -> dict[str, Any]:
    """A row is the same whether its empty fields have columns or not."""
    flat = form | form["suggester"] | {"suggester": None}
    return {name: value for name, value in flat.items() if value not in (None, "")}


def _reply(reply: Any, replied_at: Any, checked: Checked) -> NewFact | None:
    """An official reply comes in as a quoted step; without a date of its own it has the case's."""
    if reply is None or reply == "":
        return None
    if not isinstance(reply, str):
        raise BadInput("not_text", field="reply")
    if is_blank(reply):
        return None
    if checked.codes["nature"] == ACCUSATION:
        raise BadInput("accusation_has_text", field="reply")
    finding = check_field("reply_text", reply)  # an office's letter, not what a deputy answers on the spot
    if finding:
        raise BadInput(finding.code, field="reply", **finding.facts)
    try:
        day = local_day(parse_moment(replied_at or checked.codes["received_at"]))
        body = Quoted(date=day, state=REPLIED, step=FEEDBACK)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise BadInput("date_wrong", field="date") from None
    return NewFact("case.quoted", UUID(int=0), body.to_json(), words={"text": reply})


def _store(desk: Desk, ready: list[Ready], met: set[str], result: Imported, dry_run: bool) -> None:
    now = desk.clock()
    if dry_run:
        with desk.vault.read() as connection:
            for row in _unknown(connection, ready, met, result):
                result.imported += 1
                if len(result.planned) < SEEN:
                    result.planned.append(_planned(row))
        return
    with saving(desk.vault, desk.operator, now) as one:
        for row in _unknown(one.connection, ready, met, result):
            _add(desk, one, row)
            result.imported += 1


def _seen(table: Table, name: str, field: str) -> Seen:
    rows = (row for _, row in table.rows[:LOOKED_AT] if not isinstance(row, BadInput))
    said = (" ".join(str(value).split()) for row in rows if isinstance(value := row.get(name), str | int))
    mask = _MASKS.get(field, str)
    return Seen(name, field, tuple(dict.fromkeys(mask(one) for one in said if one))[:SAMPLES])


def _planned(row: Ready) -> Planned:
    texts = row.checked.words | row.checked.person
    said = next((text for name in ("title", "main_cause", "original_text") if (text := texts.get(name))), "")
    day = local_day(read_time(row.checked.codes["received_at"]))
    return Planned(row.row, said, mask_name(texts.get("name", "")), day, row.reply is not None)


def _add(desk: Desk, one: Saving, row: Ready) -> None:
    subject = add_case(desk, one, row.checked, row.source)
    if row.reply is not None:
        reply = row.reply
        one.add([NewFact(reply.kind, subject, reply.body, words=reply.words)])


def _unknown(connection: Connection, ready: list[Ready], met: set[str], result: Imported) -> Iterator[Ready]:
    """The rows that the desk does not hold and that were not met before in this file."""
    sources = [row.source for row in ready]
    met.update(connection.execute(select(case.c.source).where(case.c.source.in_(sources))).scalars())
    for row in ready:
        if row.source in met:
            result.known += 1
        else:
            met.add(row.source)
            yield row
