"""merge, unmerge."""

from typing import Annotated

import typer

from desk.actions.merging import merge_cases, unmerge_case
from desk.cli.call import Call, call_of
from desk.cli.told import identified, row_line
from desk.command.answer import Answer
from desk.domain.numbering import show_number
from desk.reads.cases import pick_case, read_case
from desk.reads.views import CaseView
from desk.text import mark

Main = Annotated[str, typer.Argument(help=mark("the number of the main case"))]
Children = Annotated[list[str], typer.Argument(help=mark("the numbers of those that are merged into it"))]
Child = Annotated[str, typer.Argument(help=mark("the number of a merged case"))]


def merge(context: typer.Context, main: Main, child: Children) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        ids = [pick_case(desk.vault, number) for number in (main, *child)]
        merge_cases(desk, ids[0], ids[1:])
        return _told(call, read_case(desk.vault, desk.lens, ids[0]))


def unmerge(context: typer.Context, child: Child) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        change = unmerge_case(desk, pick_case(desk.vault, child))
        return _told(call, read_case(desk.vault, desk.lens, change.subjects[0]))


def _told(call: Call, view: CaseView) -> Answer:
    merged = [identified(row) for row in view.children]
    lines = [row_line(call, view.row), *("  " + row_line(call, row) for row in view.children)]
    main = show_number(view.main_number) if view.main_number else None
    return Answer({**identified(view.row), "merged": merged, "main": main}, lines)
