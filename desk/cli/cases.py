"""record, show, cases, correct, withdraw, erase."""

from typing import Annotated, Any
from uuid import UUID

import typer

from desk.actions.cases import correct_case, erase_case, record_case, record_cases, show_person, withdraw_case
from desk.actions.desk import Desk
from desk.cli.call import Call, call_of
from desk.cli.told import (
    identified,
    listed,
    recorded,
    recorded_lines,
    row_line,
    shown,
    shown_lines,
)
from desk.command.answer import Answer
from desk.command.files import read_object
from desk.domain.draft import unknown_keys
from desk.domain.numbering import is_number
from desk.errors import BadInput
from desk.reads.cases import find_cases, pick_case, read_case
from desk.text import mark

Number = Annotated[str, typer.Argument(help=mark("the number, or enough of its digits"))]
File = Annotated[str, typer.Argument(help=mark("a JSON file, or - for standard input"))]
Reason = Annotated[str, typer.Option(help=mark("why"))]
_LARGEST_PAGE, _LAST = 100_000, 10**9


def record(context: typer.Context, file: File) -> Answer:
    call = call_of(context)
    form = read_object(file)
    forms = form if isinstance(form, list) else [form]
    for row, one in enumerate(forms, 1):
        if not isinstance(one, dict):
            raise BadInput("not_a_case", **({"row": row} if forms is form else {}))
    with call.open() as desk:
        changes = record_cases(desk, forms) if forms is form else [record_case(desk, form)]
        values = [
            recorded(call, desk, change) | {"ignored": unknown_keys(one)}
            for change, one in zip(changes, forms, strict=True)
        ]
    lines = [line for one in values for line in recorded_lines(call, one)]
    return Answer(values if forms is form else values[0], lines)


def show(
    context: typer.Context,
    number: Number,
    person: Annotated[bool, typer.Option(help=mark("with name and phone in full; it is written down"))] = False,
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        id = pick_case(desk.vault, number)
        if person:
            show_person(desk, id)
        view = read_case(desk.vault, desk.lens, id)
        return Answer(shown(view), shown_lines(call, desk.lists.codes, view, full=person))


def cases(
    context: typer.Context,
    find: Annotated[str, typer.Option(metavar="WORDS", help=mark("words, a number or a phone"))] = "",
    limit: Annotated[int, typer.Option(min=0, max=_LARGEST_PAGE, metavar="N", help=mark("at most so many"))] = 50,
    offset: Annotated[int, typer.Option(min=0, max=_LAST, metavar="N", help=mark("leave out the first ones"))] = 0,
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        page = find_cases(desk.vault, desk.lens, find, limit, offset)
    _ = call.say
    value = {"total": page.total, "cases": [listed(row) for row in page.rows]}
    return Answer(value, [*(row_line(call, row) for row in page.rows), _("{n} cases").format(n=page.total)])


def correct(context: typer.Context, number: Number, file: File) -> Answer:
    call = call_of(context)
    form = read_object(file)
    if not isinstance(form, dict):
        raise BadInput("not_a_case")
    reason = form.pop("reason", "")
    if not isinstance(reason, str):
        raise BadInput("not_text", field="reason")
    unknown = unknown_keys(form)
    if unknown:
        raise BadInput("keys_unknown", keys=unknown)
    with call.open() as desk:
        change = correct_case(desk, pick_case(desk.vault, number), form, reason)
        return _stands(call, desk, change.subjects[0])


def withdraw(context: typer.Context, number: Number, reason: Reason = "") -> Answer:
    call = call_of(context)
    with call.open() as desk:
        change = withdraw_case(desk, pick_case(desk.vault, number), reason)
        return _stands(call, desk, change.subjects[0])


def erase(
    context: typer.Context,
    number: Number,
    part: Annotated[str, typer.Option(metavar="person|words|both", help=mark("what to erase"))] = "",
    reason: Reason = "",
) -> Answer:
    call = call_of(context)
    if not is_number(number):
        raise BadInput("number_in_full")
    with call.open() as desk:
        change = erase_case(desk, pick_case(desk.vault, number), part, reason)
        return _stands(call, desk, change.subjects[0])


def _stands(call: Call, desk: Desk, id: UUID) -> Answer:
    """How a case stands after something was written about it."""
    row = read_case(desk.vault, desk.lens, id).row
    value: dict[str, Any] = identified(row)
    return Answer(value, [row_line(call, row)])
