"""journal."""

from pathlib import Path
from typing import Annotated, Any

import typer

from desk.actions.journal import export_journal, import_journal
from desk.cli.call import Call, call_of
from desk.command.answer import Answer
from desk.errors import BadInput
from desk.text import mark

_ACTIONS = ("export", "import")
_OPEN = mark(
    "This file is not encrypted: whoever has it reads every word in it, but no names, telephones or addresses. Keep it "
    "locked away and delete it when it has served."
)
_OPEN_TO_ALL = mark(
    "This file is not encrypted: whoever has it reads every name, telephone, address and word in it. Keep it locked "
    "away and delete it when it has served."
)


def journal(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=mark("a file of JSON lines"))],
    with_persons: Annotated[
        bool, typer.Option("--with-persons", help=mark("names, telephones and addresses go into the file, too"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("only say what would happen"))] = False,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=_ACTIONS)
    return _export(call, file, with_persons) if action == "export" else _import(call, file, dry_run)


def _export(call: Call, file: Path, persons: bool) -> Answer:
    with call.open() as desk:
        facts = export_journal(desk, file, persons=persons)
    _ = call.say
    warning = _(_OPEN_TO_ALL if persons else _OPEN)
    value = {"path": str(file), "facts": facts, "persons": persons, "warning": warning}
    return Answer(value, [_("{path}: {n} facts").format(path=file, n=facts), warning])


def _import(call: Call, file: Path, dry_run: bool) -> Answer:
    with call.open() as desk:
        facts = import_journal(desk, file, dry_run=dry_run)
    _ = call.say
    words = _("{n} facts would be taken over.") if dry_run else _("{n} facts are taken over.")
    value: dict[str, Any] = {"facts": facts, "imported": 0 if dry_run else facts}
    return Answer(value, [words.format(n=facts)])
