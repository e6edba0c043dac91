"""verify, rebuild, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from desk.actions.keeping import backup_desk, rebuild_desk, restore_desk, verify_desk
from desk.actions.lists import computer_clock
from desk.cli.call import call_of
from desk.cli.secret import read_password, read_recovery_code
from desk.command.answer import Answer
from desk.command.files import file_given
from desk.storage.backup import Backup
from desk.text import Say, explain, mark


def verify(context: typer.Context) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        facts, problems = verify_desk(desk)
    _ = call.say
    named = [{**one.facts, "code": one.code, "message": explain(one, call.options.lang)} for one in problems]
    lines = [_("{n} facts, {problems} problems").format(n=facts, problems=len(problems))]
    lines += [str(one["message"]) for one in named]
    return Answer({"ok": not problems, "facts": facts, "problems": named}, lines, ok=not problems)


def rebuild(context: typer.Context) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        equal, facts = rebuild_desk(desk)
    _ = call.say
    said = _("The tables were right.") if equal else _("The tables were wrong and are right now.")
    return Answer({"equal": equal, "facts": facts}, [said, _("{n} facts").format(n=facts)])


def backup(
    context: typer.Context,
    to: Annotated[Path, typer.Option(metavar="DIR", help=mark("the folder for the backup, best on another disk"))],
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        made = backup_desk(desk, to)
    _ = call.say
    said = _("{path}: {n} facts, opened and counted").format(path=made.path, n=made.facts)
    return Answer({"path": str(made.path), "facts": made.facts, "verified": True}, [said])


def restore(
    context: typer.Context, file: Annotated[str, typer.Argument(help=mark("a backup file, or - for standard input"))]
) -> Answer:
    call = call_of(context)
    options = call.options
    if options.recovery_file is not None:
        code = read_recovery_code(options)
        with file_given(file) as path:
            made = restore_desk(path, options.home, computer_clock, recovery_code=code)
    else:
        secret = read_password(options)
        with file_given(file) as path:
            made = restore_desk(path, options.home, computer_clock, password=secret, operator=options.operator)
    return _restored(made, options.home, call.say)


def _restored(made: Backup, home: Path, _: Say) -> Answer:
    lines = [_("{n} facts are restored.").format(n=made.facts)]
    aside = made.path if made.path != home else None
    if aside is not None:
        lines.append(_("What was there before lies in {folder}.").format(folder=aside))
    value = {"restored": True, "facts": made.facts, "path": str(home), "verified": True}
    return Answer(value | {"set_aside": str(aside) if aside else None}, lines)
