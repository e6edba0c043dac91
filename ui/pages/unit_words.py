"""The list of units in words: a unit in the list, and what taking over a table came to, row by row."""

from typing import TYPE_CHECKING

from desk.errors import BadInput
from desk.reads.units import ABOVE, HERE, SHIPPED, UnitView
from desk.text import explain, mark
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import NO_SIGN, Line, Sign

if TYPE_CHECKING:
    from desk.actions.units import UnitsTaken

SOURCES = {
    SHIPPED: mark("as it ships with the program"),
    HERE: mark("published by this place"),
    ABOVE: mark("published by {place}"),
}


def unit_line(look: Look, one: UnitView) -> Line:
    """What it is called, who put it on the list, and whether it still is."""
    _, sign = look.say, NO_SIGN
    facts = _(SOURCES[one.source]).format(place=one.place)
    if one.retired is not None:
        sign = Sign(_("off the list"), "archive", "text2")
        facts = _("off the list since {day}").format(day=moment.whole_day(one.retired, look.lang))
    elif one.source == ABOVE:
        sign = Sign(_("published above"), "lock", "accent_text")
    other = one.name.en if look.lang == "zh" else one.name.zh
    said = (other if one.name.en != one.name.zh else "", facts)
    return Line(one.subject, one.name.say(look.lang), "·".join(filter(None, said)), sign, row=one)


def units_report(look: Look, result: "UnitsTaken") -> list[str]:
    _ = look.say
    counts = {"read": result.read, "added": result.added, "known": result.known, "retired": result.retired}
    lines = [_("Read {read}, added {added}, known before {known}, taken off {retired}.").format(**counts)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    refused = _("Row {row}: {message}")
    for one in result.refused:
        lines.append(refused.format(row=one.row, message=explain(BadInput(one.code, **one.facts), look.lang)))
    return lines
