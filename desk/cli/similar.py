"""similar."""

import re
from typing import Annotated

import typer

from desk.cli.call import call_of
from desk.cli.told import identified, row_line
from desk.command.answer import Answer
from desk.command.files import read_object
from desk.errors import BadInput
from desk.reads.cases import pick_case
from desk.reads.similar import similar_cases, similar_to_form
from desk.text import mark

_CASE = re.compile(r"\d[\d-]*|[0-9a-f-]{36}")  # a number or a part of one, or an id
What = Annotated[str, typer.Argument(help=mark("the number, a JSON file, or - for standard input"))]


def similar(context: typer.Context, what: What) -> Answer:
    call = call_of(context)
    form = None if _CASE.fullmatch(what) else read_object(what)
    if form is not None and not isinstance(form, dict):
        raise BadInput("not_a_case")
    with call.open() as desk:
        vault, lens = desk.vault, desk.lens
        found = (
            similar_to_form(vault, lens, form)
            if form is not None
            else similar_cases(vault, lens, pick_case(vault, what))
        )
    lines = [f"{row_line(call, one.row)}\n  {one.score}  {'、'.join(one.why)}" for one in found]
    values = [{**identified(one.row), "title": one.row.title, "score": one.score, "why": one.why} for one in found]
    return Answer({"similar": values}, [*lines, call.say("{n} cases").format(n=len(found))])
