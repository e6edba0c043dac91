"""units."""

from typing import Annotated, Any

import typer

from desk.actions.desk import Change, Desk
from desk.actions.units import UnitsTaken, add_unit, import_units, rename_unit, retire_unit
from desk.cli.call import Call, call_of
from desk.cli.days import read_day
from desk.command.answer import Answer
from desk.command.files import read_data
from desk.errors import BadInput
from desk.reads.units import ABOVE, HERE, SHIPPED, UnitView, read_units
from desk.text import explain, mark

_ACTIONS = {"list": 0, "add": 1, "rename": 2, "retire": 2, "import": 1}  # and how many words may follow
_SOURCES = {
    SHIPPED: mark("as it ships with the program"),
    HERE: mark("published by this place"),
    ABOVE: mark("published by {place}"),
}


def units(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "list",
    which: Annotated[str, typer.Argument(help=mark("a unit by code or name; of “import” the file"))] = "",
    what: Annotated[str, typer.Argument(help=mark("of “rename” the new name, of “retire” the day"))] = "",
    english: Annotated[str, typer.Option(metavar="NAME", help=mark("its name in English"))] = "",
    only: Annotated[bool, typer.Option(help=mark("of “import”: takes off the list what is not in the file"))] = False,
    whole: Annotated[bool, typer.Option("--all", help=mark("of “list”: with those that were taken off"))] = False,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=tuple(_ACTIONS))
    if any((which, what)[_ACTIONS[action] :]):
        raise BadInput("bad_option", problem=call.say("there are too many words"))
    if action != "list" and not which:
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name="WHICH"))
    data = read_data(which) if action == "import" else b""
    with call.open() as desk:
        if action == "import":
            return _taken(call, import_units(desk, data, only=only))
        change = _change(desk, action, which, what, english) if action != "list" else None
        found = read_units(desk.vault, desk.lists.codes)
    if change is None:
        return _listed(call, [one for one in found if whole or one.retired is None])
    (held,) = [one for one in found if one.subject == change.subjects[0]]
    return Answer(_told(held), [_line(call, held)])


def _change(desk: Desk, action: str, which: str, what: str, english: str) -> Change:
    other = {"english": english} if english else {}
    if action == "add":
        return add_unit(desk, {"name": which, **other})
    if action == "rename":
        return rename_unit(desk, which, {"name": what, **other})
    return retire_unit(desk, which, read_day(what) if what else None)


def _told(view: UnitView) -> dict[str, Any]:
    return {
        "code": view.code,
        "name": view.name.zh,
        "english": view.name.en if view.name.en != view.name.zh else None,
        "source": view.source,
        "place": view.place or None,
        "retired": view.retired.isoformat() if view.retired else None,
    }


def _line(call: Call, view: UnitView) -> str:
    _, lang = call.say, call.options.lang
    off = _("off the list since {day}").format(day=view.retired) if view.retired else ""
    source = _(_SOURCES[view.source]).format(place=view.place)
    return "  ".join(filter(None, (view.code, view.name.say(lang), source, off)))


def _listed(call: Call, units: list[UnitView]) -> Answer:
    lines = [_line(call, one) for one in units]
    return Answer({"units": [_told(one) for one in units]}, [*lines, call.say("{n} units").format(n=len(units))])


def _taken(call: Call, result: UnitsTaken) -> Answer:
    _, lang = call.say, call.options.lang
    refused = [
        {"row": one.row, "code": one.code, "message": explain(BadInput(one.code, **one.facts), lang)}
        for one in result.refused
    ]
    counts = {"read": result.read, "added": result.added, "known": result.known, "retired": result.retired}
    lines = [_("Read {read}, added {added}, known before {known}, taken off {retired}.").format(**counts)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    lines += [_("Row {row}: {message}").format(row=one["row"], message=one["message"]) for one in refused]
    return Answer({**counts, "ignored": result.ignored, "refused": refused}, lines)
