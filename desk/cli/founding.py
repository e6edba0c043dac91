"""init, password."""

import contextlib
import os
from pathlib import Path
from typing import Annotated

import typer

from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founded, Founding, change_password, check_founding, found_station
from desk.actions.samples import load_samples, sample_founding
from desk.cli.call import Call, call_of
from desk.cli.secret import read_first_password, read_new_password, read_password, read_recovery_code
from desk.command.answer import Answer
from desk.command.files import STDIN, claim_secret_file
from desk.reads.station import desk_key, read_station
from desk.text import mark


def init(
    context: typer.Context,
    station: Annotated[str, typer.Option(metavar="CODE", help=mark("the division code, 12 digits"))] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help=mark("the station's name"))] = "",
    level: Annotated[str, typer.Option(metavar="LEVEL", help=mark("point, village, town, district or city"))] = "point",
    sample: Annotated[bool, typer.Option("--sample", help=mark("the sample station with its cases"))] = False,
) -> Answer:
    call = call_of(context)
    secret = read_first_password(call.options)
    founding = Founding(station, name, level, call.options.operator or "", secret)
    if sample:
        founding = sample_founding(call.options.lang, secret)
    check_founding(founding)
    file = call.options.recovery_file
    if file in (None, STDIN):
        return _answer(call, _found(call, founding), None)
    path = Path(str(file))
    descriptor = claim_secret_file(path)
    try:
        founded = _found(call, founding)
    except BaseException:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return _answer(call, founded, path if _keep(descriptor, founded.recovery_code) else None)


def password(
    context: typer.Context,
    new_password_file: Annotated[
        str | None, typer.Option(metavar="FILE", help=mark("the new password is its first line"))
    ] = None,
) -> Answer:
    call = call_of(context)
    options = call.options
    if options.recovery_file is not None:
        code = read_recovery_code(options)
        handed = new_password_file is None and (options.password_file or options.password_fd is not None)
        new = read_password(options) if handed else read_new_password(options, new_password_file)
        change_password(options.home, new, recovery_code=code)
    else:
        old = read_password(options)
        new = read_new_password(options, new_password_file)
        change_password(options.home, new, password=old, operator=options.operator)
    _ = call.say
    lines = [_("The password is changed. The recovery code stays as it is.")]
    lines.append(_("Backups made before open with the old password, or with the recovery code."))
    return Answer({"changed": True}, lines)


def _found(call: Call, founding: Founding) -> Founded:
    founded = found_station(call.options.home, founding, computer_clock, load_lists())
    if founding.sample:
        load_samples(founded.desk)
    return founded


def _keep(descriptor: int, code: str) -> bool:
    """Writes the recovery code; the station stands already, so a full disk must not swallow the code."""
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(code.encode() + b"\n")
            file.flush()
            with contextlib.suppress(OSError):  # a pipe cannot be flushed to a disk
                os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _answer(call: Call, founded: Founded, path: Path | None) -> Answer:
    _ = call.say
    desk, code = founded.desk, founded.recovery_code
    value = {"desk": desk_key(desk.vault), "place": str(read_station(desk.vault).place)}
    desk.close()
    lines = [_("The station is founded in {folder}.").format(folder=call.options.home)]
    if path is not None:
        lines.append(_("The recovery code is in {file}. Keep it apart from this computer.").format(file=path))
        return Answer(value, lines)
    lines.append(_("Recovery code: {code}").format(code=code))
    lines.append(_("Write it down and keep it apart from this computer; it is shown only once."))
    return Answer(value | {"recovery_code": code}, lines)
