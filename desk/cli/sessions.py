"""session."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from desk.actions.desk import Change, Desk
from desk.actions.plans import end_plan, set_plan
from desk.actions.reception_printing import ReceptionPaper, make_reception_paper
from desk.actions.sessions import (
    announce_session,
    cancel_session,
    close_session,
    confirm_session,
    deputy_came,
    deputy_went,
    open_session,
    plan_session,
)
from desk.actions.talks import call as call_one
from desk.actions.talks import call_next, check_in, conclude, correct_talk, let_go, miss, put_back
from desk.cli.call import Call, call_of
from desk.cli.session_told import row_line, row_value, session_lines, session_value, talk_value
from desk.cli.told import warned
from desk.command.answer import Answer
from desk.command.files import read_object, write_file
from desk.domain.moment import local_day
from desk.domain.session_form import read_day
from desk.errors import BadInput
from desk.reads.deputies import pick_deputy
from desk.reads.reception_views import SessionRow
from desk.reads.sessions import list_sessions, open_sessions, pick_session, read_session
from desk.text import mark

_ACTIONS = (
    "list plan end open announce cancel came went checkin call absent back left conclude correct close confirm "
    "show sheet"
).split()
_TALKS = {"absent": miss, "back": put_back, "left": let_go}
_PAPERS: tuple[ReceptionPaper, ...] = ("sheet", "notice", "signin")
_YEAR = timedelta(days=366)


def session(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "list",
    which: Annotated[str, typer.Argument(help=mark("a number of the queue, a deputy, a day, or a file"))] = "",
    file: Annotated[str, typer.Argument(help=mark("a JSON file, or - for standard input"))] = "",
    of: Annotated[str, typer.Option(help=mark("which reception: its day or number; without it the open one"))] = "",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help=mark("the first day"))] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help=mark("the last day"))] = "",
    people: Annotated[int, typer.Option(metavar="N", help=mark("how many came together"))] = 1,
    table: Annotated[int, typer.Option(metavar="N", help=mark("at which table"))] = 1,
    go: Annotated[bool, typer.Option("--let-go", help=mark("who still waits has been told and went"))] = False,
    name: Annotated[str, typer.Option(help=mark("as the deputy signs"))] = "",
    reason: Annotated[str, typer.Option(help=mark("why"))] = "",
    paper: Annotated[str, typer.Option(metavar="|".join(_PAPERS), help=mark("which paper"))] = "sheet",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("the PDF file to write"))] = None,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=tuple(_ACTIONS))
    with call.open() as desk:
        match action:
            case "list":
                return _listed(call, desk, since, until)
            case "plan":
                return _planned(call, desk, _form(which), of)
            case "end":
                change = end_plan(desk, _id(which), read_day("day", file or local_day(desk.clock())))
                return Answer({"id": str(change.subjects[0])}, [call.say("Done.")])
            case "open":
                row = _row(desk, of or which) if of or which else _today(desk)
                return _told(call, desk, open_session(desk, row).subjects[0])
            case "announce":
                return _told(call, desk, announce_session(desk, _row(desk, of or which)).subjects[0])
            case "cancel":
                return _told(call, desk, cancel_session(desk, _row(desk, of or which), reason).subjects[0])
            case "show":
                return _told(call, desk, _session(desk, of or which))
            case "sheet":
                return _paper(call, desk, _session(desk, of or which), paper, out)
        id = _session(desk, of)
        if action in ("came", "went", "confirm"):
            return _told(call, desk, _of_deputy(desk, id, action, which, name))
        if action == "close":
            return _told(call, desk, close_session(desk, id, let_go=go).subjects[0])
        change = _of_visitor(desk, id, action, which, file, (people, table, reason))
        return _heard(call, desk, id, change)


def _of_deputy(desk: Desk, id: UUID, action: str, which: str, name: str) -> UUID:
    deputy = pick_deputy(desk.vault, desk.lens, which)
    if action == "confirm":
        confirm_session(desk, id, deputy, name=name)
    else:
        (deputy_came if action == "came" else deputy_went)(desk, id, deputy)
    return id


def _of_visitor(desk: Desk, id: UUID, action: str, which: str, file: str, said: tuple[int, int, str]) -> Change:
    people, table, reason = said
    if action == "checkin":
        form = {"people": people, **_form(which)} if which else {"people": people}
        return check_in(desk, id, form)
    if action == "call" and not which:
        return call_next(desk, id, table)
    talk = _talk(desk, id, which)
    if action == "call":
        return call_one(desk, talk, table)
    if action in _TALKS:
        return _TALKS[action](desk, talk)
    form = _form(file)
    if action == "correct":
        return correct_talk(desk, talk, form, str(form.pop("reason", reason)))
    case = form.pop("case", None)
    return conclude(desk, talk, form, case if isinstance(case, dict) else {} if case else None)


def _planned(call: Call, desk: Desk, form: dict[str, Any], of: str) -> Answer:
    """A form with a `rule` sets a plan, one with a `day` a session."""
    if "rule" in form:
        plan = set_plan(desk, form, _id(of) if of else None).subjects[0]
        first = local_day(desk.clock())
        rows = [row for row in list_sessions(desk.vault, desk.lens, first, first + _YEAR) if row.plan == plan]
        value = {"id": str(plan), "next": [row.day.isoformat() for row in rows[:6]]}
        return Answer(value, [row_line(call, row) for row in rows[:6]])
    follows = _row(desk, of) if of else None
    return _told(call, desk, plan_session(desk, form, follows).subjects[0])


def _listed(call: Call, desk: Desk, since: str, until: str) -> Answer:
    today = local_day(desk.clock())
    first = read_day("from", since) if since else today - timedelta(days=31)
    last = read_day("to", until) if until else max(today, first) + timedelta(days=62)
    rows = list_sessions(desk.vault, desk.lens, first, last)
    return Answer({"sessions": [row_value(row) for row in rows]}, [row_line(call, row) for row in rows])


def _told(call: Call, desk: Desk, id: UUID) -> Answer:
    view = read_session(desk.vault, desk.lens, id)
    return Answer(session_value(view), session_lines(call, view))


def _heard(call: Call, desk: Desk, id: UUID, change: Change) -> Answer:
    """The session, and beside it whom it was about."""
    view = read_session(desk.vault, desk.lens, id)
    talk = next(one for one in view.talks if one.id == change.subjects[0])
    warnings = [warned(call, one) for one in change.warnings]
    value = {**session_value(view), "visitor": talk_value(view, talk), "warnings": warnings}
    return Answer(value, [*session_lines(call, view), *("  " + one["message"] for one in warnings)])


def _paper(call: Call, desk: Desk, id: UUID, paper: str, out: Path | None) -> Answer:
    wanted = next((one for one in _PAPERS if one == paper), None)
    if out is None or wanted is None:
        missing = "--out" if out is None else "--paper"
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name=missing))
    made = make_reception_paper(desk, wanted, id, call.options.lang)
    write_file(out, made.pdf)
    return Answer({"path": str(out), "pages": made.pages}, [str(out)])


def _today(desk: Desk) -> SessionRow | None:
    """What is planned for today and not opened yet; None opens one that nobody planned."""
    today = local_day(desk.clock())
    rows = list_sessions(desk.vault, desk.lens, today, today)
    return next((row for row in rows if row.own and row.state == "planned"), None)


def _row(desk: Desk, which: str) -> SessionRow:
    """The line of the calendar of a day, an id, or a number."""
    today = local_day(desk.clock())
    rows = list_sessions(desk.vault, desk.lens, today - _YEAR, today + _YEAR)
    found = [row for row in rows if row.own and which in (row.day.isoformat(), str(row.id), row.number) and which]
    alive = [row for row in found if row.state == "planned"] or found
    if not alive:
        raise BadInput("session_unknown")
    if len(alive) > 1:
        raise BadInput("session_ambiguous", candidates=tuple(str(row.id) for row in alive[:9]), count=len(alive))
    return alive[0]


def _session(desk: Desk, which: str) -> UUID:
    """The session asked for, or the one that is open."""
    if which:
        return pick_session(desk.vault, which)
    opened = open_sessions(desk.vault)
    if not opened:
        raise BadInput("no_session_open")
    return opened[0][0]


def _talk(desk: Desk, id: UUID, ticket: str) -> UUID:
    digits = "".join(letter for letter in ticket if letter.isdecimal())
    talks = read_session(desk.vault, desk.lens, id).talks
    found = next((one.id for one in talks if digits and one.ticket == int(digits[:6])), None)
    if found is None:
        raise BadInput("talk_unknown")
    return found


def _id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise BadInput("plan_unknown") from None


def _form(file: str) -> dict[str, Any]:
    form = read_object(file) if file else {}
    if not isinstance(form, Mapping):
        raise BadInput("not_a_form")
    return dict(form)
