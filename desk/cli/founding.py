"""init, password."""

import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founded, Founding, change_password, found_station
from desk.actions.samples import SAMPLE_CODE, SAMPLE_NAME, SAMPLE_OPERATOR, load_samples
from desk.cli.call import Answer, Call, call_of, first_line, read_text, write_file
from desk.errors import BadInput
from desk.reads.station import desk_key, read_station


def add_to(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(password)


def init(
    context: typer.Context,
    station: Annotated[str, typer.Option(help="12-digit division code")] = "",
    name: Annotated[str, typer.Option(help="the station's name")] = "",
    level: Annotated[str, typer.Option(help="point, village, town, district or city")] = "point",
    sample: Annotated[bool, typer.Option("--sample", help="the sample station with its cases")] = False,
) -> Answer:
    """Founds a desk; the password file sets the password."""
    call = call_of(context)
    lang, operator = call.options.lang, call.options.operator or ""
    founding = Founding(station, name, level, operator, call.password(), sample)
    if sample:
        founding = replace(
            founding,
            code=station or SAMPLE_CODE,
            name=name or SAMPLE_NAME[lang],
            operator=operator or SAMPLE_OPERATOR[lang],
        )
    founded = found_station(call.options.home, founding, computer_clock, load_lists())
    if sample:
        load_samples(founded.desk)
    return _answer(call, founded)


def _answer(call: Call, founded: Founded) -> Answer:
    _ = call.say
    desk, code = founded.desk, founded.recovery_code
    value = {"desk": desk_key(desk.vault), "place": str(read_station(desk.vault).place)}
    desk.close()
    lines = [_("The station is founded in {folder}.").format(folder=call.options.home)]
    file = call.options.recovery_file
    if file is None:
        lines.append(_("Recovery code: {code}").format(code=code))
        lines.append(_("Write it down and keep it apart from this computer; it is shown only once."))
        return Answer(value | {"recovery_code": code}, lines)
    write_file(Path(file), (code + "\n").encode())
    Path(file).chmod(0o600)
    lines.append(_("The recovery code is in {file}. Keep it apart from this computer.").format(file=file))
    return Answer(value, lines)


def password(
    context: typer.Context,
    new_password_file: Annotated[str | None, typer.Option(help="the new password")] = None,
) -> Answer:
    """Sets a new password, opened by the old one or by the recovery code."""
    call = call_of(context)
    options = call.options
    if options.recovery_file is not None:
        new = first_line(read_text(new_password_file)) if new_password_file else call.password()
        change_password(options.home, new, recovery_code=call.recovery_code())
    else:
        old = call.password()
        new = first_line(read_text(new_password_file)) if new_password_file else _ask(call)
        change_password(options.home, new, password=old, operator=options.operator)
    return Answer({"changed": True}, [call.say("The password is changed. The recovery code stays as it is.")])


def _ask(call: Call) -> str:
    if not sys.stdin.isatty():
        raise BadInput("password_missing")
    return getpass.getpass(call.say("New password: "))
