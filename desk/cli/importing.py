"""import."""

from pathlib import Path
from typing import Annotated, Any

import typer

from desk.actions.importing import Imported, import_cases
from desk.cli.call import Call, call_of
from desk.command.answer import Answer
from desk.command.files import read_data, read_object
from desk.errors import BadInput
from desk.paper.import_report import write_report
from desk.paper.table_file import kind_of
from desk.text import explain, mark


def import_file(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help=mark("a CSV, JSON or XLSX file, or - for standard input"))],
    map: Annotated[
        str | None, typer.Option(metavar="FILE", help=mark("JSON: which column is which field of the form"))
    ] = None,
    sheet: Annotated[
        str, typer.Option(metavar="NAME", help=mark("the sheet of a workbook; without it the first with known columns"))
    ] = "",
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help=mark("write what was wrong, row by row: .xlsx or .csv"))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=mark("only say what would happen"))] = False,
) -> Answer:
    call = call_of(context)
    data = read_data(file)
    headers = read_object(map) if map else {}
    if not isinstance(headers, dict) or not all(isinstance(name, str) for name in headers.values()):
        raise BadInput("not_a_map")
    if report is not None:
        kind_of(report)
    with call.open() as desk:
        result, made = import_cases(desk, data, headers, dry_run, sheet), desk.clock()
    if report is not None:
        write_report(report, result.refused, made, call.options.lang)
    return _answer(call, result)


def _answer(call: Call, result: Imported) -> Answer:
    _, lang = call.say, call.options.lang
    refused = [
        {"row": one.row, "code": one.code, "message": explain(BadInput(one.code, **one.facts), lang)}
        for one in result.refused
    ]
    counts = {"read": result.read, "imported": result.imported, "known": result.known}
    value: dict[str, Any] = {**counts, "ignored": result.ignored, "refused": refused}
    if result.sheet:
        value |= {"sheet": result.sheet, "sheets": result.sheets}
    lines = [_("Read {read}, imported {imported}, known before {known}.").format(**counts)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    lines += [_("Row {row}: {message}").format(row=one["row"], message=one["message"]) for one in refused]
    return Answer(value, lines)
