"""doctor."""

import typer

from desk.actions.health import examine
from desk.cli.call import Answer, Call, call_of
from desk.errors import BadInput


def add_to(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(context: typer.Context) -> Answer:
    """What is missing or unhealthy on this computer; works when locked, open or damaged."""
    call = call_of(context)
    checks = examine(call.options.home, _password(call), call.printers, call.options.lang)
    ok = all(check.ok or not check.grave for check in checks)
    value = [{"name": check.name, "ok": check.ok, "message": check.message} for check in checks]
    marks = {True: "+", False: "!"}
    return Answer({"ok": ok, "checks": value}, [f"{marks[c.ok]} {c.name}: {c.message}" for c in checks], ok=ok)


def _password(call: Call) -> str | None:
    """Only when one was handed over: the doctor never asks."""
    if call.options.password_file is None and call.options.password_fd is None:
        return None
    try:
        return call.password()
    except BadInput:
        return None
