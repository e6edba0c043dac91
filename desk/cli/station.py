"""station, station set."""

from dataclasses import asdict
from typing import Annotated

import typer

from desk.actions.desk import Desk
from desk.actions.station import SETTINGS, set_station
from desk.cli.call import Answer, Call, call_of
from desk.errors import BadInput
from desk.reads.station import read_station
from desk.sentences import FIELDS
from desk.text import say_in


def add_to(app: typer.Typer) -> None:
    app.command()(station)


def station(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help="set, or nothing to show")] = "",
    key: Annotated[str, typer.Argument(help=", ".join(SETTINGS))] = "",
    value: Annotated[str, typer.Argument(help="empty takes the answer back")] = "",
) -> Answer:
    """Shows the station's settings, or sets one: station set KEY VALUE."""
    call = call_of(context)
    if action not in ("", "set"):
        raise BadInput("bad_option", problem=action[:40])
    desk = call.open()
    if action == "set":
        set_station(desk, key, value)
    return _settings(call, desk)


def _settings(call: Call, desk: Desk) -> Answer:
    view = read_station(desk.vault)
    value = {name: fact for name, fact in asdict(view).items() if name != "place"} | {"place": str(view.place)}
    _ = say_in(call.options.lang)
    lines = [f"{view.name}  {view.code}"]
    for name in SETTINGS:
        answer = getattr(view, name)
        lines.append(f"  {_(FIELDS[name])}: {_('to be announced by this station') if answer is None else answer}")
    return Answer({"settings": value}, lines)
