"""visit."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import typer

from desk.actions.desk import Change, Desk
from desk.actions.visits import (
    agree_visit,
    correct_visit,
    erase_visit,
    make_case_of_opinion,
    record_visit,
    withdraw_visit,
)
from desk.cli.call import Call, call_of
from desk.cli.days import read_day
from desk.cli.forms import read_form
from desk.cli.told import warned
from desk.command.answer import Answer
from desk.domain.masks import mask_name
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.deputies import pick_deputy
from desk.reads.visit_views import VisitLine, VisitView
from desk.reads.visits import VisitFilter, pick_visit, read_visit, read_visits
from desk.text import mark

_ACTIONS = ("record", "list", "show", "correct", "case", "agree", "withdraw", "erase")


def visit(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "list",
    which: Annotated[str, typer.Argument(help=mark("the number of the visit; of “record” the file"))] = "",
    what: Annotated[
        str, typer.Argument(help=mark("the file of changes, the number of the opinion, or the deputy who agrees"))
    ] = "",
    form: Annotated[str, typer.Option(metavar="FILE", help=mark("JSON: what else the case of an opinion says"))] = "",
    year: Annotated[int | None, typer.Option(metavar="Y", help=mark("of that year only"))] = None,
    kind: Annotated[str, typer.Option(help=mark("of that kind only"))] = "",
    deputy: Annotated[str, typer.Option(metavar="NAME", help=mark("of that deputy only"))] = "",
    day: Annotated[str, typer.Option(metavar="D", help=mark("when it was agreed; without it today"))] = "",
    part: Annotated[str, typer.Option(metavar="person|words|both", help=mark("what to erase"))] = "",
    reason: Annotated[str, typer.Option(help=mark("why"))] = "",
    limit: Annotated[int, typer.Option(min=0, max=100_000, metavar="N", help=mark("at most so many"))] = 50,
    offset: Annotated[int, typer.Option(min=0, max=10**9, metavar="N", help=mark("leave out the first ones"))] = 0,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=_ACTIONS)
    if action == "list":
        with call.open() as desk:
            return _list(call, desk, _filter(desk, year, kind, deputy), limit, offset)
    if not which:
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name="WHICH"))
    given = read_form(which if action == "record" else what) if action in ("record", "correct") else {}
    given = read_form(form) if form else given
    with call.open() as desk:
        if action == "record":
            change = record_visit(desk, given)
        else:
            id = pick_visit(desk.vault, which)
            said = {"what": what, "day": day, "part": part, "reason": reason}
            change = Change((id,)) if action == "show" else _change(desk, action, id, given, said)
        return _shown(call, desk, change)


def _change(desk: Desk, action: str, id: UUID, form: Mapping[str, Any], said: Mapping[str, str]) -> Change:
    match action:
        case "correct":
            return correct_visit(desk, id, {k: v for k, v in form.items() if k != "reason"}, _reason(form, said))
        case "case":
            if not said["what"].isdecimal():
                raise BadInput("opinion_unknown", count=len(read_visit(desk.vault, desk.lens, id).opinions))
            return make_case_of_opinion(desk, id, int(said["what"][:6]), form)
        case "agree":
            day = read_day(said["day"]) if said["day"] else None
            return agree_visit(desk, id, pick_deputy(desk.vault, desk.lens, said["what"]), day)
        case "withdraw":
            return withdraw_visit(desk, id, said["reason"])
    return erase_visit(desk, id, said["part"], said["reason"])


def _reason(form: Mapping[str, Any], said: Mapping[str, str]) -> str:
    reason = form.get("reason", said["reason"])
    if not isinstance(reason, str):
        raise BadInput("not_text", field="reason")
    return reason


def _filter(desk: Desk, year: int | None, kind: str, deputy: str) -> VisitFilter:
    if year is not None and not 1900 <= year <= 2199:
        raise BadInput("year_wrong", field="year")
    code = desk.lists.codes.find("visit_kind", kind) if kind else None
    if kind and code is None:
        raise BadInput("code_unknown", field="visit_kind", list="visit_kind")
    return VisitFilter(year, code, pick_deputy(desk.vault, desk.lens, deputy) if deputy else None)


def _list(call: Call, desk: Desk, wanted: VisitFilter, limit: int, offset: int) -> Answer:
    page = read_visits(desk.vault, desk.lens, wanted, limit, offset)
    _ = call.say
    lines = [*(_line(call, row) for row in page.rows), _("{n} visits").format(n=page.total)]
    return Answer({"total": page.total, "visits": [_listed(row) for row in page.rows]}, lines)


def _listed(row: VisitLine) -> dict[str, Any]:
    same = ("number", "state", "minutes", "people", "community", "counted", "venue", "topic", "place")
    return {
        "id": str(row.id),
        **{name: getattr(row, name) for name in same},
        "kind": row.kind_code,
        "day": row.day.isoformat(),
        "deputies": [{"id": str(one.id), "name": one.name} for one in row.deputies],
        "opinions": row.opinions,
        "cases": row.cases,
    }


def _line(call: Call, row: VisitLine) -> str:
    names = "、".join(one.name for one in row.deputies)
    struck = call.say("struck out") if row.state == "withdrawn" else ""
    said = row.number, row.day.isoformat(), row.kind.say(call.options.lang), row.venue, names, row.topic, struck
    return "  ".join(filter(None, said))


def _shown(call: Call, desk: Desk, change: Change) -> Answer:
    """The visit as it stands now, with the number of a case that was just made of it."""
    view = read_visit(desk.vault, desk.lens, change.subjects[-1])
    warnings = [warned(call, one) for one in change.warnings]
    lines = [_line(call, view.line), *_words(view), *(one["message"] for one in warnings)]
    return Answer({**_full(view), "warnings": warnings}, lines)


def _full(view: VisitView) -> dict[str, Any]:
    opinions = [
        {"n": one.n, "text": one.text, "case": str(one.case) if one.case else None, "number": show_number(one.number)}
        for one in view.opinions
    ]
    steps = [
        {"at": step.at.isoformat(timespec="seconds"), "kind": step.kind, "who": step.who, "fields": step.fields}
        | {"reason": step.reason, "verdict": step.verdict, "why": step.why}
        for step in view.steps
    ]
    said = {name: getattr(view, name) for name in ("organiser", "visited", "seen", "handed_to", "feedback")}
    agreed = [{"id": str(one.id), "name": one.name} for one in view.agreed]
    fields = {**_listed(view.line), **said, "survey": view.survey_code, "opinions": opinions}
    return {**fields, "agreed": agreed, "erased": view.erased, "steps": steps}


def _words(view: VisitView) -> list[str]:
    """Who was visited is masked."""
    said = [view.organiser, mask_name(view.visited), view.seen, view.handed_to, view.feedback]
    opinions = [f"{one.n}. {one.text}  {show_number(one.number)}".rstrip() for one in view.opinions]
    return [f"  {text}" for text in (*said, *opinions) if text]
