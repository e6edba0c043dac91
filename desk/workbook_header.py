"""Where the header of a sheet is: below titles and notes, over one row or several that are merged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desk.workbook import Line, Merged, Sheet
from desk.workbook_cell import Cell

_LOOKED_AT = 20  # rows from the top in which a header may begin
_DEEPEST = 4  # rows of a header


@dataclass(frozen=True)
class Headed:
    """A sheet below its header: the name of each column, and how many of them were known."""

    columns: Mapping[int, str]
    lines: list[Line]
    known: int


def find_header(sheet: Sheet, known: Collection[str]) -> Headed | None:
    """The row of the first twenty with the most known columns; where none is known, the first with two columns, or
    else the first at all. None: an empty sheet."""
    filled = Sheet(_filled(sheet), sheet.merged)
    first = filled.lines[:_LOOKED_AT]
    if not first:
        return None
    best = max((_headed(filled, line.number, known) for line in first), key=lambda one: one.known)
    if best.known:
        return best
    return _headed(filled, next((line.number for line in first if len(line.cells) > 1), first[0].number), known)


def _headed(sheet: Sheet, start: int, known: Collection[str]) -> Headed:
    last = max([one.bottom for one in sheet.merged if one.top == start], default=start)
    last = min(last, start + _DEEPEST - 1)
    names: dict[int, str] = {}
    for line in sheet.lines:
        if start <= line.number <= last:
            said = {column: " ".join(cell.split()) for column, cell in line.cells.items() if isinstance(cell, str)}
            names |= {column: name for column, name in said.items() if name}
    below = [line for line in sheet.lines if line.number > last]
    for column in sorted({column for line in below for column in line.cells} - names.keys()):
        names[column] = letters(column)
    columns = _told_apart(dict(sorted(names.items())))
    return Headed(columns, below, sum(name in known for name in columns.values()))


def _told_apart(names: Mapping[int, str]) -> dict[int, str]:
    """Columns of one name get their letters, all but the first."""
    told: dict[int, str] = {}
    for column, name in names.items():
        told[column] = f"{name} ({letters(column)})" if name in told.values() else name
    return told


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name


def _filled(sheet: Sheet) -> list[Line]:
    """What is merged downwards stands in every row that shows it; across, only where it begins."""
    deep = sorted((one for one in sheet.merged if one.bottom > one.top), key=lambda one: one.top)
    if not deep:
        return sheet.lines
    filled: list[Line] = []
    open_now: list[tuple[Merged, Cell]] = []
    waiting = iter([*deep, None])
    following = next(waiting)
    for line in sheet.lines:
        open_now = [one for one in open_now if one[0].bottom >= line.number]
        cells = dict(line.cells)
        for block, value in open_now:
            cells.setdefault(block.left, value)
        while following is not None and following.top <= line.number:
            if following.top == line.number and following.left in cells:
                open_now.append((following, cells[following.left]))
            following = next(waiting)
        filled.append(Line(line.number, line.hidden, cells))
    return filled
