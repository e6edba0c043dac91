"""inbox."""

from typing import Annotated, Any

import typer

from desk.actions.alike import look_for_alike
from desk.actions.desk import Desk
from desk.cli.call import Call, call_of
from desk.cli.told import identified, listed, row_line
from desk.command.answer import Answer
from desk.errors import BadInput
from desk.reads.alike import Group, read_groups, unlooked
from desk.reads.inbox import ALIKE, FORWARD, OVER, WAITING, Narrowed, count_inbox, find_inbox, read_ways
from desk.text import mark

_PARTS = (ALIKE, FORWARD, WAITING, OVER)
_HELP = mark("what may be the same, is to be forwarded, waits for a unit, is late")
_MOST = 100_000


def inbox(
    context: typer.Context,
    part: Annotated[
        str,
        typer.Argument(
            metavar="|".join(_PARTS), help=mark("what may be the same, is to be forwarded, waits for a unit, is late")
        ),
    ] = ALIKE,
    place: Annotated[str, typer.Option(metavar="NAME", help=mark("only of that place"))] = "",
    category: Annotated[str, typer.Option(metavar="CODE", help=mark("only of that category"))] = "",
    limit: Annotated[int, typer.Option(min=0, max=_MOST, metavar="N", help=mark("at most so many"))] = 200,
) -> Answer:
    call = call_of(context)
    if part not in _PARTS:
        raise BadInput("word_unknown", known=_PARTS)
    with call.open() as desk:
        narrowed = _narrowed(desk, place, category)
        look_for_alike(desk, unlooked(desk.vault, desk.lens))
        groups = read_groups(desk.vault, desk.lens, narrowed, limit if part == ALIKE else 0)
        counts = count_inbox(desk.vault, desk.lens, narrowed)
        page = find_inbox(desk.vault, desk.lens, part, narrowed, limit) if part != ALIKE else None
    value: dict[str, Any] = {"alike": groups.total, "forward": counts.forward, "waiting": counts.waiting}
    value |= {"over": counts.over}
    told = call.say("{alike} groups may be the same, {forward} to forward, {waiting} with a unit, {over} late")
    counted = told.format(**value)
    if page is not None:
        lines = [*(row_line(call, row) for row in page.rows), counted]
        return Answer({**value, "total": page.total, "cases": [listed(row) for row in page.rows]}, lines)
    lines = [line for group in groups.groups for line in _lines(call, group)]
    return Answer({**value, "groups": [_told(group) for group in groups.groups]}, [*lines, counted])


def _narrowed(desk: Desk, place: str, category: str) -> Narrowed:
    """By the name of a place that has something in the inbox. Raises BadInput inbox_place_unknown, code_unknown."""
    found = [id for id, name, _ in read_ways(desk.vault, desk.lens).places if name == place]
    if place and not found:
        raise BadInput("inbox_place_unknown", place=place[:60])
    code = desk.codes.find("category", category) if category else None
    if category and code is None:
        raise BadInput("code_unknown", field="category", list="category")
    return Narrowed(found[0] if found else None, code)


def _told(group: Group) -> dict[str, Any]:
    numbers = {row.id: identified(row)["number"] for row in group.cases}
    return {
        "cases": [identified(row) for row in group.cases],
        "pairs": [[numbers[one], numbers[other]] for one, other in group.pairs],
        "why": group.words,
    }


def _lines(call: Call, group: Group) -> list[str]:
    return ["、".join(group.words), *("  " + row_line(call, row) for row in group.cases)]
