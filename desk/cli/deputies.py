"""deputies."""

from typing import Annotated, Any

import typer

from desk.actions.deputies import add_deputy, change_deputy, deputy_left, match_deputy
from desk.actions.desk import Change, Desk
from desk.actions.roster import RosterTaken, import_roster
from desk.cli.call import Call, call_of
from desk.cli.days import read_day
from desk.cli.forms import read_form
from desk.cli.told import warned
from desk.command.answer import Answer
from desk.command.files import read_data
from desk.domain.masks import mask_phone
from desk.errors import BadInput
from desk.reads.deputies import pick_deputy, read_deputy, read_roster
from desk.reads.reception_views import DeputyView
from desk.text import explain, mark

_ACTIONS = ("list", "add", "change", "import", "match", "left")


def deputies(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "list",
    which: Annotated[str, typer.Argument(help=mark("a deputy by id or name; of “add” and “import” the file"))] = "",
    what: Annotated[str, typer.Argument(help=mark("the other entry, the day, or the file of changes"))] = "",
    below: Annotated[bool, typer.Option(help=mark("with what the places below have entered"))] = False,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=_ACTIONS)
    if action == "list":
        with call.open() as desk:
            return _listed(call, read_roster(desk.vault, desk.lens, read_day(which) if which else None, below=below))
    if not which:
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name="WHICH"))
    if action == "import":
        data = read_data(which)
        with call.open() as desk:
            return _taken(call, import_roster(desk, data))
    form = read_form(which if action == "add" else what) if action in ("add", "change") else {}
    with call.open() as desk:
        change = add_deputy(desk, form) if action == "add" else _change(desk, action, which, what, form)
        view = read_deputy(desk.vault, desk.lens, change.subjects[0])
    warnings = [warned(call, one) for one in change.warnings]
    return Answer({**_told(view), "warnings": warnings}, [_line(call, view), *(one["message"] for one in warnings)])


def _change(desk: Desk, action: str, which: str, what: str, form: dict[str, Any]) -> Change:
    id = pick_deputy(desk.vault, desk.lens, which)
    if action == "change":
        return change_deputy(desk, id, form)
    if action == "match":
        return match_deputy(desk, id, pick_deputy(desk.vault, desk.lens, what) if what else None)
    return deputy_left(desk, id, read_day(what))


def _told(view: DeputyView) -> dict[str, Any]:
    return {
        "id": str(view.id),
        "name": view.name,
        "level": view.congress,
        "group": view.group_code,
        "post": view.post,
        "phone": view.phone,
        "since": view.since.isoformat() if view.since else None,
        "until": view.until.isoformat() if view.until else None,
        "published": view.published,
        "same_as": str(view.same_as) if view.same_as else None,
    }


def _line(call: Call, view: DeputyView) -> str:
    lang = call.options.lang
    group = view.group.say(lang) if view.group else ""
    said = view.name, view.level.say(lang), group, view.post, mask_phone(view.phone), str(view.id)
    return "  ".join(filter(None, said))


def _listed(call: Call, roster: tuple[DeputyView, ...]) -> Answer:
    _ = call.say
    lines = [_line(call, view) for view in roster]
    return Answer({"deputies": [_told(view) for view in roster]}, [*lines, _("{n} deputies").format(n=len(roster))])


def _taken(call: Call, result: RosterTaken) -> Answer:
    _, lang = call.say, call.options.lang
    refused = [
        {"row": one.row, "code": one.code, "message": explain(BadInput(one.code, **one.facts), lang)}
        for one in result.refused
    ]
    counts = {"read": result.read, "added": result.added, "changed": result.changed, "known": result.known}
    lines = [_("Read {read}, added {added}, changed {changed}, known before {known}.").format(**counts)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    alike = _("Row {row}: somebody of this name, level and group is there already; both are kept.")
    lines += [alike.format(row=row) for row in result.alike]
    lines += [_("Row {row}: {message}").format(row=one["row"], message=one["message"]) for one in refused]
    return Answer({**counts, "ignored": result.ignored, "alike": result.alike, "refused": refused}, lines)
