"""duty."""

from pathlib import Path
from typing import Annotated, Any

import typer

from desk.actions.desk import Desk
from desk.actions.duties import check_duty_year, confirm_duty, dispute_duty
from desk.cli.call import Call, call_of
from desk.command.answer import Answer
from desk.command.files import write_file
from desk.domain.moment import local_day
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.paper.duty_record import make_duty_record
from desk.paper.duty_table import make_duties_table, make_duty_table
from desk.paper.duty_wording import verdict_words
from desk.paper.open_list import make_open_list
from desk.reads.deputies import pick_deputy
from desk.reads.duties import read_duties, read_duty
from desk.reads.duty_views import DutyLine, DutyList
from desk.reads.open_list import read_open_list
from desk.reads.reception_views import DutyView, OpenListView
from desk.text import mark

_ACTIONS = ("show", "confirm", "dispute", "open")
_SUMS = ("sessions", "visits", "minutes", "people", "cases", "contacts")
_PAPER, _TABLE = ".pdf", ".xlsx"


def duty(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "show",
    deputy: Annotated[str, typer.Option(metavar="NAME", help=mark("name or id; without it all deputies"))] = "",
    year: Annotated[int | None, typer.Option(metavar="Y", help=mark("without it the present one"))] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("the file to write: .pdf or .xlsx"))] = None,
    name: Annotated[str, typer.Option(help=mark("the name that is put under it"))] = "",
    reason: Annotated[str, typer.Option(help=mark("what is not right"))] = "",
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=_ACTIONS)
    kinds = (_PAPER,) if action == "open" else (_PAPER, _TABLE) if deputy else (_TABLE,)
    if out is not None and out.suffix.lower() not in kinds:
        raise BadInput("kind_of_file", known=kinds)
    if action in ("confirm", "dispute") and not deputy:
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name="--deputy"))
    with call.open() as desk:
        if action == "open":
            return _open(call, read_open_list(desk.vault, desk.lens), out)
        asked = local_day(desk.clock()).year if year is None else year
        check_duty_year(desk, asked)
        if not deputy:
            return _all(call, read_duties(desk.vault, desk.lens, asked), out)
        return _one(call, _said(desk, action, deputy, asked, name, reason), out)


def _said(desk: Desk, action: str, word: str, year: int, name: str, reason: str) -> DutyView:
    """The record, after it was confirmed or disputed."""
    who = pick_deputy(desk.vault, desk.lens, word)
    if action == "confirm":
        confirm_duty(desk, who, year, name)
    elif action == "dispute":
        dispute_duty(desk, who, year, reason)
    return read_duty(desk.vault, desk.lens, who, year)


def _one(call: Call, view: DutyView, out: Path | None) -> Answer:
    lang, _ = call.options.lang, call.say
    if out is not None:
        paper = out.suffix.lower() == _PAPER
        write_file(out, make_duty_record(view, lang).pdf if paper else make_duty_table(view, lang))
    entries = [
        {
            "id": str(one.id),
            "sort": one.sort,
            "day": one.day.isoformat(),
            "what": one.what.say(lang),
            "place": one.place,
        }
        | {"minutes": one.minutes, "people": one.people, "cases": one.cases, "contact": one.contact}
        for one in view.entries
    ]
    value: dict[str, Any] = {
        "deputy": {"id": str(view.deputy.id), "name": view.deputy.name, "level": view.deputy.congress},
        **{key: getattr(view, key) for key in ("year", "of", *_SUMS, "needed", "verdict", "verdict_text")},
        "verdict_at": view.verdict_at.isoformat(timespec="seconds") if view.verdict_at else None,
        "changed_since": view.changed_since,
        "entries": entries,
        "path": str(out) if out else None,
    }
    lines = [f"{view.deputy.name}  {view.year}  {_('As far as {place} may see').format(place=view.of)}"]
    lines += [_numbers(view, call), verdict_words(view, lang)]
    lines += [f"  {one.day}  {one.what.say(lang)}  {one.place}" for one in view.entries]
    return Answer(value, [*lines, *([str(out)] if out else [])])


def _all(call: Call, view: DutyList, out: Path | None) -> Answer:
    lang = call.options.lang
    if out is not None:
        write_file(out, make_duties_table(view, lang))
    rows = [_row(one) for one in view.lines]
    value = {"year": view.year, "of": view.of, "needed": view.needed, "deputies": rows}
    lines = [f"{one.deputy.name}  {_numbers(one.sums, call)}  {verdict_words(one, lang)}" for one in view.lines]
    return Answer({**value, "path": str(out) if out else None}, [*lines, *([str(out)] if out else [])])


def _open(call: Call, view: OpenListView, out: Path | None) -> Answer:
    """What is open here, for a deputy before a session."""
    lang = call.options.lang
    if out is not None:
        write_file(out, make_open_list(view, lang).pdf)
    cases: list[dict[str, Any]] = [
        {"number": show_number(one.number), "title": one.title, "received": one.received.isoformat(), "unit": one.unit}
        | {"state": one.state.say(lang), "due": one.due.isoformat() if one.due else None}
        for one in view.lines
    ]
    value = {"total": view.total, "cases": cases, "promised": view.promised, "path": str(out) if out else None}
    lines = [f"{one['number']}  {one['title']}  {one['state']}  {one['unit']}".rstrip() for one in cases]
    return Answer(value, [*lines, *view.promised, *([str(out)] if out else [])])


def _row(one: DutyLine) -> dict[str, Any]:
    who = one.deputy
    sums = {key: getattr(one.sums, key) for key in _SUMS}
    known = {"id": str(who.id), "name": who.name, "level": who.congress, "group": who.group_code}
    return {**known, **sums, "below": one.below, "verdict": one.verdict, "changed_since": one.changed_since}


def _numbers(sums: Any, call: Call) -> str:
    said = call.say(
        "{sessions} sessions, {visits} visits, {minutes} minutes, {people} people, {cases} cases, {contacts} contacts"
    )
    return said.format(**{key: getattr(sums, key) for key in _SUMS})
