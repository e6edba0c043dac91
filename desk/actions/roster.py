"""Taking over a roster (名册) from a table: every row that can be used, in one transaction, and a report row by row."""

from collections import Counter
from dataclasses import dataclass, field

from desk.actions.deputies import form_of, list_deputy
from desk.actions.desk import Desk
from desk.actions.importing import Refused
from desk.domain.deputy_form import KEYS, DeputyForm, check_deputy
from desk.errors import BadInput
from desk.reads.deputies import entries_in
from desk.reads.reception_views import DeputyView
from desk.storage.save import Saving, saving
from desk.table import read_table, sound_cells

_HEADERS = {name: name for name in KEYS} | {
    **{"姓名": "name", "代表姓名": "name", "级别": "level", "代表级别": "level", "层级": "level"},
    **{"代表组": "group", "代表团": "group", "组别": "group", "小组": "group"},
    **{"单位及职务": "post", "工作单位及职务": "post", "单位职务": "post", "职务": "post", "单位": "post"},
    **{"电话": "phone", "联系电话": "phone", "手机": "phone", "任职日期": "since", "离任日期": "until"},
}
_Key = tuple[str, str, str | None]  # name, level, group


@dataclass
class RosterTaken:
    """What an import came to. `alike` are rows that were taken although somebody of that name, level and group is
    there already; `ignored` the columns that nothing is known of."""

    read: int = 0
    added: int = 0
    changed: int = 0
    known: int = 0
    ignored: tuple[str, ...] = ()
    alike: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def import_roster(desk: Desk, data: bytes) -> RosterTaken:
    """Enters the deputies of a table (name, level, group, post, phone, since, until). A second time changes nothing;
    one whose post, telephone or days differ is changed; what was published above is left as it is.

    Raises BadInput where the file is no table, or has no column of names; then nothing is stored.
    """
    table = read_table(data, _HEADERS)
    fields = _fields(table.columns)
    result = RosterTaken(read=len(table.rows), ignored=tuple(name for name in table.columns if name not in fields))
    ready: list[tuple[int, DeputyForm]] = []
    for number, row in table.rows:
        try:
            if isinstance(row, BadInput):
                raise row
            ready.append((number, check_deputy(sound_cells(row, fields), desk.lists.codes)))
        except BadInput as error:
            result.refused.append(Refused(number, error.code, error.facts))
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        _store(desk, one, ready, result)
    return result


def _fields(columns: tuple[str, ...]) -> dict[str, str]:
    """One column a field, the first in the file; raises BadInput roster_nameless."""
    fields: dict[str, str] = {}
    for column in columns:
        name = _HEADERS.get(column.strip())
        if name is not None and name not in fields.values():
            fields[column] = name
    if "name" not in fields.values():
        raise BadInput("roster_nameless")
    return fields


def _store(desk: Desk, one: Saving, ready: list[tuple[int, DeputyForm]], result: RosterTaken) -> None:
    held: dict[_Key, list[DeputyView]] = {}
    for view in entries_in(one.connection, desk.lists.codes):
        held.setdefault((view.name, view.congress, view.group_code), []).append(view)
    rows = Counter(_key(form) for _, form in ready)
    for number, form in ready:
        there = held.get(_key(form), [])
        if any(view.published or form_of(view) == form for view in there):
            result.known += 1
        elif len(there) == 1 and rows[_key(form)] == 1:
            cleared = tuple(name for name in form_of(there[0]).texts if name not in form.texts)
            list_deputy(one, form, there[0].id, cleared)
            result.changed += 1
        else:
            list_deputy(one, form)
            result.added += 1
            result.alike += [number] if there or rows[_key(form)] > 1 else []


def _key(form: DeputyForm) -> _Key:
    return form.texts["name"], form.congress, form.group
