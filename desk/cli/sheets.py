"""sheets."""

from pathlib import Path
from typing import Annotated

import typer

from desk.actions.sheets import print_sheets, reserve_sheets, sheets_paper, strike_sheet
from desk.cli.call import Call, call_of
from desk.command.answer import Answer
from desk.command.files import write_file
from desk.domain.numbering import show_number
from desk.errors import BadEnvironment, BadInput
from desk.reads.sheets import SheetRow, missing_sheets
from desk.text import mark

_ACTIONS = ("", "print", "strike")


def sheets(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help=mark("“print”, “strike”, or nothing to list the missing ones"))] = "",
    number: Annotated[str, typer.Argument(help=mark("of the sheet that is struck out"))] = "",
    count: Annotated[int, typer.Option(min=1, max=50, metavar="N", help=mark("how many"))] = 10,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("the PDF file to write"))] = None,
    printer: Annotated[str, typer.Option(metavar="NAME", help=mark("the printer; without it the usual one"))] = "",
    reason: Annotated[str, typer.Option(help=mark("why"))] = "",
) -> Answer:
    call = call_of(context)
    _ = call.say
    if action not in _ACTIONS:
        raise BadInput("bad_option", problem=_("“print” or “strike” is expected, not {word}").format(word=action[:40]))
    if action == "print":
        return _write(call, count, out) if out is not None else _print(call, count, printer)
    with call.open() as desk:
        if action == "strike":
            strike_sheet(desk, number, reason)
        missing = missing_sheets(desk.vault)
    return _listed(call, missing)


def _write(call: Call, count: int, out: Path) -> Answer:
    with call.open() as desk:
        numbers = reserve_sheets(desk, count)
        paper = sheets_paper(desk, numbers, call.options.lang)
    write_file(out, paper.pdf)
    return Answer({"path": str(out), "numbers": [show_number(number) for number in numbers]}, [str(out)])


def _print(call: Call, count: int, printer: str) -> Answer:
    port = call.printer_port()
    chosen = printer or port.default()
    if not chosen:
        raise BadEnvironment("no_printer")
    with call.open() as desk:
        handed, missing = print_sheets(desk, count, port, chosen, call.options.lang)
    if handed.outcome == "refused":
        raise BadEnvironment("trial_not_taken" if handed.reason == "size_not_taken" else handed.reason, printer=chosen)
    _ = call.say
    said = _("{count} sheets are handed to the queue of {printer}.").format(count=count, printer=chosen)
    return Answer({"job": handed.job, "outcome": handed.outcome, "missing": missing}, [said])


def _listed(call: Call, missing: tuple[SheetRow, ...]) -> Answer:
    _ = call.say
    rows = [{"number": show_number(row.number), "printed_at": row.printed_at.isoformat()} for row in missing]
    lines = [f"{show_number(row.number)}  {row.printed_at:%Y-%m-%d %H:%M}" for row in missing]
    return Answer({"missing": rows}, [*lines, _("{n} sheets are not keyed yet").format(n=len(rows))])
