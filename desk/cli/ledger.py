"""ledger."""

from pathlib import Path
from typing import Annotated

import typer

from desk.actions.ledger import Wanted, write_ledger
from desk.cli.call import call_of
from desk.cli.days import read_day
from desk.command.answer import Answer
from desk.reads.ledger import Period
from desk.text import mark


def ledger(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help=mark("the file to write: .xlsx or .csv"))],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help=mark("received since that day"))] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help=mark("received up to that day"))] = "",
    unmask: Annotated[
        bool, typer.Option("--unmask", help=mark("names in full; only the head may, and it is written down"))
    ] = False,
) -> Answer:
    call = call_of(context)
    period = Period(read_day(first) if first else None, read_day(last) if last else None)
    with call.open() as desk:
        cases = write_ledger(desk, out, Wanted(period, call.options.lang, unmask))
    _ = call.say
    said = _("{path}: {n} cases").format(path=out, n=cases)
    return Answer({"path": str(out), "cases": cases, "masked": not unmask}, [said])
