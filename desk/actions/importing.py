"""Taking over cases that were recorded elsewhere (导入): each once, however often the file comes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.actions.cases import add_case, source_digest
from desk.actions.desk import Desk
from desk.domain.case import Quoted
from desk.domain.case_state import ACCUSATION
from desk.domain.draft import Checked, check_form
from desk.domain.field import check_field, is_blank
from desk.domain.moment import local_day, parse_moment
from desk.errors import BadInput, Fact
from desk.journal.fact import NewFact
from desk.storage.identity import keyed_digest
from desk.storage.save import Saving, saving
from desk.storage.tables_case import case
from desk.table import read_table

BATCH = 500
REPLIED, FEEDBACK = "60", "5"
_SUGGESTER = ("name", "phone", "address", "identity", "anonymous", "public_ok", "pi_notice_given", "lang")
_FIELDS = (
    *("source_id", "title", "main_cause", "proposal", "original_text", "first_opinion", "recorder", "suggester"),
    *("nature", "category", "topic_path", "channel", "person_times", "received_at", "division_code"),
    *("feedback_mode", "loop", "reply", "replied_at"),
    *_SUGGESTER,
)
_HEADERS = {name: name for name in _FIELDS} | {
    **{"id": "source_id", "user": "name", "topic": "title", "submitted_at": "received_at", "text": "original_text"},
    **{"编号": "source_id", "登记编号": "source_id", "收到时间": "received_at"},
    **{"收到日期": "received_at", "征集渠道": "channel", "渠道": "channel", "建议人姓名(名称)": "name"},
    **{"建议人姓名": "name", "建议人": "name", "姓名": "name", "联系电话": "phone", "电话": "phone"},
    **{"联系地址": "address", "地址": "address", "身份类别": "identity", "身份": "identity"},
    **{"是否匿名": "anonymous", "是否同意公开": "public_ok", "已告知个人信息处理规则": "pi_notice_given"},
    **{"性质": "nature", "内容分类": "category", "分类": "category", "建议主题": "title", "主题": "title"},
    **{"标题": "title", "主要事由": "main_cause", "事由": "main_cause", "对策建议": "proposal", "建议": "proposal"},
    **{"原话": "original_text", "原文": "original_text", "内容": "original_text", "来访人数": "person_times"},
    **{"来访人数(人次)": "person_times", "记录人": "recorder", "初步意见": "first_opinion"},
    **{
        "反馈方式": "feedback_mode",
        "答复": "reply",
        "回复": "reply",
        "答复日期": "replied_at",
        "答复时间": "replied_at",
    },
}
_MOST_DIGITS = 9
_YES, _NO = ("是", "true", "yes", "1", "y"), ("否", "false", "no", "0", "n", "")


@dataclass(frozen=True)
class Refused:
    """A row that was not taken over: its number in the file, and why."""

    row: int
    code: str
    facts: Mapping[str, Fact]


@dataclass
class Imported:
    """What an import came to. `ignored` are the columns that nothing is known of."""

    read: int = 0
    imported: int = 0
    known: int = 0
    ignored: tuple[str, ...] = ()
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True)
class Ready:
    """A row that may be stored."""

    row: int
    source: str  # digest of the id it had elsewhere, or of the whole row where it had none
    checked: Checked
    reply: NewFact | None


def import_cases(desk: Desk, data: bytes, headers: Mapping[str, str] | None = None, dry_run: bool = False) -> Imported:
    """Imports a table. `headers` (column -> field of F1, reply or replied_at) goes before the known ones.

    Raises BadInput for a file that is no table at all, a map that names an unknown field, or an accusation (检举控告)
    with any text; then nothing is stored.
    """
    table = read_table(data)
    fields = _fields(table.columns, headers or {})
    result = Imported(read=len(table.rows), ignored=tuple(name for name in table.columns if name not in fields))
    ready, met = [], set[str]()
    for number, row in table.rows:
        try:
            if isinstance(row, BadInput):
                raise row
            ready.append(_check(desk, number, _form(row, fields), table.system))
        except BadInput as error:
            if error.code == "accusation_has_text":
                raise BadInput(error.code, **error.facts, row=number) from None
            result.refused.append(Refused(number, error.code, error.facts))
    for start in range(0, len(ready), BATCH):
        _store(desk, ready[start : start + BATCH], met, result, dry_run)
    return result


def _fields(columns: tuple[str, ...], headers: Mapping[str, str]) -> dict[str, str]:
    unknown = next((name for name in headers.values() if name not in _FIELDS), None)
    if unknown is not None:
        raise BadInput("map_unknown", field=unknown)
    known = {**_HEADERS, **headers}
    mapped = [name for name in columns if name in headers]
    mapped += [name for name in columns if name not in headers and name.strip() in known]
    fields: dict[str, str] = {}
    for name in mapped:  # one column a field; what the map says goes first, then the order in the file
        if known[name.strip()] not in fields.values():
            fields[name] = known[name.strip()]
    return fields


def _form(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Form F1 of a row; a nested suggester is taken as it is."""
    form: dict[str, Any] = {}
    suggester: dict[str, Any] = {}
    for column, name in fields.items():
        value = row.get(column)
        if name == "suggester":
            suggester |= _nested(value)
        elif name in _SUGGESTER:
            suggester[name] = _typed(name, value)
        else:
            form[name] = _typed(name, value)
    return form | {"suggester": suggester}


def _nested(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    if value:
        raise BadInput("not_an_object", field="suggester")
    return {}


def _typed(name: str, value: Any) -> Any:
    """Tables know only text: yes, no and numbers are read from it."""
    if not isinstance(value, str):
        return str(value) if name == "source_id" and value is not None else value
    if name in ("anonymous", "public_ok", "pi_notice_given"):
        low = value.strip().lower()
        return True if low in _YES else False if low in _NO else value
    if name == "person_times" and value.strip().isdecimal() and len(value) < _MOST_DIGITS:
        return int(value)
    return value.split("、") if name in ("identity", "feedback_mode") and value else value


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
    finding = check_field("reply", reply)
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
            for _ in _unknown(connection, ready, met, result):
                result.imported += 1
        return
    with saving(desk.vault, desk.operator, now) as one:
        for row in _unknown(one.connection, ready, met, result):
            _add(desk, one, row)
            result.imported += 1


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
