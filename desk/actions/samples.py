"""The sample station (样例站点): its deputies, and the cases of resources/samples, replayed with their steps and moved
to today."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk import resources
from desk.actions.cases import add_case, source_digest
from desk.actions.deputies import list_deputy
from desk.actions.desk import Change, Desk
from desk.actions.opening import Founding
from desk.domain.case import Quoted
from desk.domain.case_state import RECORDED
from desk.domain.deputy_form import check_deputy
from desk.domain.draft import check_form
from desk.domain.moment import local_day, parse_moment
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.deputies import entries_in
from desk.reads.station import read_station
from desk.storage.save import Saving, saving
from desk.storage.tables_case import case

_CODE = "310116113000"
_NAME = {"zh": "山阳镇·晨光居民区征集点（样例）", "en": "Chenguang Point (sample)"}
_OPERATOR = {"zh": "卫某", "en": "Wei"}
_STATES = {"1": "20", "2": "32", "3": "40", "4": "50", "5": "61", "6": "71", "7": "81", "9": "11"}
_RECORDING = "收集登记"


def sample_founding(lang: str, password: str) -> Founding:
    """What the sample station says of itself."""
    return Founding(_CODE, _NAME[lang], "point", _OPERATOR[lang], password, sample=True)


def load_samples(desk: Desk) -> Change:
    """Records the sample cases that are not there yet. Raises BadInput not_a_sample on a real station."""
    if not read_station(desk.vault).sample:
        raise BadInput("not_a_sample")
    now, subjects, numbers = desk.clock(), [], {}
    with saving(desk.vault, desk.operator, now) as one:
        for source, sample in _not_held(one.connection):
            shift = _shift(sample, now)
            received = parse_moment(sample["received_at"]) + shift
            form = {**sample, "received_at": received.isoformat()}
            checked = check_form(form, desk.lists.codes, max(now, received))
            subject = add_case(desk, one, checked, source)
            numbers[sample["id"]] = case_of(one.connection, subject).number
            main = numbers.get(sample["duplicate_of"], "")
            one.add(_steps(desk, sample, subject, shift, f"并入 {show_number(main)}" if main else ""))
            subjects.append(subject)
        subjects += _deputies(desk, one)
    return Change(tuple(subjects))


def _deputies(desk: Desk, one: Saving) -> Iterator[UUID]:
    """Those of the sample roster who are not on it yet."""
    listed = {each.name for each in entries_in(one.connection, desk.lists.codes)}
    for sample in resources.read_json("samples", "deputies.json"):
        if sample["name"] not in listed:
            yield list_deputy(one, check_deputy(sample, desk.lists.codes))


def _not_held(connection: Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """By what a sample is known, and the sample."""
    held = set(connection.execute(select(case.c.source)).scalars())
    for sample in resources.read_json("samples", "samples.json"):
        source = source_digest("sample", sample["id"])
        if source not in held:
            yield source, sample


def _shift(sample: Mapping[str, Any], now: datetime) -> timedelta:
    """Open cases lie a fixed number of days before today; closed ones keep their dates."""
    offset = sample["demo_offset_days"]
    if offset is None:
        return timedelta()
    return local_day(now) + timedelta(days=offset) - local_day(parse_moment(sample["received_at"]))


def _steps(desk: Desk, sample: Mapping[str, Any], subject: UUID, shift: timedelta, merged: str) -> Iterator[NewFact]:
    steps = [step for step in sample["steps"] if step["step"] != _RECORDING]
    day = local_day(parse_moment(sample["received_at"])) + shift
    told: list[tuple[Quoted, str, str]] = []
    for step in steps:
        day = date.fromisoformat(step["date"]) + shift
        code = desk.lists.codes.find("step", step["step"])
        body = Quoted(date=day, step=code, state=_STATES.get(code or ""))
        told.append((body, step["note"], step["actor"]))
    if sample["reply_text"]:
        body = Quoted(date=day, outcome=sample["outcome"])
        told.append((body, sample["reply_text"], sample["lead_unit"]))
    if not told and sample["state"] != RECORDED:
        told.append((Quoted(date=day), merged, ""))
    for body, text, who in told[:-1]:
        yield _quoted(subject, body, text, who)
    for body, text, who in told[-1:]:
        yield _quoted(subject, body.model_copy(update={"state": sample["state"]}), text, who)


def _quoted(subject: UUID, body: Quoted, text: str, who: str) -> NewFact:
    words = {"text": text} if text else None
    person = {"who": who} if who else None
    return NewFact("case.quoted", subject, body.to_json(), person, words)
