"""station, station set."""

from dataclasses import asdict
from typing import Annotated

import typer

from desk.actions.desk import Desk
from desk.actions.station import SETTINGS, set_station
from desk.cli.call import Call, call_of
from desk.cli.told import named
from desk.command.answer import Answer
from desk.errors import BadInput
from desk.reads.station import read_station
from desk.sentences import FIELDS
from desk.text import mark


def station(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help=mark("“set”, or nothing to show them"))] = "",
    key: Annotated[str, typer.Argument(help=mark("handler, keep, phone, hours or promise_days"))] = "",
    value: Annotated[str | None, typer.Argument(help=mark("empty quotes take the answer back"))] = None,
) -> Answer:
    call = call_of(context)
    _ = call.say
    if action not in ("", "set"):
        raise BadInput("bad_option", problem=_("“set” is expected, not {word}").format(word=action[:40]))
    if action == "set" and value is None:
        raise BadInput("bad_option", problem=_("{name} is missing").format(name="VALUE" if key else "KEY"))
    with call.open() as desk:
        if value is not None:
            set_station(desk, key, value)
        return _settings(call, desk)


def _settings(call: Call, desk: Desk) -> Answer:
    view = read_station(desk.vault)
    value = {**asdict(view), "place": str(view.place)}
    _ = call.say
    lines = [f"{view.name}  {view.code}"]
    unanswered = _("to be announced by this station")
    for name in SETTINGS:
        answer = getattr(view, name)
        lines.append("  " + named(_(FIELDS[name]), unanswered if answer is None else str(answer), _))
    return Answer({"settings": value}, lines)
