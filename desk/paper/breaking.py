"""Lines of a paragraph: greedy, then units are carried down while the break would be a forbidden one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.paper.units import NO_START, Unit, hang, kern, may_part, measure, split_long

_MOST_CARRIED = 8  # so that hostile text ends
_SLACK = 1e-6


@dataclass
class Line:
    """Units side by side; `last` of its paragraph, `indent` em from the column's edge."""

    units: list[Unit]
    last: bool = False
    indent: float = 0.0

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)

    @property
    def width(self) -> float:
        """In em, without what hangs over the end."""
        return measure(self.units) - hang(self.units[-1]) if self.units else 0.0


def break_lines(units: Iterable[Unit], room: float, indent: float = 0.0) -> Iterator[Line]:
    """Lines no wider than `room` em, the first one `indent` narrower, one after the other: who needs ten pays for
    ten."""
    held: Line | None = None
    for line in _fill(units, room, indent):
        if held is not None:
            if line.last:
                _keep_company(held, line, room)
            yield held
        held = line
    if held is not None:
        yield held


def _fill(units: Iterable[Unit], room: float, indent: float) -> Iterator[Line]:
    row: list[Unit] = []
    width = indent
    for unit in (piece for whole in units for piece in split_long(whole, room - indent)):
        step = (kern(row[-1], unit) if row else 0.0) + unit.width
        if not row or width + step - hang(unit) <= room + _SLACK:
            if row or not unit.space:
                row.append(unit)
                width += step
        elif not unit.space:
            row, rest = _part([*row, unit], room)
            yield Line(row, indent=indent)
            row, width, indent = rest, measure(rest), 0.0
    yield Line(row, last=True, indent=indent)


def _part(row: list[Unit], room: float) -> tuple[list[Unit], list[Unit]]:
    """Cuts a row that is one unit too long at the last place where a line may end."""
    for at in range(len(row) - 1, max(0, len(row) - 1 - _MOST_CARRIED), -1):
        above = _without_end_blanks(row[:at])
        if not above or measure(row[at:]) > room:
            break
        if not row[at].space and may_part(above[-1], row[at]):
            return above, row[at:]
    return _without_end_blanks(row[:-1]), row[-1:]


def _without_end_blanks(row: list[Unit]) -> list[Unit]:
    while row and row[-1].space:
        row = row[:-1]
    return row


def _keep_company(above: Line, last: Line, room: float) -> None:
    """A last line of a single 汉字 takes a neighbour down."""
    ink = [unit for unit in last.units if unit.text[0] not in NO_START]
    if len(ink) != 1 or len(ink[0].text) != 1 or ink[0].text.isascii():
        return
    for take in range(1, min(_MOST_CARRIED, len(above.units) - 6)):
        left, right = above.units[-take - 1], above.units[-take]
        joined = [*above.units[-take:], *last.units]
        if left.space or right.space or measure(joined) > room:
            return
        if may_part(left, right):
            above.units, last.units = above.units[:-take], joined
            return
