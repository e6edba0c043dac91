"""station, station set."""

from dataclasses import asdict
from typing import Annotated

import typer

from desk.actions.desk import Desk
from desk.actions.doors import set_doors
from desk.actions.station import SETTINGS, set_station
from desk.cli.call import Call, call_of
from desk.cli.told import named
from desk.command.answer import Answer
from desk.command.files import read_object
from desk.domain.door import REASONS
from desk.errors import BadInput
from desk.reads.doors import read_doors
from desk.reads.station import read_station
from desk.sentences import FIELDS
from desk.text import mark


def station(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help=mark("“set” or “doors”, or nothing to show the settings"))] = "",
    key: Annotated[
        str,
        typer.Argument(
            help=mark(
                "handler, keep, phone, hours, promise_days, register_days, triage_days, forward_days, progress_days, "
                "feedback_days, survey_days, again_days or notice_days; of doors: SQ, TS, SF or JK"
            )
        ),
    ] = "",
    value: Annotated[
        str | None, typer.Argument(help=mark("empty quotes take the answer back; of doors: a JSON file"))
    ] = None,
) -> Answer:
    call = call_of(context)
    _ = call.say
    if action == "doors":
        return _doors(call, key, value)
    if action not in ("", "set"):
        raise BadInput("bad_option", problem=_("“set” is expected, not {word}").format(word=action[:40]))
    if action == "set" and value is None:
        raise BadInput("bad_option", problem=_("{name} is missing").format(name="VALUE" if key else "KEY"))
    with call.open() as desk:
        if value is not None:
            set_station(desk, key, value)
        return _settings(call, desk)


def _doors(call: Call, reason: str, file: str | None) -> Answer:
    """Shows where people are sent, after replacing the table of one nature by a file; empty quotes bring back the
    shipped one."""
    form = read_object(file) if file else None
    if file and not isinstance(form, dict):
        raise BadInput("not_doors")
    with call.open() as desk:
        if reason and reason not in REASONS:
            raise BadInput("reason_unknown", reason=reason[:40], known=", ".join(REASONS))
        if file is not None:
            set_doors(desk, reason, form)
        tables = {name: table for name, table in read_doors(desk.vault).items() if reason in ("", name)}
        natures = {name: desk.lists.codes.label("nature", name).say(call.options.lang) for name in tables}
    lang, lines = call.options.lang, list[str]()
    for name, table in tables.items():
        lines.append(f"{name}  {natures[name]}")
        doors = enumerate(table.doors, 1)
        lines += [f"  {n}. {door.name.say(lang)}  {door.phone}  {door.detail.say(lang)}".rstrip() for n, door in doors]
    value = {name: {**table.to_words(lang), "own": table.own} for name, table in tables.items()}
    return Answer({"doors": value}, lines)


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
