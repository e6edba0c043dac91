"""The list of units (单位名单) of this place: one is put on it, renamed, taken off, or a whole table is taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.importing import Refused
from desk.domain.field import is_blank, typed_text
from desk.domain.moment import local_day
from desk.domain.unit import TEXT_FIELDS, Listed, Renamed, Retired
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.units import ABOVE, SHIPPED, UnitView, pick_unit, units_in
from desk.storage.save import Saving, new_id, saving
from desk.table import read_table, sound_cells

_HEADERS = {"name": "name", "english": "english"} | {
    **dict.fromkeys(("单位", "单位名称", "名称", "主办单位", "unit"), "name"),
    **dict.fromkeys(("英文", "英文名称", "English"), "english"),
}
_FIELDS = {"name": "unit", "english": "english"}  # by the limits they have
Texts = dict[str, str]


@dataclass
class UnitsTaken:
    """What an import came to; `retired` are those that the table no longer has, where that was asked for."""

    read: int = 0
    added: int = 0
    known: int = 0
    retired: int = 0
    ignored: tuple[str, ...] = ()
    refused: list[Refused] = field(default_factory=list)


def add_unit(desk: Desk, form: Mapping[str, Any]) -> Change:
    """Puts a unit on the list: {name, english}; one that was taken off comes back.

    Raises BadInput unit_unnamed, unit_known, unit_published, not_text, text_too_long, keys_unknown.
    """
    texts = _checked(form)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        units = units_in(one.connection, desk.lists.codes)
        there = next((unit for unit in units if texts["name"] in (unit.name.zh, unit.name.en)), None)
        if there is not None and there.retired is None:
            raise BadInput("unit_known", field="name", unit=there.name.zh)
        if there is not None:
            _check_own(there)
        subject = there.subject if there is not None else new_id()
        one.add([_listed(subject, texts)])
    return Change((subject,))


def rename_unit(desk: Desk, which: str, form: Mapping[str, Any]) -> Change:
    """Another name for the same unit: {name, english}; cases forwarded to it before show the new one.

    Raises BadInput unit_unknown, unit_retired, unit_published, nothing_to_correct and what add_unit raises.
    """
    texts = _checked(form)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        units = units_in(one.connection, desk.lists.codes)
        held = _current(units, which)
        if any(texts["name"] == unit.name.zh for unit in units if unit is not held and unit.retired is None):
            raise BadInput("unit_known", field="name", unit=texts["name"])
        english = "" if held.name.en == held.name.zh else held.name.en
        if (texts["name"], texts.get("english", "")) == (held.name.zh, english):
            raise BadInput("nothing_to_correct")
        cleared = ("english",) if english and "english" not in texts else ()
        body = Renamed(texts=tuple(name for name in TEXT_FIELDS if name in texts), cleared=cleared)
        _take_over(one, held)
        one.add([NewFact("unit.renamed", held.subject, body.to_json(), words=texts)])
    return Change((held.subject,))


def retire_unit(desk: Desk, which: str, day: date | None = None) -> Change:
    """Takes a unit off the list, from that day on (today). What was forwarded to it stays with it.

    Raises BadInput unit_unknown, unit_retired, unit_published, date_future.
    """
    today = local_day(desk.clock())
    if day is not None and day > today:
        raise BadInput("date_future", field="day")
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        held = _current(units_in(one.connection, desk.lists.codes), which)
        _retire(one, held, day or today)
    return Change((held.subject,))


def import_units(desk: Desk, data: bytes, *, only: bool = False) -> UnitsTaken:
    """Puts the units of a table (name, english) on the list; a second time changes nothing. `only`: those that are not
    in it are taken off, but for what a place above has published.

    Raises BadInput where the file is no table, or has no column of names; then nothing is stored.
    """
    table = read_table(data, _HEADERS)
    columns = {column: name for column in table.columns if (name := _HEADERS.get(column.strip()))}
    if "name" not in columns.values():
        raise BadInput("units_nameless")
    result = UnitsTaken(read=len(table.rows), ignored=tuple(name for name in table.columns if name not in columns))
    wanted: dict[str, Texts] = {}
    for number, row in table.rows:
        try:
            if isinstance(row, BadInput):
                raise row
            texts = _checked(sound_cells(row, columns))
            wanted.setdefault(texts["name"], texts)
        except BadInput as error:
            result.refused.append(Refused(number, error.code, error.facts))
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        _store(desk, one, wanted, result, only=only)
    return result


def _store(desk: Desk, one: Saving, wanted: Mapping[str, Texts], result: UnitsTaken, *, only: bool) -> None:
    units = units_in(one.connection, desk.lists.codes)
    there = {unit.name.zh: unit for unit in units}
    for name, texts in wanted.items():
        held = there.get(name)
        if held is not None and (held.retired is None or held.source == ABOVE):
            result.known += 1
            continue
        one.add([_listed(held.subject if held is not None else new_id(), texts)])
        result.added += 1
    gone = [unit for unit in units if unit.name.zh not in wanted and unit.retired is None and unit.source != ABOVE]
    for held in gone if only and wanted else ():
        _retire(one, held, local_day(desk.clock()))
        result.retired += 1


def _checked(form: Mapping[str, Any]) -> Texts:
    unknown = tuple(str(key)[:40] for key in form if key not in TEXT_FIELDS)
    if unknown:
        raise BadInput("keys_unknown", keys=unknown)
    said = {name: typed_text(field, form.get(name)) for name, field in _FIELDS.items()}
    texts = {name: text for name, text in said.items() if text is not None and not is_blank(text)}
    if "name" not in texts:
        raise BadInput("unit_unnamed", field="name")
    return {name: " ".join(text.split()) for name, text in texts.items()}


def _current(units: Sequence[UnitView], which: str) -> UnitView:
    """One that is on the list and that this place may change."""
    held = pick_unit([unit for unit in units if unit.retired is None] or units, which) if which else None
    if held is None:
        raise BadInput("unit_unnamed", field="name")
    _check_own(held)
    return held


def _check_own(held: UnitView) -> None:
    if held.source == ABOVE:
        raise BadInput("unit_published", unit=held.name.zh, place=held.place)


def _retire(one: Saving, held: UnitView, day: date) -> None:
    _take_over(one, held)
    one.add([NewFact("unit.retired", held.subject, Retired(day=day).to_json())])


def _take_over(one: Saving, held: UnitView) -> None:
    """Of a unit that ships this place says first that it has it on its list."""
    if held.source == SHIPPED:
        english = {"english": held.name.en} if held.name.en != held.name.zh else {}
        one.add([_listed(held.subject, {"name": held.name.zh, **english}, held.code)])


def _listed(subject: UUID, texts: Texts, code: str | None = None) -> NewFact:
    body = Listed(texts=tuple(name for name in TEXT_FIELDS if name in texts), code=code)
    return NewFact("unit.listed", subject, body.to_json(), words=texts)
