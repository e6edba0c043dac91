"""doctor."""

import typer

from desk import __version__
from desk.actions.health import examine
from desk.cli.call import Call, call_of
from desk.cli.secret import read_password
from desk.command.answer import Answer


def doctor(context: typer.Context) -> Answer:
    call = call_of(context)
    checks = examine(call.options.home, _password(call), call.printers, call.options.lang)
    ok = all(check.ok or not check.grave for check in checks)
    value = [{"name": check.name, "ok": check.ok, "message": check.message} for check in checks]
    lines = [f"Minsheng Desk {__version__}", *(f"{'+' if c.ok else '!'} {c.name}: {c.message}" for c in checks)]
    return Answer({"ok": ok, "version": __version__, "checks": value}, lines, ok=ok)


def _password(call: Call) -> str | None:
    """Only when one was handed over: the doctor never asks."""
    if call.options.password_file is None and call.options.password_fd is None:
        return None
    return read_password(call.options)
