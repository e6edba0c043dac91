"""verify, rebuild, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from desk.actions.keeping import backup_desk, rebuild_desk, restore_desk, verify_desk
from desk.actions.lists import computer_clock
from desk.cli.call import Answer, call_of
from desk.text import explain


def add_to(app: typer.Typer) -> None:
    for command in (verify, rebuild, backup, restore):
        app.command()(command)


def verify(context: typer.Context) -> Answer:
    """Checks chain, hashes, private parts and tables; changes nothing."""
    call = call_of(context)
    facts, problems = verify_desk(call.open())
    named = [{"code": one.code, **one.facts, "message": explain(one, call.options.lang)} for one in problems]
    lines = [call.say("{n} facts, {problems} problems").format(n=facts, problems=len(problems))]
    lines += [str(one["message"]) for one in named]
    return Answer({"ok": not problems, "facts": facts, "problems": named}, lines, ok=not problems)


def rebuild(context: typer.Context) -> Answer:
    """Computes every table anew from the journal."""
    call = call_of(context)
    equal, facts = rebuild_desk(call.open())
    _ = call.say
    said = _("The tables were right.") if equal else _("The tables were wrong and are right now.")
    return Answer({"equal": equal, "facts": facts}, [said, _("{n} facts").format(n=facts)])


def backup(context: typer.Context, to: Annotated[Path, typer.Option(help="the folder")]) -> Answer:
    """Writes a backup file that was opened and counted."""
    call = call_of(context)
    made = backup_desk(call.open(), to)
    said = call.say("{path}: {n} facts, opened and counted").format(path=made.path, n=made.facts)
    return Answer({"path": str(made.path), "facts": made.facts, "verified": True}, [said])


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="a backup file")]) -> Answer:
    """Puts a backup in place; what was there is moved aside."""
    call = call_of(context)
    options = call.options
    if options.recovery_file is not None:
        code = call.recovery_code()
        made = restore_desk(file, options.home, computer_clock, recovery_code=code)
    else:
        secret = call.password()
        made = restore_desk(file, options.home, computer_clock, password=secret, operator=options.operator)
    _ = call.say
    lines = [_("{n} facts are restored.").format(n=made.facts)]
    aside = made.path if made.path != options.home else None
    if aside is not None:
        lines.append(_("What was there before lies in {folder}.").format(folder=aside))
    value = {"restored": True, "facts": made.facts, "path": str(options.home), "verified": True}
    return Answer(value | {"set_aside": str(aside) if aside else None}, lines)
